import Crypto
import Ledger
import Registers
import SQL

/// The tables of a database hold what no register knows, so that nothing may be written.
public struct SchemaMismatch: Error, Sendable, CustomStringConvertible {
    /// What does not fit, one sentence each.
    public let sentences: [String]
    /// Whether an older version made the database, which fits as soon as it is opened for writing.
    public let isOlder: Bool

    public var description: String {
        let sentences = self.sentences.joined(separator: " ")
        if self.isOlder {
            return "An older version of Holdfast made the database; open it once for writing. \(sentences)"
        }
        return "The database does not fit this version of Holdfast. \(sentences)"
    }
}

extension Store {
    /// Makes what is missing; refuses what only a later version can have made, and what somebody took away.
    ///
    /// New tables, columns and indexes are derived from the books. Everything else needs a migration that is written
    /// down, because it could lose something.
    func settleSchema(for use: Database.Use) throws {
        let (mismatch, additions) = try self.database.read { connection in
            (try self.mismatches(on: connection), try self.additions(on: connection))
        }
        guard mismatch.isEmpty else { throw SchemaMismatch(sentences: mismatch, isOlder: false) }
        guard !additions.isEmpty else { return }
        guard use == .write else {
            throw SchemaMismatch(sentences: ["It lacks \(additions.count) tables, columns or indexes."], isOlder: true)
        }
        _ = try self.database.write { connection in
            for statement in additions { try connection.run(statement) }
            try self.rememberShapes(on: connection)
        }
    }

    /// The statements that are missing, in order.
    private func additions(on connection: any Connection) throws -> [SQL] {
        let existing = try Set(connection.run(self.dialect.schema).compactMap(\.firstText))
        guard existing.contains("ledger") else { return Tables.creation(of: self.books, in: self.dialect) }
        var statements: [SQL] = []
        for book in self.books {
            if !existing.contains(book.name) {
                statements += Tables.table(of: book, in: self.dialect)
                continue
            }
            let columns = try self.columns(of: book.name, on: connection)
            for column in book.columns where !columns.contains(column.name) {
                let words = Tables.column(column, in: self.dialect)
                statements.append("ALTER TABLE \(name: book.name) ADD COLUMN \(words)")
            }
            for index in Tables.indexes(of: book, in: self.dialect) where !existing.contains(index.name) {
                statements.append(index.statement)
            }
        }
        return statements
    }

    private func mismatches(on connection: any Connection) throws -> [String] {
        let existing = try Set(connection.run(self.dialect.schema).compactMap(\.firstText))
        guard !existing.isEmpty else { return [] }
        var sentences = Tables.ledgerNames.filter { !existing.contains($0) }.map { "The table \($0) is missing." }
        let hasShapes = existing.contains("shapes")
        let shapes = hasShapes ? try connection.run("SELECT shape FROM shapes").compactMap(\.first) : []
        let registers =
            hasShapes ? try connection.run("SELECT DISTINCT register FROM shapes").compactMap(\.firstText) : []
        for register in Set(registers).subtracting(self.books.map(\.name)).sorted() {
            sentences.append("The register \(register) was made by a later version.")
        }
        for book in self.books {
            // Whoever wrote down the list of fields made the table with them.
            let isMade = shapes.contains(.bytes(self.table(of: book).names.shape.bytes))
            guard existing.contains(book.name) else {
                if isMade { sentences.append("The table \(book.name) is missing.") }
                continue
            }
            let known = Set(["number", "id", "revision", "state"] + book.columns.map(\.name))
            let present = try Set(self.columns(of: book.name, on: connection))
            for column in present.subtracting(known).sorted() {
                sentences.append("The table \(book.name) has a column \(column) that no field stands for.")
            }
            for column in known.subtracting(present).sorted() where isMade {
                sentences.append("The table \(book.name) lacks the column \(column).")
            }
            let indexes = isMade ? Tables.indexes(of: book, in: self.dialect).map(\.name) : []
            for index in indexes where !existing.contains(index) {
                sentences.append("The index \(index) is missing.")
            }
        }
        return sentences
    }

    private func columns(of table: String, on connection: any Connection) throws -> [String] {
        try connection.run(self.dialect.columns(of: table)).compactMap(\.firstText)
    }

    /// Writes down the list of fields of each register, so that older revisions can be read for ever.
    ///
    /// Lists by which no entry was ever made are taken out: nothing would bind them.
    private func rememberShapes(on connection: any Connection) throws {
        var used = Set(self.books.map { self.table(of: $0).names.shape })
        try connection.each("SELECT bytes FROM ledger") { used.insert(try Entry(encoded: $0.bytes(0)).shape) }
        for row in try connection.run("SELECT shape FROM shapes") {
            guard case .bytes(let bytes)? = row.first, Digest256(bytes).map({ !used.contains($0) }) ?? true else {
                continue
            }
            try connection.run("DELETE FROM shapes WHERE shape = \(bytes)")
        }
        for book in self.books {
            let names = self.table(of: book).names
            let fields = names.names.joined(separator: " ")
            try connection.run(
                """
                INSERT INTO shapes (shape, register, fields) VALUES (\(names.shape.bytes), \(book.name), \(fields))
                ON CONFLICT (shape) DO NOTHING
                """)
        }
    }
}

extension [Value] {
    /// The text in the first column.
    var firstText: String? { if case .text(let text)? = self.first { text } else { nil } }
}
