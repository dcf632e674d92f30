public import Registers

/// One asset and one advisory: how soon to act, what to do, and why it stands where it stands.
public struct Priority: Sendable, Hashable {
    /// The place in the list, from 1.
    public let rank: Int
    /// The asset.
    public let asset: ID<Assets>
    /// The tag of the asset.
    public let assetTag: String
    /// The advisory's own number.
    public let advisoryId: String
    /// The place of the bulletin in the list that was given.
    public let bulletin: Int
    /// The worst that holds for the asset: affected, possible or unknown.
    public let status: Exposure.Status
    /// How soon to act.
    public let decision: SSVC.Decision
    /// What is known of attacks on the weakness that decides.
    public let exploitation: SSVC.Exploitation
    /// Whether attacks on the weakness that decides run by themselves.
    public let isAutomatable: Bool
    /// How exposed the asset is.
    public let exposure: SystemExposure
    /// What an attack does.
    public let impact: SSVC.HumanImpact
    /// Whether any of the weaknesses is known to be exploited.
    public let isExploited: Bool
    /// The highest CVSS base score on record; `nil` when there is none.
    public let score: Double?
    /// Why it stands here, in sentences, the weightiest first.
    public let reasons: [String]
    /// What to do, in sentences.
    public let action: String
    /// By when, if the work is taken up on the day of the analysis.
    public let due: Day

    /// The decision and the four answers that led to it, in one sentence.
    public var decisionReason: String {
        """
        \(self.decision.label): exploitation \(self.exploitation.rawValue), exposure \(self.exposure.rawValue), \
        automatable \(self.isAutomatable ? "yes" : "no"), human impact \(self.impact.rawValue).
        """
    }
}

/// What to do first about weaknesses: one line for each asset and advisory that may concern it, the most urgent first.
///
/// Lines are ordered by decision; within a decision affected stands before possible before unknown; then come
/// exploited ones, the highest CVSS base score, the criticality of the zone and of the asset, exposure, and the safety
/// impact; at last the number of the asset and the advisory. The order of `exposures` does not matter. Where data is
/// missing, the worst is counted and the reasons say so. All weaknesses of all products that may concern the asset
/// take part in the decision. Assets that are not present, and fixed and not affected ones, have no line.
///
/// - Parameters:
///   - exposures: What was matched; places of bulletins refer to `bulletins`.
///   - day: The day from which the due days are counted.
/// - Source: CERT/CC, SSVC 2, deployer tree; deadlines and derivations are our own defaults.
public func whatFirst(
    in plant: Snapshot, exposures: [Exposure], bulletins: [Bulletin], on day: Day
) -> [Priority] {
    var threats = ThreatReader(bulletins, in: plant)
    var places = PlaceReader(in: plant)
    let groups = ExposureGroups(exposures)
    var lines: [Line] = []
    lines.reserveCapacity(groups.count)
    for group in 0..<groups.count {
        let members = groups.members(of: group)
        let place = places.place(of: exposures[members[0]].asset)
        guard places[place].isPresent else { continue }
        lines.append(Line(members, of: exposures, at: place, in: places, &threats))
    }
    let due = SSVC.Decision.allCases.map { day.adding(days: $0.days) }
    return ordered(lines, exposures).enumerated().map { rank, place in
        let line = lines[place]
        return line.priority(
            rank: rank + 1, of: exposures[line.first], at: places[line.place], threats[line.threat],
            due: due[line.decision.rank])
    }
}

/// The places of the lines, the most urgent first. Numbers are sorted, because lines are large to move.
private func ordered(_ lines: [Line], _ exposures: [Exposure]) -> [Int] {
    var order = lines.indices.map { (urgency: lines[$0].urgency, number: lines[$0].number, line: $0) }
    order.sort { one, other in
        if one.urgency != other.urgency { return one.urgency > other.urgency }
        if one.number != other.number { return one.number < other.number }
        return stands(exposures[lines[one.line].first], before: exposures[lines[other.line].first])
    }
    return order.map(\.line)
}

/// Whether one comes before another that is as urgent and of an asset with the same number.
private func stands(_ one: Exposure, before other: Exposure) -> Bool {
    if one.assetTag != other.assetTag { return one.assetTag < other.assetTag }
    if one.advisoryId != other.advisoryId { return one.advisoryId < other.advisoryId }
    return (one.bulletin, one.asset.uuid) < (other.bulletin, other.asset.uuid)
}

/// The exposures that ask for something, together for each asset and bulletin, as chains of places.
private struct ExposureGroups {
    private var firsts: [Int] = []
    private var nexts: [Int]

    private struct Pair: Hashable {
        let asset: UUID
        let bulletin: Int
    }

    init(_ exposures: [Exposure]) {
        self.nexts = Array(repeating: -1, count: exposures.count)
        var groups: [Pair: Int] = Dictionary(minimumCapacity: exposures.count)
        for (place, exposure) in exposures.enumerated() where exposure.status.rank <= Exposure.Status.unknown.rank {
            let pair = Pair(asset: exposure.asset.uuid, bulletin: exposure.bulletin)
            if let group = groups[pair] {
                self.nexts[place] = self.firsts[group]
                self.firsts[group] = place
            } else {
                groups[pair] = self.firsts.count
                self.firsts.append(place)
            }
        }
    }

    var count: Int { self.firsts.count }

    func members(of group: Int) -> [Int] {
        var members = [self.firsts[group]]
        while let last = members.last, self.nexts[last] >= 0 { members.append(self.nexts[last]) }
        return members
    }
}

/// A line before it has a rank.
private struct Line {
    /// What the order of lines looks at first, packed so that the more urgent line has the greater number.
    let urgency: UInt64
    let number: Int
    let decision: SSVC.Decision
    let exploitation: SSVC.Exploitation
    let isAutomatable: Bool
    /// The place of the exposure that stands for the line: the worst one.
    let first: Int
    /// How many more products may concern the asset.
    let others: Int
    /// Where the place and the threat stand in their readers.
    let place, threat: Int

    init(
        _ members: [Int], of exposures: [Exposure], at place: Int, in places: PlaceReader,
        _ threats: inout ThreatReader
    ) {
        let sorted =
            members.count == 1
            ? members : members.sorted { Line.order(exposures[$0]) < Line.order(exposures[$1]) }
        let first = sorted[0]
        var products: [Int] = []
        for member in sorted where !products.contains(exposures[member].product) {
            products.append(exposures[member].product)
        }
        self.threat = threats.threat(bulletin: exposures[first].bulletin, products: products)
        let threat = threats[self.threat]
        let asset = places[place]
        let worst = threat.kinds.worst(exposure: asset.exposure, impact: asset.impact)
        self.decision = worst.decision
        self.exploitation = worst.exploitation
        self.isAutomatable = worst.isAutomatable
        self.first = first
        self.others = products.count - 1
        self.place = place
        self.number = asset.number
        self.urgency = Line.urgency(worst.decision, exposures[first].status, threat, asset)
    }

    /// The worst and best recognised product first, whatever the order in which they came.
    private static func order(_ exposure: Exposure) -> (Int, Int, Int, String) {
        let match = Exposure.Match.allCases.firstIndex(of: exposure.matchBy) ?? 0
        return (exposure.status.rank, match, exposure.product, exposure.basis)
    }

    private static func urgency(
        _ decision: SSVC.Decision, _ status: Exposure.Status, _ threat: ProductThreat, _ place: AssetPlace
    ) -> UInt64 {
        // A score that is not known stands right below 10.0.
        let score = max(threat.score.map { 2 * $0 } ?? 0, threat.hasUnscored ? 199 : 0)
        var urgency = UInt64(decision.rank)
        func add(_ value: Int, bits: UInt64) { urgency = urgency << bits | UInt64(value) }
        add(4 - status.rank, bits: 3)
        add(threat.isExploited ? 1 : 0, bits: 1)
        add(score, bits: 8)
        add(place.zoneRank, bits: 4)
        add(place.assetRank, bits: 4)
        add(place.exposure.rank, bits: 2)
        add(place.safetyRank, bits: 3)
        return urgency
    }

    func priority(
        rank: Int, of first: Exposure, at place: AssetPlace, _ threat: ProductThreat, due: Day
    ) -> Priority {
        var reasons: [String] = []
        reasons.reserveCapacity(threat.reasons.count + place.reasons.count + 1)
        reasons += threat.reasons
        reasons += place.reasons
        reasons.append(self.statusReason(of: first))
        return Priority(
            rank: rank, asset: first.asset, assetTag: first.assetTag, advisoryId: first.advisoryId,
            bulletin: first.bulletin, status: first.status, decision: self.decision,
            exploitation: self.exploitation, isAutomatable: self.isAutomatable, exposure: place.exposure,
            impact: place.impact, isExploited: threat.isExploited, score: threat.score.map { Double($0) / 10 },
            reasons: reasons, action: Self.action(for: first.status, threat.remedy), due: due)
    }

    private func statusReason(of first: Exposure) -> String {
        let status =
            switch first.status {
            case .affected: "Affected"
            case .possible: "Possible"
            case .unknown, .fixed, .notAffected: "Unknown"
            }
        let match =
            switch first.matchBy {
            case .serialNumber: "serial number"
            case .orderNumber: "order number"
            case .name: "name"
            case .similarName: "a similar name"
            case .otherVendor: "name or order number, not by vendor"
            }
        let basis = first.basis.isEmpty ? "" : " (\(first.basis))"
        let more = self.others == 0 ? "" : " More products of the advisory may concern it: \(self.others)."
        return "\(status)\(basis), recognised by \(match).\(more)"
    }

    private static func action(for status: Exposure.Status, _ text: String) -> String {
        let remedy = text.isEmpty ? "The advisory names no fix; ask the vendor." : text
        switch status {
        case .affected, .fixed, .notAffected: return remedy
        case .possible: return "Confirm that the asset is this product. \(remedy)"
        case .unknown: return "Find out the installed version. \(remedy)"
        }
    }
}
