import COpenSSL

/// SHA-256, in one call or piece by piece.
///
///     var hash = SHA256()
///     hash.update(head.span)
///     hash.update(body.span)
///     hash.digest()
///
/// The whole-message functions use no heap; they hash several million short messages a second.
/// - Source: FIPS 180-4.
public struct SHA256: Sendable {
    private var state: holdfast_sha256_state

    /// The hash of nothing yet.
    public init() {
        self.state = holdfast_sha256_start()
    }

    /// Adds bytes to the message.
    public mutating func update(_ bytes: Span<UInt8>) {
        // C reads the bytes and keeps no pointer.
        unsafe bytes.withUnsafeBytes { unsafe holdfast_sha256_add(&self.state, $0.baseAddress, $0.count) }
    }

    /// The digest of everything so far; more can follow.
    public func digest() -> Digest256 {
        Digest256(imported: holdfast_sha256_end(self.state))
    }

    /// The digest of a whole message.
    public static func hash(_ bytes: Span<UInt8>) -> Digest256 {
        // C reads the bytes and keeps no pointer.
        unsafe bytes.withUnsafeBytes { unsafe Digest256(imported: holdfast_sha256($0.baseAddress, $0.count)) }
    }

    /// The digest of a whole message.
    public static func hash(_ bytes: [UInt8]) -> Digest256 {
        Self.hash(bytes.span)
    }

    /// The digest of the UTF-8 bytes of a text.
    public static func hash(_ text: String) -> Digest256 {
        Self.hash(text.utf8.span)
    }

    /// The digest of one byte followed by a message, as the leaf of a Merkle tree has it.
    public static func hash(tag: UInt8, _ bytes: Span<UInt8>) -> Digest256 {
        // C reads the bytes and keeps no pointer.
        unsafe bytes.withUnsafeBytes {
            unsafe Digest256(imported: holdfast_sha256_tagged(tag, $0.baseAddress, $0.count))
        }
    }

    /// The digest of one byte and two digests, as the inner node of a Merkle tree has it.
    public static func hash(tag: UInt8, _ left: Digest256, _ right: Digest256) -> Digest256 {
        Digest256(imported: holdfast_sha256_pair(tag, left.exported, right.exported))
    }

    /// The digest of one byte, a salt and a message, as a commitment has it.
    public static func hash(tag: UInt8, salt: Digest256, _ bytes: Span<UInt8>) -> Digest256 {
        // C reads the bytes and keeps no pointer.
        unsafe bytes.withUnsafeBytes {
            unsafe Digest256(imported: holdfast_sha256_salted(tag, salt.exported, $0.baseAddress, $0.count))
        }
    }
}
