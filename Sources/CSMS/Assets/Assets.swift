public import Registers

public typealias Asset = Record<Assets>

/// Every device, system and program that a site depends on.
///
/// Source: IEC 62443-2-1:2024, CM 1.1 (asset inventory); NIST CSF 2.0, ID.AM-01 and ID.AM-02.
public struct Assets: Register {
    public static let book = Book(Assets())
    public static let mark = "AST"

    public let tag = text("Tag", [.required, .unique, .listed, .searched], reading: tidyName)
    public let name = text("Name", [.listed, .searched], limit: 500)
    public let site = link("Site", to: Sites.self, [.listed])
    public let area = link("Area", to: Areas.self, [.listed])
    public let zone = link("Zone", to: Zones.self, [.listed], help: "Leave empty while the asset is in stock.")
    public let purdueLevel = choice(
        "Purdue level", among: PurdueLevel.self, [.listed], refusal: "no such Purdue level, which is 0 to 5 or 3.5")
    public let type = text("Type", [.listed, .searched], help: "PLC, HMI, drive, switch …")
    public let vendor = text("Vendor", [.listed, .searched])
    public let product = text("Product", [.listed, .searched], limit: 300)
    public let model = text("Model", [.searched])
    public let orderNumber = text("Order number", [.listed, .searched], help: "As on the nameplate.")
    public let firmwareVersion = text("Firmware version", [.listed])
    public let os = text("Operating system", [.searched])
    public let ip = text("IP address", [.listed, .searched], limit: 45, reading: readIPAddress)
    public let mac = text("MAC address", [.searched], limit: 17, reading: readMACAddress)
    public let serial = text("Serial number", [.searched])
    public let criticality = choice("Criticality", among: Criticality.self, [.listed, .expected])
    public let owner = link("Owner", to: Teams.self, [.listed])
    public let installedOn = day("Installed on")
    public let endOfSupport = day("End of support", help: "Last day with security updates from the vendor.")
    public let noEndAnnounced = flag("Supported, no end announced")
    public let lastSeen = moment("Last seen", help: "When a person or a sensor last saw it in the plant.")
    public let lifecycle = choice("Lifecycle", Lifecycle.inService, [.listed])
    public let unread = text("Values not read", limit: 4000, help: "Imported text that fits no field's rules.")

    public var rules: [Rule<Assets>] {
        [
            Rule("An asset with a last day of support is not marked as supported without an end.") {
                $0.endOfSupport == nil || !$0.noEndAnnounced
            }
        ]
    }

    /// Where an asset stands in its life.
    public enum Lifecycle: String, Choice {
        case planned, ordered, commissioned, inService, spare, decommissioned, disposed
    }
}

/// How much harm the loss of an asset or zone does.
public enum Criticality: String, Choice, Comparable {
    case low, medium, high, critical

    public static let spellings: [String: Criticality] = [
        "1": .low, "2": .medium, "3": .high, "4": .critical,
        "niedrig": .low, "gering": .low, "mittel": .medium, "hoch": .high, "kritisch": .critical,
        "sehr hoch": .critical, "very high": .critical, "vital": .critical, "med": .medium,
    ]

    /// 1 for low to 4 for critical.
    public var rank: Int {
        switch self {
        case .low: 1
        case .medium: 2
        case .high: 3
        case .critical: 4
        }
    }

    public static func < (one: Criticality, other: Criticality) -> Bool { one.rank < other.rank }
}

/// What is known about the vendor's support of an asset.
public enum Support: Hashable, Sendable {
    /// Security updates end after this day.
    case endsOn(Day)
    /// The vendor supports it and has announced no end.
    case noEndAnnounced
    /// Nobody knows.
    case unknown
}

extension Asset {
    /// What is known about the vendor's support.
    public var support: Support {
        if let day = self.endOfSupport { return .endsOn(day) }
        return self.noEndAnnounced ? .noEndAnnounced : .unknown
    }

    /// Whether the asset stands in the plant or may be put there tomorrow, so that weaknesses of it count.
    public var isPresent: Bool {
        switch self.lifecycle {
        case .commissioned, .inService, .spare: true
        case .planned, .ordered, .decommissioned, .disposed: false
        }
    }
}
