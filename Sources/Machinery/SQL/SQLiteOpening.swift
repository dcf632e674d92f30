extension Dialect {
    /// The dialect of the embedded engine.
    public static let embedded = Dialect.sqlite
}

/// Opens a connection of the embedded engine to the file at `path`; `:memory:` is a database without a file.
///
/// - Throws: `DatabaseError` when the file cannot be opened or is not ours.
public func embeddedConnection(path: String, for use: Database.Use) throws -> sending any Connection {
    try SQLite(path: path, for: use)
}

extension Database {
    /// Opens the file at `path` with the embedded engine.
    public convenience init(file path: String, readers: Int, for use: Use) throws {
        try self.init(readers: readers, for: use) { try SQLite(path: path, for: $0) }
    }
}
