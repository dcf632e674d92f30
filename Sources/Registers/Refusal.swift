/// Why something was not done. Every case has one status and one sentence for people.
public enum Refusal: Error, Hashable, Sendable {
    /// The person must sign in first.
    case signIn
    /// The person may not do this.
    case notAllowed(String)
    /// There is no such record, or the person may not know of it.
    case notFound(String)
    /// The record would break its rules.
    case invalid([Problem])
    /// The record's state does not allow it.
    case wrongState(String)
    /// Somebody else wrote the record first.
    case conflict(Conflict)
    /// The input is larger than the limit.
    case tooLarge(limitBytes: Int)
}

/// One thing that is wrong with a record, and where.
public struct Problem: Hashable, Sendable {
    /// The name of the column; `nil` when the whole record is meant.
    public let field: String?
    /// A sentence for people.
    public let sentence: String

    /// A problem of a field, or of the whole record.
    public init(field: String?, _ sentence: String) {
        self.field = field
        self.sentence = sentence
    }
}

/// Two people changed one record.
public struct Conflict: Hashable, Sendable {
    /// The name people use for the record.
    public let reference: String
    /// The revision the writer had read.
    public let known: Int
    /// The record as it stands now.
    public let current: KeptRecord

    /// A clash of revisions.
    public init(reference: String, known: Int, current: KeptRecord) {
        self.reference = reference
        self.known = known
        self.current = current
    }
}

extension Refusal: CustomStringConvertible {
    public var description: String {
        switch self {
        case .signIn: "Sign in first."
        case .notAllowed(let sentence), .notFound(let sentence), .wrongState(let sentence): sentence
        case .invalid(let problems): problems.map(\.sentence).joined(separator: " ")
        case .conflict(let clash):
            """
            \(clash.reference) was changed by somebody else: you read revision \(clash.known), \
            it is now at revision \(clash.current.revision). Read it again and repeat the change.
            """
        case .tooLarge(let limit): "The input is larger than \(limit) bytes."
        }
    }
}
