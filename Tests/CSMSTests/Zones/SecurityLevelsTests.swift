import CSMS
import Registers
import Testing

private let today = Day(2026, 3, 1)

/// FR 5, FR 6 and a common constraint of IEC 62443-3-3:2013, annex B, with the level that first asks for each.
private let rows: [(code: String, foundational: Int?, level: Int?)] = [
    ("CSC 4.3", nil, nil),
    ("SR 5.1", 5, 1), ("SR 5.1 RE 1", 5, 2), ("SR 5.1 RE 2", 5, 3), ("SR 5.1 RE 3", 5, 4), ("SR 5.2", 5, 1),
    ("SR 5.2 RE 1", 5, 2), ("SR 5.2 RE 2", 5, 3), ("SR 5.2 RE 3", 5, 3), ("SR 5.3", 5, 1), ("SR 5.3 RE 1", 5, 3),
    ("SR 5.4", 5, 1), ("SR 6.1", 6, 1), ("SR 6.1 RE 1", 6, 3), ("SR 6.2", 6, 2),
]

/// A plant with one zone that meets the requirements with these codes.
private struct Example {
    var plant = TestPlant()
    let zone: Zone

    init(target: String = "", met: [String] = []) {
        self.zone = self.plant.zone("Boiler") { $0.targetSL = target }
        self.plant.framework("iec-62443-3-3-2013")
        for row in rows { self.plant.requirement(row.code, foundational: row.foundational, level: row.level) }
        for code in met { self.state(code, .met) }
    }

    mutating func state(
        _ code: String, _ status: RequirementStates.Status, _ state: RequirementStates.State = .stated,
        _ fill: (inout RequirementState) -> Void = { _ in }
    ) {
        let requirement = self.plant.requirements.first { $0.code == code }
        if let requirement { self.plant.state(self.zone, requirement, status, state, fill) }
    }

    var levels: ZoneLevels { securityLevels(of: self.zone, in: self.plant.snapshot, on: today) }
    func level(_ number: Int) -> Int? { self.levels.foundational[number - 1].achieved }
    func reason(_ code: String) -> String? { self.levels.requirements.first { $0.requirement.code == code }?.reason }
}

/// Met in the worked example of FR 5: SR 5.1, 5.1 RE 1, 5.2, 5.3 and 5.4 (IEC 62443-3-3:2013, 9 and annex B).
private let worked = ["SR 5.1", "SR 5.1 RE 1", "SR 5.2", "SR 5.3", "SR 5.4"]

@Suite struct SecurityLevelsTests {
    @Test func oneMissingRequirementOfLevelTwoHoldsTheZoneAtLevelOne() {
        let example = Example(target: "0 0 0 0 2 0 0", met: worked)
        let level = example.levels.foundational[4]
        #expect(level.achieved == 1)
        #expect(level.gap == 1)
        #expect(level.met == 5)
        #expect(level.required == 6)
        #expect(level.waits == ["SL 2 of RDF waits for SR 5.2 RE 1: unknown."])
        #expect(example.levels.overall == 1)
    }

    @Test func anApprovedCompensationLiftsTheLevel() {
        var example = Example(met: worked)
        example.state("SR 5.2 RE 1", .compensated, .approved)
        #expect(example.level(5) == 2)
        let waiting = example.levels.foundational[4].blocking.map(\.requirement.code)
        #expect(waiting == ["SR 5.1 RE 2", "SR 5.2 RE 2", "SR 5.2 RE 3", "SR 5.3 RE 1"])
    }

    @Test func aCompensationThatNobodyApprovedDoesNotCount() {
        var example = Example(met: worked)
        example.state("SR 5.2 RE 1", .compensated)
        #expect(example.level(5) == 1)
        #expect(example.reason("SR 5.2 RE 1") == "“Compensated” is stated, but nobody has approved it.")
        #expect(example.levels.foundational[4].waits == ["SL 2 of RDF waits for SR 5.2 RE 1: not met."])
    }

    @Test func aCompensationCountsOnItsLastDayAndNotAfterIt() {
        for (last, level) in [(today, 2), (today.adding(days: -1), 1)] {
            var example = Example(met: worked)
            example.state("SR 5.2 RE 1", .compensated, .approved) { $0.validUntil = last }
            #expect(example.level(5) == level)
        }
    }

    @Test func whatIsPastItsLastDayFallsBackToUnknown() {
        var example = Example(met: worked.filter { $0 != "SR 5.3" })
        example.state("SR 5.3", .met) { $0.validUntil = Day(2026, 2, 28) }
        #expect(example.level(5) == 0)
        #expect(example.reason("SR 5.3") == "“Met” was valid until 2026-02-28; since then it counts as unknown.")
    }

    @Test func notApplicableNeedsAJustificationAndNoApproval() {
        for (state, text, level) in [
            (RequirementStates.State.approved, "No such network.", 2), (.stated, "No such network.", 2),
            (.approved, "", 1),
        ] {
            var example = Example(met: worked)
            example.state("SR 5.2 RE 1", .notApplicable, state) { $0.justification = text }
            #expect(example.level(5) == level)
        }
    }

    @Test func partialDoesNotCount() {
        var example = Example(met: worked)
        example.state("SR 5.2 RE 1", .partial)
        #expect(example.level(5) == 1)
        #expect(example.levels.foundational[4].waits == ["SL 2 of RDF waits for SR 5.2 RE 1: partial."])
    }

    /// IEC 62443-3-3:2013, annex B: level 4 of FR 6 asks for nothing that level 3 does not ask for.
    @Test func meetingLevelThreeOfFR6IsLevelFour() {
        let example = Example(met: ["SR 6.1", "SR 6.1 RE 1", "SR 6.2"])
        #expect(example.level(6) == 4)
        #expect(example.levels.foundational[5].blocking.isEmpty)
    }

    @Test func enhancementsWithoutTheirLowerLevelDoNotCount() {
        #expect(Example(met: ["SR 6.1 RE 1", "SR 6.2"]).level(6) == 0)
    }

    @Test func noLevelIsClaimedWithoutTheFramework() {
        var plant = TestPlant()
        let zone = plant.zone("Boiler") { $0.targetSL = "2 2 2 2 2 2 2" }
        let levels = securityLevels(of: zone, in: plant.snapshot, on: today)
        #expect(levels.achieved == nil)
        #expect(levels.gap == nil)
        #expect(levels.overall == nil)
        #expect(levels.foundational.allSatisfy { $0.achieved == nil && $0.waits.isEmpty })
        #expect(levels.remarks.first?.contains("is not loaded, so no level is claimed") == true)
    }

    @Test func aFoundationalRequirementWithoutRowsHasNoLevel() {
        let example = Example(target: "1 1 1 1 1 1 1", met: worked)
        #expect(example.levels.foundational.map(\.achieved) == [nil, nil, nil, nil, 1, 0, nil])
        #expect(example.levels.achieved == nil)
        #expect(example.levels.remarks.count == 1)
    }

    @Test func aZoneWithoutSLTHasNoGap() {
        let levels = Example(met: worked).levels
        #expect(levels.target == nil)
        #expect(levels.gap == nil)
        #expect(levels.foundational[4].aim == 2)
    }

    @Test func ofTwoRecordsOnOneRequirementTheWeakerCounts() {
        for order in [[RequirementStates.Status.met, .notMet], [.notMet, .met]] {
            var example = Example(met: worked.filter { $0 != "SR 5.3" })
            for status in order { example.state("SR 5.3", status) }
            #expect(example.level(5) == 0)
        }
    }

    @Test func requirementsOfOtherFrameworksDoNotCount() {
        var example = Example(met: worked)
        example.plant.framework("iec-62443-4-2-2019")
        example.plant.requirement("CR 5.1", foundational: 5, level: 1)
        #expect(example.level(5) == 1)
    }

    @Test func statesOfOtherZonesDoNotCount() {
        var example = Example(met: worked)
        let other = example.plant.zone("Turbine")
        for requirement in example.plant.requirements where requirement.code == "SR 6.1" {
            example.plant.state(other, requirement, .met)
        }
        let levels = securityLevels(in: example.plant.snapshot, on: today)
        #expect(levels.map(\.zone.name) == ["Boiler", "Turbine"])
        #expect(levels.map { $0.foundational[4].achieved } == [1, 0])
        #expect(levels.map { $0.foundational[5].achieved } == [0, 1])
        #expect(securityLevels(of: other, in: example.plant.snapshot, on: today) == levels[1])
    }
}

/// Random plants, judged by a slow reading of the definition.
@Suite struct SecurityLevelsRandomTests {
    /// The level by its definition: the highest n for which all requirements of levels 1 to n are satisfied.
    private func slowLevel(_ number: Int, _ example: Example) -> Int? {
        let own = rows.filter { $0.foundational == number }
        guard !own.isEmpty else { return nil }
        return (0...4).last { level in
            own.filter { ($0.level ?? 9) <= level }.allSatisfy { row in
                let requirement = example.plant.requirements.first { $0.code == row.code }
                let states = example.plant.states.filter { $0.requirement == requirement?.id }
                return !states.isEmpty
                    && states.allSatisfy { state in
                        if let last = state.validUntil, last < today { return false }
                        switch state.status {
                        case .met: return true
                        case .notApplicable: return !state.justification.isEmpty
                        case .compensated: return state.state == .approved
                        case .unknown, .notMet, .partial: return false
                        }
                    }
            }
        }
    }

    private func randomExample(_ random: inout SeededRandom) -> Example {
        var example = Example()
        for row in rows where Int.random(in: 0..<6, using: &random) > 0 {
            let isGood = Int.random(in: 0..<5, using: &random) > 0
            let statuses = isGood ? [.met, .compensated, .notApplicable] : RequirementStates.Status.allCases
            let status = statuses.randomElement(using: &random) ?? .met
            let isApproved = Int.random(in: 0..<8, using: &random) > 0
            let days = Int.random(in: -1...12, using: &random)
            example.state(row.code, status, isApproved ? .approved : .stated) {
                $0.validUntil = days > 8 ? nil : today.adding(days: days)
            }
        }
        return example
    }

    @Test func theLevelIsThatOfTheDefinition() {
        var random = SeededRandom(seed: 1)
        var seen: Set<Int?> = []
        for _ in 0..<400 {
            let example = self.randomExample(&random)
            for number in 1...7 {
                #expect(example.level(number) == self.slowLevel(number, example))
                seen.insert(example.level(number))
            }
        }
        #expect(seen == [nil, 0, 1, 2, 3, 4])
    }

    @Test func meetingOneMoreRequirementNeverLowersALevel() {
        var random = SeededRandom(seed: 2)
        for _ in 0..<200 {
            var example = self.randomExample(&random)
            let before = example.levels.foundational.map { $0.achieved ?? -1 }
            let stated = Set(example.plant.states.compactMap(\.requirement))
            guard let open = example.plant.requirements.first(where: { !stated.contains($0.id) }) else { continue }
            example.plant.state(example.zone, open, .met)
            let after = example.levels.foundational.map { $0.achieved ?? -1 }
            #expect(zip(before, after).allSatisfy { $0 <= $1 })
        }
    }
}
