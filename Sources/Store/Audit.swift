public import Crypto
import Host
import Ledger
import Registers
import SQL

/// What a check of the database found.
public struct AuditResult: Sendable {
    /// What was altered: one sentence for each place, at most ``sentencesMax``.
    public internal(set) var alterations: [String] = []
    /// What could not be checked, and why.
    public internal(set) var unchecked: [String] = []
    /// How many ledger entries were checked.
    public internal(set) var entries = 0
    /// How many records of the registers were checked.
    public internal(set) var records = 0
    /// The leaf hashes of the ledger, in order.
    public internal(set) var leaves: [Digest256] = []
    /// The roots of the tree at the sizes that were asked for.
    public internal(set) var roots: [Int: Digest256] = [:]
    /// The SHA-256 in hex of every original that a record names or ever named.
    public internal(set) var originals: Set<String> = []

    /// After so many sentences the rest is only counted.
    public static let sentencesMax = 1000

    mutating func alter(_ sentence: String) {
        if self.alterations.count < AuditResult.sentencesMax { self.alterations.append(sentence) }
    }
}

extension Store {
    /// Checks everything the database holds against the ledger: entries, revisions, rows, search, keys of requests.
    ///
    /// - Parameter sizes: The sizes of the ledger whose roots are wanted, for checkpoints.
    public func audit(rootsAt sizes: Set<Int>) throws -> AuditResult {
        try self.database.read { connection in
            var audit = Audit(store: self, sizes: sizes)
            try audit.checkSchema(on: connection)
            try audit.checkLedger(on: connection)
            try audit.checkHead(on: connection)
            try audit.checkShapes(on: connection)
            try audit.checkRequests(on: connection)
            for book in self.books { try audit.checkRows(of: book, on: connection) }
            try audit.checkSearch(on: connection)
            return audit.result
        }
    }
}

/// A check of the database that is under way.
struct Audit {
    let store: Store
    let sizes: Set<Int>
    var result = AuditResult()
    /// The last revision of each record, by register and number.
    var last: [String: [Int: LastRevision]] = [:]
    /// The field lists that entries use, by their digest, with the register.
    var shapes: [Digest256: String] = [:]
    /// The field lists that the database knows.
    var names: [Digest256: FieldNames] = [:]
    /// The requests that entries name, with the places of their first and last entry.
    var requests: [Digest256: ClosedRange<Int>] = [:]
    /// The words by which search should find each record, by its place in the index.
    var words: [Int64: String] = [:]
    var frontier = Frontier()
    var revisionCount = 0

    /// What the ledger says of a record's last revision.
    struct LastRevision {
        let revision: Int
        let record: UUID
        let leaf: Digest256
        let entry: Int
        let shape: Digest256
        /// The digest of the values that the revision holds.
        let cells: Digest256
        let isDeleted: Bool
    }

    init(store: Store, sizes: Set<Int>) {
        self.store = store
        self.sizes = sizes
        for table in store.tables.values { self.names[table.names.shape] = table.names }
    }
}

// MARK: The ledger

extension Audit {
    /// How many entries are hashed together on all cores.
    static let chunk = 8192

    /// One row of the ledger with its revision as it stands in the database.
    private struct Row: Sendable {
        let place: Int
        let bytes: [UInt8]
        let revision: Revision?
    }

    private struct Revision: Sendable {
        let register: String
        let number: Int
        let revision: Int
        let cells: [UInt8]
        let salt: [UInt8]
    }

    /// What hashing and decoding a row gave.
    private struct Reading: Sendable {
        let leaf: Digest256
        let entry: Entry?
        /// The digest of the values of the revision.
        var cells = Digest256.zero
        let problem: String?
    }

    mutating func checkLedger(on connection: any Connection) throws {
        try self.loadShapes(on: connection)
        var rows: [Row] = []
        try connection.each(
            """
            SELECT ledger.entry, bytes, register, number, revision, cells, salt
            FROM ledger LEFT JOIN revisions USING (entry) ORDER BY ledger.entry
            """
        ) { row in
            let revision =
                row.isNull(2)
                ? nil
                : Revision(
                    register: row.text(2), number: Int(row.integer(3)), revision: Int(row.integer(4)),
                    cells: row.bytes(5), salt: row.bytes(6))
            rows.append(Row(place: Int(row.integer(0)), bytes: row.bytes(1), revision: revision))
            if rows.count == Audit.chunk {
                self.take(rows)
                rows.removeAll(keepingCapacity: true)
            }
        }
        self.take(rows)
        let stored = try connection.run("SELECT count(*) FROM revisions").first?.first
        if stored != .integer(Int64(self.revisionCount)) {
            self.result.alter("The table of revisions holds rows that no ledger entry speaks of.")
        }
    }

    private mutating func take(_ rows: [Row]) {
        let names = self.names
        let originals = self.originalPlaces
        let readings = parallelMap(rows) { row in Audit.read(row, names, originals) }
        for (row, reading) in zip(rows, readings) {
            self.result.originals.formUnion(reading.originals)
            self.take(row, reading.reading)
        }
    }

    private mutating func take(_ row: Row, _ reading: Reading) {
        if row.place != self.frontier.size {
            self.result.alter("Ledger entry \(self.frontier.size) is missing; entry \(row.place) stands in its place.")
        }
        self.frontier.append(reading.leaf)
        self.result.leaves.append(reading.leaf)
        if self.sizes.contains(self.frontier.size) { self.result.roots[self.frontier.size] = self.frontier.root }
        self.result.entries += 1
        if row.revision != nil { self.revisionCount += 1 }
        if let problem = reading.problem { self.result.alter("Ledger entry \(row.place): \(problem)") }
        guard let entry = reading.entry else { return }
        if let request = entry.request {
            let first = self.requests[request]?.lowerBound ?? row.place
            self.requests[request] = first...max(first, row.place)
        }
        guard !entry.register.isEmpty else { return }
        self.chain(entry, reading, at: row.place)
    }

    /// Checks that the entry follows the last one of its record.
    private mutating func chain(_ entry: Entry, _ reading: Reading, at place: Int) {
        let number = Int(entry.number)
        let before = self.last[entry.register]?[number]
        let follows =
            before.map {
                $0.revision + 1 == Int(entry.revision) && $0.leaf == entry.previous
                    && $0.record == UUID(entry.record) && !$0.isDeleted
            } ?? (entry.revision == 1 && entry.previous == nil)
        if !follows {
            self.result.alter("Ledger entry \(place) does not follow the last one of \(entry.register) \(number).")
        }
        if entry.action != "delete" { self.shapes[entry.shape] = entry.register }
        self.last[entry.register, default: [:]][number] = LastRevision(
            revision: Int(entry.revision), record: UUID(entry.record), leaf: reading.leaf, entry: place,
            shape: entry.shape, cells: reading.cells, isDeleted: entry.action == "delete")
    }

    /// Hashes and decodes one row, and checks its revision against the commitments. Runs on any core.
    private static func read(
        _ row: Row, _ names: [Digest256: FieldNames], _ originalPlaces: [Digest256: [Int]]
    ) -> (reading: Reading, originals: [String]) {
        let leaf = Tree.leaf(row.bytes)
        let entry: Entry
        do throws(EntryError) { entry = try Entry(encoded: row.bytes) } catch {
            return (Reading(leaf: leaf, entry: nil, problem: error.sentence), [])
        }
        func reading(_ problem: String?) -> Reading { Reading(leaf: leaf, entry: entry, problem: problem) }
        guard let revision = row.revision else {
            return (reading(entry.register.isEmpty ? nil : "its revision is missing."), [])
        }
        let isSame =
            revision.register == entry.register && revision.number == Int(entry.number)
            && revision.revision == Int(entry.revision)
        guard isSame else { return (reading("its revision is that of another record."), []) }
        guard let salt = Salt(revision.salt) else { return (reading("the salt of its revision was altered."), []) }
        if entry.action == "delete" {
            // A salt that covers nothing is bound by nothing, so it is kept empty of meaning: all of it must be zero.
            let isEmpty = revision.cells.isEmpty && revision.salt.allSatisfy { $0 == 0 }
            return (reading(isEmpty ? nil : "the revision of a deleted record was altered."), [])
        }
        guard let fields = names[entry.shape] else { return (reading("its list of fields is not known."), []) }
        guard let values = FieldValues(splitting: revision.cells, count: fields.names.count),
            salt.commitments(names: fields, values: values) == entry.commitments
        else { return (reading("the values or the salt of its revision were altered."), []) }
        let originals = (originalPlaces[entry.shape] ?? []).compactMap { values.text(at: $0) }
        return (Reading(leaf: leaf, entry: entry, cells: SHA256.hash(revision.cells), problem: nil), originals)
    }

    /// The places of fields that name originals, in each list of fields of a known register.
    private var originalPlaces: [Digest256: [Int]] {
        let marked = Set(
            self.store.books.flatMap { $0.columns.filter { $0.field.traits.contains(.original) }.map(\.name) })
        return self.names.mapValues { fields in fields.names.indices.filter { marked.contains(fields.names[$0]) } }
    }
}
