/// What kind of value a field holds. Every output of the product is one exhaustive switch over it.
public enum FieldType: Hashable, Sendable {
    /// Text of at most `limit` characters.
    case text(limit: Int)
    /// One of the named values.
    case choice([String])
    /// A whole number in a range.
    case integer(ClosedRange<Int>)
    /// Yes or no.
    case flag
    /// A calendar day.
    case day
    /// An instant.
    case moment
    /// A record of another register, by the register's name.
    case link(to: String)
    /// Several records of another register.
    case links(to: String)
}

/// What else holds for a field.
public struct FieldTraits: OptionSet, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// A record without a value is refused.
    public static let required = FieldTraits(rawValue: 1)
    /// No two records have the same value.
    public static let unique = FieldTraits(rawValue: 2)
    /// The field is a column of the register's list.
    public static let listed = FieldTraits(rawValue: 4)
    /// Search finds the record by this field.
    public static let searched = FieldTraits(rawValue: 8)
    /// The value is never shown, listed or exported.
    public static let secret = FieldTraits(rawValue: 16)
    /// The value is the SHA-256 in hex of an original file that is kept beside the records.
    public static let original = FieldTraits(rawValue: 128)
    /// A record without a value is kept, and an import reports it.
    public static let expected = FieldTraits(rawValue: 64)
    /// The value is part of what a step such as an approval speaks of; an edit takes the record back to its start.
    public static let material = FieldTraits(rawValue: 32)
}

/// How a domain value in text is read: in its one spelling, or not at all.
public enum Reading: Hashable, Sendable {
    /// The value in the spelling that is kept.
    case value(String)
    /// Why the text is no such value: a sentence without the value itself.
    case refused(String)
}
