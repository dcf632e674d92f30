/// A column of a register: a field and its name.
public struct Column: Sendable {
    /// The property's name in lower case with underscores: `end_of_support`.
    public let name: String
    /// The field as it is declared.
    public let field: any AnyField
}

/// A register as all machinery sees it, whatever its kind.
public protocol AnyBook: Sendable {
    /// The name of the register and of its table.
    var name: String { get }
    /// The three letters before a number.
    var mark: String { get }
    /// The columns in the order of the file.
    var columns: [Column] { get }
    /// The cells of a new record.
    var blank: [Cell] { get }
    /// The names of the states, first the one a record begins in.
    var states: [String] { get }
    /// Who may do what.
    var permissions: Permissions { get }
    /// The places of the fields that name a record for an import.
    var keyPlaces: [Int] { get }
    /// The place of the link whose record lends its site; `nil` where there is none.
    var siteThroughPlace: Int? { get }
    /// The names of the workflow's steps, in order; empty without a workflow.
    var stepNames: [String] { get }
    /// The rules, duties and steps in words.
    var outline: Outline { get }
    /// What is wrong with a record's cells: missing values, limits, rules. Empty when all is well.
    func problems(in cells: [Cell]) -> [Problem]
    /// The duties of the register that `author` would break by writing these cells.
    func brokenDuties(in record: KeptRecord, by author: Author) -> [String]
    /// The state after a step, or why it may not be taken.
    ///
    /// - Parameter site: The site of the record, where the author's roles are asked for.
    func take(
        _ step: String, on record: KeptRecord, at site: UUID?, by author: Author, after history: [Deed]
    ) throws(Refusal) -> String
    /// The table of these records for a snapshot.
    func table(of records: [KeptRecord]) -> any AnyTable
    /// Mistakes in the declaration itself, found before anything runs.
    var mistakes: [String] { get }
}

extension AnyBook {
    /// The name people use for a record: `AST-0042`.
    public func reference(_ number: Int) -> String {
        let digits = String(number)
        return "\(self.mark)-\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)"
    }

    /// The number in a reference such as `AST-0042` or `42`; `nil` when it is no reference of this register.
    public func number(in reference: String) -> Int? {
        let letters = reference.prefix(4).uppercased()
        let digits = letters == self.mark + "-" ? reference.dropFirst(4) : reference[...]
        return decimal(Array(digits.utf8)).flatMap { $0 > 0 ? $0 : nil }
    }

    /// The place of the column with this name.
    public func place(of name: String) -> Int? { self.columns.firstIndex { $0.name == name } }

    /// The place of the link to the record's site; `nil` for registers that belong to no single site.
    public var sitePlace: Int? {
        self.columns.firstIndex { $0.name == "site" && $0.field.type == .link(to: "sites") }
    }

    /// The site in the record's own field; a site belongs to itself; `nil` for records of all sites.
    public func ownSite(of id: UUID, cells: [Cell]) -> UUID? {
        if self.name == "sites" { return id }
        guard let place = self.sitePlace, case .id(let site) = cells[place] else { return nil }
        return site
    }

    /// The text that names a record for people: its first key field.
    public func title(of cells: [Cell]) -> String {
        for place in self.keyPlaces { if case .text(let text) = cells[place], !text.isEmpty { return text } }
        return ""
    }

    /// The state in which a record begins.
    public var firstState: String { self.states.first ?? Kept.kept.rawValue }
}

/// An opened register: its fields have names and places.
public final class Book<R: Register>: AnyBook {
    /// The declaration.
    public let register: R
    public let name: String
    public let columns: [Column]
    public let blank: [Cell]
    public let keyPlaces: [Int]
    public let states: [String]
    /// The state in which a record begins.
    public let firstState: R.State
    let workflow: Workflow<R, R.State>?

    /// Opens the register: looks once at its stored fields and gives each its place.
    public init(_ register: R) {
        self.register = register
        // Kept, because the name is made from the type's name and everybody asks for it.
        self.name = R.name
        let columns = Mirror(reflecting: register).children.compactMap { child in
            (child.value as? any AnyField).map { Column(name: snakeCase(child.label ?? ""), field: $0) }
        }
        self.columns = columns
        self.blank = columns.map(\.field.initial)
        for (place, column) in columns.enumerated() { column.field.settle(at: place) }
        let named = register.key.compactMap { name in columns.firstIndex { $0.name == name } }
        let unique = columns.firstIndex { $0.field.traits.contains(.unique) }
        self.keyPlaces = named.isEmpty ? [unique ?? 0] : named
        self.workflow = register.workflow
        guard let first = register.workflow?.start ?? R.State.allCases.first else {
            preconditionFailure("A register has at least one state.")
        }
        self.firstState = first
        self.states = [first.rawValue] + R.State.allCases.map(\.rawValue).filter { $0 != first.rawValue }
    }

    public var mark: String { R.mark }
    public var permissions: Permissions { self.register.permissions }
    public var stepNames: [String] { self.workflow?.steps.map(\.name) ?? [] }

    public var siteThroughPlace: Int? { self.register.siteThrough.flatMap { self.place(of: $0) } }

    public func problems(in cells: [Cell]) -> [Problem] {
        let fields = zip(self.columns, cells).compactMap { column, cell in
            column.problem(with: cell).map { Problem(field: column.name, $0) }
        }
        guard fields.isEmpty else { return fields }
        let record = self.record(self.draft(cells))
        return self.register.rules.filter { !$0.holds(record) }.map { Problem(field: nil, $0.sentence) }
    }

    public func brokenDuties(in record: KeptRecord, by author: Author) -> [String] {
        guard !self.register.duties.isEmpty else { return [] }
        let record = self.record(record)
        return self.register.duties.filter { !$0.holds(record, author) }.map(\.sentence)
    }

    public func take(
        _ step: String, on record: KeptRecord, at site: UUID?, by author: Author, after history: [Deed]
    ) throws(Refusal) -> String {
        guard let workflow = self.workflow else {
            throw .wrongState("\(self.reference(record.number)) has no steps.")
        }
        return try workflow.take(step, on: self.record(record), at: site, by: author, after: history).rawValue
    }

    public func table(of records: [KeptRecord]) -> any AnyTable { Table<R>(records.map { Record($0) }) }

    public var mistakes: [String] {
        var mistakes: [String] = []
        if self.columns.isEmpty { mistakes.append("\(self.name) has no fields.") }
        if Set(self.columns.map(\.field.label)).count < self.columns.count {
            mistakes.append("\(self.name) has two fields with one label.")
        }
        if let through = self.register.siteThrough, self.place(of: through) == nil {
            mistakes.append("\(self.name) takes its site through \(through), which is no field.")
        }
        for name in self.register.key where self.place(of: name) == nil {
            mistakes.append("\(self.name) is keyed by \(name), which is no field.")
        }
        if self.mark.utf8.count != 3 || !self.mark.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) {
            mistakes.append("The mark of \(self.name) is not three capital letters.")
        }
        return mistakes + (self.workflow?.mistakes(in: self.name) ?? [])
    }

    private func record(_ kept: KeptRecord) -> Record<R> { Record(kept) }

    private func draft(_ cells: [Cell]) -> KeptRecord {
        KeptRecord(
            id: UUID(high: 0, low: 0), number: 0, revision: 0, state: self.firstState.rawValue, cells: cells)
    }
}

extension Column {
    /// Why `cell` cannot stand in this column, or `nil`.
    func problem(with cell: Cell) -> String? {
        if cell.isBlank {
            return self.field.traits.contains(.required) ? "\(self.field.label) is missing." : nil
        }
        switch (self.field.type, cell) {
        case (.text(let limit), .text(let text)):
            if let reading = self.field.reading, reading(text) != .value(text) {
                return "\(self.field.label) is not written as it is kept."
            }
            guard text.utf8.count > limit, text.unicodeScalars.count > limit else { return nil }
            return "\(self.field.label) is longer than \(limit) characters."
        case (.choice(let names), .text(let name)):
            return names.contains(name) ? nil : "\(self.field.label) is not one of \(names.joined(separator: ", "))."
        case (.integer(let range), .integer(let number)):
            guard number < range.lowerBound || number > range.upperBound else { return nil }
            return "\(self.field.label) is not between \(range.lowerBound) and \(range.upperBound)."
        case (.flag, .flag), (.day, .day), (.moment, .moment), (.link, .id), (.links, .ids): return nil
        case (.text, _), (.choice, _), (.integer, _), (.flag, _), (.day, _), (.moment, _), (.link, _), (.links, _):
            return "\(self.field.label) has a value of another kind."
        }
    }
}

/// `endOfSupport` becomes `end_of_support`, `targetSL` becomes `target_sl`.
func snakeCase(_ name: String) -> String {
    var result = ""
    var previousWasUpper = true
    for letter in name {
        if letter.isUppercase, !previousWasUpper { result += "_" }
        previousWasUpper = letter.isUppercase
        result += letter.lowercased()
    }
    return result
}
