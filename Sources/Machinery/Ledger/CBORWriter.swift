public import Crypto

/// Writes deterministic CBOR at the end of a byte array: shortest heads, definite lengths.
///
/// It never fails and keeps no state, so that one array can be used again and again. Whoever writes an array of a
/// count writes as many items after it.
///
///     var writer = CBORWriter()
///     writer.array(2)
///     writer.integer(1)
///     writer.text("pump")        // 82 01 64 70 75 6d 70
///
/// - Source: RFC 8949, section 4.2.1. Maps and tags are not used, so no keys need sorting.
public struct CBORWriter: Sendable {
    /// Everything written so far.
    public var bytes: [UInt8]

    /// A writer that goes on behind `bytes`.
    @inlinable public init(_ bytes: [UInt8] = []) {
        self.bytes = bytes
    }

    /// Starts an array of `count` items.
    @inlinable public mutating func array(_ count: Int) {
        self.head(0x80, UInt64(count))
    }

    /// Writes a text.
    @inlinable public mutating func text(_ text: String) {
        let letters = text.utf8
        self.head(0x60, UInt64(letters.count))
        self.bytes.append(contentsOf: letters)
    }

    /// Writes a byte string.
    @inlinable public mutating func bytes(_ content: [UInt8]) {
        self.head(0x40, UInt64(content.count))
        self.bytes.append(contentsOf: content)
    }

    /// Writes a digest as a byte string of 32 bytes.
    @inlinable public mutating func digest(_ digest: Digest256) {
        self.head(0x40, UInt64(Digest256.byteCount))
        digest.append(to: &self.bytes)
    }

    /// Writes digests one behind the other as a single byte string.
    @inlinable public mutating func digests(_ digests: [Digest256]) {
        self.head(0x40, UInt64(digests.count) * UInt64(Digest256.byteCount))
        for digest in digests { digest.append(to: &self.bytes) }
    }

    /// Writes an integer.
    @inlinable public mutating func integer(_ value: Int64) {
        if value >= 0 {
            self.head(0x00, UInt64(value))
        } else {
            // CBOR keeps -1 - n, which is the complement and cannot overflow.
            self.head(0x20, UInt64(~value))
        }
    }

    /// Writes an integer without a sign.
    @inlinable public mutating func unsigned(_ value: UInt64) {
        self.head(0x00, value)
    }

    /// Writes true or false.
    @inlinable public mutating func flag(_ value: Bool) {
        self.bytes.append(value ? 0xf5 : 0xf4)
    }

    /// Writes the value that means "none".
    @inlinable public mutating func null() {
        self.bytes.append(0xf6)
    }

    /// Writes a floating-point number in the shortest form that keeps its value; every NaN becomes the same one.
    public mutating func double(_ value: Double) {
        if value.isNaN {
            self.bytes.append(contentsOf: [0xf9, 0x7e, 0x00])
            return
        }
        let single = Float(value)
        guard Double(single) == value else {
            self.bytes.append(0xfb)
            self.bigEndian(value.bitPattern, 8)
            return
        }
        if let half = halfPrecision(of: single) {
            self.bytes.append(0xf9)
            self.bigEndian(UInt64(half), 2)
        } else {
            self.bytes.append(0xfa)
            self.bigEndian(UInt64(single.bitPattern), 4)
        }
    }

    @inlinable mutating func head(_ kind: UInt8, _ value: UInt64) {
        if value < 24 {
            self.bytes.append(kind | UInt8(truncatingIfNeeded: value))
        } else if value <= 0xff {
            self.bytes.append(kind | 24)
            self.bytes.append(UInt8(truncatingIfNeeded: value))
        } else if value <= 0xffff {
            self.bytes.append(kind | 25)
            self.bigEndian(value, 2)
        } else if value <= 0xffff_ffff {
            self.bytes.append(kind | 26)
            self.bigEndian(value, 4)
        } else {
            self.bytes.append(kind | 27)
            self.bigEndian(value, 8)
        }
    }

    @usableFromInline mutating func bigEndian(_ value: UInt64, _ count: Int) {
        var shift = UInt64(count) * 8
        while shift > 0 {
            shift -= 8
            self.bytes.append(UInt8(truncatingIfNeeded: value >> shift))
        }
    }
}

/// The half-precision bits of a number, or `nil` when half precision cannot hold it exactly.
///
/// Written by hand because `Float16` does not exist on every platform that Swift runs on.
func halfPrecision(of value: Float) -> UInt16? {
    let bits = value.bitPattern
    let sign = UInt16(truncatingIfNeeded: bits >> 16) & 0x8000
    let fraction = bits & 0x7f_ffff
    let exponent = Int(bits >> 23 & 0xff) - 127
    switch exponent {
    case 128:
        return fraction == 0 ? sign | 0x7c00 : nil
    case -14...15:
        guard fraction & 0x1fff == 0 else { return nil }
        return sign | UInt16(exponent + 15) << 10 | UInt16(truncatingIfNeeded: fraction >> 13)
    case -24 ..< -14:
        // A subnormal half: the leading one becomes part of the fraction.
        let whole = fraction | 0x80_0000
        let shift = UInt32(-exponent - 1)
        guard whole & (1 << shift - 1) == 0 else { return nil }
        return sign | UInt16(truncatingIfNeeded: whole >> shift)
    default:
        return exponent == -127 && fraction == 0 ? sign : nil
    }
}

/// The number that half-precision bits stand for.
func number(ofHalf bits: UInt16) -> Double {
    let fraction = Double(bits & 0x3ff)
    let exponent = Int(bits >> 10 & 0x1f)
    let size: Double =
        switch exponent {
        case 0: Double(sign: .plus, exponent: -24, significand: fraction)
        case 31: fraction == 0 ? .infinity : .nan
        default: Double(sign: .plus, exponent: exponent - 25, significand: fraction + 1024)
        }
    return bits & 0x8000 == 0 ? size : -size
}
