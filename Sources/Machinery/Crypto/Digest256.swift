import COpenSSL

/// A digest of 32 bytes, kept as four words so that it compares, hashes and copies without touching the heap.
///
/// The order is the order of the bytes.
@frozen public struct Digest256: Hashable, Comparable, Sendable {
    @usableFromInline let a: UInt64
    @usableFromInline let b: UInt64
    @usableFromInline let c: UInt64
    @usableFromInline let d: UInt64

    /// A digest of four words, the first byte in the highest place of the first word.
    @inlinable public init(words a: UInt64, _ b: UInt64, _ c: UInt64, _ d: UInt64) {
        self.a = a
        self.b = b
        self.c = c
        self.d = d
    }

    /// A digest of exactly 32 bytes; `nil` for any other count.
    public init?(_ bytes: Span<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        // The count was checked; C reads 32 bytes and keeps no pointer.
        self = unsafe bytes.withUnsafeBytes { unsafe Digest256(imported: holdfast_digest_read($0.baseAddress)) }
    }

    /// A digest of exactly 32 bytes; `nil` for any other count.
    public init?(_ bytes: [UInt8]) {
        self.init(bytes.span)
    }

    /// A digest of exactly 64 hexadecimal digits in small letters; `nil` for anything else.
    public init?(hex: String) {
        guard let bytes = Hex.decode(hex) else { return nil }
        self.init(bytes.span)
    }

    /// 32: how many bytes a digest has.
    public static let byteCount = 32

    /// The digest of 32 zero bytes, for places that need a value before there is one.
    public static let zero = Digest256(words: 0, 0, 0, 0)

    /// The 32 bytes.
    public var bytes: [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(Self.byteCount)
        self.append(to: &result)
        return result
    }

    /// 64 hexadecimal digits in small letters.
    public var hex: String { Hex.encode(self.bytes) }

    /// Adds the 32 bytes at the end of `bytes`.
    public func append(to bytes: inout [UInt8]) {
        var words = (self.a.bigEndian, self.b.bigEndian, self.c.bigEndian, self.d.bigEndian)
        // Four words without a gap are 32 bytes; the array copies them before the pointer ends.
        unsafe withUnsafeBytes(of: &words) { unsafe bytes.append(contentsOf: $0) }
    }

    /// Compares byte by byte from the first.
    @inlinable public static func < (left: Digest256, right: Digest256) -> Bool {
        if left.a != right.a { return left.a < right.a }
        if left.b != right.b { return left.b < right.b }
        if left.c != right.c { return left.c < right.c }
        return left.d < right.d
    }
}

extension Digest256: CustomStringConvertible {
    /// The same as `hex`.
    public var description: String { self.hex }
}

extension Digest256 {
    init(imported digest: holdfast_digest) {
        self.init(words: digest.a, digest.b, digest.c, digest.d)
    }

    var exported: holdfast_digest {
        holdfast_digest(a: self.a, b: self.b, c: self.c, d: self.d)
    }
}
