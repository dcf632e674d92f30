public import Registers

public typealias Flow = Record<Flows>

/// The connections that a conduit is there for: who talks to whom, over what, and why.
///
/// Source: IEC 62443-3-2:2020, ZCR 6.4 (conduits list the data flows) and IEC 62443-2-1:2024, NET 1.
public struct Flows: Register {
    public static let book = Book(Flows())
    public static let mark = "FLO"

    public let name = text("Name", [.required, .unique, .listed, .searched], reading: tidyName)
    public let conduit = link("Conduit", to: Conduits.self, [.listed])
    public let source = link("Source asset", to: Assets.self, [.listed])
    public let destination = link("Destination asset", to: Assets.self, [.listed])
    public let networkProtocol = text("Protocol", [.listed, .searched], limit: 60, help: "S7comm, OPC UA, HTTPS …")
    public let port = number("Port", 0...65_535, [.listed])
    public let encrypted = flag("Encrypted", [.listed])
    public let purpose = text("Purpose", [.listed, .searched], limit: 1000)
    public let unread = text("Values not read", limit: 4000, help: "Imported text that fits no field's rules.")

    public var siteThrough: String? { "conduit" }
    public var permissions: Permissions { .security }
}
