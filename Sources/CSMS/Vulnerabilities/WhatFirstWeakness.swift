import Registers

/// What the weaknesses of one product in one bulletin mean for whoever has the product.
struct ProductThreat: Sendable {
    /// The pairs of exploitation and automatable that its weaknesses have.
    var kinds: ThreatKinds
    /// The highest base score in tenths, 0...100; `nil` when no score can be read.
    var score: Int?
    /// Whether a weakness has no score that can be read, so that the highest is not known.
    var hasUnscored: Bool
    /// Why, in sentences.
    var reasons: [String]
    /// What the vendor offers, in sentences; empty when the bulletin says nothing.
    var remedy: String

    /// Whether one of the weaknesses is known to be exploited.
    var isExploited: Bool { self.kinds.contains(exploitation: .active) }

    /// Adds what another product of the same bulletin means for the same asset.
    mutating func add(_ other: ProductThreat) {
        self.kinds.formUnion(other.kinds)
        self.score = [self.score, other.score].compactMap { $0 }.max()
        self.hasUnscored = self.hasUnscored || other.hasUnscored
        for reason in other.reasons where !self.reasons.contains(reason) { self.reasons.append(reason) }
    }
}

/// A set of pairs of exploitation and automatable; one bit for each of the six.
struct ThreatKinds: Sendable, Hashable {
    private var bits: UInt8 = 0

    init() {}

    mutating func insert(_ exploitation: SSVC.Exploitation, isAutomatable: Bool) {
        self.bits |= 1 << UInt8(exploitation.rank * 2 + (isAutomatable ? 1 : 0))
    }

    mutating func formUnion(_ other: ThreatKinds) { self.bits |= other.bits }

    func contains(exploitation: SSVC.Exploitation) -> Bool { self.bits & (0b11 << UInt8(exploitation.rank * 2)) != 0 }

    /// The pair that asks for the soonest action; with equal ones the pair with more exploitation.
    func worst(
        exposure: SystemExposure, impact: SSVC.HumanImpact
    ) -> (decision: SSVC.Decision, exploitation: SSVC.Exploitation, isAutomatable: Bool) {
        var worst = (decision: SSVC.Decision.defer, exploitation: SSVC.Exploitation.none, isAutomatable: false)
        var isFirst = true
        for exploitation in SSVC.Exploitation.allCases {
            for isAutomatable in [false, true] {
                let bit = UInt8(exploitation.rank * 2 + (isAutomatable ? 1 : 0))
                guard self.bits & (1 << bit) != 0 else { continue }
                let decision = SSVC.decision(
                    exploitation: exploitation, exposure: exposure, isAutomatable: isAutomatable, impact: impact)
                guard isFirst || decision >= worst.decision else { continue }
                worst = (decision, exploitation, isAutomatable)
                isFirst = false
            }
        }
        return worst
    }
}

/// Reads bulletins for what they threaten, each product of each bulletin once.
struct ThreatReader {
    private let bulletins: [Bulletin]
    private let exploits: [String: KnownExploit]
    private var read: [ReadBulletin?]

    private var threats: [ProductThreat] = []

    /// The weaknesses of a bulletin, and where the threats of its products stand; -1 for those not read yet.
    private struct ReadBulletin {
        let weaknesses: [ReadWeakness]
        var places: [Int]
    }

    init(_ bulletins: [Bulletin], in plant: Snapshot) {
        self.bulletins = bulletins
        self.exploits = Dictionary(plant[KnownExploits.self].map { ($0.cve.uppercased(), $0) }) { first, _ in first }
        self.read = Array(repeating: nil, count: bulletins.count)
    }

    /// A threat that was read.
    subscript(place: Int) -> ProductThreat { self.threats[place] }

    /// Reads what some products of a bulletin threaten together, and says where that stands in this reader.
    ///
    /// The remedy is that of the first product.
    mutating func threat(bulletin: Int, products: [Int]) -> Int {
        let places = products.map { self.threat(bulletin: bulletin, product: $0) }
        guard places.count > 1 else { return places.first ?? self.append(ProductThreat(of: [], for: "")) }
        var threat = self.threats[places[0]]
        for place in places.dropFirst() { threat.add(self.threats[place]) }
        return self.append(threat)
    }

    private mutating func append(_ threat: ProductThreat) -> Int {
        self.threats.append(threat)
        return self.threats.count - 1
    }

    /// A bulletin or product that is not there counts as one of which nothing is known.
    private mutating func threat(bulletin place: Int, product: Int) -> Int {
        guard self.bulletins.indices.contains(place), self.bulletins[place].products.indices.contains(product)
        else { return self.append(ProductThreat(of: [], for: "")) }
        if self.read[place] == nil {
            let bulletin = self.bulletins[place]
            let none = Array(repeating: -1, count: bulletin.products.count)
            self.read[place] = ReadBulletin(weaknesses: bulletin.weaknesses.map { self.weakness($0) }, places: none)
        }
        if let known = self.read[place]?.places[product], known >= 0 { return known }
        let threat = Self.threat(of: self.bulletins[place].products[product], self.read[place]?.weaknesses ?? [])
        let added = self.append(threat)
        self.read[place]?.places[product] = added
        return added
    }

    private func weakness(_ weakness: Weakness) -> ReadWeakness {
        ReadWeakness(weakness, exploit: weakness.cve.flatMap { self.exploits[$0.uppercased()] })
    }

    private static func threat(of product: BulletinProduct, _ weaknesses: [ReadWeakness]) -> ProductThreat {
        let places = product.affectedBy + product.underInvestigation.filter { !product.affectedBy.contains($0) }
        let own = places.filter { weaknesses.indices.contains($0) }.map { weaknesses[$0] }
        // A product that no weakness names may have any of them.
        return ProductThreat(of: own.isEmpty ? weaknesses : own, for: product.productId)
    }
}

/// A weakness with its scores read and what is known of its exploitation.
struct ReadWeakness {
    let weakness: Weakness
    let exploit: KnownExploit?
    /// The scores that can be read, each with the products it is for.
    let scores: [(score: WeaknessScore, productIds: [String])]

    init(_ weakness: Weakness, exploit: KnownExploit?) {
        self.weakness = weakness
        self.exploit = exploit
        self.scores = weakness.scores.compactMap { published in
            WeaknessScore(published).map { ($0, published.productIds) }
        }
    }
}

extension ProductThreat {
    /// What these weaknesses mean for a product.
    init(of weaknesses: [ReadWeakness], for productId: String) {
        var kinds = ThreatKinds()
        var attacks = AttackReport()
        var highest: (score: WeaknessScore, cve: String?)?
        var unscored = 0
        for weakness in weaknesses {
            var exploitation = SSVC.Exploitation.none
            var isAutomatable = false
            var hasScore = false
            for (score, products) in weakness.scores where products.isEmpty || products.contains(productId) {
                hasScore = true
                exploitation = max(exploitation, score.exploitation)
                isAutomatable = isAutomatable || score.isAutomatable
                if score.tenths > (highest?.score.tenths ?? -1) { highest = (score, weakness.weakness.cve) }
            }
            exploitation = attacks.note(weakness, published: exploitation)
            kinds.insert(exploitation, isAutomatable: isAutomatable || !hasScore)
            if !hasScore { unscored += 1 }
        }
        if weaknesses.isEmpty {
            kinds.insert(.none, isAutomatable: true)
            unscored = 1
        }
        var reasons = attacks.sentences
        if let highest {
            let cve = highest.cve.map { " (\($0))" } ?? ""
            reasons.append("CVSS \(highest.score.sentence)\(cve).")
        }
        if unscored > 0 {
            let subject = highest == nil ? "No CVSS score" : "Not every CVSS score"
            reasons.append("\(subject) is on record: the worst is assumed.")
        }
        self.init(
            kinds: kinds, score: highest?.score.tenths, hasUnscored: unscored > 0, reasons: reasons,
            remedy: RemedyText(weaknesses.map(\.weakness), for: productId).sentences)
    }
}

/// What is known of attacks on some weaknesses.
private struct AttackReport {
    private var listed: [(cve: String, exploit: KnownExploit)] = []
    private var stated: [String] = []
    private var published: [String] = []

    /// Notes what is known of attacks on one weakness, of which its scores tell `published`.
    mutating func note(_ weakness: ReadWeakness, published: SSVC.Exploitation) -> SSVC.Exploitation {
        let name = weakness.weakness.cve ?? "a weakness without a number"
        if let exploit = weakness.exploit {
            self.listed.append((name, exploit))
            return .active
        }
        let exploitation = weakness.weakness.exploited ? .active : published
        switch exploitation {
        case .active: self.stated.append(name)
        case .publicPoC: self.published.append(name)
        case .none: break
        }
        return exploitation
    }

    /// The strongest of what is known; empty when nothing is.
    var sentences: [String] {
        var sentences: [String] = []
        let last = Day(9999, 12, 31)
        let first = self.listed.min { ($0.exploit.addedOn ?? last, $0.cve) < ($1.exploit.addedOn ?? last, $1.cve) }
        if let first {
            let count = self.listed.count
            let subject = count == 1 ? "\(first.cve) is" : "\(first.cve) and \(count - 1) more are"
            let since = first.exploit.addedOn.map { count == 1 ? " since \($0)" : ", the first since \($0)" } ?? ""
            let ransomware = self.listed.contains { $0.exploit.ransomware } ? " Ransomware uses it." : ""
            sentences.append("\(subject) known to be exploited\(since) (KEV).\(ransomware)")
        }
        if let name = self.stated.first {
            let subject = self.stated.count == 1 ? "\(name) is" : "\(name) and \(self.stated.count - 1) more are"
            sentences.append("The advisory says that \(subject) exploited.")
        }
        if sentences.isEmpty, let name = self.published.first {
            sentences.append("Exploit code for \(name) is public, as its CVSS vector says.")
        }
        return sentences
    }
}
