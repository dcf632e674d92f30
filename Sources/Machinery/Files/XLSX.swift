/// Reads workbooks of Excel and its relatives (`.xlsx`, `.xlsm`).
///
/// A cell is read as the text that it means: a number in its shortest form, a date as `2026-03-01`, a date with a time
/// as `2026-03-01T14:30:00`, a time as `14:30:00`, a truth value as `TRUE` or `FALSE`, an error as `#N/A`, and of a
/// formula the value that was saved with it. Of merged cells the first one holds the text. Nothing in a workbook is
/// run, and nothing outside of it is opened.
///
/// - Source: ECMA-376, Office Open XML, part 1 (SpreadsheetML) and part 2 (packages).
public enum XLSX {
    /// What a workbook may be at most; whatever is larger is refused.
    public struct Limits: Sendable {
        /// How many parts the archive may have.
        public var entriesMax = 10_000
        /// How many bytes all parts together may have when they are unpacked.
        public var unpackedBytesMax = 512 << 20
        /// How many times its packed size a part above 1 MiB may have.
        public var ratioMax = 100
        /// How many cells all sheets together may have, those that are empty before a text included.
        public var cellsMax = 5_000_000

        /// The usual limits: 10,000 parts, 512 MiB, ratio 100, 5 million cells.
        public init() {}
    }

    /// Reads the sheets that a person sees, in the order of their tabs; hidden sheets and charts are left out.
    ///
    /// Rows without any text are left out; a row ends with its last text.
    /// - Throws: `FileError` when the file is no workbook, is damaged, is protected, or passes a limit. There is a
    ///   line only for a part that is no XML.
    public static func sheets(in bytes: [UInt8], limits: Limits = Limits()) throws(FileError) -> [Sheet] {
        // The mark of the container of older Excel files, which is also the one of files with a password.
        guard !bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) else {
            throw FileError("This is an Excel file of the old kind or with a password. Save it as .xlsx without one.")
        }
        guard bytes.starts(with: [0x50, 0x4B]) else {
            throw FileError("This is no .xlsx workbook. Save it as .xlsx or as CSV.")
        }
        // The archive borrows the bytes only while the closure runs.
        return try unsafe bytes.withUnsafeBufferPointer { bytes throws(FileError) in
            try Workbook(unsafe Archive.open(bytes, limits), limits).sheets()
        }
    }
}
