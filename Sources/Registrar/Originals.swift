public import Host

/// Original files, each under the SHA-256 of its bytes: they cannot change without being found out.
extension Office {
    /// The largest original, in bytes.
    public static let originalBytesMax = 256 << 20

    /// Keeps originals durably. Must be called before the records that name them are written.
    ///
    /// - Parameter originals: The bytes by their SHA-256 in hex; those already kept are passed over.
    public func keep(_ originals: [String: [UInt8]]) throws(DiskError) {
        var files: [FileToWrite] = []
        var folders: Set<String> = []
        for (digest, bytes) in originals.sorted(by: { $0.key < $1.key }) {
            let path = self.folder.original(digest)
            guard try !self.disk.exists(path) else { continue }
            folders.insert("\(self.folder.evidence)/\(digest.prefix(2))")
            files.append(FileToWrite(path, bytes))
        }
        var missing: [String] = []
        for folder in folders.sorted() where try !self.disk.exists(folder) { missing.append(folder) }
        if !missing.isEmpty { try self.disk.makeFolders(missing) }
        if !files.isEmpty { try self.disk.write(files) }
    }

    /// The bytes of the original with this SHA-256 in hex.
    public func original(_ digest: String) throws(DiskError) -> [UInt8] {
        try self.disk.read(self.folder.original(digest), limit: Office.originalBytesMax)
    }
}
