/// Versions of Gentoo and of Alpine Linux: numbers, a letter, suffixes, a revision.
///
/// - Source: Package Manager Specification, section 3.2 and 3.3
///   (https://projects.gentoo.org/pms/8/pms.html#x1-250003.2).
enum GentooScheme {
    private struct Suffix {
        var rank: Int
        var number: SchemeText.Piece
    }

    private struct Parts {
        var numbers: [SchemeText.Piece] = []
        var letter: UInt8 = 0
        var suffixes: [Suffix] = []
        var revision: SchemeText.Piece = []
    }

    /// Suffixes from old to new; a version without any stands between `_rc` and the first of Alpine's.
    private static let suffixes = ["alpha", "beta", "pre", "rc", "", "cvs", "svn", "git", "hg", "p"]
    private static let plain = Suffix(rank: 4, number: [])

    static func order(_ left: [UInt8], _ right: [UInt8]) -> Version.Order? {
        guard let one = Self.parts(left[...]), let other = Self.parts(right[...]) else { return nil }
        return Self.numberOrder(one.numbers, other.numbers)
            .then(Version.Order(one.letter, other.letter))
            .then(Self.suffixOrder(one, other))
            .then(SchemeText.numberOrder(one.revision, other.revision))
    }

    /// The first number is an integer; behind a dot a leading zero makes the number a fraction.
    private static func numberOrder(_ left: [SchemeText.Piece], _ right: [SchemeText.Piece]) -> Version.Order {
        for (place, (one, other)) in zip(left, right).enumerated() {
            let zero = UInt8(ascii: "0")
            let isFraction = place > 0 && (one.first == zero || other.first == zero)
            let order =
                isFraction
                ? SchemeText.byteOrder(Self.withoutZerosAtEnd(one), Self.withoutZerosAtEnd(other))
                : SchemeText.numberOrder(one, other)
            if order != .same { return order }
        }
        return Version.Order(left.count, right.count)
    }

    private static func withoutZerosAtEnd(_ digits: SchemeText.Piece) -> SchemeText.Piece {
        var digits = digits
        while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        return digits
    }

    private static func suffixOrder(_ left: Parts, _ right: Parts) -> Version.Order {
        for place in 0..<max(left.suffixes.count, right.suffixes.count) {
            let one = place < left.suffixes.count ? left.suffixes[place] : Self.plain
            let other = place < right.suffixes.count ? right.suffixes[place] : Self.plain
            let order = Version.Order(one.rank, other.rank).then(SchemeText.numberOrder(one.number, other.number))
            if order != .same { return order }
        }
        return .same
    }

    private static func parts(_ bytes: SchemeText.Piece) -> Parts? {
        var parts = Parts()
        var rest = bytes
        repeat {
            if !parts.numbers.isEmpty { rest = rest.dropFirst() }
            let digits = rest.prefix(while: SchemeText.isDigit)
            guard !digits.isEmpty else { return nil }
            parts.numbers.append(digits)
            rest = rest.dropFirst(digits.count)
        } while rest.first == UInt8(ascii: ".")
        if let letter = rest.first, letter | 32 == letter, SchemeText.isLetter(letter) {
            parts.letter = letter
            rest = rest.dropFirst()
        }
        while rest.first == UInt8(ascii: "_") {
            let word = rest.dropFirst().prefix(while: SchemeText.isLetter)
            guard !word.isEmpty, let rank = Self.suffixes.firstIndex(where: { word.elementsEqual($0.utf8) }) else {
                return nil
            }
            rest = rest.dropFirst(word.count + 1)
            let digits = rest.prefix(while: SchemeText.isDigit)
            rest = rest.dropFirst(digits.count)
            parts.suffixes.append(Suffix(rank: rank, number: digits))
        }
        if rest.starts(with: "-r".utf8) {
            parts.revision = rest.dropFirst(2)
            guard SchemeText.isNumber(parts.revision) else { return nil }
            rest = []
        }
        return rest.isEmpty ? parts : nil
    }
}
