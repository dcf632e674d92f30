/// Why a file cannot be read, as one sentence for the person who chose the file.
///
/// `line` and `column` count from 1 the way an editor shows them; they are `nil` where a place has no meaning,
/// as for an archive that is damaged as a whole.
public struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// One or two sentences that say what is wrong and what to do.
    public let problem: String
    /// The line of the fault, counted from 1.
    public let line: Int?
    /// The column of the fault in characters, counted from 1.
    public let column: Int?

    /// Names a problem and, where it is known, its place.
    public init(_ problem: String, line: Int? = nil, column: Int? = nil) {
        self.problem = problem
        self.line = line
        self.column = column
    }

    /// The sentence with its place in front: `Line 3, column 7: A comma is missing.`
    public var description: String {
        guard let line = self.line else { return self.problem }
        guard let column = self.column else { return "Line \(line): \(self.problem)" }
        return "Line \(line), column \(column): \(self.problem)"
    }
}

/// A place in a text file as a person counts it.
struct FilePlace: Equatable {
    var line = 1
    var column = 1

    /// The place of the byte at `offset`; LF, CR LF and CR each end a line, and a column is one Unicode scalar.
    ///
    /// Reads the file from its start, so it is asked for errors only.
    init(of offset: Int, in bytes: [UInt8]) {
        // The mark at the start of a file is no character that a person sees.
        let start = bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0
        guard offset > start else { return }
        var previous: UInt8 = 0
        for byte in bytes[start..<min(offset, bytes.count)] {
            if byte == .lineFeed || byte == .carriageReturn {
                if !(byte == .lineFeed && previous == .carriageReturn) { self.line += 1 }
                self.column = 1
            } else if byte & 0xC0 != 0x80 {
                self.column += 1
            }
            previous = byte
        }
    }
}

/// U+FEFF in UTF-8, which Windows programs write at the start of a file.
let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

extension UInt8 {
    static var tab: UInt8 { 0x09 }
    static var lineFeed: UInt8 { 0x0A }
    static var carriageReturn: UInt8 { 0x0D }
    static var blank: UInt8 { 0x20 }
    static var quote: UInt8 { 0x22 }
    static var comma: UInt8 { 0x2C }
    static var semicolon: UInt8 { 0x3B }
    static var backslash: UInt8 { 0x5C }
    static var zero: UInt8 { 0x30 }
    static var nine: UInt8 { 0x39 }

    var isDigit: Bool { self >= .zero && self <= .nine }
}
