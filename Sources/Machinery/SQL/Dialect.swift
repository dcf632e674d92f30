/// Everything in which the engines differ. No other file outside the connections names one.
public enum Dialect: String, Sendable, CaseIterable {
    /// The embedded engine: one file, one writer.
    case sqlite
    /// The server for more than one node.
    case postgres

    /// What a column holds, whatever the engine calls it.
    public enum ColumnKind: Sendable {
        /// Text of any length.
        case text
        /// A whole number, a flag, or an instant in milliseconds.
        case integer
        /// A day, as `yyyy-mm-dd`.
        case day
        /// An identity of 16 bytes.
        case identity
        /// Other bytes.
        case bytes
    }

    /// The mark of the value number `count`, from 1.
    func placeholder(_ count: Int) -> String {
        switch self {
        case .sqlite: "?\(count)"
        case .postgres: "$\(count)"
        }
    }

    /// The engine's type for a kind of column.
    public func type(of kind: ColumnKind) -> SQL {
        switch (self, kind) {
        case (.sqlite, .text), (.postgres, .text), (.sqlite, .day): "TEXT"
        case (.sqlite, .integer): "INTEGER"
        case (.postgres, .integer): "BIGINT"
        case (.postgres, .day): "DATE"
        case (.sqlite, .identity), (.sqlite, .bytes): "BLOB"
        case (.postgres, .identity): "UUID"
        case (.postgres, .bytes): "BYTEA"
        }
    }

    /// What stands behind the list of columns of a table.
    public var tableSuffix: SQL {
        switch self {
        case .sqlite: " STRICT"
        case .postgres: ""
        }
    }

    /// Begins a transaction that will write.
    public var beginWrite: SQL {
        switch self {
        case .sqlite: "BEGIN IMMEDIATE"
        case .postgres: "BEGIN ISOLATION LEVEL SERIALIZABLE"
        }
    }

    /// Begins a transaction that only reads one state.
    public var beginRead: SQL {
        switch self {
        case .sqlite: "BEGIN"
        case .postgres: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        }
    }

    /// An index in which two rows may not agree in all `columns`; missing values agree with each other.
    public func uniqueIndex(_ index: String, on table: String, over columns: [(String, ColumnKind)]) -> SQL {
        switch self {
        case .sqlite:
            let parts: [SQL] = columns.map { column, kind in
                switch kind {
                case .text, .day: "coalesce(\(name: column), '')"
                case .integer: "coalesce(\(name: column), -1)"
                case .identity, .bytes: "coalesce(\(name: column), x'')"
                }
            }
            return "CREATE UNIQUE INDEX \(name: index) ON \(name: table) (\(SQL(joining: parts)))"
        case .postgres:
            let parts: [SQL] = columns.map { column, _ in "\(name: column)" }
            return """
                CREATE UNIQUE INDEX \(name: index) ON \(name: table) (\(SQL(joining: parts))) NULLS NOT DISTINCT
                """
        }
    }

    /// The columns of a table that two rows may not share, in the engine's own error message; `nil` for other errors.
    public func brokenUniqueness(in error: DatabaseError) -> [String]? {
        switch self {
        case .sqlite:
            guard error.code == 2067 || error.code == 1555 else { return nil }
            let columns = error.message.split(separator: ":").last?.split(separator: ",") ?? []
            return columns.compactMap { $0.split(separator: ".").last.map(String.init) }
        case .postgres: return error.message.contains("unique") ? [] : nil
        }
    }

    /// Whether the error says that a link points at no record, or that records point at one that goes.
    public func isBrokenLink(_ error: DatabaseError) -> Bool {
        switch self {
        case .sqlite: error.code == 787
        case .postgres: error.message.contains("foreign key")
        }
    }

    /// Makes the table of the search index.
    public var createSearch: SQL {
        switch self {
        case .sqlite:
            "CREATE VIRTUAL TABLE search USING fts5(words, tokenize = 'unicode61 remove_diacritics 2')"
        case .postgres:
            "CREATE TABLE search (rowid BIGINT PRIMARY KEY, words TEXT NOT NULL)"
        }
    }

    /// The search rows, best first, that hold every word of `words`, each as the beginning of a word.
    public func search(for words: [String], limit: Int) -> SQL {
        switch self {
        case .sqlite:
            let quoted = words.map { "\"" + $0.split(separator: "\"").joined(separator: "\"\"") + "\"*" }
            let match = quoted.joined(separator: " ")
            return "SELECT rowid FROM search WHERE search MATCH \(match) ORDER BY rank, rowid LIMIT \(limit)"
        case .postgres:
            let query = words.map { $0 + ":*" }.joined(separator: " & ")
            return """
                SELECT rowid FROM search WHERE to_tsvector('simple', words) @@ to_tsquery('simple', \(query))
                ORDER BY rowid LIMIT \(limit)
                """
        }
    }

    /// Checks the search index against its text; fails when they differ. Must be rolled back.
    public var checkSearch: SQL? {
        switch self {
        case .sqlite: "INSERT INTO search(search) VALUES ('integrity-check')"
        case .postgres: nil
        }
    }

    /// Whether the file is sound below its tables: one row with “ok”, or one row for each fault.
    public var checkFile: SQL {
        switch self {
        case .sqlite: "PRAGMA integrity_check(100)"
        case .postgres: "SELECT 'ok'"
        }
    }

    /// The links that point at no record, one row each, the table first.
    public var checkLinks: SQL {
        switch self {
        case .sqlite: "PRAGMA foreign_key_check"
        case .postgres: "SELECT '' WHERE false"
        }
    }

    /// One row when the database is marked as another program's.
    public var checkOwner: SQL {
        switch self {
        case .sqlite:
            """
            SELECT 1 FROM pragma_application_id, pragma_user_version
            WHERE application_id <> 1215261796 OR user_version <> 0
            """
        case .postgres: "SELECT 1 WHERE false"
        }
    }

    /// The settings that the engine keeps with the search index.
    public var searchSettings: SQL {
        switch self {
        case .sqlite: "SELECT k, v FROM search_config ORDER BY k"
        case .postgres: "SELECT 'version', 4"
        }
    }

    /// The pages of the search index that its table of contents lacks or names wrongly, one row each.
    ///
    /// The engine's own check does not ask this. A page of words has its segment and number in its key
    /// (https://sqlite.org/fts5.html, the `%_data` and `%_idx` tables); pages 1 and 10 hold counters, and a page
    /// whose third and fourth byte say its length begins no word. While segments are merged step by step, the first
    /// pages of an old one go before their places do, so places before its first page are passed over.
    public var searchPlaces: SQL? {
        switch self {
        case .sqlite:
            """
            WITH pages AS (
                SELECT id >> 37 AS segment, id & 0x7FFFFFFF AS page FROM search_data
                WHERE id <> 1 AND id <> 10 AND (id >> 31) & 63 = 0
                    AND hex(substr(block, 3, 2)) <> printf('%04X', length(block))
            ), contents AS (
                SELECT segid, pgno >> 1 FROM search_idx WHERE pgno >> 1 >= coalesce((
                    SELECT min(id) & 0x7FFFFFFF FROM search_data
                    WHERE id BETWEEN segid << 37 AND (segid << 37) + 0x7FFFFFFF), 0)
            )
            SELECT * FROM (SELECT * FROM pages EXCEPT SELECT * FROM contents)
            UNION ALL SELECT * FROM (SELECT * FROM contents EXCEPT SELECT * FROM pages)
            """
        case .postgres: nil
        }
    }

    /// The names of a table's columns.
    public func columns(of table: String) -> SQL {
        switch self {
        case .sqlite: "SELECT name FROM pragma_table_info(\(table)) ORDER BY cid"
        case .postgres:
            "SELECT column_name FROM information_schema.columns WHERE table_name = \(table) ORDER BY ordinal_position"
        }
    }

    /// The kind and name of every table, index, trigger and view, and the statement that made it.
    public var objects: SQL {
        switch self {
        case .sqlite: "SELECT type || ' ' || name, sql FROM sqlite_master WHERE sql IS NOT NULL"
        case .postgres: self.schema
        }
    }

    /// The statements that made every table and index, by name.
    public var schema: SQL {
        switch self {
        case .sqlite: "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"
        case .postgres: "SELECT table_name, '' FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1"
        }
    }
}
