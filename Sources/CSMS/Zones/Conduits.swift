public import Registers

public typealias Conduit = Record<Conduits>

/// Groups of connections between two zones that share the same protection.
///
/// Source: IEC 62443-3-2:2020, ZCR 3 and ZCR 6. A conduit between two sites belongs to no single site.
public struct Conduits: Register {
    public static let book = Book(Conduits())
    public static let mark = "CON"

    public let name = text("Name", [.required, .unique, .listed, .searched], reading: tidyName)
    public let site = link("Site", to: Sites.self, [.listed], help: "Empty for a conduit between sites.")
    public let from = link("From zone", to: Zones.self, [.required, .listed])
    public let to = link("To zone", to: Zones.self, [.required, .listed])
    public let direction = choice("Direction", Direction.both, [.listed], help: "Who may open a connection.")
    public let protection = choice("Protection", among: Protection.self, [.listed])
    public let device = link("Guarded by", to: Assets.self, [.listed], help: "The firewall, router or diode.")
    public let remoteAccess = flag("Used for remote access", [.listed])
    public let targetSL = text("SL-T", [.listed], limit: 20, reading: readSecurityVector)
    public let description = text("Description", [.searched], limit: 4000)
    public let unread = text("Values not read", limit: 4000, help: "Imported text that fits no field's rules.")

    public var permissions: Permissions { .security }
    public var rules: [Rule<Conduits>] {
        [Rule("A conduit joins two different zones.") { $0.from != $0.to || $0.from == nil }]
    }

    /// Which zone may open a connection to the other.
    public enum Direction: String, Choice {
        case both, forward
        public static let spellings: [String: Direction] = [
            "<->": .both, "bidirectional": .both, "->": .forward, "one way": .forward, "unidirectional": .forward,
        ]
    }

    /// What stands between the zones, from nothing to a diode.
    public enum Protection: String, Choice {
        case none, routed, filtered, inspected, brokered, diode
        public static let spellings: [String: Protection] = [
            "firewall": .filtered, "acl": .filtered, "router": .routed, "proxy": .brokered, "jump host": .brokered,
            "dpi": .inspected, "data diode": .diode, "open": .none,
        ]
    }
}
