/// What the version text of an advisory says: which versions are meant, or that only a person can tell.
///
///     VersionRange("vers:all/>=V7.80<V9.40").position(of: Version("V9.40"))   // .aboveExclusive
///     VersionRange("All versions with Ethernet interface").kind               // .unreadable
///
/// - Source: corpora/csaf/STATISTICS.md, section 2; corpora/inventory/README.md, rules 3 to 5.
public struct VersionRange: Sendable, Hashable {
    /// The form of the text.
    public enum Kind: Sendable, Hashable {
        /// Every version, as `vers:all/*` says.
        case all
        /// At least one bound, such as `< V4.1`.
        case bounded
        /// Exact versions only, such as `5.1 | 6.0`.
        case listed
        /// The text cannot be read with certainty and needs a person.
        case unreadable
    }

    /// Why a version is inside.
    public enum Basis: Sendable, Hashable {
        /// The range names all versions.
        case allVersions
        /// The version lies between the bounds.
        case inRange
        /// The version itself is listed.
        case exactVersion
    }

    /// Where a version stands. Only `inside` is affected; `unknown` needs a person and is never "not affected".
    public enum Position: Sendable, Hashable {
        /// The version is meant.
        case inside(Basis)
        /// The version is the first one behind the range or newer.
        case aboveExclusive
        /// The version is newer than the last one of the range.
        case aboveInclusive
        /// The version is older than every version of the range.
        case below
        /// The range lists other versions.
        case otherVersion
        /// The version or the range cannot be read with certainty.
        case unknown

        /// The words of the verdict, as in "at or above exclusive upper bound".
        public var words: String {
            switch self {
            case .inside(.allVersions): "all versions"
            case .inside(.inRange): "in range"
            case .inside(.exactVersion): "exact version"
            case .aboveExclusive: "at or above exclusive upper bound"
            case .aboveInclusive: "above inclusive upper bound"
            case .below: "below lower bound"
            case .otherVersion: "other version listed"
            case .unknown: "version missing or not readable"
            }
        }
    }

    /// The form of the text.
    public let kind: Kind

    /// The pieces of the range from old to new; empty unless `kind` is bounded or listed.
    let spans: [VersionSpan]

    /// Outside the spans nothing is certain up to this version, as in `< 1.99 | 2.20 | 2.40`.
    let doubtfulUpTo: VersionBound?

    /// Reads `text`; whatever cannot be read with certainty becomes `.unreadable`.
    public init(_ text: String) {
        self = VersionRangeReader.range(of: text)
    }

    init(_ kind: Kind, _ spans: [VersionSpan] = [], doubtfulUpTo: VersionBound? = nil) {
        self.kind = kind
        self.spans = spans
        self.doubtfulUpTo = doubtfulUpTo
    }

    /// The place of `version`; a missing version is inside "all versions" and unknown everywhere else.
    public func position(of version: Version?) -> Position {
        switch self.kind {
        case .all: return .inside(.allVersions)
        case .unreadable: return .unknown
        case .bounded, .listed: break
        }
        guard let version else { return .unknown }
        var nearest = Position.below
        var isUncertain = false
        for span in self.spans {
            switch span.position(of: version) {
            case .inside(let basis): return .inside(basis)
            case .unknown: isUncertain = true
            case .below: continue
            case .aboveExclusive: nearest = .aboveExclusive
            case .aboveInclusive: nearest = .aboveInclusive
            case .otherVersion: if nearest == .below { nearest = .otherVersion }
            }
        }
        if isUncertain || self.isDoubtful(version) { return .unknown }
        return self.kind == .listed ? .otherVersion : nearest
    }

    private func isDoubtful(_ version: Version) -> Bool {
        guard let limit = self.doubtfulUpTo else { return false }
        switch limit.order(of: version) {
        case .greater?: return false
        case .same?: return limit.isInclusive
        case .less?, nil: return true
        }
    }
}

/// One piece of a range: from `lower` to `upper`, or one listed version.
struct VersionSpan: Sendable, Hashable {
    var lower: VersionBound?
    var upper: VersionBound?

    /// A listed version is both bounds at once.
    var isListed: Bool { self.lower != nil && self.lower == self.upper }

    func position(of version: Version) -> VersionRange.Position {
        var isCertain = true
        if let lower = self.lower {
            switch lower.admits(version, as: .lower) {
            case .no: return self.isListed ? .otherVersion : .below
            case .unknown: isCertain = false
            case .yes: break
            }
        }
        if let upper = self.upper {
            switch upper.admits(version, as: .upper) {
            case .no: return self.isListed ? .otherVersion : upper.isInclusive ? .aboveInclusive : .aboveExclusive
            case .unknown: isCertain = false
            case .yes: break
            }
        }
        return isCertain ? .inside(self.isListed ? .exactVersion : .inRange) : .unknown
    }
}

/// One end of a span.
struct VersionBound: Sendable, Hashable {
    enum Side { case lower, upper }
    enum Answer { case yes, no, unknown }

    var version: Version
    var isInclusive: Bool

    /// Written as one plain number: `<= 32` may or may not mean `32.011` as well.
    var isWhole: Bool

    /// The count of leading numbers that are compared, for `7.2.x`; `nil` compares everything.
    var parts: Int?

    init(_ reading: VersionReader.Reading, isInclusive: Bool) {
        self.version = reading.version
        self.isInclusive = isInclusive
        self.isWhole = reading.parts == 1 && !reading.isWildcard
        self.parts = reading.isWildcard ? reading.parts : nil
    }

    /// The order of `version` to this bound.
    func order(of version: Version) -> Version.Order? {
        guard let parts = self.parts else { return version.order(to: self.version) }
        return DottedDigits.order(version.numbers, self.version.numbers, parts: parts)
    }

    /// Whether `version` is on the inner side of this bound.
    func admits(_ version: Version, as side: Side) -> Answer {
        guard let order = self.order(of: version) else { return .unknown }
        switch (order, side) {
        case (.same, _):
            // "< 3.x" may or may not include 3.0.
            if self.isInclusive { return .yes }
            return self.parts == nil ? .no : .unknown
        case (.less, .upper), (.greater, .lower):
            return .yes
        case (.less, .lower):
            return .no
        case (.greater, .upper):
            return self.isInclusive && self.isWhole && version.refines(self.version) ? .unknown : .no
        }
    }
}
