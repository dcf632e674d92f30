public import Registers

public typealias Network = Record<Networks>

/// Address ranges and VLANs, and the zone that each belongs to.
///
/// Source: IEC 62443-2-1:2024, NET 1.1 (segmentation is documented).
public struct Networks: Register {
    public static let book = Book(Networks())
    public static let mark = "NET"

    public let name = text("Name", [.required, .listed, .searched], reading: tidyName)
    public let site = link("Site", to: Sites.self, [.listed])
    public let zone = link("Zone", to: Zones.self, [.listed])
    public let range = text("Address range", [.listed, .searched], limit: 60, help: "10.40.1.0/24 or fd00:40::/64.")
    public let vlan = number("VLAN", 1...4094, [.listed])
    public let unread = text("Values not read", limit: 4000, help: "Imported text that fits no field's rules.")

    public var key: [String] { ["name", "site"] }
}
