import COpenSSL

/// SHA-512, in one call or piece by piece. Digests are 64 bytes.
///
/// - Source: FIPS 180-4.
public struct SHA512: Sendable {
    private var state: holdfast_sha512_state

    /// The hash of nothing yet.
    public init() {
        self.state = holdfast_sha512_start()
    }

    /// Adds bytes to the message.
    public mutating func update(_ bytes: Span<UInt8>) {
        // C reads the bytes and keeps no pointer.
        unsafe bytes.withUnsafeBytes { unsafe holdfast_sha512_add(&self.state, $0.baseAddress, $0.count) }
    }

    /// The 64 bytes for everything so far; more can follow.
    public func digest() -> [UInt8] {
        [UInt8](capacity: 64) { output in
            var room: InlineArray<64, UInt8> = .init(repeating: 0)
            var bytes = room.mutableSpan
            // The room has the 64 bytes that C writes.
            unsafe bytes.withUnsafeMutableBytes { unsafe holdfast_sha512_end(self.state, $0.baseAddress) }
            for place in 0..<64 { output.append(bytes[place]) }
        }
    }

    /// The 64 bytes for a whole message.
    public static func hash(_ bytes: Span<UInt8>) -> [UInt8] {
        var hash = SHA512()
        hash.update(bytes)
        return hash.digest()
    }

    /// The 64 bytes for a whole message.
    public static func hash(_ bytes: [UInt8]) -> [UInt8] {
        Self.hash(bytes.span)
    }
}
