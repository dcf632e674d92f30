import Crypto
import Ledger
import Registers
import SQL

/// The tables of a database hold what no register knows, so that nothing may be written.
public struct SchemaMismatch: Error, Sendable, CustomStringConvertible {
    /// What does not fit, one sentence each.
    public let sentences: [String]

    public var description: String {
        "The database does not fit this version of Holdfast. " + self.sentences.joined(separator: " ")
    }
}

extension Store {
    /// Makes what is missing; refuses what only a later version can have made.
    ///
    /// New tables, columns and indexes are derived from the books. Everything else needs a migration that is written
    /// down, because it could lose something.
    func settleSchema(for use: Database.Use) throws {
        let mismatch = try self.database.read { try self.mismatches(on: $0) }
        guard mismatch.isEmpty else { throw SchemaMismatch(sentences: mismatch) }
        guard use == .write else { return }
        let additions = try self.database.read { try self.additions(on: $0) }
        guard !additions.isEmpty else { return }
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
        }
        return statements
    }

    private func mismatches(on connection: any Connection) throws -> [String] {
        let existing = try Set(connection.run(self.dialect.schema).compactMap(\.firstText))
        var sentences: [String] = []
        for book in self.books where existing.contains(book.name) {
            let known = Set(["number", "id", "revision", "state"] + book.columns.map(\.name))
            for column in try self.columns(of: book.name, on: connection) where !known.contains(column) {
                sentences.append("The table \(book.name) has a column \(column) that no field stands for.")
            }
        }
        return sentences
    }

    private func columns(of table: String, on connection: any Connection) throws -> [String] {
        try connection.run(self.dialect.columns(of: table)).compactMap(\.firstText)
    }

    /// Writes down the list of fields of each register, so that older revisions can be read for ever.
    private func rememberShapes(on connection: any Connection) throws {
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
