import CSMS
import Registers

/// A small plant for tests of analyses; records are numbered in the order in which they come.
struct TestPlant {
    var zones: [Zone] = []
    var conduits: [Conduit] = []
    var flows: [Flow] = []
    var assets: [Asset] = []
    var frameworks: [Framework] = []
    var requirements: [Requirement] = []
    var states: [RequirementState] = []
    var exploits: [KnownExploit] = []

    var snapshot: Snapshot {
        Snapshot(
            entries: 1,
            tables: [
                Table(self.zones), Table(self.conduits), Table(self.flows), Table(self.assets),
                Table(self.frameworks), Table(self.requirements), Table(self.states), Table(self.exploits),
            ])
    }

    static func id(_ register: UInt64, _ number: Int) -> UUID { UUID(high: register, low: UInt64(number)) }

    @discardableResult
    mutating func zone(_ name: String, _ kind: Zones.Kind = .control, _ fill: (inout Zone) -> Void = { _ in }) -> Zone {
        let number = self.zones.count + 1
        let zone = Zone(id: ID(Self.id(1, number)), number: number) {
            $0.name = name
            $0.kind = kind
            fill(&$0)
        }
        self.zones.append(zone)
        return zone
    }

    @discardableResult
    mutating func conduit(
        _ from: Zone?, _ to: Zone?, _ protection: Conduits.Protection?, _ direction: Conduits.Direction = .forward,
        _ fill: (inout Conduit) -> Void = { _ in }
    ) -> Conduit {
        let number = self.conduits.count + 1
        let conduit = Conduit(id: ID(Self.id(2, number)), number: number) {
            $0.name = "Conduit \(number)"
            $0.from = from?.id
            $0.to = to?.id
            $0.protection = protection
            $0.direction = direction
            fill(&$0)
        }
        self.conduits.append(conduit)
        return conduit
    }

    @discardableResult
    mutating func asset(_ tag: String, in zone: Zone?, _ fill: (inout Asset) -> Void = { _ in }) -> Asset {
        let number = self.assets.count + 1
        let asset = Asset(id: ID(Self.id(3, number)), number: number) {
            $0.tag = tag
            $0.zone = zone?.id
            fill(&$0)
        }
        self.assets.append(asset)
        return asset
    }

    mutating func flow(_ conduit: Conduit, to asset: Asset) {
        let number = self.flows.count + 1
        self.flows.append(
            Flow(id: ID(Self.id(4, number)), number: number) {
                $0.conduit = conduit.id
                $0.destination = asset.id
            })
    }

    mutating func framework(_ code: String) {
        let number = self.frameworks.count + 1
        self.frameworks.append(Framework(id: ID(Self.id(5, number)), number: number) { $0.code = code })
    }

    @discardableResult
    mutating func requirement(_ code: String, foundational: Int?, level: Int?) -> Requirement {
        let number = self.requirements.count + 1
        let requirement = Requirement(id: ID(Self.id(6, number)), number: number) {
            $0.code = code
            $0.framework = self.frameworks.last?.id
            $0.foundational = foundational
            $0.level = level
        }
        self.requirements.append(requirement)
        return requirement
    }

    mutating func state(
        _ zone: Zone, _ requirement: Requirement, _ status: RequirementStates.Status,
        _ state: RequirementStates.State = .stated, _ fill: (inout RequirementState) -> Void = { _ in }
    ) {
        let number = self.states.count + 1
        let stated = RequirementState(id: ID(Self.id(7, number)), number: number) {
            $0.zone = zone.id
            $0.requirement = requirement.id
            $0.status = status
            $0.countermeasure = status == .compensated ? "Daily check of the firewall." : ""
            $0.justification = status == .notApplicable ? "No wireless in the zone." : ""
            fill(&$0)
        }
        self.states.append(
            Record(
                KeptRecord(
                    id: stated.id.uuid, number: number, revision: 1, state: state.rawValue, cells: stated.cells)))
    }

    mutating func exploit(_ cve: String, since day: Day? = nil) {
        let number = self.exploits.count + 1
        self.exploits.append(
            KnownExploit(id: ID(Self.id(8, number)), number: number) {
                $0.cve = cve
                $0.addedOn = day
            })
    }
}

/// Random numbers that are the same in every run (Steele, Lea and Flood: SplitMix64).
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { self.state = seed }

    mutating func next() -> UInt64 {
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var word = self.state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
