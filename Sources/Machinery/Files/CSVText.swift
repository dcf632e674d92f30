/// Writes a table that a spreadsheet opens without running any of it.
///
/// Rows end with CR LF (RFC 4180). Cells with a separator, a quote, a line break, or a blank at an end are quoted.
///
/// **Formulas.** A spreadsheet runs a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return. Such a
/// cell gets an apostrophe in front, also when blanks come first or when the character is full-width (`＝`, `＋`,
/// `－`, `＠`). A plain number such as `-3` or `+4.5` stays as it is. Reading does not take the apostrophe away.
///
/// - Source: RFC 4180; OWASP, CSV Injection.
public struct CSVText: Sendable {
    /// What has been written so far: UTF-8, without a byte order mark unless one was asked for.
    public private(set) var bytes: [UInt8] = []

    private let separator: CSV.Separator

    /// Begins an empty table.
    public init(separator: CSV.Separator = .comma) { self.separator = separator }

    /// Begins an empty table with a byte order mark, without which Excel takes UTF-8 for an older encoding.
    public static func forExcel(separator: CSV.Separator = .comma) -> CSVText {
        var text = CSVText(separator: separator)
        text.bytes = byteOrderMark
        return text
    }

    /// Writes a row.
    public mutating func row(_ cells: some Sequence<String>) {
        let start = self.bytes.count
        var isFirst = true
        for cell in cells {
            if !isFirst { self.bytes.append(self.separator.byte) }
            isFirst = false
            self.write(CSVText.isFormula(cell) ? "'" + cell : cell)
        }
        // A row of one empty cell would be an empty line, which readers leave out.
        if self.bytes.count == start, !isFirst { self.bytes.append(contentsOf: [.quote, .quote]) }
        self.bytes.append(contentsOf: [.carriageReturn, .lineFeed])
    }

    private mutating func write(_ cell: String) {
        var cell = cell
        cell.withUTF8 { buffer in
            let letters = unsafe buffer.span
            guard self.needsQuotes(letters) else {
                unsafe self.bytes.append(contentsOf: buffer)
                return
            }
            self.bytes.append(.quote)
            for place in letters.indices {
                if letters[place] == .quote { self.bytes.append(.quote) }
                self.bytes.append(letters[place])
            }
            self.bytes.append(.quote)
        }
    }

    private func needsQuotes(_ letters: Span<UInt8>) -> Bool {
        guard !letters.isEmpty else { return false }
        if letters[0] == .blank || letters[letters.count - 1] == .blank { return true }
        // At the start of a file, spreadsheets take `sep=` and U+FEFF for something that is no text.
        if letters[0] == 0xEF || (letters.count >= 4 && letters[3] == UInt8(ascii: "=")) { return true }
        let separator = self.separator.byte
        for place in letters.indices {
            let byte = letters[place]
            if byte == separator || byte == .quote || byte == .lineFeed || byte == .carriageReturn || byte == .tab {
                return true
            }
        }
        return false
    }

    /// Whether a spreadsheet could take a text for a formula.
    static func isFormula(_ cell: String) -> Bool {
        // Almost every cell begins with a letter or a digit.
        if let first = cell.utf8.first, first < 0x80, first.isDigit || first > UInt8(ascii: "@") { return false }
        for scalar in cell.unicodeScalars {
            switch scalar {
            case "\t", "\r", "=", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": return true
            case "+", "-": return !self.isPlainNumber(cell)
            default:
                // Format characters such as U+200B and U+FEFF are blanks that nobody sees.
                guard scalar.properties.isWhitespace || scalar.properties.generalCategory == .format else {
                    return false
                }
            }
        }
        return false
    }

    /// A sign, digits, and one point or comma with digits behind it at most; nothing else, so nothing to calculate.
    private static func isPlainNumber(_ cell: String) -> Bool {
        let parts = cell.utf8.dropFirst().split(maxSplits: 1, omittingEmptySubsequences: false) { byte in
            byte == UInt8(ascii: ".") || byte == .comma
        }
        return parts.allSatisfy { part in !part.isEmpty && part.allSatisfy(\.isDigit) }
    }
}
