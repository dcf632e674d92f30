import COpenSSL

/// A key for HMAC-SHA-256 with its two first blocks already hashed: a tag of a short message costs two compressions.
///
/// - Source: RFC 2104.
public struct HMACKey: Sendable {
    private let inner: holdfast_sha256_state
    private let outer: holdfast_sha256_state

    /// A key of any length; more than 64 bytes are hashed first, as the standard says.
    public init(_ key: Span<UInt8>) {
        var pad: InlineArray<64, UInt8> = .init(repeating: 0)
        if key.count > 64 {
            let digest = SHA256.hash(key).bytes
            for place in digest.indices { pad[place] = digest[place] }
        } else {
            for place in 0..<key.count { pad[place] = key[place] }
        }
        for place in 0..<64 { pad[place] ^= 0x36 }
        self.inner = Self.state(after: pad.span)
        for place in 0..<64 { pad[place] ^= 0x36 ^ 0x5c }
        self.outer = Self.state(after: pad.span)
    }

    /// A key of any length; more than 64 bytes are hashed first, as the standard says.
    public init(_ key: [UInt8]) {
        self.init(key.span)
    }

    /// The tag of a message.
    public func tag(of message: Span<UInt8>) -> Digest256 {
        // C reads message and states and keeps no pointer.
        unsafe message.withUnsafeBytes { bytes in
            unsafe withUnsafePointer(to: self.inner) { inner in
                unsafe withUnsafePointer(to: self.outer) { outer in
                    unsafe Digest256(imported: holdfast_hmac_sha256(inner, outer, bytes.baseAddress, bytes.count))
                }
            }
        }
    }

    /// The tag of a message.
    public func tag(of message: [UInt8]) -> Digest256 {
        self.tag(of: message.span)
    }

    /// Whether `tag` is the tag of the message, in the same time for every wrong tag.
    public func accepts(_ tag: Digest256, of message: Span<UInt8>) -> Bool {
        constantTimeEqual(self.tag(of: message).bytes, tag.bytes)
    }

    /// Whether `tag` is the tag of the message, in the same time for every wrong tag.
    public func accepts(_ tag: Digest256, of message: [UInt8]) -> Bool {
        self.accepts(tag, of: message.span)
    }

    private static func state(after block: Span<UInt8>) -> holdfast_sha256_state {
        var state = holdfast_sha256_start()
        // C reads the block and keeps no pointer.
        unsafe block.withUnsafeBytes { unsafe holdfast_sha256_add(&state, $0.baseAddress, $0.count) }
        return state
    }
}

/// Whether two byte strings are equal, in a time that depends on their lengths only.
public func constantTimeEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    // Both have the same count; C reads that many bytes of each.
    return unsafe left.withUnsafeBytes { first in
        unsafe right.withUnsafeBytes { second in
            unsafe first.isEmpty || CRYPTO_memcmp(first.baseAddress, second.baseAddress, first.count) == 0
        }
    }
}
