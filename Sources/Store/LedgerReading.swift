public import Crypto
public import Ledger
public import Registers
import SQL

extension Store {
    /// The size and the root of the ledger.
    public func ledgerEdge() throws -> (size: Int, root: Digest256) {
        try self.database.read { connection in
            let rows = try connection.run("SELECT frontier FROM ledger_head WHERE only = 1")
            guard case .bytes(let bytes)? = rows.first?.first, let frontier = Frontier(encoded: bytes) else {
                return (0, Tree.emptyRoot)
            }
            return (frontier.size, frontier.root)
        }
    }

    /// Whether the database file has no ledger entry yet, or no tables.
    public static func isEmpty(_ path: String) throws -> Bool {
        let connection = try embeddedConnection(path: path, for: .read)
        guard try connection.run(connection.dialect.columns(of: "ledger")).count > 0 else { return true }
        return try connection.run("SELECT 1 FROM ledger LIMIT 1").isEmpty
    }

    /// The leaf hashes of the entries in `range`, in order.
    public func leafHashes(_ range: Range<Int>) throws -> [Digest256] {
        try self.database.read { connection in
            var leaves: [Digest256] = []
            leaves.reserveCapacity(range.count)
            try connection.each(
                """
                SELECT bytes FROM ledger WHERE entry >= \(range.lowerBound) AND entry < \(range.upperBound)
                ORDER BY entry
                """
            ) { leaves.append(Tree.leaf($0.bytes(0))) }
            guard leaves.count == range.count else {
                throw DatabaseError(code: 11, message: "the ledger lacks entries; run verify", sql: "")
            }
            return leaves
        }
    }

    /// The entry at a place of the ledger; `nil` behind its end.
    public func entry(_ place: Int) throws -> Entry? {
        let rows = try self.database.read { try $0.run("SELECT bytes FROM ledger WHERE entry = \(place)") }
        guard case .bytes(let bytes)? = rows.first?.first else { return nil }
        return try Entry(encoded: bytes)
    }

    /// The public key that the first entry of the ledger names.
    public func ledgerVerifier() throws -> NoteVerifier {
        guard let first = try self.entry(0), first.action == "genesis", first.details.count == 3 else {
            throw DatabaseError(code: 11, message: "the ledger has no first entry; run verify", sql: "")
        }
        return try NoteVerifier(encoded: first.details[2])
    }
}

extension Store {
    /// The ledger entries of a record with their places, oldest first.
    public func history(of number: Int, in book: any AnyBook) throws -> [(place: Int, entry: Entry)] {
        try self.database.read { connection in
            var entries: [(place: Int, entry: Entry)] = []
            try connection.each(
                """
                SELECT ledger.entry, bytes FROM ledger JOIN revisions USING (entry)
                WHERE register = \(book.name) AND number = \(number) ORDER BY revision
                """
            ) { row in entries.append((Int(row.integer(0)), try Entry(encoded: row.bytes(1)))) }
            return entries
        }
    }
}
