import Crypto
public import Host
import Ledger
public import Registers
public import SQL
public import Store
import Synchronization

/// An installation that is open: its folder, its store, and the seams to the world.
public final class Office: Sendable {
    /// Where everything lies.
    public let folder: DataFolder
    /// The records, the history and the ledger.
    public let store: Store
    let disk: any Disk
    let clock: any Clock
    let random: any Random
    /// Held while tiles and a checkpoint are written: the older of two must not come last.
    let publishing = Mutex(())
    private let lock: DiskLock?

    /// Opens the installation in `folder`.
    ///
    /// - Throws: `FolderError` where there is none or an unfinished one, or another process writes; what the store
    ///   throws.
    public convenience init(
        _ folder: DataFolder, books: [any AnyBook], for use: Database.Use, disk: any Disk = SystemDisk(),
        clock: any Clock = SystemClock(), random: any Random = SystemRandom()
    ) throws {
        guard try disk.exists(folder.database) else { throw folder.missing }
        try self.init(in: folder, books, for: use, disk, clock, random)
        guard use == .write else { return }
        guard try self.store.entry(0) != nil else { throw folder.unfinished }
        try self.publish()
    }

    private init(
        in folder: DataFolder, _ books: [any AnyBook], for use: Database.Use, _ disk: any Disk, _ clock: any Clock,
        _ random: any Random
    ) throws {
        self.folder = folder
        self.disk = disk
        self.clock = clock
        self.random = random
        self.lock = use == .write ? try folder.lockForWriting(on: disk) : nil
        self.store = try Store(path: folder.database, books: books, for: use)
    }

    /// Makes a new installation in an empty or missing folder, with the first entry of its ledger.
    ///
    /// Where an earlier call was cut short before the first entry, this one goes on.
    ///
    /// - Parameters:
    ///   - name: Names the ledger in its checkpoints, such as `acme.example/plant`.
    ///   - founding: The first records, written by the system in one transaction with the first entry.
    ///   - announcing: Called before that transaction; what it throws leaves no plant.
    /// - Throws: `FolderError` when there is a plant already.
    public static func make(
        in folder: DataFolder, name: String, books: [any AnyBook], disk: any Disk = SystemDisk(),
        clock: any Clock = SystemClock(), random: any Random = SystemRandom(),
        founding: (Office) -> [Proposal] = { _ in [] }, announcing: () throws -> Void = {}
    ) throws -> Office {
        let isThere = FolderError("There is a plant in \(folder.path) already. Nothing was changed.")
        guard try Self.isUnmade(folder, on: disk) else { throw isThere }
        for path in [folder.path, folder.evidence, folder.ledger, folder.keys] { try disk.makeFolder(path) }
        let office = try Office(in: folder, books, for: .write, disk, clock, random)
        // Another process may have been quicker; the lock is ours only now.
        guard try office.store.ledgerEdge().size == 0 else { throw isThere }
        let seed = try office.seed()
        // The key stands in the first entry, so that everything after it can be checked against it.
        let verifier = try NoteSigner(name: name, key: SigningKey(seed: seed)).verifier
        let system = Author(
            person: UUID(high: 0, low: 0), name: "system", grants: [Grant(.administrator)], via: "system")
        let first = Registrar.Batch(founding(office))
        try announcing()
        precondition(first.proposals.count < Office.foundingEntriesMax, "A plant is founded with few records.")
        try office.store.write(office.context(for: system)) { writing in
            try writing.note("genesis", details: ["holdfast-ledger-v1", name, verifier.encoded])
            _ = try Registrar(office).write(first, by: system, in: &writing)
        }
        try office.publish()
        return office
    }

    /// Whether the folder has no plant, or the beginnings of one that has neither an entry nor a checkpoint yet.
    static func isUnmade(_ folder: DataFolder, on disk: any Disk) throws -> Bool {
        guard try !disk.exists(folder.ledger + "/checkpoint") else { return false }
        guard try disk.exists(folder.database) else { return true }
        return try Store.isEmpty(folder.database)
    }

    /// The seed of the key that signs: the one that was made before a crash, or a new one.
    private func seed() throws -> [UInt8] {
        if try self.disk.exists(self.folder.ledgerKey) { return try self.disk.read(self.folder.ledgerKey, limit: 64) }
        let seed = self.random.bytes(32)
        try self.disk.write(FileToWrite(self.folder.ledgerKey, seed, .secret))
        return seed
    }

    /// A new identity for a record.
    public func newID() -> UUID {
        let bytes = self.random.bytes(16)
        let words = (0..<2).map { half in bytes[half * 8..<half * 8 + 8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) } }
        return .version7(milliseconds: self.clock.now, random: (words[0], words[1]))
    }

    /// Today, in UTC.
    public var today: Day { Moment(milliseconds: self.clock.now).day }

    func context(for author: Author, source: Digest256? = nil, request: Digest256? = nil) -> WritingContext {
        let random = self.random
        return WritingContext(
            author: author, time: self.clock.now, source: source, request: request, random: { random.bytes($0) })
    }
}
