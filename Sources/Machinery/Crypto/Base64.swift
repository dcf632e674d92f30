/// Base64 with the standard alphabet and padding; decoding accepts the one spelling that encoding writes.
///
/// - Source: RFC 4648, section 4.
public enum Base64 {
    /// The text for some bytes: four characters for each three bytes, padded with `=`.
    public static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var place = 0
        while place < bytes.count {
            let left = min(3, bytes.count - place)
            var group = UInt32(bytes[place]) << 16
            if left > 1 { group |= UInt32(bytes[place + 1]) << 8 }
            if left > 2 { group |= UInt32(bytes[place + 2]) }
            text.append(Self.letters[Int(group >> 18)])
            text.append(Self.letters[Int(group >> 12 & 63)])
            text.append(left > 1 ? Self.letters[Int(group >> 6 & 63)] : Self.pad)
            text.append(left > 2 ? Self.letters[Int(group & 63)] : Self.pad)
            place += 3
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes of a text; `nil` for missing or extra padding, spaces, other alphabets and unused bits that are set.
    public static func decode(_ text: String) -> [UInt8]? {
        Self.decode(Array(text.utf8)[...])
    }

    /// The bytes of a text given as UTF-8; `nil` as for `decode` of a string.
    public static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        guard text.count % 4 == 0 else { return nil }
        guard let last = text.last else { return [] }
        let pads = last != Self.pad ? 0 : text[text.endIndex - 2] == Self.pad ? 2 : 1
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 4 * 3)
        var group: UInt32 = 0
        var held = 0
        for letter in text.dropLast(pads) {
            let value = Self.values[Int(letter)]
            guard value < 64 else { return nil }
            group = group << 6 | UInt32(value)
            held += 1
            guard held == 4 else { continue }
            bytes.append(UInt8(truncatingIfNeeded: group >> 16))
            bytes.append(UInt8(truncatingIfNeeded: group >> 8))
            bytes.append(UInt8(truncatingIfNeeded: group))
            group = 0
            held = 0
        }
        if pads == 1 {
            guard group & 3 == 0 else { return nil }
            bytes.append(UInt8(truncatingIfNeeded: group >> 10))
            bytes.append(UInt8(truncatingIfNeeded: group >> 2))
        }
        if pads == 2 {
            guard group & 15 == 0 else { return nil }
            bytes.append(UInt8(truncatingIfNeeded: group >> 4))
        }
        return bytes
    }

    private static let pad = UInt8(ascii: "=")
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 255, count: 256)
        for (value, letter) in Self.letters.enumerated() { values[Int(letter)] = UInt8(value) }
        return values
    }()
}

/// Hexadecimal digits in small letters, two for each byte.
public enum Hex {
    /// The text for some bytes.
    public static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count * 2)
        for byte in bytes {
            text.append(Self.digits[Int(byte >> 4)])
            text.append(Self.digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes of a text; `nil` for an odd count and for anything but 0…9 and a…f.
    public static func decode(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count / 2)
        var high: UInt8?
        for letter in text.utf8 {
            guard let value = Self.value(of: letter) else { return nil }
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return high == nil ? bytes : nil
    }

    private static let digits = Array("0123456789abcdef".utf8)

    private static func value(of letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): letter - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): letter - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
