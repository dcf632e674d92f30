/// A table of separated values, as RFC 4180 describes it and as spreadsheets write it.
///
/// Line ends may be CR LF, LF or CR. A cell in quotes may hold separators and line breaks; a quote in it is doubled.
/// Rows may differ in length. Empty lines are left out. Texts are kept exactly as they stand: nothing is trimmed,
/// and an apostrophe that `CSVText` put in front of a formula stays.
///
/// - Source: RFC 4180.
public struct CSV: Sendable {
    /// The rows; the name is empty.
    public let sheet: Sheet
    /// How the bytes were read; `windows1252` is a guess that the person who imports should see.
    public let encoding: Encoding
    /// The character between two cells.
    public let separator: Separator

    /// What a table may be at most; whatever is larger is refused.
    public struct Limits: Sendable {
        /// How many cells a row may have.
        public var columnsMax = 1_000
        /// How many bytes of UTF-8 a cell may have.
        public var cellBytesMax = 1 << 20
        /// How many rows a table may have.
        public var rowsMax = 5_000_000
        /// How many cells a table may have; an empty cell takes one byte in a file and 16 in memory.
        public var cellsMax = 20_000_000
        /// How many bytes a file may have.
        public var bytesMax = 256 << 20

        /// The usual limits: 1,000 columns, 1 MiB a cell, 5 million rows, 20 million cells, 256 MiB.
        public init() {}
    }

    /// How letters are written as bytes.
    public enum Encoding: Sendable {
        /// UTF-8, with a byte order mark or without.
        case utf8
        /// UTF-16, with the byte order mark that tells which byte comes first.
        case utf16
        /// Windows-1252, the guess for whatever is neither.
        case windows1252
    }

    /// The character between two cells.
    public enum Separator: String, Sendable, CaseIterable {
        case comma = ","
        case semicolon = ";"
        case tab = "\t"

        var byte: UInt8 {
            switch self {
            case .comma: .comma
            case .semicolon: .semicolon
            case .tab: .tab
            }
        }
    }

    /// Reads a whole table.
    ///
    /// Without `separator`, the file decides: by a first line `sep=;` as Excel writes it, otherwise by the character
    /// that its header has most often outside of quotes.
    /// - Throws: `FileError` with the place of the first fault, or with the limit that is passed.
    public init(
        parsing bytes: [UInt8], separator: Separator? = nil, limits: Limits = Limits()
    ) throws(FileError) {
        guard bytes.count <= limits.bytesMax else {
            throw FileError("The CSV file is larger than \(limits.bytesMax) bytes. Split it.")
        }
        let (letters, encoding) = try Letters.utf8(of: bytes)
        let head = CSVHead(letters)
        let chosen = separator ?? head.separator
        var parser = CSVParser(letters, separator: chosen.byte, limits)
        try parser.readRows(from: head.start)
        self.sheet = Sheet(name: "", rows: parser.rows)
        self.encoding = encoding
        self.separator = chosen
    }
}
