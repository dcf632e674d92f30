/// Turns the bytes of a document into nodes, in one pass and without recursion.
///
/// While an object or array is open, its `next` holds the index of the one around it; so the way back needs no
/// stack, and depth costs no memory.
struct JSONParser {
    private(set) var nodes: [JSONNode] = []
    private let bytes: [UInt8]
    private let limits: JSON.Limits
    private var place = 0
    private var depth = 0
    private var parent = 0

    init(_ bytes: [UInt8], _ limits: JSON.Limits) {
        self.bytes = bytes
        self.limits = limits
    }

    mutating func readDocument() throws(FileError) {
        try self.checkSizeAndEncoding()
        // Published advisories have a node for 20 to 40 bytes; a wrong guess costs one copy.
        self.nodes.reserveCapacity(min(self.bytes.count / 20 + 8, self.limits.nodesMax))
        let all = self.bytes
        let bytes = all.span
        repeat { try self.readValue(bytes) } while try self.climb(bytes)
        self.skipBlanks(bytes)
        guard self.place == bytes.count else {
            throw self.refusal("There is something behind the end of the JSON document. Remove it.")
        }
    }

    private mutating func checkSizeAndEncoding() throws(FileError) {
        let bytesMax = min(self.limits.bytesMax, JSONNode.bytesMax)
        guard self.bytes.count <= bytesMax else {
            throw FileError("The JSON file is larger than \(bytesMax) bytes. Split it.")
        }
        if self.bytes.starts(with: byteOrderMark) { self.place = 3 }
        let problem = "This is not UTF-8. Save the JSON file as UTF-8."
        if self.bytes.starts(with: [0xFF, 0xFE]) || self.bytes.starts(with: [0xFE, 0xFF]) {
            throw FileError(problem, line: 1, column: 1)
        }
        do {
            _ = try UTF8Span(validating: self.bytes.span)
        } catch {
            throw self.refusal(problem, at: error.byteOffsets.lowerBound)
        }
    }

    /// Reads a value; of an object or array that is not empty only what comes before its first value.
    private mutating func readValue(_ bytes: Span<UInt8>) throws(FileError) {
        while true {
            self.skipBlanks(bytes)
            guard self.place < bytes.count else { throw self.refusal("The JSON file ends where a value is missing.") }
            switch bytes[self.place] {
            case UInt8(ascii: "{"):
                try self.open(.object)
                self.skipBlanks(bytes)
                if self.isAt(UInt8(ascii: "}"), bytes) { return }
                try self.readKey(bytes)
            case UInt8(ascii: "["):
                try self.open(.array)
                self.skipBlanks(bytes)
                if self.isAt(UInt8(ascii: "]"), bytes) { return }
            case .quote: return try self.readText(bytes)
            case UInt8(ascii: "-"), .zero ... .nine: return try self.readNumber(bytes)
            case UInt8(ascii: "t"): return try self.readWord("true", .flag, bytes)
            case UInt8(ascii: "f"): return try self.readWord("false", .flag, bytes)
            case UInt8(ascii: "n"): return try self.readWord("null", .null, bytes)
            default: throw self.refusal("A JSON value is expected here.")
            }
        }
    }

    /// Goes on behind a value: closes what ends here; true when another value follows.
    private mutating func climb(_ bytes: Span<UInt8>) throws(FileError) -> Bool {
        while self.depth > 0 {
            self.skipBlanks(bytes)
            guard self.place < bytes.count else { throw self.unclosed() }
            let isObject = self.nodes[self.parent].kind == .object
            switch bytes[self.place] {
            case .comma:
                self.place += 1
                self.nodes[self.parent].mark &+= 8
                if isObject {
                    self.skipBlanks(bytes)
                    try self.readKey(bytes)
                }
                return true
            case UInt8(ascii: "}") where isObject, UInt8(ascii: "]") where !isObject:
                self.close()
            default:
                throw self.refusal(
                    isObject ? "A comma or } is expected here." : "A comma or ] is expected here.")
            }
        }
        return false
    }

    private mutating func open(_ kind: JSON.Kind) throws(FileError) {
        guard self.depth < self.limits.depthMax else {
            throw self.refusal("More than \(self.limits.depthMax) JSON objects and arrays lie inside each other.")
        }
        let index = self.nodes.count
        try self.append(JSONNode(kind, start: self.place, end: self.place, next: self.parent))
        self.parent = index
        self.depth += 1
        self.place += 1
    }

    private mutating func close() {
        let index = self.parent
        self.place += 1
        self.depth -= 1
        self.parent = Int(self.nodes[index].next)
        self.nodes[index].next = UInt32(truncatingIfNeeded: self.nodes.count)
        self.nodes[index].end = UInt32(truncatingIfNeeded: self.place)
        // `climb` counted the commas; whatever is not empty has one member more.
        if self.nodes.count > index + 1 { self.nodes[index].mark &+= 8 }
    }

    private mutating func append(_ node: JSONNode) throws(FileError) {
        guard self.nodes.count < self.limits.nodesMax else {
            throw self.refusal("The JSON file has more than \(self.limits.nodesMax) values. Split it.")
        }
        self.nodes.append(node)
    }

    private mutating func readKey(_ bytes: Span<UInt8>) throws(FileError) {
        guard self.isAt(.quote, bytes) else { throw self.refusal("A key in quotes is expected here.") }
        try self.readText(bytes)
        self.skipBlanks(bytes)
        guard self.isAt(UInt8(ascii: ":"), bytes) else { throw self.refusal("A colon is expected behind the key.") }
        self.place += 1
    }

    private mutating func readText(_ bytes: Span<UInt8>) throws(FileError) {
        let start = self.place + 1
        var at = start
        var escapes = 0
        while true {
            at = endOfPlainText(bytes, at)
            guard at < bytes.count else { throw self.refusal("The quote that opens here is never closed.") }
            if bytes[at] == .quote { break }
            guard bytes[at] == .backslash else {
                throw self.refusal(
                    "A text must not hold a control character or a line break. Write it as an escape.", at: at)
            }
            escapes = 1
            at = try self.endOfEscape(bytes, at)
        }
        try self.append(JSONNode(.text, start: start, end: at, next: self.nodes.count + 1, count: escapes))
        self.place = at + 1
    }

    private func endOfEscape(_ bytes: Span<UInt8>, _ at: Int) throws(FileError) -> Int {
        guard at + 1 < bytes.count else { throw self.refusal("The file ends inside an escape.", at: at) }
        switch bytes[at + 1] {
        case .quote, .backslash, UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"),
            UInt8(ascii: "r"), UInt8(ascii: "t"):
            return at + 2
        case UInt8(ascii: "u"):
            guard at + 6 <= bytes.count, (at + 2..<at + 6).allSatisfy({ isHexadecimal(bytes[$0]) }) else {
                throw self.refusal("Four hexadecimal digits are expected behind \\u.", at: at)
            }
            return at + 6
        default:
            throw self.refusal("JSON has no such escape.", at: at)
        }
    }

    private mutating func readNumber(_ bytes: Span<UInt8>) throws(FileError) {
        let start = self.place
        var at = start
        if bytes[at] == UInt8(ascii: "-") { at += 1 }
        guard at < bytes.count, bytes[at].isDigit else { throw self.refusal("A digit is missing.", at: at) }
        if bytes[at] == .zero, at + 1 < bytes.count, bytes[at + 1].isDigit {
            throw self.refusal("A number must not begin with a zero.")
        }
        at = endOfDigits(bytes, at)
        if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
            guard at + 1 < bytes.count, bytes[at + 1].isDigit else {
                throw self.refusal("A digit is missing behind the point.", at: at)
            }
            at = endOfDigits(bytes, at + 1)
        }
        if at < bytes.count, bytes[at] | 0x20 == UInt8(ascii: "e") {
            at += 1
            if at < bytes.count, bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") { at += 1 }
            guard at < bytes.count, bytes[at].isDigit else {
                throw self.refusal("A digit is missing in the exponent.", at: at)
            }
            at = endOfDigits(bytes, at)
        }
        try self.append(JSONNode(.number, start: start, end: at, next: self.nodes.count + 1))
        self.place = at
    }

    private mutating func readWord(
        _ word: StaticString, _ kind: JSON.Kind, _ bytes: Span<UInt8>
    ) throws(FileError) {
        let count = word.utf8CodeUnitCount
        let isThere =
            self.place + count <= bytes.count
            && word.withUTF8Buffer { buffer in
                let letters = unsafe buffer.span
                return letters.indices.allSatisfy { bytes[self.place + $0] == letters[$0] }
            }
        guard isThere else { throw self.refusal("A JSON value is expected here: true, false or null.") }
        try self.append(
            JSONNode(kind, start: self.place, end: self.place + count, next: self.nodes.count + 1))
        self.place += count
    }

    @inline(__always)
    private func isAt(_ byte: UInt8, _ bytes: Span<UInt8>) -> Bool {
        self.place < bytes.count && bytes[self.place] == byte
    }

    @inline(__always)
    private mutating func skipBlanks(_ bytes: Span<UInt8>) {
        self.place = endOfBlanks(bytes, self.place)
    }

    private func unclosed() -> FileError {
        let opened = self.nodes[self.parent]
        let problem = opened.kind == .object ? "The { that opens here" : "The [ that opens here"
        return self.refusal(problem + " is never closed. The file may be cut off.", at: Int(opened.start))
    }

    private func refusal(_ problem: String, at offset: Int? = nil) -> FileError {
        let place = FilePlace(of: offset ?? self.place, in: self.bytes)
        return FileError(problem, line: place.line, column: place.column)
    }
}
