public import Files

/// A file that somebody wants imported, opened once.
public struct ImportFile: Sendable {
    /// The path as the person gave it, for messages.
    public let name: String
    /// The bytes.
    public let bytes: [UInt8]
    /// What the bytes are.
    public let content: Content
    /// How the letters of a CSV file were read; `nil` for other files. `windows1252` is a guess.
    public let encoding: CSV.Encoding?

    /// What a file holds.
    public enum Content: Sendable {
        /// A JSON document.
        case json(JSON)
        /// The sheets of a workbook, or the one of a CSV file.
        case sheets([Sheet])
    }

    /// Opens the bytes of the file called `name` by what they are, not by the name.
    public init(name: String, bytes: [UInt8]) throws(FileError) {
        self.name = name
        self.bytes = bytes
        let start = bytes.prefix(64).drop { [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            self.content = .sheets(try XLSX.sheets(in: bytes))
            self.encoding = nil
        } else if start.first == 0x7B || start.first == 0x5B {
            self.content = .json(try JSON(parsing: bytes))
            self.encoding = nil
        } else {
            let table = try CSV(parsing: bytes)
            self.content = .sheets([table.sheet])
            self.encoding = table.encoding
        }
    }

    /// The last part of the path.
    public var baseName: Substring { self.name.split(separator: "/").last ?? "" }
}
