/// Versions of RubyGems: numbers and words between dots; a word is older than any number.
///
/// - Source: https://docs.ruby-lang.org/en/master/Gem/Version.html.
enum RubyScheme {
    static func order(_ left: [UInt8], _ right: [UInt8]) -> Version.Order? {
        guard let one = Self.segments(left[...]), let other = Self.segments(right[...]) else { return nil }
        for place in 0..<max(one.count, other.count) {
            let order = Self.order(
                place < one.count ? one[place] : [], place < other.count ? other[place] : [])
            if order != .same { return order }
        }
        return .same
    }

    private static func order(_ left: SchemeText.Piece, _ right: SchemeText.Piece) -> Version.Order {
        switch (Self.isWord(left), Self.isWord(right)) {
        case (false, false): SchemeText.numberOrder(left, right)
        case (true, false): .less
        case (false, true): .greater
        case (true, true): SchemeText.byteOrder(left, right)
        }
    }

    private static func isWord(_ segment: SchemeText.Piece) -> Bool { segment.first.map(SchemeText.isLetter) ?? false }

    /// Digits and letters apart, without zeros before the first word and at the end; a dash means ".pre.".
    private static func segments(_ bytes: SchemeText.Piece) -> [SchemeText.Piece]? {
        guard let first = bytes.first, SchemeText.isDigit(first) else { return nil }
        var numbers: [SchemeText.Piece] = []
        var words: [SchemeText.Piece] = []
        for (index, part) in SchemeText.pieces(bytes, at: "-").enumerated() {
            if index > 0 { words.append([UInt8]("pre".utf8)[...]) }
            for piece in SchemeText.pieces(part, at: ".") {
                guard !piece.isEmpty, piece.allSatisfy(SchemeText.isWordByte) else { return nil }
                for segment in Self.runs(piece) {
                    if words.isEmpty && !Self.isWord(segment) { numbers.append(segment) } else { words.append(segment) }
                }
            }
        }
        return Self.withoutZerosAtEnd(numbers) + Self.withoutZerosAtEnd(words)
    }

    private static func runs(_ piece: SchemeText.Piece) -> [SchemeText.Piece] {
        var runs: [SchemeText.Piece] = []
        var rest = piece
        while let first = rest.first {
            let run = rest.prefix { SchemeText.isDigit($0) == SchemeText.isDigit(first) }
            runs.append(run)
            rest = rest.dropFirst(run.count)
        }
        return runs
    }

    private static func withoutZerosAtEnd(_ segments: [SchemeText.Piece]) -> [SchemeText.Piece] {
        var segments = segments
        while let last = segments.last, last.allSatisfy({ $0 == UInt8(ascii: "0") }) { segments.removeLast() }
        return segments
    }
}
