public import Crypto

/// Reads the CBOR that `CBORWriter` writes, and nothing else: what it accepts encodes to the same bytes again.
///
/// Longer heads than needed, indefinite lengths, maps, tags, other simple values, text that is not UTF-8, and bytes
/// behind the end are refused.
///
///     var reader = try CBORReader(bytes)
///     let count = try reader.array()
///     …
///     try reader.end()
public struct CBORReader: Sendable {
    private let content: [UInt8]
    /// Where the next item starts.
    public private(set) var place = 0
    // How many items each open array still waits for.
    private var open: [UInt64] = []

    /// A reader of some bytes.
    ///
    /// - Throws: `CBORError` when there are more than `limit` bytes.
    public init(_ bytes: [UInt8], limit: Int = 16_777_216) throws(CBORError) {
        guard bytes.count <= limit else {
            throw CBORError(place: 0, "has \(bytes.count) bytes; \(limit) are allowed")
        }
        self.content = bytes
    }

    /// Arrays inside arrays, at most.
    public static let depthMax = 16

    /// Reads the start of an array and returns how many items follow.
    public mutating func array() throws(CBORError) -> Int {
        let count = try self.head(4, "an array")
        // Each item has at least one byte, so a count beyond the rest is a lie.
        guard count <= UInt64(self.content.count - self.place) else {
            throw self.error("promises more items than bytes")
        }
        if count > 0 {
            guard self.open.count < Self.depthMax else { throw self.error("nests deeper than \(Self.depthMax) arrays") }
            self.open.append(count)
        } else {
            self.itemEnded()
        }
        return Int(count)
    }

    /// Reads the start of an array that must have `count` items.
    public mutating func array(of count: Int) throws(CBORError) {
        let found = try self.array()
        guard found == count else { throw self.error("has an array of \(found) items where \(count) belong") }
    }

    /// Reads a text.
    public mutating func text() throws(CBORError) -> String {
        let bytes = try self.content(3, "a text")
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw self.error("has a text that is not UTF-8")
        }
        self.itemEnded()
        return text
    }

    /// Reads a byte string.
    public mutating func bytes() throws(CBORError) -> [UInt8] {
        let bytes = Array(try self.content(2, "a byte string"))
        self.itemEnded()
        return bytes
    }

    /// Reads a byte string of 32 bytes.
    public mutating func digest() throws(CBORError) -> Digest256 {
        let bytes = try self.content(2, "a digest")
        guard let digest = Digest256(Array(bytes)) else { throw self.error("has a digest that is not 32 bytes") }
        self.itemEnded()
        return digest
    }

    /// Reads a byte string of 32 bytes, or the value that means "none".
    public mutating func digestIfAny() throws(CBORError) -> Digest256? {
        try self.isNull() ? nil : self.digest()
    }

    /// Reads a byte string that holds digests one behind the other.
    public mutating func digests() throws(CBORError) -> [Digest256] {
        let bytes = try self.content(2, "digests")
        let size = Digest256.byteCount
        guard bytes.count % size == 0 else { throw self.error("has digests that are not 32 bytes each") }
        var digests: [Digest256] = []
        digests.reserveCapacity(bytes.count / size)
        let span = bytes.span
        for start in stride(from: 0, to: span.count, by: size) {
            guard let digest = Digest256(span.extracting(start..<start + size)) else { break }
            digests.append(digest)
        }
        self.itemEnded()
        return digests
    }

    /// Reads an integer that fits in 64 bits with a sign.
    public mutating func integer() throws(CBORError) -> Int64 {
        let isNegative = self.kind == 1
        let size = try self.head(isNegative ? 1 : 0, "an integer")
        guard let value = Int64(exactly: size) else { throw self.error("has an integer beyond 64 bits") }
        self.itemEnded()
        return isNegative ? ~value : value
    }

    /// Reads an integer without a sign.
    public mutating func unsigned() throws(CBORError) -> UInt64 {
        let value = try self.head(0, "an unsigned integer")
        self.itemEnded()
        return value
    }

    /// Reads true or false.
    public mutating func flag() throws(CBORError) -> Bool {
        guard let byte = self.next, byte == 0xf4 || byte == 0xf5 else { throw self.error("lacks true or false") }
        self.place += 1
        self.itemEnded()
        return byte == 0xf5
    }

    /// Whether the next item is the value that means "none"; if so, it is read.
    public mutating func isNull() throws(CBORError) -> Bool {
        guard self.next == 0xf6 else { return false }
        self.place += 1
        self.itemEnded()
        return true
    }

    /// Reads a floating-point number.
    public mutating func double() throws(CBORError) -> Double {
        let start = self.place
        let value: Double
        switch self.next {
        case 0xf9: value = number(ofHalf: UInt16(truncatingIfNeeded: try self.bigEndian(after: 1, 2)))
        case 0xfa:
            value = Double(Float(bitPattern: UInt32(truncatingIfNeeded: try self.bigEndian(after: 1, 4))))
        case 0xfb: value = Double(bitPattern: try self.bigEndian(after: 1, 8))
        default: throw self.error("lacks a number")
        }
        // The easiest way to know that the form was the shortest one is to write it again.
        var again = CBORWriter()
        again.double(value)
        guard again.bytes[...] == self.content[start..<self.place] else {
            throw self.error("has a number in a long form")
        }
        self.itemEnded()
        return value
    }

    /// What the next item is, or `nil` at the end.
    public var upcoming: CBORKind? {
        guard let byte = self.next else { return nil }
        switch (byte >> 5, byte) {
        case (0, _): return .unsigned
        case (1, _): return .negative
        case (2, _): return .bytes
        case (3, _): return .text
        case (4, _): return .array
        case (_, 0xf4), (_, 0xf5): return .flag
        case (_, 0xf6): return .null
        case (_, 0xf9), (_, 0xfa), (_, 0xfb): return .double
        default: return .unknown
        }
    }

    /// Refuses bytes behind the last item, and arrays that were not read to their end.
    public func end() throws(CBORError) {
        guard self.open.isEmpty else { throw self.error("ends within an array") }
        guard self.place == self.content.count else { throw self.error("goes on behind its end") }
    }

    // MARK: Private

    private var next: UInt8? { self.place < self.content.count ? self.content[self.place] : nil }

    private var kind: UInt8? { self.next.map { $0 >> 5 } }

    private mutating func head(_ kind: UInt8, _ what: String) throws(CBORError) -> UInt64 {
        guard let byte = self.next, byte >> 5 == kind else { throw self.error("lacks \(what)") }
        let short = byte & 31
        guard short >= 24 else {
            self.place += 1
            return UInt64(short)
        }
        guard short <= 27 else { throw self.error("uses a length without an end") }
        let count = 1 << Int(short - 24)
        let value = try self.bigEndian(after: 1, count)
        let least: UInt64 = count == 1 ? 24 : 1 << (UInt64(count) * 4)
        guard value >= least else { throw self.error("has a head that is longer than needed") }
        return value
    }

    private mutating func bigEndian(after skip: Int, _ count: Int) throws(CBORError) -> UInt64 {
        guard self.content.count - self.place >= skip + count else { throw self.error("is cut off") }
        var value: UInt64 = 0
        for byte in self.content[self.place + skip..<self.place + skip + count] { value = value << 8 | UInt64(byte) }
        self.place += skip + count
        return value
    }

    private mutating func content(_ kind: UInt8, _ what: String) throws(CBORError) -> ArraySlice<UInt8> {
        let count = try self.head(kind, what)
        guard count <= UInt64(self.content.count - self.place) else { throw self.error("is cut off") }
        let end = self.place + Int(count)
        defer { self.place = end }
        return self.content[self.place..<end]
    }

    /// Counts an item that ended, and every array that ended with it.
    private mutating func itemEnded() {
        while let left = self.open.popLast() {
            guard left == 1 else {
                self.open.append(left - 1)
                return
            }
        }
    }

    private func error(_ what: String) -> CBORError { CBORError(place: self.place, what) }
}

/// What an item of CBOR is.
public enum CBORKind: Hashable, Sendable {
    /// An integer of zero or more.
    case unsigned
    /// An integer below zero.
    case negative
    /// A byte string.
    case bytes
    /// A text.
    case text
    /// An array.
    case array
    /// True or false.
    case flag
    /// The value that means "none".
    case null
    /// A floating-point number.
    case double
    /// Something that `CBORReader` refuses.
    case unknown
}

/// Where and why bytes are not the CBOR that we write.
public struct CBORError: Error, Hashable, Sendable, CustomStringConvertible {
    /// How many bytes come before the fault.
    public let place: Int
    /// What is wrong, for people.
    public let sentence: String

    init(place: Int, _ what: String) {
        self.place = place
        self.sentence = "The encoded data \(what), at byte \(place)."
    }

    /// The same as `sentence`.
    public var description: String { self.sentence }
}
