import CSQLite

/// A connection to an SQLite file.
///
/// The settings are those that survive power loss and hostile files (https://sqlite.org/pragma.html,
/// https://sqlite.org/security.html).
@safe public final class SQLite: Connection {
    /// Marks our files in the header (`PRAGMA application_id`): “Hold”.
    public static let applicationID = 0x486F_6C64
    /// How long a statement waits for another process, in milliseconds.
    static let busyMilliseconds = 5000
    /// The largest text or blob, in bytes.
    static let valueBytesMax: Int32 = 64 << 20

    public let dialect = Dialect.sqlite
    private let handle: OpaquePointer
    private var statements: [PreparedSQL: SQLiteRow] = [:]

    /// Opens the file at `path`.
    public init(path: String, for use: Database.Use) throws {
        var opened: OpaquePointer?
        let way = use == .write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READWRITE
        // The handle is closed in deinit, or here when opening fails (https://sqlite.org/c3ref/open.html).
        let code = unsafe sqlite3_open_v2(path, &opened, way | SQLITE_OPEN_NOMUTEX, nil)
        guard code == SQLITE_OK, let handle = unsafe opened else {
            unsafe sqlite3_close_v2(opened)
            throw DatabaseError(code: Int(code), message: "cannot open the database file", sql: "")
        }
        unsafe self.handle = handle
        try self.configure(for: use)
    }

    deinit {
        // Closing waits for the statements (https://sqlite.org/c3ref/close.html), which go with the dictionary.
        unsafe sqlite3_close_v2(self.handle)
    }

    public var changes: Int { Int(unsafe sqlite3_changes(self.handle)) }

    public func run(_ sql: PreparedSQL, _ values: [Value], row: (any RowReader) throws -> Void) throws {
        let reader = try self.statement(for: sql)
        let statement = unsafe reader.statement
        // A statement that is not reset keeps its locks (https://sqlite.org/c3ref/reset.html).
        defer { unsafe sqlite3_reset(statement) }
        var place: Int32 = 1
        for value in values {
            guard unsafe SQLite.bind(value, to: statement, at: place) == SQLITE_OK else { throw self.failure(sql.text) }
            place += 1
        }
        while true {
            switch unsafe sqlite3_step(statement) {
            case SQLITE_ROW: try row(reader)
            case SQLITE_DONE: return
            default: throw self.failure(sql.text)
            }
        }
    }

    private func configure(for use: Database.Use) throws {
        unsafe sqlite3_extended_result_codes(self.handle, 1)
        unsafe sqlite3_busy_timeout(self.handle, Int32(SQLite.busyMilliseconds))
        unsafe sqlite3_limit(self.handle, SQLITE_LIMIT_LENGTH, SQLite.valueBytesMax)
        unsafe sqlite3_limit(self.handle, SQLITE_LIMIT_ATTACHED, 0)
        unsafe sqlite3_limit(self.handle, SQLITE_LIMIT_EXPR_DEPTH, 100)
        let options: [(Int32, Int32)] = [
            (SQLITE_DBCONFIG_DEFENSIVE, 1), (SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
            (SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0), (SQLITE_DBCONFIG_DQS_DML, 0), (SQLITE_DBCONFIG_DQS_DDL, 0),
            (SQLITE_DBCONFIG_ENABLE_TRIGGER, 0), (SQLITE_DBCONFIG_ENABLE_VIEW, 0), (SQLITE_DBCONFIG_ENABLE_FKEY, 1),
            (SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, use == .write ? 0 : 1),
        ]
        for (option, value) in options {
            guard unsafe holdfast_sqlite_configure(self.handle, option, value) == SQLITE_OK else {
                throw self.failure("sqlite3_db_config \(option)")
            }
        }
        let pragmas: [SQL] = [
            "PRAGMA cell_size_check = ON", "PRAGMA mmap_size = 0", "PRAGMA temp_store = MEMORY",
            "PRAGMA cache_size = -65536",
        ]
        for pragma in pragmas { try self.run(pragma) }
        switch use {
        case .read: try self.run("PRAGMA query_only = ON")
        case .write: try self.prepareForWriting()
        case .check: break
        }
    }

    private func prepareForWriting() throws {
        let mark = try self.run("PRAGMA application_id").first?.first
        let isNew = try self.run("SELECT count(*) FROM sqlite_master").first?.first == .integer(0)
        guard isNew || mark == .integer(Int64(SQLite.applicationID)) else {
            throw DatabaseError(code: 26, message: "the file was not made by Holdfast", sql: "")
        }
        // FULL: the last commit survives power loss. Only this connection writes and checkpoints, because versions
        // before 3.51.3 can corrupt the file when two connections do at one instant.
        for pragma: SQL in [
            "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA secure_delete = ON",
            "PRAGMA wal_autocheckpoint = 8000", "PRAGMA application_id = 1215261796",
        ] { try self.run(pragma) }
    }

    private func statement(for sql: PreparedSQL) throws -> SQLiteRow {
        if let known = self.statements[sql] { return known }
        let text = sql.text
        var prepared: OpaquePointer?
        guard
            unsafe sqlite3_prepare_v3(
                self.handle, text, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil) == SQLITE_OK,
            let statement = unsafe prepared
        else { throw self.failure(text) }
        let row = unsafe SQLiteRow(statement: statement)
        self.statements[sql] = row
        return row
    }

    private static func bind(_ value: Value, to statement: OpaquePointer, at place: Int32) -> Int32 {
        switch value {
        case .null: return unsafe sqlite3_bind_null(statement, place)
        case .integer(let number): return unsafe sqlite3_bind_int64(statement, place, number)
        case .real(let number): return unsafe sqlite3_bind_double(statement, place, number)
        case .text(var text):
            // SQLite copies the bytes before it returns (https://sqlite.org/c3ref/bind_blob.html).
            return text.withUTF8 { utf8 in
                unsafe holdfast_sqlite_bind_text(statement, place, utf8.baseAddress, Int32(utf8.count))
            }
        case .bytes(let bytes):
            return unsafe bytes.withUnsafeBytes { buffer in
                unsafe holdfast_sqlite_bind_blob(statement, place, buffer.baseAddress, Int32(buffer.count))
            }
        }
    }

    private func failure(_ sql: String) -> DatabaseError {
        // The message belongs to the connection until its next call, so it is copied at once.
        let message = unsafe String(cString: sqlite3_errmsg(self.handle))
        return DatabaseError(code: Int(unsafe sqlite3_extended_errcode(self.handle)), message: message, sql: sql)
    }
}

/// A prepared statement and the row that it stands on.
@safe private final class SQLiteRow: RowReader {
    let statement: OpaquePointer
    let count: Int

    init(statement: OpaquePointer) {
        unsafe self.statement = unsafe statement
        self.count = Int(unsafe sqlite3_column_count(statement))
    }

    deinit { unsafe sqlite3_finalize(self.statement) }

    func value(_ column: Int) -> Value {
        switch unsafe sqlite3_column_type(self.statement, Int32(column)) {
        case SQLITE_INTEGER: .integer(self.integer(column))
        case SQLITE_FLOAT: .real(unsafe sqlite3_column_double(self.statement, Int32(column)))
        case SQLITE_TEXT: .text(self.text(column))
        case SQLITE_BLOB: .bytes(self.bytes(column))
        default: .null
        }
    }

    func isNull(_ column: Int) -> Bool {
        unsafe sqlite3_column_type(self.statement, Int32(column)) == SQLITE_NULL
    }

    func integer(_ column: Int) -> Int64 { unsafe sqlite3_column_int64(self.statement, Int32(column)) }

    func text(_ column: Int) -> String {
        // The pointer is good until the next step; the bytes are copied here.
        guard let start = unsafe sqlite3_column_text(self.statement, Int32(column)) else { return "" }
        let count = Int(unsafe sqlite3_column_bytes(self.statement, Int32(column)))
        return unsafe String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    func bytes(_ column: Int) -> [UInt8] {
        guard let start = unsafe sqlite3_column_blob(self.statement, Int32(column)) else { return [] }
        let count = Int(unsafe sqlite3_column_bytes(self.statement, Int32(column)))
        return unsafe Array(UnsafeRawBufferPointer(start: start, count: count))
    }
}

extension DatabaseError {
    /// Whether the storage below failed, so that nothing may be written until the process starts anew.
    var meansBrokenStorage: Bool {
        let primary = Int32(truncatingIfNeeded: self.code & 0xFF)
        return primary == SQLITE_IOERR || primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB
    }

    /// Whether the engine takes the whole transaction back by itself (https://sqlite.org/lang_transaction.html, 3).
    var endsTransaction: Bool {
        let primary = Int32(truncatingIfNeeded: self.code & 0xFF)
        return self.meansBrokenStorage || primary == SQLITE_FULL || primary == SQLITE_NOMEM
    }

    /// Whether the file is no sound database: for `verify`, that is an answer and not a fault.
    ///
    /// Our own statements are sound, so one that the engine does not understand speaks of tables that were altered.
    public var meansDamagedFile: Bool {
        let primary = Int32(truncatingIfNeeded: self.code & 0xFF)
        return primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB || primary == SQLITE_ERROR
    }
}
