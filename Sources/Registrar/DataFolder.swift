public import Crypto
public import Host

/// Where everything of one installation lies. No absolute path is kept inside, so a copied folder works and verifies.
public struct DataFolder: Sendable {
    /// The folder as the person named it, without a slash at the end.
    public let path: String

    /// The folder at `path`.
    public init(_ path: String) {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        self.path = path
    }

    /// The database.
    public var database: String { self.path + "/holdfast.db" }
    /// Original files under their SHA-256.
    public var evidence: String { self.path + "/evidence" }
    /// Tiles and checkpoints of the ledger.
    public var ledger: String { self.path + "/ledger" }
    /// Secret keys. They stay out of backups.
    public var keys: String { self.path + "/keys" }
    /// The seed that signs checkpoints.
    public var ledgerKey: String { self.keys + "/ledger.key" }
    /// The file whose lock says that a process writes.
    public var lock: String { self.path + "/lock" }

    /// Where the original with this SHA-256 lies.
    public func original(_ digest: Digest256) -> String {
        let hex = digest.hex
        return "\(self.evidence)/\(hex.prefix(2))/\(hex.dropFirst(2))"
    }
}

/// Why a data folder cannot be used: a sentence that says what to do.
public struct FolderError: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String

    /// An error with its sentence.
    public init(_ sentence: String) { self.description = sentence }
}

extension DataFolder {
    /// Takes the folder for writing; only one process at a time has it.
    ///
    /// - Throws: `FolderError` when another process writes.
    public func lockForWriting(on disk: any Disk) throws -> DiskLock {
        guard let lock = try disk.lock(self.lock) else {
            throw FolderError("Another process writes to \(self.path). Wait until it has ended, or stop it.")
        }
        return lock
    }

    /// What to say where the making of an installation was cut short.
    var unfinished: FolderError {
        FolderError(
            "The plant in \(self.path) was never finished. Make it again with: holdfast init --data \(self.path)")
    }

    /// What to say where no installation is.
    public var missing: FolderError {
        FolderError("There is no plant in \(self.path). Make one with: holdfast init --data \(self.path)")
    }
}
