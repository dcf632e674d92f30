import Registers
import SQL

// MARK: The schema and the file below it

extension Store {
    /// Asks the engine whether the file is sound: pages, indexes, links.
    ///
    /// It has a connection of its own, so that it can run while another core audits the records.
    ///
    /// - Returns: What was altered, one sentence each.
    /// - Throws: `DatabaseError` when the file cannot be read.
    public static func fileAlterations(in path: String) throws -> [String] {
        try Database(file: path, readers: 1, for: .read).read { connection in
            let faults = try connection.run(connection.dialect.checkFile).filter { $0.first != .text("ok") }
            let broken = try connection.run(connection.dialect.checkLinks)
            return faults.map { "The database file is not sound: \($0.firstText ?? "")." }
                + Set(broken.compactMap(\.firstText)).sorted().map {
                    "The table \($0) points at records that are not there."
                }
        }
    }
}

extension Audit {
    /// Compares every table, index and trigger with those of a database that was just made.
    mutating func checkSchema(on connection: any Connection) throws {
        if try !connection.run(connection.dialect.checkOwner).isEmpty {
            self.result.alter("The database file does not bear the mark of Holdfast.")
        }
        let fresh = try embeddedConnection(path: ":memory:", for: .write)
        for statement in Tables.creation(of: self.store.books, in: .embedded) { try fresh.run(statement) }
        let expected = try Audit.schema(on: fresh)
        let found = try Audit.schema(on: connection)
        for name in Set(expected.keys).union(found.keys).sorted() {
            switch (expected[name], found[name]) {
            case (nil, _): self.result.alter("The database has something called \(name) that Holdfast did not make.")
            case (_, nil): self.result.alter("The database lacks \(name).")
            case (let wanted?, let there?):
                // A column that was added later stands behind the others.
                if wanted != there, definitions(in: wanted) != definitions(in: there) {
                    self.result.alter("The declaration of \(name) was altered.")
                }
            }
        }
    }

    private static func schema(on connection: any Connection) throws -> [String: String] {
        var schema: [String: String] = [:]
        try connection.each(connection.dialect.objects) { schema[$0.text(0)] = $0.text(1) }
        return schema
    }
}

/// The parts of a statement that makes a table, in the order of the alphabet: what stands between the commas of its
/// brackets, before them and behind them.
private func definitions(in statement: String) -> [String] {
    var parts: [String] = [""]
    var depth = 0
    var quote: Character?
    for letter in statement {
        if let end = quote {
            if letter == end { quote = nil }
        } else if letter == "'" || letter == "\"" {
            quote = letter
        } else if letter == "(" || letter == ")" {
            depth += letter == "(" ? 1 : -1
            // The outermost brackets end a part; inner ones belong to theirs.
            if depth == (letter == "(" ? 1 : 0) {
                parts.append("")
                continue
            }
        } else if letter == ",", depth == 1 {
            parts.append("")
            continue
        }
        parts[parts.count - 1].append(letter)
    }
    return parts.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }.sorted()
}
