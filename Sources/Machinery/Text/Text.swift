import CUTF8proc

/// A text in the form in which two writings of the same name are equal.
///
/// Compatibility forms are unified (NFKC), case is folded, characters that nobody sees are dropped, and every run of
/// blanks is one blank, none at the ends. For comparing and searching; what people wrote is kept beside it.
///
///     folded(" ＳＩＭＡＴＩＣ  S7-1500 ")      // "simatic s7-1500"
///
/// - Source: Unicode Standard Annex #15 (NFKC); Unicode Standard, section 3.13 (NFKC_Casefold).
public func folded(_ text: String) -> String {
    var text = text
    return text.withUTF8 { buffer in
        // Almost every text is plain ASCII, and needs no tables.
        if let plain = foldedASCII(unsafe buffer.span) { return String(decoding: plain, as: UTF8.self) }
        // Blanks go first, because folding drops those without width, and once more after it, because folding makes
        // some: the spacing accents of Latin-1 become a blank and a combining mark.
        let compatible = compatible(collapsed(unsafe buffer.span))
        return String(decoding: collapsed(compatible.span), as: UTF8.self)
    }
}

/// The same text without blanks at its ends, and with one blank for every run of blanks inside.
///
/// A blank is every white space of Unicode (no-break and ideographic ones, tabs, line ends), and the characters
/// without width that pass for one: U+180E, U+200B, U+2060 and the byte order mark U+FEFF.
public func tidied(_ text: String) -> String {
    var text = text
    let changed: String? = text.withUTF8 { buffer in
        isTidy(unsafe buffer.span) ? nil : String(decoding: collapsed(unsafe buffer.span), as: UTF8.self)
    }
    return changed ?? text
}

/// Folds a text of plain ASCII; `nil` when there is any other letter.
private func foldedASCII(_ letters: Span<UInt8>) -> [UInt8]? {
    var result: [UInt8] = []
    result.reserveCapacity(letters.count)
    for place in letters.indices {
        let byte = letters[place]
        guard byte < 0x80 else { return nil }
        if isASCIIBlank(byte) {
            if result.last != 0x20, !result.isEmpty { result.append(0x20) }
        } else {
            let isCapital = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
            result.append(isCapital ? byte | 0x20 : byte)
        }
    }
    if result.last == 0x20 { result.removeLast() }
    return result
}

/// Whether a text has no blank too many; no for a few that have none either, so that the answer is quick.
private func isTidy(_ letters: Span<UInt8>) -> Bool {
    var wasBlank = true
    for place in letters.indices {
        let byte = letters[place]
        // The bytes that begin a blank beyond ASCII also begin other letters; those of most alphabets do not.
        if byte == 0xC2 || byte == 0xEF || (byte >= 0xE1 && byte <= 0xE3) { return false }
        let isBlank = isASCIIBlank(byte)
        if isBlank, wasBlank || byte != 0x20 { return false }
        wasBlank = isBlank
    }
    return !wasBlank || letters.isEmpty
}

/// The UTF-8 of a text with one blank for every run of blanks, none at the ends.
private func collapsed(_ letters: Span<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(letters.count)
    var isOwed = false
    var at = 0
    while at < letters.count {
        let blank = blankCount(letters, at)
        if blank > 0 {
            isOwed = !result.isEmpty
            at += blank
        } else {
            if isOwed { result.append(0x20) }
            isOwed = false
            result.append(letters[at])
            at += 1
        }
    }
    return result
}

private func isASCIIBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }

/// How many bytes the blank at `at` has; 0 when there is none.
///
/// Source: Unicode PropList.txt, White_Space, which may not grow without notice, and the four without width.
private func blankCount(_ letters: Span<UInt8>, _ at: Int) -> Int {
    let byte = letters[at]
    if byte < 0x80 { return isASCIIBlank(byte) ? 1 : 0 }
    // Only the first byte of a character can be one of these. A Swift text is whole, so the others follow it.
    switch byte {
    case 0xC2:
        return at + 1 < letters.count && (letters[at + 1] == 0x85 || letters[at + 1] == 0xA0) ? 2 : 0
    case 0xE1, 0xE2, 0xE3, 0xEF:
        guard at + 2 < letters.count else { return 0 }
        switch (byte, letters[at + 1], letters[at + 2]) {
        case (0xE1, 0x9A, 0x80), (0xE1, 0xA0, 0x8E): return 3  // U+1680, U+180E
        case (0xE2, 0x80, 0x80...0x8B), (0xE2, 0x80, 0xA8...0xA9), (0xE2, 0x80, 0xAF): return 3  // U+2000 and on
        case (0xE2, 0x81, 0x9F...0xA0): return 3  // U+205F, U+2060
        case (0xE3, 0x80, 0x80), (0xEF, 0xBB, 0xBF): return 3  // U+3000, U+FEFF
        default: return 0
        }
    default: return 0
    }
}

/// NFKC_Casefold of a text in UTF-8; the text in lower case where memory is short.
private func compatible(_ letters: [UInt8]) -> [UInt8] {
    unsafe letters.withUnsafeBufferPointer { buffer in
        var result: UnsafeMutablePointer<UInt8>?
        // The library allocates the result with malloc; it is ours to free, also when it is empty.
        let count = unsafe holdfast_utf8proc_fold(buffer.baseAddress, buffer.count, &result)
        defer { unsafe free(result) }
        guard count >= 0, let result = unsafe result else {
            return Array(String(decoding: letters, as: UTF8.self).lowercased().utf8)
        }
        return unsafe Array(UnsafeBufferPointer(start: result, count: count))
    }
}
