/// What the weaknesses of a bulletin say of one of its products.
struct Judgement: OptionSet, Sendable, Hashable {
    let rawValue: UInt8

    static let affected = Judgement(rawValue: 1)
    static let fixed = Judgement(rawValue: 2)
    static let notAffected = Judgement(rawValue: 4)
    static let underInvestigation = Judgement(rawValue: 8)

    init(rawValue: UInt8) { self.rawValue = rawValue }

    init(of product: BulletinProduct) {
        var judgement: Judgement = []
        if !product.affectedBy.isEmpty { judgement.insert(.affected) }
        if !product.fixedIn.isEmpty { judgement.insert(.fixed) }
        if !product.notAffectedBy.isEmpty { judgement.insert(.notAffected) }
        if !product.underInvestigation.isEmpty { judgement.insert(.underInvestigation) }
        self = judgement
    }
}

/// What a bulletin means for one version of one of its products.
///
/// - Source: corpora/inventory/README.md, rule 5.
struct Verdict: Sendable, Hashable {
    var status: Exposure.Status
    var basis: String

    /// The verdict for a version at this position; `nil` when the bulletin says nothing of it.
    init?(_ judgement: Judgement, at position: VersionRange.Position) {
        let isMeant: Bool
        if case .inside = position { isMeant = true } else { isMeant = false }
        guard isMeant || position == .unknown || judgement.contains(.affected) else { return nil }
        self.basis = position.words
        if position == .unknown {
            self.status = .unknown
        } else if judgement.contains(.affected) {
            // One weakness that affects the product counts more than another one that does not.
            self.status = isMeant ? .affected : position == .aboveExclusive ? .fixed : .notAffected
        } else if judgement.contains(.fixed) {
            self.status = .fixed
        } else if judgement.contains(.notAffected) {
            self.status = .notAffected
        } else {
            self.status = .unknown
            self.basis = Self.underInvestigation
        }
    }

    /// The verdict on a product without version text: the bulletin may mean every version, or just forget to say.
    init(withoutVersion judgement: Judgement) {
        self.init(judgement.contains(.affected) ? .possible : .unknown, Self.noVersion)
    }

    /// The verdict while somebody has to confirm `doubt`; `nil` where the bulletin would only say that it is safe.
    func doubted(because doubt: String, _ judgement: Judgement) -> Verdict? {
        switch self.status {
        case .affected, .possible: Verdict(.possible, doubt)
        case .unknown: self
        // Outside of the range it is not affected, whatever the doubt is about.
        case .fixed, .notAffected: judgement.contains(.affected) ? self : nil
        }
    }

    /// The verdict when the record is only similar to the product, or its vendor is not known by that name.
    func suggested(by match: Exposure.Match, _ judgement: Judgement) -> Verdict? {
        guard judgement.contains(.affected) else { return nil }
        switch self.status {
        case .affected, .possible, .unknown: return Verdict(.possible, self.basis)
        case .fixed, .notAffected: return match == .otherVendor ? Verdict(.possible, self.basis) : nil
        }
    }

    init(_ status: Exposure.Status, _ basis: String) {
        self.status = status
        self.basis = basis
    }

    static let underInvestigation = "under investigation"
    static let noVersion = "advisory names no version"
    static let hasCondition = "advisory has a further condition"
    static let lacksPart = "other part of the product not recorded"
    static let someSerials = "only some serial numbers"
}
