import Crypto
public import Host

/// Original files, each under the SHA-256 of its bytes: they cannot change without being found out.
extension Office {
    /// The largest original, in bytes.
    public static let originalBytesMax = 256 << 20

    /// Keeps originals durably. Must be called before the records that name them are written.
    ///
    /// An original whose file was damaged since is written anew.
    ///
    /// - Parameter originals: The bytes by their SHA-256 in hex; those already kept are passed over.
    public func keep(_ originals: [String: [UInt8]]) throws(DiskError) {
        var files: [FileToWrite] = []
        for (hex, bytes) in originals.sorted(by: { $0.key < $1.key }) {
            guard let digest = Digest256(hex: hex), try !self.isKept(digest, bytes) else { continue }
            files.append(FileToWrite(self.folder.original(digest), bytes))
        }
        var missing: [String] = []
        for folder in Set(files.map(\.path.folder)).sorted() where try !self.disk.exists(folder) {
            missing.append(folder)
        }
        if !missing.isEmpty { try self.disk.makeFolders(missing) }
        if !files.isEmpty { try self.disk.write(files) }
    }

    /// The bytes of the original with this SHA-256 in hex.
    ///
    /// - Throws: `DiskError` when there is none, or when the text is no SHA-256.
    public func original(_ hex: String) throws(DiskError) -> [UInt8] {
        guard let digest = Digest256(hex: hex) else {
            throw DiskError(
                path: self.folder.evidence, operation: "read", code: 2, sentence: "The original has no SHA-256.")
        }
        return try self.disk.read(self.folder.original(digest), limit: Office.originalBytesMax)
    }

    /// Whether an original with this SHA-256 in hex lies in the folder.
    func hasOriginal(_ hex: String) throws(DiskError) -> Bool {
        guard let digest = Digest256(hex: hex) else { return false }
        return try self.disk.exists(self.folder.original(digest))
    }

    private func isKept(_ digest: Digest256, _ bytes: [UInt8]) throws(DiskError) -> Bool {
        let path = self.folder.original(digest)
        guard try self.disk.exists(path), try self.disk.size(path) == bytes.count else { return false }
        return SHA256.hash(try self.disk.read(path, limit: Office.originalBytesMax)) == digest
    }
}
