/// Turns the encodings that spreadsheets write into UTF-8.
enum Letters {
    /// The file as UTF-8 without a byte order mark, and what it was before.
    static func utf8(of bytes: [UInt8]) throws(FileError) -> ([UInt8], CSV.Encoding) {
        if bytes.starts(with: [0xFF, 0xFE]) { return (try self.utf8(fromUTF16: bytes, low: 0, high: 1), .utf16) }
        if bytes.starts(with: [0xFE, 0xFF]) { return (try self.utf8(fromUTF16: bytes, low: 1, high: 0), .utf16) }
        let hasMark = bytes.starts(with: byteOrderMark)
        let letters = hasMark ? Array(bytes.dropFirst(byteOrderMark.count)) : bytes
        if (try? UTF8Span(validating: letters.span)) != nil { return (letters, .utf8) }
        guard !hasMark else {
            throw FileError("The file says that it is UTF-8, but it is not. Save it as CSV UTF-8 again.")
        }
        return (self.utf8(fromWindows1252: letters), .windows1252)
    }

    private static func utf8(fromUTF16 bytes: [UInt8], low: Int, high: Int) throws(FileError) -> [UInt8] {
        guard bytes.count.isMultiple(of: 2) else {
            throw FileError("The UTF-16 file ends inside a character. It may be cut off.")
        }
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2 - 1)
        for at in stride(from: 2, to: bytes.count, by: 2) {
            units.append(UInt16(bytes[at + high]) << 8 | UInt16(bytes[at + low]))
        }
        guard let text = String(validating: units, as: UTF16.self) else {
            throw FileError("The file is not valid UTF-16: it has half a surrogate pair. Save it as CSV UTF-8.")
        }
        return Array(text.utf8)
    }

    private static func utf8(fromWindows1252 bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + bytes.count / 8)
        for byte in bytes {
            if byte < 0x80 {
                result.append(byte)
            } else {
                let scalar = byte < 0xA0 ? self.windows1252[Int(byte) - 0x80] : Unicode.Scalar(byte)
                result.append(contentsOf: String(scalar).utf8)
            }
        }
        return result
    }

    /// The letters of 0x80 to 0x9F. Five of the places are empty and stand for the control code, as browsers have it.
    ///
    /// Source: WHATWG Encoding Standard, index windows-1252.
    private static let windows1252: [Unicode.Scalar] = [
        "\u{20AC}", "\u{81}", "\u{201A}", "\u{192}", "\u{201E}", "\u{2026}", "\u{2020}", "\u{2021}",
        "\u{2C6}", "\u{2030}", "\u{160}", "\u{2039}", "\u{152}", "\u{8D}", "\u{17D}", "\u{8F}",
        "\u{90}", "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}", "\u{2022}", "\u{2013}", "\u{2014}",
        "\u{2DC}", "\u{2122}", "\u{161}", "\u{203A}", "\u{153}", "\u{9D}", "\u{17E}", "\u{178}",
    ]
}
