import CSMS
import Foundation
import SQL
import Store
import Testing

/// The tables as they are made, and what a database refuses.
@Suite struct SchemaTests {
    private static let golden = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Golden/schema.sqlite.sql")

    @Test func theTablesAreThoseOfTheGoldenFile() throws {
        let path = NSTemporaryDirectory() + "/holdfast-schema-\(UInt64.random(in: 0...UInt64.max)).db"
        defer {
            for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) }
        }
        let store = try Store(path: path, books: catalogue, for: .write)
        let rows = try store.database.read { connection in
            try connection.run("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
        }
        let statements = rows.compactMap { row in if case .text(let sql)? = row.first { sql } else { nil } }
        let schema = statements.joined(separator: ";\n\n") + ";\n"
        if ProcessInfo.processInfo.environment["HOLDFAST_UPDATE_GOLDEN"] == "1" {
            try schema.write(to: Self.golden, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: Self.golden, encoding: .utf8) == schema)
    }

    @Test func aStrangeDatabaseIsNotWrittenTo() throws {
        let path = NSTemporaryDirectory() + "/holdfast-strange-\(UInt64.random(in: 0...UInt64.max)).db"
        defer {
            for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) }
        }
        do {
            let strange = try Database(readers: 0, for: .check) { _ in
                try SQLite(path: path, for: .write)
            }
            _ = try strange.write { connection in
                try connection.run("CREATE TABLE other (a)")
            }
            _ = try strange.write { connection in try connection.run("PRAGMA application_id = 7") }
        }
        #expect(throws: DatabaseError.self) { try Store(path: path, books: catalogue, for: .write) }
    }
}
