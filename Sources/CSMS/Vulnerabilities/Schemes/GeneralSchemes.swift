/// Dotted integers; reading stops at the first character that is neither digit nor dot.
///
/// - Source: https://github.com/package-url/vers-spec, "General VERS types".
enum IntdotScheme {
    static func order(_ left: [UInt8], _ right: [UInt8]) -> Version.Order? {
        guard let one = Self.numbers(left[...]), let other = Self.numbers(right[...]) else { return nil }
        return SchemeText.numberOrder(one, other)
    }

    private static func numbers(_ bytes: SchemeText.Piece) -> [SchemeText.Piece]? {
        guard let first = bytes.first, SchemeText.isDigit(first) else { return nil }
        return SchemeText.pieces(bytes.prefix { SchemeText.isDigit($0) || $0 == UInt8(ascii: ".") }, at: ".")
    }
}

/// Texts byte by byte in UTF-8, without any normalization.
///
/// - Source: https://github.com/package-url/vers-spec, "General VERS types".
enum LexicographicScheme {
    static func order(_ left: [UInt8], _ right: [UInt8]) -> Version.Order? { SchemeText.byteOrder(left, right) }
}

/// Any version: runs of digits and of letters in turn, as libversion does.
///
/// A word before the end is older than nothing (`1.0beta` before `1.0`), except `p`, `patch`, `pl` and `post`;
/// one letter between or behind numbers is newer than nothing (`1.0a` behind `1.0`).
///
/// - Source: https://github.com/repology/libversion/blob/master/doc/ALGORITHM.md.
enum GenericScheme {
    /// The ranks of a component from old to new.
    private enum Rank: Int {
        case preRelease = 1
        case zero, postRelease, number, letter
    }

    private struct Component {
        var rank: Rank
        var text: SchemeText.Piece
    }

    static func order(_ left: [UInt8], _ right: [UInt8]) -> Version.Order? {
        Self.order(Self.components(SchemeText.lower(left)[...]), Self.components(SchemeText.lower(right)[...]))
    }

    /// Two texts that hold digits or letters; the common case without `nil`.
    static func order(_ left: [UInt8], _ right: [UInt8]) -> Version.Order {
        Self.order(Self.components(SchemeText.lower(left)[...]), Self.components(SchemeText.lower(right)[...]))
            ?? SchemeText.byteOrder(left, right)
    }

    private static func order(_ left: [Component], _ right: [Component]) -> Version.Order? {
        guard !left.isEmpty, !right.isEmpty else { return nil }
        for place in 0..<max(left.count, right.count) {
            let one = place < left.count ? left[place] : Component(rank: .zero, text: [])
            let other = place < right.count ? right[place] : Component(rank: .zero, text: [])
            let order = Version.Order(one.rank.rawValue, other.rank.rawValue)
            if order != .same { return order }
            let isNumber = one.rank == .zero || one.rank == .number
            let texts =
                isNumber
                ? SchemeText.numberOrder(one.text, other.text)
                : Version.Order(one.text.first ?? 0, other.text.first ?? 0)
            if texts != .same { return texts }
        }
        return .same
    }

    private static func components(_ bytes: SchemeText.Piece) -> [Component] {
        var components: [Component] = []
        var rest = bytes
        while true {
            let separators = rest.prefix { !SchemeText.isWordByte($0) }
            rest = rest.dropFirst(separators.count)
            guard let first = rest.first else { return components }
            let run = rest.prefix {
                SchemeText.isWordByte($0) && SchemeText.isDigit($0) == SchemeText.isDigit(first)
            }
            let isBehindNumber = separators.isEmpty && !components.isEmpty
            rest = rest.dropFirst(run.count)
            components.append(Component(rank: Self.rank(run, isBehindNumber, rest), text: run))
        }
    }

    private static func rank(_ run: SchemeText.Piece, _ isBehindNumber: Bool, _ rest: SchemeText.Piece) -> Rank {
        if let first = run.first, SchemeText.isDigit(first) {
            return run.allSatisfy { $0 == UInt8(ascii: "0") } ? .zero : .number
        }
        if ["post", "patch", "pl", "errata"].contains(where: { run.elementsEqual($0.utf8) }) { return .postRelease }
        let isBeforeNumber = rest.first.map(SchemeText.isDigit) ?? false
        if run.count == 1 && isBehindNumber && !isBeforeNumber { return .letter }
        return .preRelease
    }
}

/// Instants of RFC 3339; the offset counts, the spelling of the fraction does not.
///
/// - Source: RFC 3339, section 5.6; uppercase `T` and `Z` as vers wants them.
enum DatetimeScheme {
    private struct Instant {
        var seconds: Int
        var fraction: SchemeText.Piece
    }

    static func order(_ left: [UInt8], _ right: [UInt8]) -> Version.Order? {
        guard let one = Self.instant(left[...]), let other = Self.instant(right[...]) else { return nil }
        return Version.Order(one.seconds, other.seconds).then(SchemeText.byteOrder(one.fraction, other.fraction))
    }

    private static func instant(_ bytes: SchemeText.Piece) -> Instant? {
        var rest = bytes
        guard let year = Self.number(&rest, digits: 4, behind: nil), let month = Self.number(&rest, 2, "-"),
            let day = Self.number(&rest, 2, "-"), let hour = Self.number(&rest, 2, "T"),
            let minute = Self.number(&rest, 2, ":"), let second = Self.number(&rest, 2, ":"),
            (1...12).contains(month), day >= 1, day <= Self.days(in: month, of: year), hour < 24, minute < 60,
            second <= 60
        else { return nil }
        var fraction: SchemeText.Piece = []
        if rest.first == UInt8(ascii: ".") {
            fraction = rest.dropFirst().prefix(while: SchemeText.isDigit)
            rest = rest.dropFirst(fraction.count + 1)
            if fraction.isEmpty { return nil }
            while fraction.last == UInt8(ascii: "0") { fraction.removeLast() }
        }
        guard let offset = Self.offsetSeconds(rest) else { return nil }
        let days = Self.dayNumber(year, month, day)
        return Instant(seconds: days * 86_400 + hour * 3_600 + minute * 60 + second - offset, fraction: fraction)
    }

    private static func offsetSeconds(_ bytes: SchemeText.Piece) -> Int? {
        if bytes.elementsEqual("Z".utf8) { return 0 }
        guard let sign = bytes.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
        var rest = bytes.dropFirst()
        guard let hours = Self.number(&rest, digits: 2, behind: nil), let minutes = Self.number(&rest, 2, ":"),
            rest.isEmpty, hours < 24, minutes < 60
        else { return nil }
        return (hours * 3_600 + minutes * 60) * (sign == UInt8(ascii: "-") ? -1 : 1)
    }

    private static func number(_ rest: inout SchemeText.Piece, _ digits: Int, _ sign: Character) -> Int? {
        Self.number(&rest, digits: digits, behind: sign)
    }

    private static func number(_ rest: inout SchemeText.Piece, digits: Int, behind sign: Character?) -> Int? {
        if let sign {
            guard rest.first == sign.asciiValue else { return nil }
            rest = rest.dropFirst()
        }
        let piece = rest.prefix(digits)
        guard piece.count == digits, SchemeText.isNumber(piece) else { return nil }
        rest = rest.dropFirst(digits)
        return piece.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    private static func days(in month: Int, of year: Int) -> Int {
        let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
        return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    /// Days in the Gregorian calendar, counted from the first of March of the year 0.
    private static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month > 2 ? year : year - 1
        let months = month > 2 ? month - 3 : month + 9
        let century = shifted >= 0 ? shifted / 100 : -1
        let quarter = shifted >= 0 ? shifted / 400 : -1
        return shifted * 365 + (shifted >= 0 ? shifted / 4 : -1) - century + quarter + (months * 153 + 2) / 5 + day
    }
}
