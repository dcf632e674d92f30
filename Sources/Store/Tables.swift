import Ledger
import Registers
import SQL

/// The tables of registers and of the ledger, and how they come into being.
enum Tables {
    /// The statements that make everything in an empty database, in order.
    static func creation(of books: [any AnyBook], in dialect: Dialect) -> [SQL] {
        self.ledger(in: dialect) + books.flatMap { self.table(of: $0, in: dialect) }
    }

    /// The statements for one register: its table and the indexes over what may not be there twice.
    static func table(of book: any AnyBook, in dialect: Dialect) -> [SQL] {
        var columns: [SQL] = [
            "number INTEGER PRIMARY KEY",
            "id \(dialect.type(of: .identity)) NOT NULL UNIQUE",
            "revision INTEGER NOT NULL",
            "state TEXT NOT NULL",
        ]
        columns += book.columns.map { self.column($0, in: dialect) }
        let list = SQL(joining: columns, separator: ",\n    ")
        let table: SQL = "CREATE TABLE \(name: book.name) (\n    \(list)\n)\(dialect.tableSuffix)"
        return [table] + self.indexes(of: book, in: dialect).map(\.statement)
    }

    /// The indexes over what no two records of a register share, with their names.
    static func indexes(of book: any AnyBook, in dialect: Dialect) -> [(name: String, statement: SQL)] {
        var indexes: [(name: String, statement: SQL)] = []
        for column in book.columns where column.field.traits.contains(.unique) {
            let name = "\(book.name)_\(column.name)"
            let statement: SQL = "CREATE UNIQUE INDEX \(name: name) ON \(name: book.name) (\(name: column.name))"
            indexes.append((name, statement))
        }
        guard book.keyPlaces.count > 1 else { return indexes }
        let key = book.keyPlaces.map { (book.columns[$0].name, book.columns[$0].field.type.columnKind) }
        let name = book.name + "_key"
        return indexes + [(name, dialect.uniqueIndex(name, on: book.name, over: key))]
    }

    /// The names of the tables that every database has.
    static let ledgerNames = ["ledger", "ledger_head", "revisions", "requests", "shapes", "search"]

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
            "INSERT INTO ledger_head (only, size, frontier) VALUES (1, 0, \(Frontier().encoded))",
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
    ///
    /// That a value is needed, or is one of a list, is checked by the book and bound by the ledger. The table says
    /// neither, so that a later version can add a field or a choice to a table that is full.
    static func column(_ column: Column, in dialect: Dialect) -> SQL {
        let type = column.field.type
        let words: SQL = "\(name: column.name) \(dialect.type(of: type.columnKind))"
        guard case .link(let register) = type else { return words }
        return "\(words) REFERENCES \(name: register) (id)"
    }
}
