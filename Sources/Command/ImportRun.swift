import CSMS
import Crypto
import Exchange
import Files
import Host
import Registers
import Registrar
import Store

/// What became of one file of an import.
struct ImportedFile: Sendable {
    let name: String
    var draft: ImportDraft
    /// Why the file was not taken at all; `nil` when it was.
    var refusal: String?
}

/// Where the files of an import go.
struct ImportDoor {
    /// Writes batches up to the first that is refused.
    let submit: ([Registrar.Batch]) throws -> [Result<Registrar.Answer, any Error>]
    /// Keeps originals; does nothing in a rehearsal.
    let keep: ([String: [UInt8]]) throws -> Void
    /// All records as they stand behind the door.
    let snapshot: () throws -> Snapshot
}

/// Imports files one after the other: reads them on all cores, proposes at one desk, writes in few commits.
struct ImportRun {
    let office: Office
    let strict: Bool
    let console: Console
    /// Where the files go: into the plant, or into a rehearsal.
    let door: ImportDoor
    private(set) var files: [ImportedFile] = []
    /// Files that hold no records, one line each.
    private(set) var skipped: [String] = []
    private var desk: ImportDesk

    /// So many files are read ahead and written together at most.
    private static let filesPerCommitMax = 128
    /// So many proposals are written together at most, unless one file has more.
    private static let proposalsPerCommitMax = 1000

    init(
        _ office: Office, strict: Bool, _ console: Console, through door: ImportDoor
    ) throws {
        self.office = office
        self.strict = strict
        self.console = console
        self.door = door
        self.desk = ImportDesk(plant: try door.snapshot(), strict: strict) { office.newID() }
    }

    /// A file that was read and waits for its commit.
    private struct Waiting {
        let name: String
        let draft: ImportDraft
        let filing: Filing
        let kind: String
        let digest: Digest256
    }

    /// Imports the files at `paths` in this order; `check` says why a file must not be taken.
    mutating func run(_ paths: [String], refusing check: @escaping @Sendable (String, [UInt8]) -> String?) throws {
        var done = 0
        for start in stride(from: 0, to: paths.count, by: ImportRun.filesPerCommitMax) {
            let names = Array(paths[start..<min(start + ImportRun.filesPerCommitMax, paths.count)])
            let readings = parallelMap(names) { name in ImportReading(name, refusing: check) }
            var waiting: [Waiting] = []
            for reading in readings {
                try self.propose(reading, &waiting)
                done += 1
                self.console.progress(done, of: paths.count, "Importing")
            }
            try self.commit(&waiting)
        }
    }

    private mutating func propose(_ reading: ImportReading, _ waiting: inout [Waiting]) throws {
        switch reading.result {
        case .failure(let fault) where fault.isHarmless:
            self.skipped.append("\(reading.name): passed over. \(fault.sentence)")
        case .failure(let fault):
            self.files.append(
                ImportedFile(name: reading.name, draft: ImportDraft(kind: fault.kind), refusal: fault.sentence))
        case .success(let read):
            let draft = self.file(read.kind, read.filing)
            waiting.append(
                Waiting(
                    name: reading.name, draft: draft, filing: read.filing, kind: read.kind, digest: read.digest))
            let count = waiting.reduce(0) { $0 + $1.draft.proposals.count }
            if count >= ImportRun.proposalsPerCommitMax { try self.commit(&waiting) }
        }
    }

    /// Proposes what a file says, and takes it as kept: the registrar seldom refuses what the desk let through.
    private func file(_ kind: String, _ filing: Filing) -> ImportDraft {
        self.desk.begin(kind: kind)
        filing(self.desk)
        let draft = self.desk.finish()
        self.desk.settle(kept: true)
        return draft
    }

    /// Writes the files that wait. Behind one that is refused, the others are filed anew without it.
    private mutating func commit(_ waiting: inout [Waiting]) throws {
        while !waiting.isEmpty {
            let results = try self.write(waiting)
            var rest: [Waiting] = []
            for (file, result) in zip(waiting, results) {
                switch result {
                case .success: self.files.append(ImportedFile(name: file.name, draft: file.draft, refusal: nil))
                case .failure(let error as Refusal):
                    let draft = ImportDraft(kind: file.draft.kind)
                    self.files.append(ImportedFile(name: file.name, draft: draft, refusal: "\(error)"))
                case .failure(is Registrar.NotTried): rest.append(file)
                case .failure(let fault): throw fault
                }
            }
            let wasRefused = results.contains { if case .failure = $0 { true } else { false } }
            // The desk believed in records that are not there, so it starts anew.
            if wasRefused { self.desk = try self.newDesk() }
            waiting = rest.map { file in
                Waiting(
                    name: file.name, draft: self.file(file.kind, file.filing), filing: file.filing, kind: file.kind,
                    digest: file.digest)
            }
        }
    }

    private func write(_ waiting: [Waiting]) throws -> [Result<Registrar.Answer, any Error>] {
        // Originals are durable before any record names them.
        var originals: [String: [UInt8]] = [:]
        for file in waiting { originals.merge(file.draft.attachments) { first, _ in first } }
        try self.door.keep(originals)
        return try self.door.submit(
            waiting.map { file in
                var batch = Registrar.Batch(file.draft.proposals, source: file.digest)
                batch.originals = Set(file.draft.attachments.keys)
                return batch
            })
    }

    private func newDesk() throws -> ImportDesk {
        let office = self.office
        return ImportDesk(plant: try self.door.snapshot(), strict: self.strict) { office.newID() }
    }
}

/// A file that was read from disk and opened, or why not.
private struct ImportReading: Sendable {
    struct Read: Sendable {
        let kind: String
        let filing: Filing
        let digest: Digest256
    }

    struct Fault: Error {
        var kind = "unknown"
        let sentence: String
        /// Whether the file is sound and only holds no records.
        var isHarmless = false
    }

    let name: String
    let result: Result<Read, Fault>

    /// The largest file that is imported, in bytes.
    private static let bytesMax = 512 << 20

    init(_ name: String, refusing check: @Sendable (String, [UInt8]) -> String?) {
        self.name = name
        self.result = Result { () throws(Fault) in try ImportReading.read(name, refusing: check) }
    }

    private static func read(
        _ name: String, refusing check: @Sendable (String, [UInt8]) -> String?
    ) throws(Fault) -> Read {
        var kind = Fault(sentence: "").kind
        do {
            let bytes = try SystemDisk().read(name, limit: self.bytesMax)
            if let sentence = check(name, bytes) { throw Fault(kind: kind, sentence: sentence) }
            let file = try ImportFile(name: name, bytes: bytes)
            if let purpose = file.purposeWithoutRecords { throw Fault(sentence: purpose, isHarmless: true) }
            guard let importer = Importer.all.first(where: { $0.recognises(file) }) else {
                throw Fault(kind: kind, sentence: "This is no kind of file that Holdfast imports.")
            }
            kind = importer.kind
            return Read(kind: kind, filing: try importer.read(file), digest: SHA256.hash(bytes))
        } catch let fault as Fault {
            throw fault
        } catch {
            throw Fault(kind: kind, sentence: "\(error)")
        }
    }
}
