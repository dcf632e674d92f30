/// A JSON document (RFC 8259), or a place inside one.
///
/// The bytes are checked once and kept; texts and numbers are read only when they are asked for. A value is a
/// reference to the document and an index, so it is cheap to copy and keeps the whole document alive.
///
///     let advisory = try JSON(parsing: bytes)
///     advisory["document"]?["title"]?.text      // "Advisory on …"
public struct JSON: Sendable {
    let tape: JSONTape
    let index: Int

    /// What a document may be at most; whatever is larger is refused.
    public struct Limits: Sendable {
        /// How many objects and arrays may lie inside each other.
        public var depthMax = 128
        /// How many values and keys a document may have.
        public var nodesMax = 8_000_000
        /// How many bytes a document may have; values above 512 MiB count as 512 MiB.
        public var bytesMax = 64 << 20
        /// What happens when an object has a key twice.
        public var duplicateKeys = DuplicateKeys.lastWins

        /// The usual limits: 128 levels, 8 million nodes, 64 MiB, and the last of two equal keys counts.
        public init() {}
    }

    /// What to do with an object that names a key twice.
    public enum DuplicateKeys: Sendable {
        /// Refuse the document: two readers could read two things. For whatever is signed or approved.
        case refuse
        /// Accept it and let the last one count, as most readers of JSON do.
        case lastWins
    }

    /// What a value is.
    public enum Kind: UInt8, Sendable {
        case object, array, text, number, flag, null
    }

    /// Checks a whole document.
    ///
    /// The encoding is UTF-8; a byte order mark in front is skipped.
    /// - Throws: `FileError` with the place of the first fault, or with the limit that is passed.
    /// - Source: RFC 8259.
    public init(parsing bytes: [UInt8], limits: Limits = Limits()) throws(FileError) {
        self.tape = try JSONTape(bytes, limits)
        self.index = 0
    }

    init(tape: JSONTape, index: Int) {
        self.tape = tape
        self.index = index
    }

    /// What this value is.
    public var kind: Kind { self.node.kind }

    /// The value of a key; `nil` when this is no object or does not have the key.
    ///
    /// Keys are equal when their bytes are. Of two equal keys the last counts. Takes time with the number of members.
    public subscript(key: String) -> JSON? {
        guard self.kind == .object else { return nil }
        return self.tape.member(key, of: self.index).map { JSON(tape: self.tape, index: $0) }
    }

    /// The values of an array in their order; empty when this is no array.
    public var elements: Elements { Elements(self) }

    /// The members of an object in their order; empty when this is no object.
    ///
    /// A key that occurs twice comes twice.
    public var members: Members { Members(self) }

    /// The number of elements or members; 0 for everything else.
    public var count: Int {
        switch self.kind {
        case .object, .array: self.node.count
        case .text, .number, .flag, .null: 0
        }
    }

    /// The text; `nil` when this is none.
    ///
    /// Half a surrogate pair (`\ud800` alone) is allowed by the grammar and becomes U+FFFD.
    public var text: String? {
        self.kind == .text ? self.tape.text(of: self.node) : nil
    }

    /// The whole number; `nil` when this is none or lies outside of 64 bits.
    ///
    /// `1.0` and `1e2` are whole numbers too, as long as a `Double` holds them exactly.
    public var integer: Int64? {
        self.kind == .number ? JSONNumber.integer(self.tape.bytes[self.range]) : nil
    }

    /// The number; `nil` when this is none or is too large for a `Double`.
    public var number: Double? {
        self.kind == .number ? JSONNumber.double(self.tape.bytes[self.range]) : nil
    }

    /// The truth value; `nil` when this is none.
    public var flag: Bool? {
        guard self.kind == .flag else { return nil }
        return self.node.end - self.node.start == 4
    }

    /// The line on which this value begins, counted from 1; takes time with the place in the file.
    public var line: Int { FilePlace(of: self.range.lowerBound, in: self.tape.bytes).line }

    /// The column in which this value begins, counted from 1 in characters.
    public var column: Int { FilePlace(of: self.range.lowerBound, in: self.tape.bytes).column }

    /// Where the bytes of this value lie in the document, quotes and brackets included.
    public var range: Range<Int> {
        let node = self.node
        let quotes = node.kind == .text ? 1 : 0
        return Int(node.start) - quotes..<Int(node.end) + quotes
    }

    /// The bytes of this value exactly as the document has them, quotes and brackets included.
    public var rawBytes: ArraySlice<UInt8> { self.tape.bytes[self.range] }

    /// A refusal that points at this value, for a reader that expects something else here.
    public func refusal(_ problem: String) -> FileError {
        let place = FilePlace(of: self.range.lowerBound, in: self.tape.bytes)
        return FileError(problem, line: place.line, column: place.column)
    }

    private var node: JSONNode { self.tape.nodes[self.index] }
}

extension JSON {
    /// The values of an array, one after the other.
    public struct Elements: Sequence, IteratorProtocol, Sendable {
        private let tape: JSONTape
        private var index: Int
        private let end: Int
        /// The number of values that are still to come, or more when some were taken.
        public let underestimatedCount: Int

        init(_ array: JSON) {
            self.tape = array.tape
            self.index = array.index + 1
            self.end = array.kind == .array ? Int(array.node.next) : self.index
            self.underestimatedCount = array.kind == .array ? array.count : 0
        }

        /// The next value.
        public mutating func next() -> JSON? {
            guard self.index < self.end else { return nil }
            defer { self.index = Int(self.tape.nodes[self.index].next) }
            return JSON(tape: self.tape, index: self.index)
        }
    }

    /// The members of an object, one after the other.
    public struct Members: Sequence, IteratorProtocol, Sendable {
        private let tape: JSONTape
        private var index: Int
        private let end: Int

        init(_ object: JSON) {
            self.tape = object.tape
            self.index = object.index + 1
            self.end = object.kind == .object ? Int(object.node.next) : self.index
        }

        /// The next member.
        public mutating func next() -> (key: String, value: JSON)? {
            guard self.index < self.end else { return nil }
            let key = self.tape.text(of: self.tape.nodes[self.index])
            let value = JSON(tape: self.tape, index: self.index + 1)
            self.index = Int(self.tape.nodes[self.index + 1].next)
            return (key, value)
        }
    }
}
