public import Crypto

/// The state of a ledger in three lines: who, how many entries, which root.
///
/// - Source: c2sp.org/tlog-checkpoint.
public struct Checkpoint: Hashable, Sendable {
    /// The ledger's name, the same as its key's: `example.com/plant/e1`.
    public let origin: String
    /// How many entries the root covers.
    public let size: Int
    /// The root of the tree of these entries.
    public let root: Digest256
    /// Further lines; we write none, but others may.
    public let extensions: [String]

    /// A checkpoint.
    public init(origin: String, size: Int, root: Digest256, extensions: [String] = []) {
        precondition(size >= 0, "a ledger has no negative size")
        self.origin = origin
        self.size = size
        self.root = root
        self.extensions = extensions
    }

    /// The lines that are signed.
    public var text: String {
        ([self.origin, String(self.size), Base64.encode(self.root.bytes)] + self.extensions)
            .map { $0 + "\n" }.joined()
    }

    /// The checkpoint of the lines that `text` writes.
    ///
    /// - Throws: `NoteError` for missing or empty lines, a size with leading zeros or beyond 63 bits, a root that is
    ///   not 32 bytes of base64.
    public init(text: String) throws(NoteError) {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.popLast()?.isEmpty == true, lines.count >= 3, lines.allSatisfy({ !$0.isEmpty }) else {
            throw NoteError("A checkpoint has three lines: origin, size and root.")
        }
        guard let size = decimal(lines[1]) else { throw NoteError("The checkpoint's size is no plain number.") }
        guard let root = digest(lines[2]) else { throw NoteError("The checkpoint's root is not 32 bytes of base64.") }
        self.init(origin: String(lines[0]), size: size, root: root, extensions: lines[3...].map { String($0) })
    }

    /// The checkpoint as a note signed by the ledger's key.
    ///
    /// - Throws: `NoteError` when the key's name is not the origin, or a line holds control characters.
    public func signed(by signer: NoteSigner) throws(NoteError) -> SignedNote {
        guard signer.verifier.name == self.origin else {
            throw NoteError("The key “\(signer.verifier.name)” does not sign for the ledger “\(self.origin)”.")
        }
        // What would not be read again must not be signed.
        guard try Checkpoint(text: self.text) == self else {
            throw NoteError("A line of the checkpoint holds a line break.")
        }
        return try SignedNote(self.text, signedBy: signer)
    }

    /// The checkpoint of a note, after its ledger's signature was checked.
    ///
    /// Other signatures, such as those of witnesses, are ignored here.
    /// - Throws: `NoteError` when the ledger's own signature is missing or wrong, or the text is no checkpoint.
    public init(_ note: SignedNote, from ledger: NoteVerifier) throws(NoteError) {
        _ = try note.verified(by: [ledger])
        let checkpoint = try Checkpoint(text: note.text)
        guard checkpoint.origin == ledger.name else {
            throw NoteError("The checkpoint is of “\(checkpoint.origin)”, but “\(ledger.name)” signed it.")
        }
        self = checkpoint
    }
}

/// A proof, readable and checkable without the ledger, that one entry is in it.
///
/// - Source: c2sp.org/tlog-proof, version 1.
public struct Receipt: Hashable, Sendable {
    /// Which entry, counted from 0.
    public let index: Int
    /// The inclusion proof, the leaf's neighbour first.
    public let hashes: [Digest256]
    /// Bytes that nobody has signed, such as the entry itself; `nil` when there are none.
    public let extra: [UInt8]?
    /// The signed checkpoint that the proof leads to.
    public let note: SignedNote

    /// A receipt made of its parts.
    public init(index: Int, hashes: [Digest256], extra: [UInt8]? = nil, note: SignedNote) {
        self.index = index
        self.hashes = hashes
        self.extra = extra
        self.note = note
    }

    /// The first line of every receipt.
    public static let title = "c2sp.org/tlog-proof@v1"
    /// More bytes are refused.
    public static let bytesMax = 262_144

    /// The text form.
    public var encoded: String {
        var result = Self.title + "\n"
        if let extra = self.extra { result += "extra \(Base64.encode(extra))\n" }
        result += "index \(self.index)\n"
        for hash in self.hashes { result += Base64.encode(hash.bytes) + "\n" }
        return result + "\n" + self.note.encoded
    }

    /// The receipt of a text as `encoded` writes it. It is not checked: use `verify(entry:from:)`.
    ///
    /// - Throws: `NoteError` when the text is no receipt.
    public init(encoded: String) throws(NoteError) {
        guard encoded.utf8.count <= Self.bytesMax else { throw NoteError("A receipt has at most 262,144 bytes.") }
        let bytes = Array(encoded.utf8)
        let blank = (1..<max(bytes.count, 1)).first { bytes[$0] == newline && bytes[$0 - 1] == newline }
        guard let blank else { throw NoteError("The receipt has no empty line before its checkpoint.") }
        let head = String(decoding: bytes[..<(blank - 1)], as: UTF8.self)
        var lines = head.split(separator: "\n", omittingEmptySubsequences: false)[...]
        guard lines.popFirst().map(String.init) == Self.title else {
            throw NoteError("A receipt starts with the line “\(Self.title)”.")
        }
        var extra: [UInt8]?
        if let line = lines.first, line.hasPrefix("extra ") {
            extra = Base64.decode(String(line.dropFirst(6)))
            guard extra != nil else { throw NoteError("The receipt's extra data is not base64.") }
            lines.removeFirst()
        }
        guard let line = lines.popFirst(), line.hasPrefix("index "), let index = decimal(line.dropFirst(6)) else {
            throw NoteError("The receipt lacks its line “index …” with a plain number.")
        }
        guard lines.count <= TreeProof.hashesMax else { throw NoteError("The receipt has more than 64 hashes.") }
        var hashes: [Digest256] = []
        for line in lines {
            guard let hash = digest(line) else { throw NoteError("A hash of the receipt is not 32 bytes of base64.") }
            hashes.append(hash)
        }
        let note = try SignedNote(encoded: String(decoding: bytes[(blank + 1)...], as: UTF8.self))
        self.init(index: index, hashes: hashes, extra: extra, note: note)
    }

    /// Checks that `entry` is in the ledger, and returns the checkpoint that says so.
    ///
    /// - Throws: `NoteError` when the ledger's signature is missing or wrong, or the proof does not lead from the
    ///   entry to the signed root.
    public func verify(entry: [UInt8], from ledger: NoteVerifier) throws(NoteError) -> Checkpoint {
        let checkpoint = try Checkpoint(self.note, from: ledger)
        let isIncluded = TreeProof.includes(
            leaf: Tree.leaf(entry), at: self.index, in: checkpoint.size, root: checkpoint.root, by: self.hashes)
        guard isIncluded else {
            throw NoteError("The receipt does not prove this entry: the entry, its place or the proof was changed.")
        }
        return checkpoint
    }
}

/// A number of zero or more in plain decimal digits, without sign, spaces or leading zeros.
private func decimal(_ text: Substring) -> Int? {
    guard let value = Int(text), value >= 0, String(value) == text else { return nil }
    return value
}

private func digest(_ base64: Substring) -> Digest256? {
    guard base64.utf8.count == 44 else { return nil }
    return Base64.decode(String(base64)).flatMap { Digest256($0) }
}
