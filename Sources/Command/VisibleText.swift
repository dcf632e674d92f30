/// Makes text from elsewhere harmless for a terminal: whatever steers it is shown as a sign.
///
/// Control characters become their pictures (`␛` for escape), characters that turn the direction of writing or that
/// nobody sees become `�`. No more than a few marks are left upon a letter.
///
/// - Source: Unicode Technical Report 36, section 2.10 (bidirectional text spoofing); CWE-150.
enum VisibleText {
    /// A text for a table's cell: line breaks and tabs are shown as signs too.
    static func cell(_ text: String) -> String { self.isHarmless(text) ? text : self.shown(text, keepsLines: false) }

    /// A text of several lines: its line breaks stay.
    static func lines(_ text: String) -> String { self.isHarmless(text) ? text : self.shown(text, keepsLines: true) }

    /// More marks upon one letter are left out; no writing needs as many.
    private static let marksMax = 4

    /// Most texts are plain ASCII, and need no second look.
    private static func isHarmless(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    }

    private static func shown(_ text: String, keepsLines: Bool) -> String {
        var result = String.UnicodeScalarView()
        var marks = 0
        for scalar in text.unicodeScalars {
            if TextWidth.isMark(scalar) {
                marks += 1
                if marks > self.marksMax { continue }
            } else {
                marks = 0
            }
            result.append(keepsLines && scalar == "\n" ? scalar : self.sign(for: scalar))
        }
        return String(result)
    }

    private static func sign(for scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        // The block “Control Pictures” has the same order.
        case 0..<0x20: return Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}"
        case 0x7F: return "\u{2421}"
        case 0x80..<0xA0: return "\u{FFFD}"
        case 0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB,
            0xE0000...0xE007F:
            return "\u{FFFD}"
        default: return scalar
        }
    }
}
