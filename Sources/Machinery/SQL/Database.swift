import Synchronization

/// A database that many threads read and one at a time writes.
///
/// Writes that wait for each other share one commit (group commit): the thread that gets the writer runs all
/// waiting jobs, each in a savepoint of its own, and commits once.
public final class Database: Sendable {
    /// Whether the database may be changed.
    public enum Use: Sendable {
        /// Reads and writes; makes what is missing.
        case write
        /// Only reads.
        case read
        /// Reads, and runs checks that the engine counts as writes; nothing is ever committed.
        case check
    }

    /// How many waiting writes share one commit at most.
    public static let jobsPerCommitMax = 128

    // The readers go first: the writer must be the last to close, because it brings the log into the file.
    private let readers: [Lane]
    private let writer: Lane?
    private let turn = Atomic<Int>(0)
    private let waiting = Mutex<[any Waiting]>([])

    /// Opens one connection for writing if `use` is for writing, and some for reading.
    public init(
        readers count: Int, for use: Use, open: (_ use: Use) throws -> sending any Connection
    ) throws {
        // The writer comes first: it makes the file that the readers open.
        self.writer = use == .read ? nil : Lane(try open(use))
        self.readers = try (0..<count).map { _ in Lane(try open(.read)) }
    }

    /// Runs `body` in a transaction: all of it happens and is durable when this returns, or none of it.
    ///
    /// - Throws: `DatabaseError` when the database was not opened for writing.
    public func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) throws -> T {
        let job = Job(body)
        _ = try self.lane()
        self.waiting.withLock { $0.append(job) }
        try self.serve(until: job)
        return try job.answer()
    }

    /// Runs each of `bodies` wholly or not at all, in order, with one commit for all.
    ///
    /// Returns one result for each body. A body that throws takes nothing from the others.
    public func write<T: Sendable>(
        each bodies: [@Sendable (any Connection) throws -> T]
    ) throws -> [Result<T, any Error>] {
        let jobs = bodies.map { Job($0) }
        try self.lane().run(jobs)
        return jobs.map { job in Result { try job.answer() } }
    }

    /// Runs `body` on a state that does not change while it reads.
    public func read<T: Sendable>(_ body: (any Connection) throws -> T) throws -> T {
        let turn = self.turn.wrappingAdd(1, ordering: .relaxed).oldValue
        return try self.readers[turn % self.readers.count].read(body)
    }

    /// Runs `body` in a write transaction that is always rolled back: for checks that the engine counts as writes.
    public func check<T: Sendable>(_ body: (any Connection) throws -> T) throws -> T {
        try self.lane().check(body)
    }

    private func serve(until job: any Waiting) throws {
        let lane = try self.lane()
        while !job.isDone {
            // Whoever holds the lane runs every waiting job; the others find theirs done when they get it.
            lane.run {
                self.waiting.withLock { waiting in
                    let batch = Array(waiting.prefix(Database.jobsPerCommitMax))
                    waiting.removeFirst(batch.count)
                    return batch
                }
            }
        }
    }

    private func lane() throws -> Lane {
        guard let writer = self.writer else {
            throw DatabaseError(code: 8, message: "this database is open for reading only", sql: "")
        }
        return writer
    }
}

/// One connection, used by one thread at a time.
private final class Lane: Sendable {
    private let connection: Mutex<any Connection>
    private let broken = Mutex<DatabaseError?>(nil)

    init(_ connection: sending any Connection) { self.connection = Mutex(connection) }

    func read<T: Sendable>(_ body: (any Connection) throws -> T) throws -> T {
        try self.connection.withLock { connection in
            try connection.run(connection.dialect.beginRead)
            defer { _ = try? connection.run("ROLLBACK") }
            return try body(connection)
        }
    }

    func check<T: Sendable>(_ body: (any Connection) throws -> T) throws -> T {
        try self.connection.withLock { connection in
            try connection.run(connection.dialect.beginWrite)
            defer { _ = try? connection.run("ROLLBACK") }
            return try body(connection)
        }
    }

    func run(_ jobs: [any Waiting]) { self.run { jobs } }

    /// Runs the jobs that `batch` hands out once the connection is free.
    func run(_ batch: () -> [any Waiting]) {
        self.connection.withLock { connection in
            let jobs = batch()
            guard !jobs.isEmpty else { return }
            if let error = self.broken.withLock({ $0 }) {
                for job in jobs { job.fail(error) }
                return
            }
            do {
                try connection.run(connection.dialect.beginWrite)
                for job in jobs { try Lane.runInSavepoint(job, on: connection) }
                try connection.run("COMMIT")
                for job in jobs { job.finish() }
            } catch {
                // After a failed commit or a failed sync the cache cannot be trusted: nothing more is written.
                _ = try? connection.run("ROLLBACK")
                self.stop(after: error)
                for job in jobs { job.fail(error) }
            }
        }
    }

    private static func runInSavepoint(_ job: any Waiting, on connection: any Connection) throws {
        try connection.run("SAVEPOINT job")
        guard let error = job.run(on: connection) else {
            try connection.run("RELEASE job")
            return
        }
        // The engine may have taken the whole transaction back by itself: then no other job may commit either.
        if let fault = error as? DatabaseError, fault.endsTransaction { throw fault }
        try connection.run("ROLLBACK TO job")
        try connection.run("RELEASE job")
    }

    private func stop(after error: any Error) {
        guard let error = error as? DatabaseError, error.meansBrokenStorage else { return }
        self.broken.withLock { $0 = error }
    }
}

/// A write that waits for its turn, whatever its result.
private protocol Waiting: Sendable {
    var isDone: Bool { get }
    /// Runs the write, and returns what it threw.
    func run(on connection: any Connection) -> (any Error)?
    /// The commit is durable.
    func finish()
    func fail(_ error: any Error)
}

private final class Job<T: Sendable>: Waiting {
    private enum Stage { case waiting, ran(Result<T, any Error>), done(Result<T, any Error>) }
    private let body: @Sendable (any Connection) throws -> T
    private let stage = Mutex<Stage>(.waiting)

    init(_ body: @escaping @Sendable (any Connection) throws -> T) { self.body = body }

    var isDone: Bool { self.stage.withLock { if case .done = $0 { true } else { false } } }

    func run(on connection: any Connection) -> (any Error)? {
        let result = Result { try self.body(connection) }
        self.stage.withLock { $0 = .ran(result) }
        if case .failure(let error) = result { return error }
        return nil
    }

    func finish() { self.stage.withLock { if case .ran(let result) = $0 { $0 = .done(result) } } }

    func fail(_ error: any Error) { self.stage.withLock { $0 = .done(.failure(error)) } }

    func answer() throws -> T {
        guard case .done(let result) = self.stage.withLock({ $0 }) else {
            throw DatabaseError(code: 0, message: "the write was not run", sql: "")
        }
        return try result.get()
    }
}
