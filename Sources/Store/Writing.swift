public import Crypto
import Ledger
public import Registers
public import SQL

/// Who writes, when, and from what: the same for all records of one transaction.
public struct WritingContext: Sendable {
    /// Who writes.
    public let author: Author
    /// When, in UTC milliseconds since 1970.
    public let time: Int64
    /// The digest of the file the values come from; `nil` for none.
    public let source: Digest256?
    /// The digest of the idempotency key of the request; `nil` for none.
    public let request: Digest256?
    /// Gives unpredictable bytes for salts.
    public let random: @Sendable (Int) -> [UInt8]

    /// A context for one transaction.
    public init(
        author: Author, time: Int64, source: Digest256? = nil, request: Digest256? = nil,
        random: @escaping @Sendable (Int) -> [UInt8]
    ) {
        self.author = author
        self.time = time
        self.source = source
        self.request = request
        self.random = random
    }
}

/// Writes records, their revisions, their search words and their ledger entries inside one transaction.
public struct Writing {
    /// The connection of the transaction.
    public let connection: any Connection
    let store: Store
    private let context: WritingContext
    private var frontier: Frontier
    private let sizeBefore: Int
    private var lastNumbers: [String: Int] = [:]
    private var values = FieldValues()
    private var buffer = CBORWriter()

    init(_ store: Store, _ context: WritingContext, on connection: any Connection) throws {
        self.store = store
        self.context = context
        self.connection = connection
        self.frontier = try store.frontier(on: connection)
        self.sizeBefore = self.frontier.size
    }

    /// How many entries the ledger has, those of this transaction included.
    public var entries: Int { self.frontier.size }

    /// The record with this identity as this transaction sees it.
    public func record(_ id: UUID, in book: any AnyBook) throws -> KeptRecord? {
        try self.store.table(of: book).first(id: id, on: self.connection)
    }

    /// Keeps a new record: gives it the next number of its register.
    public mutating func create(in book: any AnyBook, id: UUID, cells: [Cell]) throws -> KeptRecord {
        let table = self.store.table(of: book)
        let number = try self.nextNumber(of: book)
        let record = KeptRecord(id: id, number: number, revision: 1, state: book.firstState, cells: cells)
        try self.connection.run(table.insert, table.values(of: record))
        try self.connection.run(
            Writing.insertSearch, [.integer(table.searchBase + Int64(number)), .text(table.searchWords(of: record))])
        try self.log(record, after: nil, action: "create", in: table)
        return record
    }

    /// Keeps a changed record: other cells, another state, or both.
    public mutating func change(
        _ old: KeptRecord, in book: any AnyBook, to cells: [Cell], state: String, action: String
    ) throws -> KeptRecord {
        let table = self.store.table(of: book)
        let record = KeptRecord(
            id: old.id, number: old.number, revision: old.revision + 1, state: state, cells: cells)
        let values = table.values(of: record)
        try self.connection.run(table.update, Array(values.dropFirst(2)) + [values[0]])
        let words = table.searchWords(of: record)
        // By bytes, as verify compares: two spellings of one letter are equal as text.
        if !words.utf8.elementsEqual(table.searchWords(of: old).utf8) {
            let place = Value.integer(table.searchBase + Int64(record.number))
            try self.connection.run(Writing.updateSearch, [.text(words), place])
        }
        try self.log(record, after: old, action: action, in: table)
        return record
    }

    /// Takes a record out of its register. Its revisions and entries stay.
    public mutating func delete(_ old: KeptRecord, in book: any AnyBook) throws {
        let table = self.store.table(of: book)
        try self.connection.run(table.delete, [.integer(Int64(old.number))])
        try self.connection.run(Writing.deleteSearch, [.integer(table.searchBase + Int64(old.number))])
        let gone = KeptRecord(id: old.id, number: old.number, revision: old.revision + 1, state: "", cells: [])
        try self.log(gone, after: old, action: "delete", in: table)
    }

    /// Writes an entry that speaks of no record, such as the first of a ledger.
    public mutating func note(_ action: String, details: [String]) throws {
        try self.append(
            Entry(
                time: self.context.time, actor: ID128(self.context.author.person), via: self.context.author.via,
                action: action, source: self.context.source, request: self.context.request, details: details))
    }

    /// Ends the writing: the head of the ledger moves to the last entry.
    mutating func finish() throws {
        guard self.frontier.size > self.sizeBefore else { return }
        try self.connection.run(
            Writing.updateHead, [.integer(Int64(self.frontier.size)), .bytes(self.frontier.encoded)])
    }

    private mutating func log(
        _ record: KeptRecord, after old: KeptRecord?, action: String, in table: BookTable
    ) throws {
        // The revision of a deleted record holds nothing that a salt could protect.
        let secret = record.cells.isEmpty ? [UInt8](repeating: 0, count: 32) : self.context.random(32)
        guard let salt = Salt(secret) else { preconditionFailure("A salt has 32 bytes.") }
        self.values.removeAll()
        if !record.cells.isEmpty { table.write(record, to: &self.values) }
        let commitments = record.cells.isEmpty ? [] : salt.commitments(names: table.names, values: self.values)
        let place = self.frontier.size
        try self.append(
            Entry(
                time: self.context.time, actor: ID128(self.context.author.person), via: self.context.author.via,
                action: action, register: table.book.name, number: Int64(record.number), record: ID128(record.id),
                revision: Int64(record.revision), shape: table.names.shape, commitments: commitments,
                previous: try old.map { try self.leaf(of: $0, in: table) }, source: self.context.source,
                request: self.context.request))
        try self.connection.run(
            Writing.insertRevision,
            [
                .integer(Int64(place)), .text(table.book.name), .integer(Int64(record.number)),
                .integer(Int64(record.revision)), .bytes(self.values.writer.bytes), .bytes(secret),
            ])
    }

    private mutating func append(_ entry: Entry) throws {
        self.buffer.bytes.removeAll(keepingCapacity: true)
        try entry.encode(into: &self.buffer)
        try self.connection.run(
            Writing.insertEntry, [.integer(Int64(self.frontier.size)), .bytes(self.buffer.bytes)])
        self.frontier.append(Tree.leaf(self.buffer.bytes))
    }

    /// The leaf hash of the entry that made the record what it was.
    private func leaf(of record: KeptRecord, in table: BookTable) throws -> Digest256 {
        var leaf: Digest256?
        try self.connection.run(
            Writing.selectEntry,
            [.text(table.book.name), .integer(Int64(record.number)), .integer(Int64(record.revision))]
        ) { leaf = Tree.leaf($0.bytes(0)) }
        guard let leaf else {
            throw DatabaseError(code: 11, message: "a record has no ledger entry; run verify", sql: "")
        }
        return leaf
    }

    private mutating func nextNumber(of book: any AnyBook) throws -> Int {
        if let last = self.lastNumbers[book.name] {
            self.lastNumbers[book.name] = last + 1
            return last + 1
        }
        // Counted over the revisions: the number of a deleted record is never given again.
        var last = 0
        try self.connection.run(Writing.selectLastNumber, [.text(book.name)]) { last = Int($0.integer(0)) }
        guard last >= 0, last < Int(Entry.countMax) - 1 else {
            throw DatabaseError(code: 11, message: "a number of \(book.name) was altered; run verify", sql: "")
        }
        self.lastNumbers[book.name] = last + 1
        return last + 1
    }
}

extension ID128 {
    init(_ id: UUID) { self.init(high: id.high, low: id.low) }
}

extension UUID {
    init(_ id: ID128) { self.init(high: id.high, low: id.low) }
}
