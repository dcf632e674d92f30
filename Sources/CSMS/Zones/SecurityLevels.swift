public import Registers

/// The framework whose requirements make the security levels of a zone.
public let securityLevelFramework = "iec-62443-3-3-2013"

/// What a zone wants, what it has, and what stands between the two.
public struct ZoneLevels: Sendable, Hashable {
    /// The zone.
    public let zone: Zone
    /// SL-T, the levels wanted; `nil` when the zone has none on record.
    public let target: SecurityVector?
    /// One for each foundational requirement, FR 1 to FR 7.
    public let foundational: [FoundationalLevel]
    /// How every requirement with a level stands in the zone, by foundational requirement and number.
    public let requirements: [RequirementStanding]
    /// What people must know before they trust the levels: that the framework is not loaded, for one. Sentences.
    public let remarks: [String]

    /// SL-A, the levels achieved; `nil` when a foundational requirement has no requirement to judge by.
    public var achieved: SecurityVector? {
        let levels = self.foundational.compactMap(\.achieved)
        return SecurityVector(levels: levels)
    }

    /// By how many levels each element falls short of SL-T; `nil` without an SL-T or an SL-A.
    public var gap: [Int]? {
        guard let target = self.target, let achieved = self.achieved else { return nil }
        return achieved.gap(to: target)
    }

    /// The lowest level achieved among the elements with an SL-T above 0; `nil` when none is asked or one is unknown.
    public var overall: Int? {
        let asked = self.foundational.filter { ($0.target ?? 0) > 0 }
        let levels = asked.compactMap(\.achieved)
        return levels.count == asked.count ? levels.min() : nil
    }

    /// Whether every element reaches its SL-T; `nil` when that cannot be said.
    public var reachesTarget: Bool? { self.gap.map { $0.allSatisfy { $0 == 0 } } }
}

/// The level of one foundational requirement in a zone.
public struct FoundationalLevel: Sendable, Hashable {
    /// The number of the foundational requirement, 1...7.
    public let number: Int
    /// The level wanted, 0...4; `nil` when the zone has no SL-T.
    public let target: Int?
    /// The level achieved, 0...4; `nil` when no requirement of it is loaded.
    public let achieved: Int?
    /// The level that `met` and `required` count for: SL-T, or the next level where there is no SL-T.
    public let aim: Int
    /// How many of the required ones are met, compensated or not applicable.
    public let met: Int
    /// How many requirements the level aimed at asks for, those of the lower levels included.
    public let required: Int
    /// What the next level above the one achieved waits for; empty at level 4 and where the level is not known.
    public let blocking: [RequirementStanding]

    /// The short name: `RDF`.
    public var name: String { SecurityVector.names[self.number - 1] }

    /// By how many levels it falls short; `nil` when one side is not known.
    public var gap: Int? {
        guard let target = self.target, let achieved = self.achieved else { return nil }
        return max(0, target - achieved)
    }

    /// What the next level waits for, one sentence each: “SL 2 of RDF waits for SR 5.2 RE 1: not met.”
    public var waits: [String] {
        guard let achieved = self.achieved else { return [] }
        return self.blocking.map { standing in
            let status = standing.status.label.lowercased()
            return "SL \(achieved + 1) of \(self.name) waits for \(standing.requirement.code): \(status)."
        }
    }
}

/// The security levels of every zone, in the order of the zones' numbers.
///
/// The level of a foundational requirement is the highest n for which every requirement that levels 1 to n ask for is
/// met, compensated or not applicable. Requirements without a level, such as the common constraints, do not count.
/// Without the framework nothing is known, so no level is claimed.
///
///     securityLevels(in: plant, on: Day(2026, 3, 1)).first?.achieved   // 2 2 1 3 1 2 0
///
/// - Source: IEC 62443-3-3:2013, annexes A and B (the vector and the levels; method in our own words).
public func securityLevels(in plant: Snapshot, on day: Day) -> [ZoneLevels] {
    let zones = plant[Zones.self]
    let ladder = Ladder(in: plant)
    let places = Dictionary(zones.enumerated().map { ($1.id, $0) }) { _, last in last }
    var standings = zones.map { _ in ladder.blank }
    for state in plant[RequirementStates.self] {
        guard let zone = state.zone.flatMap({ places[$0] }) else { continue }
        ladder.note(state, on: day, in: &standings[zone])
    }
    return zip(zones, standings).map { ladder.levels(of: $0, $1) }
}

/// The security levels of one zone; see ``securityLevels(in:on:)``.
public func securityLevels(of zone: Zone, in plant: Snapshot, on day: Day) -> ZoneLevels {
    let ladder = Ladder(in: plant)
    var standings = ladder.blank
    for state in plant[RequirementStates.self] where state.zone == zone.id {
        ladder.note(state, on: day, in: &standings)
    }
    return ladder.levels(of: zone, standings)
}

/// The requirements that have a level, by foundational requirement and number.
private struct Ladder {
    /// How many requirements with a level the published framework has: 51 and 49 enhancements.
    private static let publishedCount = 100

    let blank: [RequirementStanding]
    private let rungs: [Rung]
    private let places: [ID<Requirements>: Int]
    private let remark: String?

    /// A requirement's two numbers, read once.
    private struct Rung {
        let foundational: Int
        let level: Int
    }

    init(in plant: Snapshot) {
        let framework = plant[Frameworks.self].first { $0.code == securityLevelFramework }
        var rows: [(rung: Rung, requirement: Requirement)] = []
        for requirement in plant[Requirements.self] where framework != nil && requirement.framework == framework?.id {
            guard let level = requirement.level, let number = requirement.foundational, (1...7).contains(number) else {
                continue
            }
            rows.append((Rung(foundational: number, level: level), requirement))
        }
        rows.sort { one, other in
            (one.rung.foundational, one.requirement.number) < (other.rung.foundational, other.requirement.number)
        }
        self.rungs = rows.map(\.rung)
        self.blank = rows.map { RequirementStanding($0.requirement) }
        self.places = Dictionary(rows.enumerated().map { ($1.requirement.id, $0) }) { first, _ in first }
        self.remark = Self.remark(on: rows.count)
    }

    private static func remark(on count: Int) -> String? {
        if count == 0 {
            return "The framework \(securityLevelFramework) is not loaded, so no level is claimed. Import it first."
        }
        guard count != self.publishedCount else { return nil }
        return """
            The framework \(securityLevelFramework) has \(count) requirements with a level here; \
            the published one has \(self.publishedCount). Levels are wrong where some are missing.
            """
    }

    /// Notes a state; where two speak of one requirement, the one that meets less counts.
    func note(_ state: RequirementState, on day: Day, in standings: inout [RequirementStanding]) {
        guard let place = state.requirement.flatMap({ self.places[$0] }) else { return }
        let standing = RequirementStanding(standings[place].requirement, state, on: day)
        if standings[place].state == nil || standing.isWorse(than: standings[place]) { standings[place] = standing }
    }

    func levels(of zone: Zone, _ standings: [RequirementStanding]) -> ZoneLevels {
        let target = SecurityVector(zone.targetSL)
        var remarks = self.remark.map { [$0] } ?? []
        if target == nil, !zone.targetSL.isEmpty {
            remarks.append("The SL-T “\(zone.targetSL)” of the zone is not a vector of seven levels.")
        }
        var next = self.rungs.startIndex
        let foundational = (1...7).map { number in
            let start = next
            while next < self.rungs.endIndex, self.rungs[next].foundational == number { next += 1 }
            return self.level(number, target: target?.levels[number - 1], of: start..<next, standings)
        }
        return ZoneLevels(
            zone: zone, target: target, foundational: foundational, requirements: standings, remarks: remarks)
    }

    private func level(
        _ number: Int, target: Int?, of places: Range<Int>, _ standings: [RequirementStanding]
    ) -> FoundationalLevel {
        let open = places.filter { !standings[$0].isSatisfied }
        let lowest = open.map { self.rungs[$0].level }.min() ?? 5
        let achieved = places.isEmpty ? nil : min(4, lowest - 1)
        let aim = target ?? min(4, (achieved ?? 0) + 1)
        let required = places.filter { self.rungs[$0].level <= aim }
        return FoundationalLevel(
            number: number, target: target, achieved: achieved, aim: aim,
            met: required.filter { standings[$0].isSatisfied }.count, required: required.count,
            blocking: open.filter { self.rungs[$0].level == lowest }.map { standings[$0] })
    }
}
