public import Registers

public typealias Zone = Record<Zones>

/// Groups of assets that share the same security needs.
///
/// Source: IEC 62443-3-2:2020, ZCR 3 (partition into zones) and ZCR 6 (zone characteristics, SL-T).
public struct Zones: Register {
    public static let book = Book(Zones())
    public static let mark = "ZON"

    public let name = text("Name", [.required, .listed, .searched], reading: tidyName)
    public let site = link("Site", to: Sites.self, [.listed])
    public let kind = choice("Kind", Kind.control, [.listed])
    public let purdueLevel = choice(
        "Purdue level", among: PurdueLevel.self, [.listed], refusal: "no such Purdue level, which is 0 to 5 or 3.5")
    public let targetSL = text(
        "SL-T", [.listed, .material], limit: 20, help: "Seven levels 0 to 4 in the order IAC UC SI DC RDF TRE RA.",
        reading: readSecurityVector)
    public let criticality = choice("Criticality", among: Criticality.self, [.listed])
    public let safetyImpact = choice(
        "Safety impact", among: SafetyImpact.self, [.listed],
        help: "The worst harm to people if an attacker controls the zone.")
    public let description = text("Description", [.searched], limit: 4000)
    public let unread = text("Values not read", limit: 4000, help: "Imported text that fits no field's rules.")

    public var key: [String] { ["name", "site"] }
    public var permissions: Permissions { .security }

    /// What a zone is for. `external` and `remote` are networks that the organization does not control.
    public enum Kind: String, Choice {
        case safety, control, supervision, operations, demilitarized, enterprise, wireless, remote, external

        public static let spellings: [String: Kind] = [
            "dmz": .demilitarized, "sis": .safety, "internet": .external, "ctrl": .control, "supv": .supervision,
            "ops": .operations, "ent": .enterprise, "idmz": .demilitarized, "office": .enterprise,
        ]

        /// Whether an attacker from outside may already stand here.
        public var isUntrusted: Bool { self == .external || self == .remote }
    }
}

/// The level of a device or zone in the Purdue reference model (IEC 62443-1-1, reference model).
public enum PurdueLevel: String, Choice {
    case process = "0"
    case basicControl = "1"
    case supervision = "2"
    case operations = "3"
    case demilitarized = "3.5"
    case enterprise = "4"
    case corporate = "5"

    public static let spellings: [String: PurdueLevel] = Dictionary(
        uniqueKeysWithValues: PurdueLevel.allCases.flatMap { level in
            ["l", "level ", "l ", "purdue ", "purdue level ", "stufe ", "ebene "].map { ($0 + level.rawValue, level) }
                + [(level.rawValue.count == 1 ? level.rawValue + ".0" : "dmz", level)]
        })
}

/// The worst harm to people (severity words as in IEC 61511 practice).
public enum SafetyImpact: String, Choice, Comparable {
    case negligible, marginal, critical, catastrophic

    /// 0 for negligible to 3 for catastrophic.
    public var rank: Int {
        switch self {
        case .negligible: 0
        case .marginal: 1
        case .critical: 2
        case .catastrophic: 3
        }
    }

    public static func < (one: SafetyImpact, other: SafetyImpact) -> Bool { one.rank < other.rank }
}
