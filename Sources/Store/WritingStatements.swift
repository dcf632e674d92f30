import Ledger
public import SQL

// The statements of a transaction, settled once.
extension Writing {
    static let insertEntry = prepared("INSERT INTO ledger (entry, bytes) VALUES (\(.null), \(.null))")
    static let insertRevision = prepared(
        """
        INSERT INTO revisions (entry, register, number, revision, cells, salt)
        VALUES (\(.null), \(.null), \(.null), \(.null), \(.null), \(.null))
        """)
    static let insertSearch = prepared("INSERT INTO search (rowid, words) VALUES (\(.null), \(.null))")
    static let updateSearch = prepared("UPDATE search SET words = \(.null) WHERE rowid = \(.null)")
    static let deleteSearch = prepared("DELETE FROM search WHERE rowid = \(.null)")
    static let updateHead = prepared("UPDATE ledger_head SET size = \(.null), frontier = \(.null) WHERE only = 1")
    static let selectEntry = prepared(
        """
        SELECT bytes FROM ledger JOIN revisions USING (entry)
        WHERE register = \(.null) AND number = \(.null) AND revision = \(.null)
        """)
    static let selectLastNumber = prepared(
        "SELECT coalesce(max(number), 0) FROM revisions WHERE register = \(.null)")

    private static func prepared(_ statement: SQL) -> PreparedSQL { PreparedSQL(statement, in: .embedded) }
}

extension Store {
    /// Runs each body wholly or not at all, all with one commit.
    ///
    /// Returns one result for each body, in order.
    public func write<T: Sendable>(
        each bodies: [(context: WritingContext, body: @Sendable (inout Writing) throws -> T)]
    ) throws -> [Result<T, any Error>] {
        try self.database.write(
            each: bodies.map { context, body in { connection in try self.writing(context, on: connection, body) } })
    }

    /// Runs `body` in one transaction; shares the commit with other threads that write at the same time.
    public func write<T: Sendable>(
        _ context: WritingContext, _ body: @escaping @Sendable (inout Writing) throws -> T
    ) throws -> T {
        try self.database.write { connection in try self.writing(context, on: connection, body) }
    }

    /// Runs `body` inside a transaction that is open already.
    public func writing<T>(
        _ context: WritingContext, on connection: any Connection, _ body: (inout Writing) throws -> T
    ) throws -> T {
        var writing = try Writing(self, context, on: connection)
        let result = try body(&writing)
        try writing.finish()
        return result
    }

    /// The right edge of the ledger's tree.
    func frontier(on connection: any Connection) throws -> Frontier {
        let rows = try connection.run("SELECT size, frontier FROM ledger_head WHERE only = 1")
        guard let row = rows.first, case .bytes(let bytes) = row[1], let frontier = Frontier(encoded: bytes),
            row[0] == .integer(Int64(frontier.size))
        else { throw DatabaseError(code: 11, message: "the head of the ledger is damaged; run verify", sql: "") }
        return frontier
    }
}
