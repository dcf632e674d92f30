/// One record of a register. `asset.name` reads the field `name` of `Assets`.
@dynamicMemberLookup
public struct Record<R: Register>: Sendable, Hashable {
    /// The identity, the same for ever.
    public let id: ID<R>
    /// The number people say aloud, counted per register from 1; 0 before the record is kept.
    public let number: Int
    /// How often the record was written; 0 before it is kept.
    public let revision: Int
    /// The state of its workflow.
    public internal(set) var state: R.State
    /// The values, one for each column of the book, in the book's order.
    public internal(set) var cells: [Cell]

    /// A new record in its first state with initial values, filled in by `fill`.
    public init(id: ID<R>, number: Int = 0, _ fill: (inout Record) -> Void = { _ in }) {
        self.id = id
        self.number = number
        self.revision = 0
        self.state = R.book.firstState
        self.cells = R.book.blank
        fill(&self)
    }

    /// A record as it was kept. `cells` has one value for each column.
    public init(_ kept: KeptRecord) {
        precondition(kept.cells.count == R.book.columns.count, "A record has one cell for each column.")
        self.id = ID(kept.id)
        self.number = kept.number
        self.revision = kept.revision
        self.state = R.State(rawValue: kept.state) ?? R.book.firstState
        self.cells = kept.cells
    }

    /// The value of a field.
    public subscript<Value>(dynamicMember path: KeyPath<R, Field<Value>>) -> Value {
        get {
            let field = R.book.register[keyPath: path]
            return field.read(self.cells[field.place])
        }
        set {
            let field = R.book.register[keyPath: path]
            self.cells[field.place] = field.write(newValue)
        }
    }

    /// The name people use: `AST-0042`.
    public var reference: String { R.book.reference(self.number) }
}

/// A record as the store keeps it, whatever its register.
public struct KeptRecord: Hashable, Sendable {
    /// The identity.
    public let id: UUID
    /// The number, counted per register from 1.
    public let number: Int
    /// How often it was written, from 1.
    public let revision: Int
    /// The name of its state.
    public let state: String
    /// One value for each column.
    public let cells: [Cell]

    /// A record with all its parts.
    public init(id: UUID, number: Int, revision: Int, state: String, cells: [Cell]) {
        self.id = id
        self.number = number
        self.revision = revision
        self.state = state
        self.cells = cells
    }
}

/// What changed in a record, field by field.
public struct Edit: Sendable, Hashable {
    /// The name of the field.
    public let field: String
    /// The value before.
    public let old: Cell
    /// The value after.
    public let new: Cell
}

extension AnyBook {
    /// The fields in which two sets of cells differ, in the order of the columns.
    public func edits(from old: [Cell], to new: [Cell]) -> [Edit] {
        zip(self.columns, zip(old, new)).compactMap { column, cells in
            cells.0 == cells.1 ? nil : Edit(field: column.name, old: cells.0, new: cells.1)
        }
    }
}
