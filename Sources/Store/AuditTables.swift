import Crypto
import Host
import Ledger
import Registers
import SQL

// MARK: Rows

extension Audit {
    /// A row as it stands in its table, with what all cores made of it.
    private struct CheckedRow: Sendable {
        let record: KeptRecord
        let words: String
        /// The digest of its values.
        let cells: Digest256
    }

    /// Checks each row of a register against its last revision.
    mutating func checkRows(of book: any AnyBook, on connection: any Connection) throws {
        let table = self.store.table(of: book)
        let last = self.last[book.name] ?? [:]
        var records: [KeptRecord] = []
        var seen = 0
        try connection.run(table.selectAll, []) { row in
            records.append(table.record(in: row))
            guard records.count == Audit.chunk else { return }
            seen += try self.checkRows(records, last, in: table, on: connection)
            records.removeAll(keepingCapacity: true)
        }
        seen += try self.checkRows(records, last, in: table, on: connection)
        let expected = last.values.count { !$0.isDeleted }
        if seen < expected { self.result.alter("\(expected - seen) records of \(book.name) are missing.") }
    }

    /// Checks some rows of a register; returns how many of them the ledger knows.
    private mutating func checkRows(
        _ records: [KeptRecord], _ last: [Int: LastRevision], in table: BookTable, on connection: any Connection
    ) throws -> Int {
        let rows = parallelMap(records) { record in
            var values = FieldValues()
            values.writer.bytes.reserveCapacity(1024)
            table.write(record, to: &values)
            return CheckedRow(
                record: record, words: table.searchWords(of: record), cells: SHA256.hash(values.writer.bytes))
        }
        var seen = 0
        for row in rows {
            let reference = table.book.reference(row.record.number)
            self.result.records += 1
            guard let last = last[row.record.number], !last.isDeleted else {
                self.result.alter("\(reference) stands in the table but not in the ledger.")
                continue
            }
            seen += 1
            self.words[table.searchBase + Int64(row.record.number)] = row.words
            guard last.revision == row.record.revision, last.record == row.record.id else {
                self.result.alter("\(reference): its number, identity or revision was altered.")
                continue
            }
            if last.shape == table.names.shape, last.cells == row.cells { continue }
            for column in try self.alteredColumns(row.record, last, in: table, on: connection) {
                self.result.alter("\(reference): \(column) was altered.")
            }
        }
        return seen
    }

    /// The columns in which a row differs from its last revision, which may have had other fields.
    private func alteredColumns(
        _ record: KeptRecord, _ last: LastRevision, in table: BookTable, on connection: any Connection
    ) throws -> [String] {
        var kept: [UInt8] = []
        let lookup = PreparedSQL("SELECT cells FROM revisions WHERE entry = \(Value.null)", in: .embedded)
        try connection.run(lookup, [.integer(Int64(last.entry))]) { kept = $0.bytes(0) }
        guard let names = self.names[last.shape],
            let old = FieldValues(splitting: kept, count: names.names.count)
        else { return ["the revision"] }
        var values = FieldValues()
        table.write(record, to: &values)
        let blank = KeptRecord(
            id: record.id, number: 0, revision: 0, state: record.state,
            cells: table.book.columns.map { CellCoding.blank(of: $0.field.type) })
        var blanks = FieldValues()
        table.write(blank, to: &blanks)
        return table.names.names.enumerated().compactMap { place, name in
            let before = names.names.firstIndex(of: name).map { old.bytes(at: $0) } ?? blanks.bytes(at: place)
            return before == values.bytes(at: place) ? nil : name
        }
    }
}

// MARK: Head, shapes, requests, search

extension Audit {
    mutating func checkHead(on connection: any Connection) throws {
        let rows = try connection.run("SELECT only, size, frontier FROM ledger_head")
        let expected: [[Value]] = [
            [.integer(1), .integer(Int64(self.frontier.size)), .bytes(self.frontier.encoded)]
        ]
        if rows != expected { self.result.alter("The head of the ledger does not fit its entries.") }
    }

    mutating func loadShapes(on connection: any Connection) throws {
        for row in try connection.run("SELECT shape, fields FROM shapes") {
            guard case .bytes(let bytes) = row[0], case .text(let fields) = row[1], let shape = Digest256(bytes)
            else { continue }
            let names = FieldNames(fields.split(separator: " ").map(String.init))
            if names.shape == shape { self.names[shape] = names }
        }
    }

    mutating func checkShapes(on connection: any Connection) throws {
        for book in self.store.books {
            let shape = self.store.table(of: book).names.shape
            if self.shapes[shape] == nil { self.shapes[shape] = book.name }
        }
        var seen: Set<Digest256> = []
        for row in try connection.run("SELECT shape, register, fields FROM shapes") {
            guard case .bytes(let bytes) = row[0], let shape = Digest256(bytes), case .text(let fields) = row[2],
                FieldNames(fields.split(separator: " ", omittingEmptySubsequences: false).map(String.init)).shape
                    == shape, let register = self.shapes[shape], row[1] == .text(register)
            else {
                self.result.alter("A list of fields was altered.")
                continue
            }
            seen.insert(shape)
        }
        for (shape, register) in self.shapes where !seen.contains(shape) {
            self.result.alter("A list of fields of \(register) is missing.")
        }
    }

    mutating func checkRequests(on connection: any Connection) throws {
        var seen = 0
        try connection.each("SELECT actor, key, digest, first, last FROM requests") { row in
            let key = RequestKey(row.text(1), digest: Digest256(row.bytes(2)) ?? .zero)
            let entries = UUID(bytes: row.bytes(0)).flatMap { self.requests[key.commitment(by: $0)] }
            guard let entries, row.integer(3) == Int64(entries.lowerBound), row.integer(4) == Int64(entries.upperBound)
            else {
                self.result.alter("A row of the table of requests was altered.")
                return
            }
            seen += 1
        }
        if seen < self.requests.count {
            self.result.alter("\(self.requests.count - seen) rows of the table of requests are missing.")
        }
    }

    mutating func checkSearch(on connection: any Connection) throws {
        var seen = 0
        try connection.each("SELECT rowid, words FROM search") { row in
            // By bytes: two spellings of one letter are equal as text.
            if let words = self.words[row.integer(0)], words.utf8.elementsEqual(row.text(1).utf8) {
                seen += 1
            } else {
                self.result.alter("A row of the search index does not fit its record.")
            }
        }
        if seen < self.words.count { self.result.alter("The search index lacks \(self.words.count - seen) records.") }
    }
}

// MARK: Values of a revision

extension FieldValues {
    /// The values of a revision, cut at the end of each; `nil` unless there are exactly `count`.
    init?(splitting cells: [UInt8], count: Int) {
        self.init()
        var place = 0
        for _ in 0..<count {
            guard let end = endOfItem(in: cells, from: place, depth: 0) else { return nil }
            self.writer.bytes.append(contentsOf: cells[place..<end])
            self.endField()
            place = end
        }
        guard place == cells.count else { return nil }
    }

    /// The canonical bytes of the value at a place.
    func bytes(at place: Int) -> ArraySlice<UInt8> {
        self.writer.bytes[(place == 0 ? 0 : self.ends[place - 1])..<self.ends[place]]
    }

    /// The text at a place; `nil` for another kind of value.
    func text(at place: Int) -> String? {
        guard var reader = try? CBORReader(Array(self.bytes(at: place))) else { return nil }
        return try? reader.text()
    }
}

/// Where the CBOR item that begins at `start` ends; `nil` when it does not end or is of no kind we write.
private func endOfItem(in bytes: [UInt8], from start: Int, depth: Int) -> Int? {
    guard depth < 4, start < bytes.count else { return nil }
    let (kind, short) = (bytes[start] >> 5, Int(bytes[start] & 31))
    var place = start + 1
    var value = UInt64(short)
    if short >= 24 {
        guard kind != 7 || short >= 25, short <= 27 else { return nil }
        let width = 1 << (short - 24)
        guard place + width <= bytes.count else { return nil }
        value = bytes[place..<place + width].reduce(0) { $0 << 8 | UInt64($1) }
        place += width
    }
    switch kind {
    case 0, 1, 7: return place
    case 2, 3:
        guard value <= UInt64(bytes.count - place) else { return nil }
        return place + Int(value)
    case 4:
        guard value <= UInt64(bytes.count - place) else { return nil }
        for _ in 0..<value {
            guard let next = endOfItem(in: bytes, from: place, depth: depth + 1) else { return nil }
            place = next
        }
        return place
    default: return nil
    }
}
