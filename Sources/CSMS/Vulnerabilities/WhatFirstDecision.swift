public import Registers

/// The decision of those who run systems about one weakness: how soon they act, and the four questions behind it.
///
///     SSVC.decision(exploitation: .active, exposure: .open, isAutomatable: true, impact: .high)   // .immediate
///
/// - Source: CERT/CC, Stakeholder-Specific Vulnerability Categorization 2, deployer tree.
public enum SSVC {
    /// How soon to act.
    public enum Decision: String, Choice, Comparable {
        case `defer`, scheduled
        case outOfCycle = "out-of-cycle"
        case immediate

        /// 0 for defer to 3 for immediate.
        public var rank: Int {
            switch self {
            case .defer: 0
            case .scheduled: 1
            case .outOfCycle: 2
            case .immediate: 3
            }
        }

        /// Days until it should be done, counted from the day on which it is taken up. Our own defaults.
        ///
        /// Immediate is 72 hours, or the part of the plant stops. Scheduled means the next planned outage; with no
        /// outage on record half a year is the limit. What is deferred is looked at again after a year.
        public var days: Int {
            switch self {
            case .immediate: 3
            case .outOfCycle: 30
            case .scheduled: 180
            case .defer: 365
            }
        }

        /// What people do by then.
        public var deadline: String {
            switch self {
            case .immediate: "Within 72 hours, or stop."
            case .outOfCycle: "Within 30 days, or in the next possible window."
            case .scheduled: "In the next planned outage."
            case .defer: "Check again in a year."
            }
        }

        /// A decision that leaves more time is less.
        public static func < (one: Decision, other: Decision) -> Bool { one.rank < other.rank }
    }

    /// What is known of attacks.
    public enum Exploitation: String, Choice, Comparable {
        case none
        case publicPoC = "public poc"
        case active

        /// 0 for none to 2 for active.
        public var rank: Int {
            switch self {
            case .none: 0
            case .publicPoC: 1
            case .active: 2
            }
        }

        /// Less is known of attacks.
        public static func < (one: Exploitation, other: Exploitation) -> Bool { one.rank < other.rank }
    }

    /// What an attack does to the essential work of the organization.
    public enum MissionImpact: String, Choice {
        case degraded
        case supportCrippled = "mef support crippled"
        case functionFailure = "mef failure"
        case missionFailure = "mission failure"

        /// The impact that the loss of something this critical has. Our own default.
        public init(_ criticality: Criticality) {
            switch criticality {
            case .low: self = .degraded
            case .medium: self = .supportCrippled
            case .high: self = .functionFailure
            case .critical: self = .missionFailure
            }
        }
    }

    /// What an attack does to people and to the organization.
    public enum HumanImpact: String, Choice, Comparable {
        case low, medium, high
        case veryHigh = "very high"

        /// The impact of both kinds of harm together.
        public init(safety: SafetyImpact, mission: MissionImpact) {
            switch (safety, mission) {
            case (.catastrophic, _), (_, .missionFailure): self = .veryHigh
            case (.critical, .supportCrippled), (.critical, .functionFailure): self = .high
            case (.critical, .degraded), (_, .functionFailure): self = .medium
            case (.negligible, _), (.marginal, _): self = .low
            }
        }

        /// 0 for low to 3 for very high.
        public var rank: Int {
            switch self {
            case .low: 0
            case .medium: 1
            case .high: 2
            case .veryHigh: 3
            }
        }

        /// A lower impact is less.
        public static func < (one: HumanImpact, other: HumanImpact) -> Bool { one.rank < other.rank }
    }

    /// How soon to act on a weakness.
    public static func decision(
        exploitation: Exploitation, exposure: SystemExposure, isAutomatable: Bool, impact: HumanImpact
    ) -> Decision {
        let row = (exploitation.rank * 3 + exposure.rank) * 2 + (isAutomatable ? 1 : 0)
        return self.outcomes[row * 4 + impact.rank]
    }

    /// The outcomes of the tree by exploitation, exposure (one line each), automatable no and yes, and human impact.
    private static let outcomes: [Decision] = """
        ddss dsss
        dsss ssss
        dsss ssso
        dsss ssss
        dsss ssso
        ssso ssoo
        ssoo sooo
        ssoo oooo
        sooi ooii
        """.utf8.compactMap { letter in
            switch letter {
            case UInt8(ascii: "d"): .defer
            case UInt8(ascii: "s"): .scheduled
            case UInt8(ascii: "o"): .outOfCycle
            case UInt8(ascii: "i"): .immediate
            default: nil
            }
        }
}
