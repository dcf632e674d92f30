/// Writes JSON: the same calls always give the same bytes.
///
/// Objects keep the order in which their members are written. The result is UTF-8 without a byte order mark.
///
///     var json = JSONText()
///     json.object {
///         $0.member("name", "Boiler 1")
///         $0.key("levels")
///         $0.array { for level in [2, 2, 1] { $0.integer(level) } }
///     }
///     json.bytes      // {"name":"Boiler 1","levels":[2,2,1]}
public struct JSONText: Sendable {
    /// What has been written so far.
    public private(set) var bytes: [UInt8] = []

    private let isIndented: Bool
    private var depth = 0
    private var isFirst = true
    private var isBehindKey = false

    /// Begins an empty text on one line.
    public init() { self.isIndented = false }

    private init(isIndented: Bool) { self.isIndented = isIndented }

    /// Begins an empty text that puts every member on a line of its own, for people and for `diff`.
    public static var indented: JSONText { JSONText(isIndented: true) }

    /// Writes an object; `body` writes its members.
    public mutating func object<E: Error>(_ body: (inout JSONText) throws(E) -> Void) throws(E) {
        self.open(UInt8(ascii: "{"))
        try body(&self)
        precondition(!self.isBehindKey, "A key needs a value.")
        self.close(UInt8(ascii: "}"))
    }

    /// Writes an array; `body` writes its values.
    public mutating func array<E: Error>(_ body: (inout JSONText) throws(E) -> Void) throws(E) {
        self.open(UInt8(ascii: "["))
        try body(&self)
        self.close(UInt8(ascii: "]"))
    }

    /// Writes the key of the value that comes next.
    public mutating func key(_ key: String) {
        precondition(!self.isBehindKey, "A key needs a value.")
        self.beginValue()
        self.quote(key)
        self.bytes.append(UInt8(ascii: ":"))
        if self.isIndented { self.bytes.append(.blank) }
        self.isBehindKey = true
    }

    /// Writes a text.
    public mutating func text(_ text: String) {
        self.beginValue()
        self.quote(text)
    }

    /// Writes a whole number.
    public mutating func integer(_ integer: some BinaryInteger) {
        self.beginValue()
        self.bytes.append(contentsOf: String(integer).utf8)
    }

    /// Writes the shortest number that reads back as the same `Double`; `null` for infinity and for no number.
    public mutating func number(_ number: Double) {
        self.beginValue()
        self.bytes.append(contentsOf: (number.isFinite ? number.description : "null").utf8)
    }

    /// Writes `true` or `false`.
    public mutating func flag(_ flag: Bool) {
        self.beginValue()
        self.bytes.append(contentsOf: (flag ? "true" : "false").utf8)
    }

    /// Writes `null`.
    public mutating func null() {
        self.beginValue()
        self.bytes.append(contentsOf: "null".utf8)
    }

    /// Writes a value that was read, byte for byte as it stood.
    public mutating func copy(_ json: JSON) {
        self.beginValue()
        self.bytes.append(contentsOf: json.rawBytes)
    }

    /// Writes a key and a text.
    public mutating func member(_ key: String, _ text: String) {
        self.key(key)
        self.text(text)
    }

    /// Writes a key and a whole number.
    public mutating func member(_ key: String, _ integer: Int) {
        self.key(key)
        self.integer(integer)
    }

    /// Writes a key and a truth value.
    public mutating func member(_ key: String, _ flag: Bool) {
        self.key(key)
        self.flag(flag)
    }

    private mutating func open(_ bracket: UInt8) {
        self.beginValue()
        self.bytes.append(bracket)
        self.depth += 1
        self.isFirst = true
    }

    private mutating func close(_ bracket: UInt8) {
        self.depth -= 1
        if !self.isFirst { self.beginLine() }
        self.bytes.append(bracket)
        self.isFirst = false
    }

    private mutating func beginValue() {
        if self.isBehindKey {
            self.isBehindKey = false
            return
        }
        precondition(self.depth > 0 || self.bytes.isEmpty, "A JSON document has one value.")
        if !self.isFirst { self.bytes.append(.comma) }
        if self.depth > 0 { self.beginLine() }
        self.isFirst = false
    }

    private mutating func beginLine() {
        guard self.isIndented else { return }
        self.bytes.append(.lineFeed)
        self.bytes.append(contentsOf: repeatElement(.blank, count: self.depth * 2))
    }

    private mutating func quote(_ text: String) {
        self.bytes.append(.quote)
        var text = text
        text.withUTF8 { buffer in
            let letters = unsafe buffer.span
            var at = 0
            while at < letters.count {
                let end = endOfHarmlessText(letters, at)
                unsafe self.bytes.append(contentsOf: buffer[at..<end])
                at = end
                if at < letters.count { at += self.escape(letters, at) }
            }
        }
        self.bytes.append(.quote)
    }

    /// Writes the character at `at` as an escape, where it needs one; gives the number of bytes that it took.
    private mutating func escape(_ letters: Span<UInt8>, _ at: Int) -> Int {
        switch letters[at] {
        case .quote, .backslash: self.bytes.append(contentsOf: [.backslash, letters[at]])
        case .lineFeed: self.bytes.append(contentsOf: "\\n".utf8)
        case .carriageReturn: self.bytes.append(contentsOf: "\\r".utf8)
        case .tab: self.bytes.append(contentsOf: "\\t".utf8)
        case 0xE2:
            // U+2028 and U+2029 end a line in older JavaScript, so they would break a script that holds this text.
            guard at + 2 < letters.count, letters[at + 1] == 0x80, letters[at + 2] & 0xFE == 0xA8 else {
                self.bytes.append(0xE2)
                return 1
            }
            self.bytes.append(contentsOf: (letters[at + 2] == 0xA8 ? "\\u2028" : "\\u2029").utf8)
            return 3
        case let control:
            let digits = Array("0123456789abcdef".utf8)
            self.bytes.append(contentsOf: "\\u00".utf8)
            self.bytes.append(digits[Int(control >> 4)])
            self.bytes.append(digits[Int(control & 15)])
        }
        return 1
    }
}

/// The first place at or behind `at` with a character that may need an escape.
private func endOfHarmlessText(_ letters: Span<UInt8>, _ at: Int) -> Int {
    var at = at
    while at < letters.count {
        let byte = letters[at]
        if byte < .blank || byte == .quote || byte == .backslash || byte == 0x7F || byte == 0xE2 { break }
        at += 1
    }
    return at
}
