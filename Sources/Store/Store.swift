public import Registers
public import SQL

/// Keeps the records of a catalogue of registers, their history and the ledger in one database.
///
/// The store knows books, not chapters: it works on any catalogue that is handed to it. It checks no permission
/// and no rule; only the registrar writes.
public final class Store: Sendable {
    /// The registers, in the order of the catalogue.
    public let books: [any AnyBook]
    /// The database below.
    public let database: Database
    let tables: [String: BookTable]
    let dialect: Dialect

    /// Opens the database file at `path`; for writing it makes and extends the tables that the books need.
    ///
    /// - Throws: `DatabaseError`, or `SchemaMismatch` when the tables hold what no book knows.
    public init(path: String, books: [any AnyBook], for use: Database.Use, readers: Int = 1) throws {
        self.books = books
        self.dialect = .embedded
        self.database = try Database(file: path, readers: readers, for: use)
        let dialect = self.dialect
        self.tables = Dictionary(uniqueKeysWithValues: books.map { ($0.name, BookTable($0, in: dialect)) })
        try self.settleSchema(for: use)
    }

    /// All records of the named registers, or of all, at one moment.
    ///
    /// - Parameter fields: The names of the fields that are wanted, by register, where that is not all of them; the
    ///   others stay blank. Reading eight fields of an asset takes half the time of reading them all.
    public func snapshot(of registers: [String]? = nil, only fields: [String: Set<String>] = [:]) throws -> Snapshot {
        try self.database.read { try self.snapshot(of: registers, only: fields, on: $0) }
    }

    /// The same as an open transaction sees it.
    public func snapshot(
        of registers: [String]? = nil, only fields: [String: Set<String>] = [:], on connection: any Connection
    ) throws -> Snapshot {
        let entries = try connection.run("SELECT size FROM ledger_head").first?.first
        var tables: [any AnyTable] = []
        for book in self.books where registers?.contains(book.name) ?? true {
            tables.append(book.table(of: try self.records(of: book, only: fields[book.name], on: connection)))
        }
        guard case .integer(let size)? = entries else { return Snapshot(entries: 0, tables: tables) }
        return Snapshot(entries: Int(size), tables: tables)
    }

    /// The record of a register with this number; `nil` when there is none.
    public func record(_ number: Int, in book: any AnyBook) throws -> KeptRecord? {
        try self.database.read { try self.table(of: book).first(number: number, on: $0) }
    }

    /// The records that hold every word of `text`, each as the beginning of a word, best first.
    public func search(_ text: String, limit: Int = 50) throws -> [(book: any AnyBook, number: Int)] {
        let words = folded(text).split(whereSeparator: { !$0.isLetter && !$0.isNumber }).map(String.init)
        guard !words.isEmpty else { return [] }
        let rows = try self.database.read { try $0.run(self.dialect.search(for: words, limit: limit)) }
        return rows.compactMap { row in
            guard case .integer(let place)? = row.first,
                let book = self.books.first(where: { searchCode(of: $0.mark) == place >> 40 })
            else { return nil }
            return (book, Int(place & 0xFF_FFFF_FFFF))
        }
    }

    func table(of book: any AnyBook) -> BookTable {
        guard let table = self.tables[book.name] else {
            preconditionFailure("The register \(book.name) is not in the catalogue of this store.")
        }
        return table
    }

    private func records(
        of book: any AnyBook, only fields: Set<String>?, on connection: any Connection
    ) throws -> [KeptRecord] {
        let table = self.table(of: book)
        let wanted = book.columns.map { fields?.contains($0.name) ?? true }
        var records: [KeptRecord] = []
        try connection.run(table.selectAll, []) { records.append(table.record(in: $0, only: wanted)) }
        return records
    }
}

extension BookTable {
    func first(number: Int, on connection: any Connection) throws -> KeptRecord? {
        try self.first(self.selectNumber, .integer(Int64(number)), on: connection)
    }

    func first(id: UUID, on connection: any Connection) throws -> KeptRecord? {
        try self.first(self.selectIdentity, .bytes(id.bytes), on: connection)
    }

    private func first(_ select: PreparedSQL, _ value: Value, on connection: any Connection) throws -> KeptRecord? {
        var found: KeptRecord?
        try connection.run(select, [value]) { found = self.record(in: $0) }
        return found
    }
}
