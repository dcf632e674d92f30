public import Registers

/// How one requirement really stands in one zone on a day, and why.
///
/// What is stated and what counts differ: a compensation counts when somebody else has approved it, “not applicable”
/// when it is justified, and nothing counts after the day until which it is valid.
///
/// - Source: IEC 62443-3-3:2013, 4.3 (compensating countermeasures); method in our own words.
public struct RequirementStanding: Sendable, Hashable {
    /// The requirement.
    public let requirement: Requirement
    /// What is stated; `nil` when nobody has stated anything.
    public let state: RequirementState?
    /// What counts.
    public let status: RequirementStates.Status
    private let ground: Ground

    /// Why the status that counts is not the one that is stated.
    private enum Ground: Hashable, Sendable {
        case nothingStated, asStated, expired(Day), notApproved, noReason
    }

    /// A requirement of which nothing is stated.
    init(_ requirement: Requirement) {
        self.requirement = requirement
        self.state = nil
        self.status = .unknown
        self.ground = .nothingStated
    }

    /// A requirement as `state` gives it on `day`.
    init(_ requirement: Requirement, _ state: RequirementState, on day: Day) {
        self.requirement = requirement
        self.state = state
        (self.status, self.ground) = Self.counted(state, on: day)
    }

    /// Whether it counts for the level: met, compensated or not applicable.
    public var isSatisfied: Bool {
        switch self.status {
        case .met, .compensated, .notApplicable: true
        case .unknown, .notMet, .partial: false
        }
    }

    /// Why it stands so, in a sentence.
    public var reason: String {
        switch self.ground {
        case .nothingStated: return "Nobody has stated how the zone meets it."
        case .expired(let day): return "“\(self.stated)” was valid until \(day); since then it counts as unknown."
        case .notApproved: return "“\(self.stated)” is stated, but nobody has approved it."
        case .noReason: return "“\(self.stated)” is stated without the reason or measure that it needs."
        case .asStated: return self.statedSentence
        }
    }

    private var stated: String { (self.state?.status ?? .unknown).label }

    private var statedSentence: String {
        guard let state = self.state else { return "" }
        let verified = state.verifiedOn.map { ", verified on \($0)" } ?? ""
        let until = state.validUntil.map { ", valid until \($0)" } ?? ""
        switch state.status {
        case .met: return "Met\(verified)\(until)."
        case .compensated: return "Compensated and approved\(verified)\(until): \(ended(state.countermeasure))"
        case .notApplicable: return "Not applicable\(until): \(ended(state.justification))"
        case .partial: return "Met in part\(verified)."
        case .notMet: return "Not met\(verified)."
        case .unknown: return "Stated as unknown."
        }
    }

    private static func counted(
        _ state: RequirementState, on day: Day
    ) -> (RequirementStates.Status, Ground) {
        let status = state.status
        if let last = state.validUntil, last < day { return (.unknown, .expired(last)) }
        switch status {
        case .compensated:
            guard !state.countermeasure.isEmpty else { return (.notMet, .noReason) }
            return state.state == .approved ? (status, .asStated) : (.notMet, .notApproved)
        case .notApplicable:
            guard !state.justification.isEmpty else { return (.unknown, .noReason) }
            return (status, .asStated)
        case .met, .partial, .notMet, .unknown: return (status, .asStated)
        }
    }

    /// Whether it meets less than another one, so that of two records the weaker counts.
    func isWorse(than other: RequirementStanding) -> Bool { self.rank < other.rank }

    private var rank: Int {
        switch self.status {
        case .unknown: 0
        case .notMet: 1
        case .partial: 2
        case .compensated: 3
        case .notApplicable: 4
        case .met: 5
        }
    }
}

/// A text with a full stop at its end, unless it has one.
func ended(_ text: String) -> String {
    guard let last = text.last else { return "" }
    return ".!?…".contains(last) ? text : text + "."
}
