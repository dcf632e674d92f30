import Crypto
public import Host
public import Ledger
public import Registers
import SQL
import Store

/// What a check of a whole installation found.
public struct Verdict: Sendable {
    /// What was altered: one sentence for each place.
    public internal(set) var alterations: [String] = []
    /// What could not be checked, and why.
    public internal(set) var unchecked: [String] = []
    /// What is worth knowing and no fault.
    public internal(set) var remarks: [String] = []
    /// How many ledger entries were checked.
    public internal(set) var entries = 0
    /// How many records of the registers were checked.
    public internal(set) var records = 0
    /// How many originals were checked.
    public internal(set) var originals = 0
    /// The key that the ledger is signed with, to be noted elsewhere; `nil` when it cannot be read.
    public internal(set) var key: String?
    /// How many checkpoints were checked.
    public internal(set) var checkpoints = 0

    /// 0 intact, 1 altered, 2 could not check.
    public var exitStatus: Int { !self.alterations.isEmpty ? 1 : !self.unchecked.isEmpty ? 2 : 0 }
}

/// Checks a whole installation, and only reads.
///
/// Every row, revision and salt is held against the ledger, the ledger against its tiles and signed checkpoints, every
/// original against its name, and the search index against the records.
///
/// - Parameter trusted: A verifier key that was kept elsewhere; the ledger's own must be the same.
public func verify(
    _ folder: DataFolder, books: [any AnyBook], trusted: NoteVerifier? = nil, disk: any Disk = SystemDisk()
) -> Verdict {
    // Another process may publish while the check reads one file after the other: then it reads them all again.
    for _ in 0..<5 {
        let before = try? disk.read(folder.ledger + "/checkpoint", limit: 1 << 16)
        let verdict = verifyOnce(folder, books, trusted, disk)
        let after = try? disk.read(folder.ledger + "/checkpoint", limit: 1 << 16)
        if verdict.exitStatus == 0 || before == after { return verdict }
    }
    return verifyOnce(folder, books, trusted, disk)
}

private func verifyOnce(
    _ folder: DataFolder, _ books: [any AnyBook], _ trusted: NoteVerifier?, _ disk: any Disk
) -> Verdict {
    var check = FolderCheck(folder: folder, disk: disk, verdict: Verdict())
    do {
        guard try disk.exists(folder.database) else { throw folder.missing }
        guard try !Office.isUnmade(folder, on: disk) else { throw folder.unfinished }
        try check.run(books: books, trusted: trusted)
    } catch let error as DatabaseError where error.meansDamagedFile {
        check.verdict.alterations.append("The database file is damaged. \(error)")
    } catch let error as SchemaMismatch where !error.isOlder {
        check.verdict.alterations.append("\(error)")
    } catch {
        check.verdict.unchecked.append("\(error)")
    }
    return check.verdict
}

/// What the engine itself says of its file, and of its search index.
private struct EngineChecks: Sendable {
    let file: Result<[String], any Error>
    let search: Result<[String], any Error>

    init(of path: String) {
        self.file = Result { try Store.fileAlterations(in: path) }
        self.search = Result { try Store.searchAlterations(in: path) }
    }
}

/// A check of a folder that is under way.
private struct FolderCheck {
    let folder: DataFolder
    let disk: any Disk
    var verdict: Verdict

    /// A checkpoint on disk: the name of its file and its bytes.
    private struct StoredCheckpoint {
        let name: String
        let bytes: [UInt8]
        let size: Int?
    }

    mutating func run(books: [any AnyBook], trusted: NoteVerifier?) throws {
        let stored = try self.storedCheckpoints()
        let office = try Office(self.folder, books: books, for: .read, disk: self.disk)
        let sizes = Set(stored.compactMap(\.size))
        let path = self.folder.database
        // What the engine checks alone runs beside the audit, on another core.
        let (audited, engine) = bothInParallel(
            { try office.store.audit(rootsAt: sizes) }, { EngineChecks(of: path) })
        self.verdict.alterations += try engine.file.get()
        let audit = try audited.get()
        self.verdict.alterations += audit.alterations
        self.verdict.unchecked += audit.unchecked
        self.verdict.entries = audit.entries
        self.verdict.records = audit.records
        do {
            self.verdict.alterations += try engine.search.get()
        } catch let error as DatabaseError where error.meansDamagedFile {
            self.verdict.alterations.append("The search index is damaged. \(error)")
        } catch {
            self.verdict.unchecked.append("The inside of the search index could not be checked. \(error)")
        }
        try self.checkSignatures(stored, audit, office, trusted)
        try self.checkTiles(audit, upTo: stored.compactMap(\.size).max() ?? 0)
        try self.checkOriginals(audit.originals)
    }

    private func storedCheckpoints() throws -> [StoredCheckpoint] {
        let folder = self.folder.ledger + "/checkpoints"
        var files: [(String, String)] = []
        if try self.disk.exists(folder) {
            files = try self.disk.list(folder).filter { !$0.name.hasPrefix(".draft-") }.map {
                ($0.name, folder + "/" + $0.name)
            }
        }
        let newest = self.folder.ledger + "/checkpoint"
        if try self.disk.exists(newest) { files.append(("checkpoint", newest)) }
        return try files.map { name, path in
            let bytes = try self.disk.read(path, limit: 1 << 16)
            let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            let size = lines.count > 1 ? Int(lines[1]) : nil
            return StoredCheckpoint(name: name, bytes: bytes, size: size.flatMap { $0 >= 0 ? $0 : nil })
        }
    }

    private mutating func checkSignatures(
        _ stored: [StoredCheckpoint], _ audit: AuditResult, _ office: Office, _ trusted: NoteVerifier?
    ) throws {
        guard let verifier = try? office.store.ledgerVerifier() else {
            self.verdict.alterations.append("The first entry of the ledger, which names its key, was altered.")
            return
        }
        self.verdict.key = verifier.encoded
        if let trusted, trusted != verifier {
            self.verdict.alterations.append("The ledger names another key than the one you gave.")
        }
        if let seed = try? self.disk.read(self.folder.ledgerKey, limit: 64),
            (try? SigningKey(seed: seed))?.publicKey != verifier.key
        {
            self.verdict.alterations.append("The signing key in the folder keys is not the one of this ledger.")
        }
        for file in stored {
            self.verdict.checkpoints += 1
            let text = String(decoding: file.bytes, as: UTF8.self)
            guard Array(text.utf8) == file.bytes, let note = try? SignedNote(encoded: text),
                let checkpoint = try? Checkpoint(note, from: verifier), Array(note.encoded.utf8) == file.bytes
            else {
                self.verdict.alterations.append("The checkpoint \(file.name) was altered or signed by another key.")
                continue
            }
            if checkpoint.size > audit.entries {
                self.verdict.alterations.append(
                    "The checkpoint \(file.name) covers \(checkpoint.size) entries; the ledger has \(audit.entries).")
            } else if audit.roots[checkpoint.size] != checkpoint.root {
                self.verdict.alterations.append("The ledger is not the one that the checkpoint \(file.name) signed.")
            }
        }
        try self.checkNewest(stored, audit)
    }

    private mutating func checkNewest(_ stored: [StoredCheckpoint], _ audit: AuditResult) throws {
        let newest = stored.first { $0.name == "checkpoint" }
        let last = stored.filter { $0.name != "checkpoint" }.max { $0.name < $1.name }
        if newest == nil, last == nil, audit.entries <= Office.foundingEntriesMax {
            self.verdict.remarks.append("No checkpoint was signed yet.")
        } else if newest == nil {
            self.verdict.alterations.append("The ledger's newest checkpoint is missing.")
        } else if let newest = newest?.size, let last = last?.size, newest < last {
            self.verdict.alterations.append("The newest checkpoint is not the last one that was kept.")
        }
        for file in stored where file.name != "checkpoint" && Int(file.name) != file.size {
            self.verdict.alterations.append("The checkpoint \(file.name) bears the name of another.")
        }
        let covered = newest?.size ?? 0
        if covered < audit.entries {
            self.verdict.remarks.append("\(audit.entries - covered) entries came after the last checkpoint.")
        }
    }

    /// Makes all tiles anew from the entries and compares them with the files.
    private mutating func checkTiles(_ audit: AuditResult, upTo size: Int) throws {
        guard size <= audit.leaves.count else { return }
        let leaves = LeafHashes(Array(audit.leaves.prefix(size)))
        let expected = Dictionary(
            tiles(growing: 0, to: size, reading: leaves).map { ($0.tile.path, $0.bytes) }
        ) { _, last in last }
        var found: Set<String> = []
        for path in try self.files(below: self.folder.ledger + "/tile", named: "tile", depth: 0) {
            let bytes = try self.disk.read("\(self.folder.ledger)/\(path)", limit: 1 << 16)
            found.insert(path)
            if let wanted = expected[path] {
                if wanted != bytes { self.verdict.alterations.append("The tile \(path) was altered.") }
            } else if !self.isEarlierOrLater(path, bytes, audit) {
                self.verdict.alterations.append("The file \(path) is no tile of this ledger.")
            }
        }
        for path in expected.keys.sorted() where !found.contains(path) {
            self.verdict.alterations.append("The tile \(path) is missing.")
        }
    }

    /// Whether a tile is right for a smaller or larger size of the same ledger.
    ///
    /// A crash between writing tiles, signing the checkpoint and removing narrow tiles may leave such files behind.
    private func isEarlierOrLater(_ path: String, _ bytes: [UInt8], _ audit: AuditResult) -> Bool {
        guard let tile = Tile(path: path) else { return false }
        let first = tile.number.multipliedReportingOverflow(by: Tile.widthMax)
        let reach = audit.leaves.count >> (8 * tile.level)
        let isInside = !first.overflow && first.partialValue <= reach && tile.width <= reach - first.partialValue
        guard isInside else { return false }
        let range = first.partialValue..<first.partialValue + tile.width
        return bytes == Tile.encode(LeafHashes(audit.leaves).hashes(level: 8 * tile.level, range))
    }

    private func files(below folder: String, named name: String, depth: Int) throws -> [String] {
        guard depth < 16, try self.disk.exists(folder) else { return [] }
        return try self.disk.list(folder).flatMap { item -> [String] in
            if item.name.hasPrefix(".draft-") { return [] }
            let path = name + "/" + item.name
            return item.kind == .folder
                ? try self.files(below: folder + "/" + item.name, named: path, depth: depth + 1) : [path]
        }
    }

    private mutating func checkOriginals(_ originals: Set<String>) throws {
        let disk = self.disk
        let folder = self.folder
        let sentences: [String?] = parallelMap(originals.sorted()) { digest in
            guard let name = Digest256(hex: digest) else { return "A record names an original by no SHA-256." }
            do throws(DiskError) {
                let bytes = try disk.read(folder.original(name), limit: Office.originalBytesMax)
                return SHA256.hash(bytes) == name ? nil : "The original \(digest) was altered."
            } catch { return error.isMissing ? "The original \(digest) is missing." : "unchecked:\(error)" }
        }
        self.verdict.originals = originals.count
        for case let sentence? in sentences {
            if sentence.hasPrefix("unchecked:") {
                self.verdict.unchecked.append(String(sentence.dropFirst(10)))
            } else {
                self.verdict.alterations.append(sentence)
            }
        }
        let kept = try self.files(below: self.folder.evidence, named: "", depth: 0)
        let strangers = kept.filter { path in !originals.contains(path.filter { $0 != "/" }) }
        if !strangers.isEmpty {
            self.verdict.remarks.append("\(strangers.count) files in evidence are named by no record.")
        }
    }
}
