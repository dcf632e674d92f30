/// The description of one kind of record. Its stored fields are the columns.
///
/// A register is one file in `Sources/CSMS` and one line in `Catalogue.swift`; `CONTRIBUTING.md` shows how.
public protocol Register: Sendable {
    /// The states a record passes through; ``Kept`` for registers without a workflow.
    associatedtype State: Choice = Kept
    /// The register, opened. Always `Book(Assets())`.
    static var book: Book<Self> { get }
    /// The three letters before a record's number: `AST` in `AST-0042`.
    static var mark: String { get }
    /// The name of the register and of its table: `requirement_states`.
    static var name: String { get }
    /// What must hold for every record.
    var rules: [Rule<Self>] { get }
    /// What a person may not do to a record, whatever his role.
    var duties: [Duty<Self>] { get }
    /// Who may read, edit and delete.
    var permissions: Permissions { get }
    /// Who may move a record from state to state; `nil` for registers without a workflow.
    var workflow: Workflow<Self, State>? { get }
    /// The link whose record lends its site; `nil` where `site` is a field of the register or there is no site.
    var siteThrough: String? { get }
    /// The fields that together name a record for an import, such as asset tag; empty means the first unique field.
    var key: [String] { get }
}

extension Register {
    public static var name: String {
        String(describing: Self.self).reduce(into: "") { name, letter in
            name += letter.isUppercase && !name.isEmpty ? "_" + letter.lowercased() : letter.lowercased()
        }
    }
    public var rules: [Rule<Self>] { [] }
    public var duties: [Duty<Self>] { [] }
    public var permissions: Permissions { Permissions() }
    public var workflow: Workflow<Self, State>? { nil }
    public var key: [String] { [] }
    public var siteThrough: String? { nil }
}

/// The only state of a record that has no workflow.
public enum Kept: String, Choice {
    /// The record is kept.
    case kept
}

/// Something that must hold for a record, said in a sentence for people.
public struct Rule<R: Register>: Sendable {
    /// What must hold. It is shown when it does not.
    public let sentence: String
    let holds: @Sendable (Record<R>) -> Bool

    /// A rule that `holds` for every record of the register.
    public init(_ sentence: String, _ holds: @escaping @Sendable (Record<R>) -> Bool) {
        self.sentence = sentence
        self.holds = holds
    }
}

/// Something a person may not do to a record, whatever his role: separation of duties inside one register.
public struct Duty<R: Register>: Sendable {
    /// What nobody does. It is shown when somebody tries.
    public let sentence: String
    let holds: @Sendable (Record<R>, Author) -> Bool

    /// A duty that `holds` while the author may write the record.
    public init(_ sentence: String, _ holds: @escaping @Sendable (Record<R>, Author) -> Bool) {
        self.sentence = sentence
        self.holds = holds
    }
}
