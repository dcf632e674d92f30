/// One value or key: where its bytes lie, and which node comes behind it. 16 bytes.
struct JSONNode {
    /// Above this, numbers of children no longer fit in 29 bits; every child takes two bytes at least.
    static let bytesMax = 1 << 29

    /// The first byte; for a text the one behind the quote.
    var start: UInt32
    /// The byte behind the last; for a text the closing quote.
    var end: UInt32
    /// The index of the node behind this value and all that lies in it.
    var next: UInt32
    /// The kind in the low three bits, above them the number of children; for a text whether it has escapes.
    var mark: UInt32

    init(_ kind: JSON.Kind, start: Int, end: Int, next: Int, count: Int = 0) {
        self.start = UInt32(truncatingIfNeeded: start)
        self.end = UInt32(truncatingIfNeeded: end)
        self.next = UInt32(truncatingIfNeeded: next)
        self.mark = UInt32(kind.rawValue) | UInt32(truncatingIfNeeded: count) << 3
    }

    var kind: JSON.Kind { JSON.Kind(rawValue: UInt8(truncatingIfNeeded: self.mark & 7)) ?? .null }
    var count: Int { Int(self.mark >> 3) }
    var hasEscapes: Bool { self.mark >> 3 != 0 }
}

/// A document that was checked: its bytes, and its nodes in the order of their start.
///
/// An object is followed by key, value, key, value …, an array by its values. It is a class because every `JSON`
/// refers to it, and one reference is cheaper to copy than two arrays.
final class JSONTape: Sendable {
    let bytes: [UInt8]
    let nodes: [JSONNode]

    init(_ bytes: [UInt8], _ limits: JSON.Limits) throws(FileError) {
        var parser = JSONParser(bytes, limits)
        try parser.readDocument()
        self.bytes = bytes
        self.nodes = parser.nodes
        if limits.duplicateKeys == .refuse { try self.refuseDuplicateKeys() }
    }

    /// The index of the value of the last member with that key.
    func member(_ key: String, of object: Int) -> Int? {
        var key = key
        return key.withUTF8 { bytes in
            let wanted = unsafe bytes.span
            var found: Int?
            var index = object + 1
            let end = Int(self.nodes[object].next)
            while index < end {
                if self.isEqual(self.nodes[index], wanted) { found = index + 1 }
                index = Int(self.nodes[index + 1].next)
            }
            return found
        }
    }

    func text(of node: JSONNode) -> String {
        if node.hasEscapes { return String(decoding: self.unescaped(node), as: UTF8.self) }
        return String(decoding: self.bytes[Int(node.start)..<Int(node.end)], as: UTF8.self)
    }

    private func isEqual(_ node: JSONNode, _ wanted: Span<UInt8>) -> Bool {
        if node.hasEscapes {
            let key = self.unescaped(node)
            return key.count == wanted.count && key.indices.allSatisfy { key[$0] == wanted[$0] }
        }
        let start = Int(node.start)
        guard Int(node.end) - start == wanted.count else { return false }
        for place in wanted.indices where self.bytes[start + place] != wanted[place] { return false }
        return true
    }

    /// The UTF-8 of a text with its escapes replaced.
    private func unescaped(_ node: JSONNode) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(Int(node.end - node.start))
        var at = Int(node.start)
        while at < Int(node.end) {
            let byte = self.bytes[at]
            guard byte == .backslash else {
                result.append(byte)
                at += 1
                continue
            }
            at += 2  // The parser has checked that an escape is whole.
            switch self.bytes[at - 1] {
            case UInt8(ascii: "b"): result.append(0x08)
            case UInt8(ascii: "f"): result.append(0x0C)
            case UInt8(ascii: "n"): result.append(.lineFeed)
            case UInt8(ascii: "r"): result.append(.carriageReturn)
            case UInt8(ascii: "t"): result.append(.tab)
            case UInt8(ascii: "u"): result.append(contentsOf: String(self.scalar(&at, before: Int(node.end))).utf8)
            case let other: result.append(other)  // A quote, a backslash, a slash.
            }
        }
        return result
    }

    /// The scalar of the four digits at `at`, and of the second half of its pair when there is one.
    private func scalar(_ at: inout Int, before end: Int) -> Unicode.Scalar {
        let first = self.unit(at)
        at += 4
        if first & 0xFC00 == 0xD800, at + 6 <= end, self.bytes[at] == .backslash,
            self.bytes[at + 1] == UInt8(ascii: "u")
        {
            let second = self.unit(at + 2)
            if second & 0xFC00 == 0xDC00 {
                at += 6
                return Unicode.Scalar(0x10000 + (first & 0x3FF) << 10 + second & 0x3FF) ?? "\u{FFFD}"
            }
        }
        return Unicode.Scalar(first) ?? "\u{FFFD}"
    }

    private func unit(_ at: Int) -> UInt32 {
        self.bytes[at..<at + 4].reduce(0) { value, byte in
            // `A` is 0x41 and `a` is 0x61: the low four bits of both are 1.
            value << 4 | UInt32(byte.isDigit ? byte - .zero : (byte & 0x0F) + 9)
        }
    }

    private func refuseDuplicateKeys() throws(FileError) {
        for object in self.nodes.indices where self.nodes[object].kind == .object {
            var seen: Set<[UInt8]> = []
            var index = object + 1
            while index < Int(self.nodes[object].next) {
                let key = self.nodes[index]
                if !seen.insert(self.unescaped(key)).inserted {
                    throw JSON(tape: self, index: index).refusal(
                        "This object has the key “\(self.text(of: key))” twice. Keep one of them.")
                }
                index = Int(self.nodes[index + 1].next)
            }
        }
    }
}
