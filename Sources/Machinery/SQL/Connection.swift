/// One connection to a database. Used by one thread at a time.
public protocol Connection: AnyObject {
    /// The engine's way of writing SQL.
    var dialect: Dialect { get }
    /// Runs a statement and calls `row` for each row of its result.
    ///
    /// - Parameter row: Gets a reader that is valid only until it returns.
    func run(_ sql: PreparedSQL, _ values: [Value], row: (any RowReader) throws -> Void) throws
    /// How many rows the last statement wrote.
    var changes: Int { get }
}

extension Connection {
    /// Runs a statement and returns all rows of its result.
    @discardableResult
    public func run(_ sql: SQL) throws -> [[Value]] {
        var rows: [[Value]] = []
        try self.run(PreparedSQL(sql, in: self.dialect), sql.values) { reader in
            rows.append((0..<reader.count).map { reader.value($0) })
        }
        return rows
    }

    /// Runs a statement and calls `row` for each row of its result.
    public func each(_ sql: SQL, _ row: (any RowReader) throws -> Void) throws {
        try self.run(PreparedSQL(sql, in: self.dialect), sql.values, row: row)
    }

    /// Runs a prepared statement that has no result.
    public func run(_ sql: PreparedSQL, _ values: [Value]) throws {
        try self.run(sql, values) { _ in }
    }
}

/// Reads the columns of the row that a statement stands on.
public protocol RowReader {
    /// How many columns there are.
    var count: Int { get }
    /// The value of a column.
    func value(_ column: Int) -> Value
    /// Whether a column has no value.
    func isNull(_ column: Int) -> Bool
    /// The number in a column; 0 where there is none.
    func integer(_ column: Int) -> Int64
    /// The text of a column; empty where there is none.
    func text(_ column: Int) -> String
    /// The bytes of a column; empty where there are none.
    func bytes(_ column: Int) -> [UInt8]
}

/// What a database refused to do, for the log. People see a reference instead.
public struct DatabaseError: Error, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The engine's own result code.
    public let code: Int
    /// The engine's own words.
    public let message: String
    /// The statement, without values.
    public let sql: String

    /// An error of the engine while it ran `sql`.
    public init(code: Int, message: String, sql: String) {
        self.code = code
        self.message = message
        self.sql = sql
    }

    /// Whether the engine's words name this table, or an index of it.
    public func speaks(of table: String) -> Bool {
        self.message.contains(" \(table).") || self.message.contains("'\(table)_")
    }

    public var description: String { "The database reports: \(self.message) (\(self.code))." }
    public var debugDescription: String { "\(self.message) (\(self.code)) in: \(self.sql)" }
}
