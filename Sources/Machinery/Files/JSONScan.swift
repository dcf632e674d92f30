// The loops in which a parser of JSON spends its time. They look at eight bytes at once.

/// The first place at or behind `at` that holds no blank.
@inline(__always)
func endOfBlanks(_ bytes: Span<UInt8>, _ at: Int) -> Int {
    var at = at
    while at < bytes.count {
        switch bytes[at] {
        case .blank:
            // Published JSON is indented, so a blank is seldom alone.
            at += 1
            while at + 8 <= bytes.count, eightBytes(bytes, at) == everyByte(.blank) { at += 8 }
        case .lineFeed, .carriageReturn, .tab: at += 1
        default: return at
        }
    }
    return at
}

/// The first place at or behind `at` with a quote, a backslash or a control character.
@inline(__always)
func endOfPlainText(_ bytes: Span<UInt8>, _ at: Int) -> Int {
    var at = at
    while at + 8 <= bytes.count {
        let eight = eightBytes(bytes, at)
        // Each test marks the top bit of a byte that it looks for. Marks above the first may be wrong (the borrow of
        // the subtraction), the first never is.
        let found =
            zeroBytes(eight ^ everyByte(.quote)) | zeroBytes(eight ^ everyByte(.backslash))
            | ((eight &- everyByte(.blank)) & ~eight & everyByte(0x80))
        if found != 0 { return at + found.trailingZeroBitCount / 8 }
        at += 8
    }
    while at < bytes.count, bytes[at] != .quote, bytes[at] != .backslash, bytes[at] >= .blank { at += 1 }
    return at
}

/// The first place at or behind `at` that holds no digit.
@inline(__always)
func endOfDigits(_ bytes: Span<UInt8>, _ at: Int) -> Int {
    var at = at
    while at < bytes.count, bytes[at].isDigit { at += 1 }
    return at
}

func isHexadecimal(_ byte: UInt8) -> Bool {
    byte.isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
}

@inline(__always)
func eightBytes(_ bytes: Span<UInt8>, _ at: Int) -> UInt64 {
    // The load checks its bounds itself; it is called unsafe because not every type may have every pattern of bits.
    UInt64(littleEndian: unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self))
}

@inline(__always)
func everyByte(_ byte: UInt8) -> UInt64 { 0x0101_0101_0101_0101 &* UInt64(byte) }

@inline(__always)
func zeroBytes(_ eight: UInt64) -> UInt64 { (eight &- everyByte(1)) & ~eight & everyByte(0x80) }
