import Synchronization

/// What the machinery knows about a field.
public protocol AnyField: AnyObject, Sendable {
    /// What people call the field.
    var label: String { get }
    /// A sentence that helps to fill it in; may be empty.
    var help: String { get }
    /// The kind of value.
    var type: FieldType { get }
    /// What else holds for it.
    var traits: FieldTraits { get }
    /// The value of a new record.
    var initial: Cell { get }
    /// Other headers and values an import understands, folded: `["hoch": "high"]` for a choice.
    var spellings: [String: String] { get }
    /// Reads a domain value that the type alone cannot check, such as an address.
    var reading: (@Sendable (String) -> Reading)? { get }
    /// Why a text is none of the choices, in the field's own words; `nil` for the usual sentence.
    var refusal: String? { get }
    /// The place in the record's cells; -1 before the book is opened.
    var place: Int { get }
    /// Gives the field its place. The book calls it once.
    func settle(at place: Int)
}

/// One field of a register, and the Swift type its values have.
public final class Field<Value: Sendable>: AnyField {
    public let label: String
    public let help: String
    public let type: FieldType
    public let traits: FieldTraits
    public let initial: Cell
    public let spellings: [String: String]
    public let reading: (@Sendable (String) -> Reading)?
    public let refusal: String?
    let read: @Sendable (Cell) -> Value
    let write: @Sendable (Value) -> Cell
    private let position = Atomic<Int>(-1)

    init(
        _ label: String, _ type: FieldType, _ traits: FieldTraits, help: String, initial: Cell = .none,
        spellings: [String: String] = [:], reading: (@Sendable (String) -> Reading)? = nil, refusal: String? = nil,
        read: @escaping @Sendable (Cell) -> Value, write: @escaping @Sendable (Value) -> Cell
    ) {
        self.label = label
        self.help = help
        self.type = type
        self.traits = traits
        self.initial = initial
        self.spellings = spellings
        self.reading = reading
        self.refusal = refusal
        self.read = read
        self.write = write
    }

    public var place: Int { self.position.load(ordering: .relaxed) }
    public func settle(at place: Int) { self.position.store(place, ordering: .relaxed) }
}

/// A field of text.
///
/// - Parameter reading: Checks the text and gives it its one spelling, for domain values such as addresses.
public func text(
    _ label: String, _ traits: FieldTraits = [], limit: Int = 200, help: String = "",
    reading: (@Sendable (String) -> Reading)? = nil
) -> Field<String> {
    Field(
        label, .text(limit: limit), traits, help: help, initial: .text(""), reading: reading,
        read: { if case .text(let text) = $0 { text } else { "" } }, write: { .text($0) })
}

/// A field that holds a whole number or nothing.
public func number(
    _ label: String, _ range: ClosedRange<Int>, _ traits: FieldTraits = [], help: String = ""
) -> Field<Int?> {
    Field(
        label, .integer(range), traits, help: help,
        read: { if case .integer(let number) = $0 { Int(number) } else { nil } },
        write: { $0.map { .integer(Int64($0)) } ?? .none })
}

/// A field that is either yes or no.
public func flag(_ label: String, _ traits: FieldTraits = [], help: String = "") -> Field<Bool> {
    Field(
        label, .flag, traits, help: help, initial: .flag(false), read: { $0 == .flag(true) }, write: { .flag($0) })
}

/// A field that holds a calendar day or nothing.
public func day(_ label: String, _ traits: FieldTraits = [], help: String = "") -> Field<Day?> {
    Field(
        label, .day, traits, help: help, read: { if case .day(let day) = $0 { day } else { nil } },
        write: { $0.map { .day($0) } ?? .none })
}

/// A field that holds an instant or nothing.
public func moment(_ label: String, _ traits: FieldTraits = [], help: String = "") -> Field<Moment?> {
    Field(
        label, .moment, traits, help: help, read: { if case .moment(let moment) = $0 { moment } else { nil } },
        write: { $0.map { .moment($0) } ?? .none })
}

/// A field that always holds one of a closed list of values.
public func choice<C: Choice>(
    _ label: String, _ initial: C, _ traits: FieldTraits = [], help: String = ""
) -> Field<C> {
    Field(
        label, .choice(C.allCases.map(\.rawValue)), traits, help: help, initial: .text(initial.rawValue),
        spellings: C.spellings.mapValues(\.rawValue),
        read: { if case .text(let name) = $0 { C(rawValue: name) ?? initial } else { initial } },
        write: { .text($0.rawValue) })
}

/// A field that holds one of a closed list of values, or nothing while nobody has said which.
///
/// - Parameter refusal: Why a text is none of them, where “not in …” says too little.
public func choice<C: Choice>(
    _ label: String, among: C.Type, _ traits: FieldTraits = [], help: String = "", refusal: String? = nil
) -> Field<C?> {
    Field(
        label, .choice(C.allCases.map(\.rawValue)), traits, help: help,
        spellings: C.spellings.mapValues(\.rawValue), refusal: refusal,
        read: { if case .text(let name) = $0 { C(rawValue: name) } else { nil } },
        write: { $0.map { .text($0.rawValue) } ?? .none })
}

/// A field that points at a record of another register, or at none.
public func link<R: Register>(
    _ label: String, to: R.Type, _ traits: FieldTraits = [], help: String = ""
) -> Field<ID<R>?> {
    Field(
        label, .link(to: R.name), traits, help: help,
        read: { if case .id(let uuid) = $0 { ID(uuid) } else { nil } }, write: { $0.map { .id($0.uuid) } ?? .none })
}

/// A field that points at any number of records of another register, in order.
public func links<R: Register>(
    _ label: String, to: R.Type, _ traits: FieldTraits = [], help: String = ""
) -> Field<[ID<R>]> {
    Field(
        label, .links(to: R.name), traits, help: help, initial: .ids([]),
        read: { if case .ids(let uuids) = $0 { uuids.map { ID($0) } } else { [] } },
        write: { .ids($0.map(\.uuid)) })
}
