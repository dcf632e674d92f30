import Crypto
import Host
import Ledger
import Store
import Synchronization

/// Tiles and checkpoints: what anyone needs to check the ledger without trusting the database.
extension Office {
    /// The file of the newest checkpoint.
    var checkpointPath: String { self.folder.ledger + "/checkpoint" }

    /// The file in which the checkpoint of a size is kept.
    func checkpointPath(size: Int) -> String {
        let digits = String(size)
        let name = String(repeating: "0", count: max(0, 12 - digits.count)) + digits
        return "\(self.folder.ledger)/checkpoints/\(name)"
    }

    /// Writes the tiles that the ledger gained since the last checkpoint, and signs a new one.
    ///
    /// Called after the commit: a checkpoint never covers what is not durable. When a crash comes between, the next
    /// call makes the same tiles again.
    public func publish() throws {
        try self.publishing.withLock { _ in try self.publishAlone() }
    }

    /// Only a plant that was just founded may have no checkpoint; anywhere else its loss could hide another loss.
    static let foundingEntriesMax = 4

    private func publishAlone() throws {
        let ledger = try self.store.ledgerEdge()
        guard ledger.size > 0 else { return }
        let signer = try self.signer()
        let old = try self.lastCheckpoint(of: signer)
        guard old.size > 0 || ledger.size <= Office.foundingEntriesMax else {
            throw FolderError(
                """
                The newest checkpoint is missing, so nobody can tell whether entries were lost. Nothing can be \
                written. Run verify, and put the file ledger/checkpoint back from a copy.
                """)
        }
        try self.refuseFork(of: old.size, ledger.size)
        guard old.size < ledger.size else { return try self.keepCheckpoint(size: old.size) }
        let reader = EntryHashes(store: self.store, stored: self.storedTiles(of: old.size))
        let filled = try tiles(growing: old.size, to: ledger.size, reading: reader)
        let files = filled.map { FileToWrite("\(self.folder.ledger)/\($0.tile.path)", $0.bytes) }
        for folder in Set(files.map { $0.path.folder }) where try !self.disk.exists(folder) {
            try self.disk.makeFolder(folder)
        }
        try self.disk.write(files)
        guard try self.storedTiles(of: ledger.size).root() == ledger.root else {
            throw FolderError("The ledger's head does not fit its entries, so nothing was signed. Run verify.")
        }
        let checkpoint = Checkpoint(origin: signer.verifier.name, size: ledger.size, root: ledger.root)
        let note = Array(try checkpoint.signed(by: signer).encoded.utf8)
        // The newest comes first: a crash between may leave it without its kept copy, and never behind one.
        try self.disk.write(FileToWrite(self.checkpointPath, note))
        try self.keepCheckpoint(size: ledger.size)
        try self.removeNarrowTiles(of: old.size, now: ledger.size)
    }

    /// Refuses to sign for a ledger that lost or exchanged entries since the last checkpoint.
    ///
    /// The last entry that was signed for tells of a loss early; the root that is signed next tells of all others.
    private func refuseFork(of old: Int, _ size: Int) throws {
        guard old > 0 else { return }
        let last = old - 1..<old
        let isSame = try old <= size && self.store.leafHashes(last) == self.storedTiles(of: old).hashes(level: 0, last)
        guard isSame else {
            throw FolderError(
                """
                The ledger lost entries that its newest checkpoint signed for (\(old); it has \(size)). Nothing can be \
                written. Run verify, and restore a newer copy.
                """)
        }
    }

    /// Keeps the newest checkpoint, of this size, under its own name too.
    private func keepCheckpoint(size: Int) throws {
        let kept = self.checkpointPath(size: size)
        guard try !self.disk.exists(kept) else { return }
        if try !self.disk.exists(kept.folder) { try self.disk.makeFolder(kept.folder) }
        try self.disk.write(FileToWrite(kept, try self.disk.read(self.checkpointPath, limit: 1 << 16)))
    }

    /// The key that signs, named as the first entry of the ledger names it.
    func signer() throws -> NoteSigner {
        let seed = try self.disk.read(self.folder.ledgerKey, limit: 64)
        let verifier = try self.store.ledgerVerifier()
        return try NoteSigner(name: verifier.name, key: SigningKey(seed: seed))
    }

    /// The newest checkpoint; the empty tree where there is none.
    func lastCheckpoint(of signer: NoteSigner) throws -> (size: Int, root: Digest256) {
        guard try self.disk.exists(self.checkpointPath) else { return (0, Tree.emptyRoot) }
        let text = String(decoding: try self.disk.read(self.checkpointPath, limit: 1 << 16), as: UTF8.self)
        let checkpoint = try Checkpoint(SignedNote(encoded: text), from: signer.verifier)
        return (checkpoint.size, checkpoint.root)
    }

    /// Reads the stored tiles of a tree of `size` leaves.
    func storedTiles(of size: Int) -> TileHashes<any Error> {
        TileHashes(size: size) { (tile: Tile) throws(any Error) in
            let bytes = try self.disk.read("\(self.folder.ledger)/\(tile.path)", limit: 1 << 16)
            guard let hashes = tile.decode(bytes) else {
                throw FolderError("The ledger's file \(tile.path) is damaged. Run verify.")
            }
            return hashes
        }
    }

    /// Removes tiles of the old right edge that wider ones have replaced.
    private func removeNarrowTiles(of old: Int, now new: Int) throws {
        for level in 0...Tile.levelMax {
            let (before, after) = (old >> (8 * level), new >> (8 * level))
            guard before > 0, before < after, before % Tile.widthMax > 0 else { continue }
            let number = before / Tile.widthMax
            guard let tile = Tile(level: level, number: number, width: before % Tile.widthMax) else { continue }
            let path = "\(self.folder.ledger)/\(tile.path)"
            if try self.disk.exists(path) { try self.disk.remove(path) }
        }
    }
}

extension String {
    /// The folder of a path.
    var folder: String { String(self[..<(self.lastIndex(of: "/") ?? self.startIndex)]) }
}

/// The leaf hashes of the ledger from its entries, and higher hashes from the tiles that are stored.
private struct EntryHashes: HashReader {
    let store: Store
    let stored: TileHashes<any Error>

    func hashes(level: Int, _ range: Range<Int>) throws -> [Digest256] {
        if level > 0 { return try self.stored.hashes(level: level, range) }
        return try self.store.leafHashes(range)
    }
}
