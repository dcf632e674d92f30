public import Registers

public typealias Component = Record<Components>

/// Modules inside a device that have their own order number and firmware: a communication card, a CPU in a rack.
///
/// Source: IEC 62443-2-1:2024, CM 1.1; the firmware of a module is updated and attacked on its own.
public struct Components: Register {
    public static let book = Book(Components())
    public static let mark = "CMP"

    public let asset = link("Asset", to: Assets.self, [.required, .listed])
    public let slot = text("Slot", [.required, .listed], limit: 60, help: "Rack and slot, or another place name.")
    public let name = text("Name", [.listed, .searched])
    public let vendor = text("Vendor", [.listed, .searched])
    public let product = text("Product", [.listed, .searched], limit: 300)
    public let orderNumber = text("Order number", [.listed, .searched])
    public let firmwareVersion = text("Firmware version", [.listed])
    public let serial = text("Serial number", [.searched])
    public let unread = text("Values not read", limit: 4000, help: "Imported text that fits no field's rules.")

    public var siteThrough: String? { "asset" }
    public var key: [String] { ["asset", "slot"] }
}
