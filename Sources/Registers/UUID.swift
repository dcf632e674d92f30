/// The identity of a record: 128 bits, made once, never used again.
///
/// Version 7 (RFC 9562, 5.7) begins with the time, so new records stand next to each other in an index.
public struct UUID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The first 64 bits: milliseconds, version and twelve random bits.
    public let high: UInt64
    /// The last 64 bits: variant and random bits.
    public let low: UInt64

    /// The identity with these two halves.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// A version 7 identity.
    ///
    /// - Parameters:
    ///   - milliseconds: UTC milliseconds since 1970; only the low 48 bits count.
    ///   - random: Two random words; 74 bits of them are used.
    public static func version7(milliseconds: Int64, random: (UInt64, UInt64)) -> UUID {
        let time = UInt64(truncatingIfNeeded: milliseconds) << 16
        return UUID(
            high: time | 0x7000 | (random.0 & 0x0FFF),
            low: 0x8000_0000_0000_0000 | (random.1 & 0x3FFF_FFFF_FFFF_FFFF))
    }

    /// The identity in 16 bytes, most significant first; `nil` for another length.
    ///
    /// Not generic, because every record that is read passes here some times.
    public init?(bytes: ArraySlice<UInt8>) {
        guard bytes.count == 16 else { return nil }
        let start = bytes.startIndex
        var high: UInt64 = 0
        var low: UInt64 = 0
        for place in 0..<8 {
            high = high << 8 | UInt64(bytes[start + place])
            low = low << 8 | UInt64(bytes[start + place + 8])
        }
        self.init(high: high, low: low)
    }

    /// The identity in 16 bytes, most significant first; `nil` for another length.
    public init?(bytes: [UInt8]) { self.init(bytes: bytes[...]) }

    /// The identity written in the form of RFC 9562, 4; `nil` for any other text.
    public init?(_ text: String) {
        let utf8 = Array(text.utf8)
        guard utf8.count == 36 else { return nil }
        var digits: [UInt8] = []
        for (place, byte) in utf8.enumerated() {
            if [8, 13, 18, 23].contains(place) {
                guard byte == UInt8(ascii: "-") else { return nil }
            } else {
                guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
                digits.append(UInt8(digit))
            }
        }
        self.init(bytes: (0..<16).map { digits[2 * $0] << 4 | digits[2 * $0 + 1] })
    }

    /// The 16 bytes, most significant first.
    public var bytes: [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 16)
        for place in 0..<8 {
            bytes[place] = UInt8(truncatingIfNeeded: self.high >> UInt64(56 - 8 * place))
            bytes[place + 8] = UInt8(truncatingIfNeeded: self.low >> UInt64(56 - 8 * place))
        }
        return bytes
    }

    public var description: String {
        let hex = [self.high, self.low].map { half in
            let digits = String(half, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
        let cuts = [0, 8, 12, 16, 20, 32]
        return zip(cuts, cuts.dropFirst()).map { from, to in
            String(hex.dropFirst(from).prefix(to - from))
        }.joined(separator: "-")
    }

    public static func < (one: UUID, other: UUID) -> Bool {
        (one.high, one.low) < (other.high, other.low)
    }
}

/// The identity of a record of one register: an `ID<Zones>` never stands where an `ID<Assets>` is wanted.
public struct ID<R: Register>: Hashable, Sendable {
    /// The identity without its register.
    public let uuid: UUID

    /// The identity of a record of register `R`.
    public init(_ uuid: UUID) { self.uuid = uuid }
}
