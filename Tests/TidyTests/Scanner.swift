/// Cuts Swift code into tokens: knows nested comments, raw and multi-line strings, and code inside strings.
struct Scanner {
    private let bytes: [UInt8]
    private var place = 0
    private var line = 1
    private var tokenEnd = -1
    private var documentation: [String] = []
    private var source = Source()

    /// The pieces of `text`.
    static func scan(_ text: String) -> Source {
        var scanner = Scanner(bytes: Array(text.utf8))
        let code = scanner.tokens(untilClosed: false)
        scanner.source.code = code
        return scanner.source
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    /// The tokens to the end, or to the `)` that closes an interpolation.
    private mutating func tokens(untilClosed: Bool) -> [Token] {
        var tokens: [Token] = []
        var open = 0
        while self.place < self.bytes.count {
            if self.skipsSpace() || self.skipsComment() { continue }
            let byte = self.bytes[self.place]
            if untilClosed, byte == ascii(")"), open == 0 { break }
            if byte == ascii("(") { open += 1 }
            if byte == ascii(")") { open -= 1 }
            tokens.append(self.token(after: tokens.last))
        }
        return tokens
    }

    private mutating func token(after last: Token?) -> Token {
        let start = self.place
        let line = self.line
        let isAdjacent = self.tokenEnd == start
        let documentation = self.documentation
        self.documentation = []
        let kind: Token.Kind
        var text: String?
        let byte = self.bytes[start]
        if let hashes = self.hashesBeforeQuote() {
            kind = .string
            text = self.string(hashes: hashes)
        } else if self.skipsPattern(after: last, isAdjacent: isAdjacent) {
            kind = .string
        } else if byte == ascii("`") {
            kind = .word
            self.place += 1
            while self.peek() != ascii("`"), self.place < self.bytes.count { self.place += 1 }
            self.place = min(self.place + 1, self.bytes.count)
        } else if isDigit(byte) {
            kind = .number
            while isWordByte(self.peek()) || self.peek() == ascii(".") && isDigit(self.peek(1)) { self.place += 1 }
        } else if isWordByte(byte) {
            kind = .word
            while isWordByte(self.peek()) { self.place += 1 }
        } else {
            kind = .sign
            self.place += 1
        }
        self.tokenEnd = self.place
        return Token(
            kind: kind, text: text ?? self.text(start, self.place), line: line, isAdjacent: isAdjacent,
            documentation: documentation)
    }

    // MARK: Strings

    /// How many `#` stand before the quote of a string that begins here; `nil` where none does.
    private func hashesBeforeQuote() -> Int? {
        var hashes = 0
        while self.peek(hashes) == ascii("#") { hashes += 1 }
        return self.peek(hashes) == ascii("\"") ? hashes : nil
    }

    private mutating func string(hashes: Int) -> String {
        self.place += hashes
        let isLong = self.peek(1) == ascii("\"") && self.peek(2) == ascii("\"")
        let quotes = isLong ? 3 : 1
        self.place += quotes
        var literal: [UInt8] = []
        while self.place < self.bytes.count {
            let byte = self.bytes[self.place]
            if byte == ascii("\""), self.closes(quotes: quotes, hashes: hashes) {
                self.place += quotes + hashes
                break
            }
            if byte == ascii("\n") {
                if !isLong { break }
                self.line += 1
            }
            if byte == ascii("\\"), self.has(hashes, of: "#", from: 1) {
                literal.append(0x20)
                self.escape(hashes: hashes)
            } else {
                literal.append(byte)
                self.place += 1
            }
        }
        return String(decoding: literal, as: UTF8.self)
    }

    private mutating func escape(hashes: Int) {
        self.place += 1 + hashes
        guard self.peek() == ascii("(") else {
            self.place += self.peek() == ascii("\n") ? 0 : 1
            return
        }
        self.place += 1
        let inside = self.tokens(untilClosed: true)
        self.source.interpolations.append(inside)
        self.place += 1
    }

    private func closes(quotes: Int, hashes: Int) -> Bool {
        self.has(quotes, of: "\"", from: 0) && self.has(hashes, of: "#", from: quotes)
    }

    private func has(_ count: Int, of character: Unicode.Scalar, from offset: Int) -> Bool {
        (0..<count).allSatisfy { self.peek(offset + $0) == ascii(character) }
    }

    /// Skips a regular expression between slashes: one that ends on its line and does not stand where `/` divides.
    private mutating func skipsPattern(after last: Token?, isAdjacent: Bool) -> Bool {
        var hashes = 0
        while self.peek(hashes) == ascii("#") { hashes += 1 }
        guard self.peek(hashes) == ascii("/") else { return false }
        let isOpening = !isAdjacent || ["(", "[", ",", ":"].contains(last?.text ?? "(")
        if hashes == 0, !isOpening || [0x20, 0x0A].contains(self.peek(1)) { return false }
        var end = self.place + hashes + 1
        while end < self.bytes.count, self.bytes[end] != ascii("\n") {
            if self.bytes[end] == ascii("/"), self.has(hashes, of: "#", from: end - self.place + 1) {
                self.place = end + 1 + hashes
                return true
            }
            end += self.bytes[end] == ascii("\\") ? 2 : 1
        }
        return false
    }

    // MARK: Space and comments

    private mutating func skipsSpace() -> Bool {
        guard let byte = self.peek(), byte <= 0x20 else { return false }
        if byte == ascii("\n") { self.line += 1 }
        self.place += 1
        return true
    }

    private mutating func skipsComment() -> Bool {
        guard self.peek() == ascii("/"), let next = self.peek(1) else { return false }
        let start = self.place
        let line = self.line
        if next == ascii("/") {
            while self.place < self.bytes.count, self.bytes[self.place] != ascii("\n") { self.place += 1 }
        } else if next == ascii("*") {
            self.skipBlock()
        } else {
            return false
        }
        let text = self.text(start, self.place)
        self.source.comments.append(SourceComment(text: text, line: line))
        if text.hasPrefix("///") { self.documentation.append(String(text.dropFirst(3))) }
        return true
    }

    private mutating func skipBlock() {
        var depth = 0
        repeat {
            if self.peek() == ascii("/"), self.peek(1) == ascii("*") {
                depth += 1
                self.place += 2
            } else if self.peek() == ascii("*"), self.peek(1) == ascii("/") {
                depth -= 1
                self.place += 2
            } else {
                if self.peek() == ascii("\n") { self.line += 1 }
                self.place += 1
            }
        } while depth > 0 && self.place < self.bytes.count
    }

    private func peek(_ offset: Int = 0) -> UInt8? {
        let place = self.place + offset
        return place < self.bytes.count ? self.bytes[place] : nil
    }

    private func text(_ start: Int, _ end: Int) -> String {
        String(decoding: self.bytes[start..<min(end, self.bytes.count)], as: UTF8.self)
    }
}

private func ascii(_ character: Unicode.Scalar) -> UInt8 { UInt8(ascii: character) }

private func isDigit(_ byte: UInt8?) -> Bool { byte.map { (0x30...0x39).contains($0) } ?? false }

/// Letters, digits, `_`, `$` and everything outside ASCII.
private func isWordByte(_ byte: UInt8?) -> Bool {
    guard let byte else { return false }
    return isDigit(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == ascii("_")
        || byte == ascii("$") || byte >= 0x80
}
