/// One value in a record, as every register, database, form and file can hold it.
public enum Cell: Hashable, Sendable {
    /// No value.
    case none
    /// Text, as it was given.
    case text(String)
    /// A whole number.
    case integer(Int64)
    /// Yes or no.
    case flag(Bool)
    /// A calendar day.
    case day(Day)
    /// An instant.
    case moment(Moment)
    /// The identity of another record.
    case id(UUID)
    /// The identities of several records, in order.
    case ids([UUID])

    /// Whether there is nothing to see: no value, empty text or an empty list.
    public var isBlank: Bool {
        switch self {
        case .none: true
        case .text(let text): text.isEmpty
        case .ids(let ids): ids.isEmpty
        case .integer, .flag, .day, .moment, .id: false
        }
    }
}

/// A closed list of values that a field can have, in the order in which people are shown them.
public protocol Choice: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
    /// Other spellings that an import understands, folded, with the value they mean.
    static var spellings: [String: Self] { get }
}

extension Choice {
    public static var spellings: [String: Self] { [:] }

    /// The value as people read it: `notApplicable` is “Not applicable”.
    public var label: String { choiceLabel(self.rawValue) }
}

/// The words in a name such as `notApplicable`: “Not applicable”.
public func choiceLabel(_ name: String) -> String {
    let words = name.reduce(into: "") { $0 += $1.isUppercase ? " " + $1.lowercased() : String($1) }
    return words.prefix(1).uppercased() + words.dropFirst()
}
