/// Cuts letters into rows and cells.
struct CSVParser {
    private(set) var rows: [SheetRow] = []
    private let letters: [UInt8]
    private let separator: UInt8
    private let limits: CSV.Limits
    private var line = 1
    private var cellCount = 0
    private var columnsGuess = 0

    init(_ letters: [UInt8], separator: UInt8, _ limits: CSV.Limits) {
        self.letters = letters
        self.separator = separator
        self.limits = limits
    }

    mutating func readRows(from start: Int) throws(FileError) {
        // A line that names the separator counts for people, so it counts here.
        if start > 0 { self.line = 2 }
        let all = self.letters
        let letters = all.span
        var at = start
        while at < letters.count {
            if let next = self.endOfLine(letters, at) {
                at = next  // An empty line.
                self.line += 1
                continue
            }
            guard self.rows.count < self.limits.rowsMax else {
                throw FileError("The table has more than \(self.limits.rowsMax) rows. Split it.", line: self.line)
            }
            at = try self.readRow(letters, at)
        }
    }

    /// Reads the row at `start`; gives the place of the next line.
    private mutating func readRow(_ letters: Span<UInt8>, _ start: Int) throws(FileError) -> Int {
        let number = self.line
        var cells: [String] = []
        cells.reserveCapacity(self.columnsGuess)
        var at = start
        while true {
            guard cells.count < self.limits.columnsMax, self.cellCount < self.limits.cellsMax else {
                throw self.tooMany(at: at)
            }
            cells.append(try self.readCell(letters, &at))
            self.cellCount += 1
            guard at < letters.count else { break }
            if letters[at] == self.separator {
                at += 1
            } else {
                at = self.endOfLine(letters, at) ?? at
                self.line += 1
                break
            }
        }
        self.columnsGuess = cells.count
        self.rows.append(SheetRow(number: number, cells: cells))
        return at
    }

    /// Reads the cell at `at` and leaves `at` on the separator or line end behind it.
    private mutating func readCell(_ letters: Span<UInt8>, _ at: inout Int) throws(FileError) -> String {
        if at < letters.count, letters[at] == .quote { return try self.readQuotedCell(letters, &at) }
        let start = at
        while at < letters.count {
            let byte = letters[at]
            if byte == self.separator { break }
            // Almost every byte of a cell lies above the controls.
            if byte < .blank, byte == .lineFeed || byte == .carriageReturn { break }
            if byte == 0 { throw self.nul(at: at) }
            at += 1
        }
        return try self.text(start, at)
    }

    private mutating func readQuotedCell(_ letters: Span<UInt8>, _ at: inout Int) throws(FileError) -> String {
        let opened = at
        var hasDoubledQuotes = false
        at += 1
        while true {
            guard at < letters.count else {
                throw self.refusal("The quote that opens here is never closed. Close it or remove it.", at: opened)
            }
            switch letters[at] {
            case .quote:
                if at + 1 < letters.count, letters[at + 1] == .quote {
                    hasDoubledQuotes = true
                    at += 2
                    continue
                }
                let text =
                    try hasDoubledQuotes ? self.undoubled(opened + 1, at) : self.text(opened + 1, at)
                at += 1
                try self.skipToEndOfCell(letters, &at)
                return text
            case .lineFeed: self.line += 1
            case .carriageReturn:
                if !(at + 1 < letters.count && letters[at + 1] == .lineFeed) { self.line += 1 }
            case 0: throw self.nul(at: at)
            default: break
            }
            at += 1
        }
    }

    /// Behind a closing quote come blanks at most; anything else means that the quotes are wrong.
    private func skipToEndOfCell(_ letters: Span<UInt8>, _ at: inout Int) throws(FileError) {
        while at < letters.count, letters[at] == .blank { at += 1 }
        guard at < letters.count, letters[at] != self.separator, letters[at] != .lineFeed,
            letters[at] != .carriageReturn
        else { return }
        throw self.refusal("There is text behind a closing quote. Double the quotes that belong to the text.", at: at)
    }

    /// The place behind the line end at `at`; `nil` when there is none.
    @inline(__always)
    private func endOfLine(_ letters: Span<UInt8>, _ at: Int) -> Int? {
        switch letters[at] {
        case .lineFeed: at + 1
        case .carriageReturn: at + 1 < letters.count && letters[at + 1] == .lineFeed ? at + 2 : at + 1
        default: nil
        }
    }

    @inline(__always)
    private func text(_ start: Int, _ end: Int) throws(FileError) -> String {
        guard end - start <= self.limits.cellBytesMax else { throw self.tooLong(at: start) }
        return String(decoding: self.letters[start..<end], as: UTF8.self)
    }

    private func undoubled(_ start: Int, _ end: Int) throws(FileError) -> String {
        guard end - start <= self.limits.cellBytesMax else { throw self.tooLong(at: start) }
        var result: [UInt8] = []
        result.reserveCapacity(end - start)
        var at = start
        while at < end {
            result.append(self.letters[at])
            at += self.letters[at] == .quote ? 2 : 1
        }
        return String(decoding: result, as: UTF8.self)
    }

    private func nul(at offset: Int) -> FileError {
        self.refusal(
            "There is a NUL byte. This is no text file, or it is UTF-16 without a mark: save it as CSV UTF-8.",
            at: offset)
    }

    private func tooLong(at offset: Int) -> FileError {
        self.refusal("This cell has more than \(self.limits.cellBytesMax) bytes. A quote may be missing.", at: offset)
    }

    private func tooMany(at offset: Int) -> FileError {
        self.cellCount < self.limits.cellsMax
            ? self.refusal("This row has more than \(self.limits.columnsMax) cells.", at: offset)
            : self.refusal("The table has more than \(self.limits.cellsMax) cells. Split it.", at: offset)
    }

    private func refusal(_ problem: String, at offset: Int) -> FileError {
        let place = FilePlace(of: offset, in: self.letters)
        return FileError(problem, line: place.line, column: place.column)
    }
}
