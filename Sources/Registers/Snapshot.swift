/// All records of all registers at one moment, for reading only.
///
/// An analysis takes a snapshot and a day and nothing else, so the same snapshot always gives the same answer.
public struct Snapshot: Sendable {
    /// How many ledger entries the snapshot contains.
    public let entries: Int
    private let tables: [String: any AnyTable]

    /// A snapshot of `tables` after `entries` ledger entries.
    public init(entries: Int, tables: [any AnyTable]) {
        self.entries = entries
        self.tables = Dictionary(tables.map { ($0.register, $0) }) { _, last in last }
    }

    /// The records of a register: `plant[Assets.self]`. Empty for a register that was not loaded.
    public subscript<R: Register>(register: R.Type) -> Table<R> {
        self.tables[R.name] as? Table<R> ?? Table([])
    }

    /// The records of the register with this name, whatever its kind.
    public subscript(name: String) -> (any AnyTable)? { self.tables[name] }
}

/// The records of a register, whatever its kind.
public protocol AnyTable: Sendable {
    /// The name of the register.
    var register: String { get }
    /// The records as they were kept, in the order of their numbers.
    var kept: [KeptRecord] { get }
}

/// The records of one register, in the order of their numbers.
public struct Table<R: Register>: AnyTable, RandomAccessCollection {
    private let records: [Record<R>]
    private let places: [UUID: Int]

    /// A table of these records.
    public init(_ records: [Record<R>]) {
        self.records = records
        self.places = Dictionary(records.enumerated().map { ($1.id.uuid, $0) }) { _, last in last }
    }

    public var register: String { R.name }
    public var startIndex: Int { 0 }
    public var endIndex: Int { self.records.count }
    public subscript(place: Int) -> Record<R> { self.records[place] }

    /// The record with this identity; `nil` when it is not in the snapshot or there is no identity.
    public subscript(id: ID<R>?) -> Record<R>? { id.flatMap { self.places[$0.uuid] }.map { self.records[$0] } }

    public var kept: [KeptRecord] {
        self.records.map {
            KeptRecord(
                id: $0.id.uuid, number: $0.number, revision: $0.revision, state: $0.state.rawValue, cells: $0.cells)
        }
    }
}
