import Registers
import SQL

/// The tables of registers and of the ledger, and how they come into being.
enum Tables {
    /// The statements that make everything in an empty database, in order.
    static func creation(of books: [any AnyBook], in dialect: Dialect) -> [SQL] {
        self.ledger(in: dialect) + books.flatMap { self.table(of: $0, in: dialect) }
    }

    /// The statements for one register: its table and the index over its key.
    static func table(of book: any AnyBook, in dialect: Dialect) -> [SQL] {
        let states = SQL(joining: book.states.map { self.literal($0) })
        var columns: [SQL] = [
            "number INTEGER PRIMARY KEY",
            "id \(dialect.type(of: .identity)) NOT NULL UNIQUE",
            "revision INTEGER NOT NULL",
            "state TEXT NOT NULL CHECK (state IN (\(states)))",
        ]
        columns += book.columns.map { self.column($0, in: dialect) }
        let list = SQL(joining: columns, separator: ",\n    ")
        let table: SQL = "CREATE TABLE \(name: book.name) (\n    \(list)\n)\(dialect.tableSuffix)"
        guard book.keyPlaces.count > 1 else { return [table] }
        let key = book.keyPlaces.map { (book.columns[$0].name, book.columns[$0].field.type.columnKind) }
        return [table, dialect.uniqueIndex(book.name + "_key", on: book.name, over: key)]
    }

    /// The tables that every database has, whatever its registers.
    static func ledger(in dialect: Dialect) -> [SQL] {
        let suffix = dialect.tableSuffix
        let bytes = dialect.type(of: .bytes)
        return [
            "CREATE TABLE ledger (\n    entry INTEGER PRIMARY KEY,\n    bytes \(bytes) NOT NULL\n)\(suffix)",
            """
            CREATE TABLE ledger_head (
                only INTEGER PRIMARY KEY CHECK (only = 1),
                size INTEGER NOT NULL,
                frontier \(bytes) NOT NULL
            )\(suffix)
            """,
            """
            CREATE TABLE revisions (
                entry INTEGER PRIMARY KEY,
                register TEXT NOT NULL,
                number INTEGER NOT NULL,
                revision INTEGER NOT NULL,
                cells \(bytes) NOT NULL,
                salt \(bytes) NOT NULL
            )\(suffix)
            """,
            "CREATE UNIQUE INDEX revisions_record ON revisions (register, number, revision)",
            """
            CREATE TABLE requests (
                actor \(bytes) NOT NULL,
                key TEXT NOT NULL,
                digest \(bytes) NOT NULL,
                first INTEGER NOT NULL,
                last INTEGER NOT NULL,
                PRIMARY KEY (actor, key)
            )\(suffix)
            """,
            """
            CREATE TABLE shapes (
                shape \(bytes) PRIMARY KEY,
                register TEXT NOT NULL,
                fields TEXT NOT NULL
            )\(suffix)
            """,
            dialect.createSearch,
        ]
    }

    /// One column as it stands in the statement that makes the table or adds the column.
    static func column(_ column: Column, in dialect: Dialect) -> SQL {
        let field = column.field
        var words: SQL = "\(name: column.name) \(dialect.type(of: field.type.columnKind))"
        // A required field is checked by the book; the database says so too where the value may not be blank.
        if field.traits.contains(.required) { words = "\(words) NOT NULL" }
        if field.traits.contains(.unique) { words = "\(words) UNIQUE" }
        switch field.type {
        case .choice(let names):
            return "\(words) CHECK (\(name: column.name) IN (\(SQL(joining: names.map { self.literal($0) }))))"
        case .link(let register):
            return "\(words) REFERENCES \(name: register) (id)"
        case .text, .integer, .flag, .day, .moment, .links: return words
        }
    }

    /// A word of our own as SQL text, for statements that take no values. Declarations only, never input.
    private static func literal(_ word: String) -> SQL {
        precondition(word.utf8.allSatisfy { $0 != 0x27 && $0 >= 0x20 }, "A choice has no quote in its name.")
        return SQL(stringLiteral: "'\(word)'")
    }
}
