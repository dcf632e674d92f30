/// How many places a text takes on a line of a terminal.
///
/// Letters of East Asia and most emoji take two places, marks upon letters none.
///
/// - Source: Unicode Standard Annex 11, East Asian Width (wide and full-width ranges).
enum TextWidth {
    /// The places of a text.
    static func of(_ text: String) -> Int {
        // ASCII takes a place a byte.
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
        return text.reduce(0) { $0 + self.of($1) }
    }

    /// `text` when it has room in `width` places, else its beginning with `…` at the end.
    static func cut(_ text: String, to width: Int) -> String {
        guard self.of(text) > width else { return text }
        var result = ""
        var taken = 1
        for character in text {
            let next = self.of(character)
            if taken + next > width { break }
            result.append(character)
            taken += next
        }
        return width > 0 ? result + "…" : ""
    }

    /// Whether a character is written upon the one before it.
    static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value >= 0x300 else { return false }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return true
        default: return false
        }
    }

    private static func of(_ character: Character) -> Int {
        var widest = 0
        for scalar in character.unicodeScalars {
            // The variation selector asks for the picture, and pictures are wide.
            if scalar.value == 0xFE0F { return 2 }
            widest = max(widest, self.of(scalar))
        }
        return widest
    }

    private static func of(_ scalar: Unicode.Scalar) -> Int {
        let value = scalar.value
        if value < 0x300 { return 1 }
        if self.isMark(scalar) || scalar.properties.generalCategory == .format { return 0 }
        if self.wide.contains(where: { $0.contains(value) }) { return 2 }
        return scalar.properties.isEmojiPresentation ? 2 : 1
    }

    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
        0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18CFF,
        0x1AFF0...0x1B2FF, 0x1F200...0x1F2FF, 0x20000...0x3FFFD,
    ]
}
