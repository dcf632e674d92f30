/// Versions of OpenSSL: letters up to 1.1.1, plain numbers since 3.0.
///
/// - Source: https://openssl-library.org/policies/releasestrat/.
enum OpenSSLScheme {
    static func order(_ left: [UInt8], _ right: [UInt8]) -> Version.Order? {
        guard let one = Self.parts(left[...]), let other = Self.parts(right[...]) else { return nil }
        let order = SchemeText.numberOrder(one.numbers, other.numbers)
            .then(SchemeText.byteOrder(one.letters, other.letters))
        guard order == .same else { return order }
        switch (one.preRelease, other.preRelease) {
        case (nil, nil): return .same
        case (nil, _?): return .greater
        case (_?, nil): return .less
        case (let one?, let other?): return GenericScheme.order(one, other)
        }
    }

    private static func parts(
        _ bytes: SchemeText.Piece
    ) -> (numbers: [SchemeText.Piece], letters: SchemeText.Piece, preRelease: [UInt8]?)? {
        let (version, _) = SchemeText.halves(bytes, at: "+")
        let (text, preRelease) = SchemeText.halves(version, at: "-")
        let digits = text.prefix { SchemeText.isDigit($0) || $0 == UInt8(ascii: ".") }
        let letters = text.dropFirst(digits.count)
        guard let numbers = SchemeText.dottedNumbers(digits),
            letters.allSatisfy({ $0 &- UInt8(ascii: "a") < 26 })
        else { return nil }
        if let preRelease {
            // The FIPS branch of 1.0.2 and the like are no pre-releases.
            let known = ["pre", "beta", "alpha", "dev", "rc"]
            guard known.contains(where: { preRelease.starts(with: $0.utf8) }) else { return nil }
            return (numbers, letters, [UInt8](preRelease))
        }
        return (numbers, letters, nil)
    }
}

/// Versions of Conan: any pieces between dots, a pre-release behind a dash, a build behind a plus.
///
/// - Source: https://docs.conan.io/2/tutorial/versioning/version_ranges.html#semantic-versioning.
enum ConanScheme {
    private struct Parts {
        var items: [SchemeText.Piece]
        var preRelease: [SchemeText.Piece]?
        var build: [SchemeText.Piece]?
    }

    static func order(_ left: [UInt8], _ right: [UInt8]) -> Version.Order? {
        guard let one = Self.parts(left), let other = Self.parts(right) else { return nil }
        let items = Self.order(one.items, other.items)
        if items != .same { return items }
        switch (one.preRelease, other.preRelease) {
        case (nil, _?): return .greater
        case (_?, nil): return .less
        case (let pre, let otherPre):
            return Self.order(pre ?? [], otherPre ?? [])
                .then(Version.Order(one.build == nil ? 0 : 1, other.build == nil ? 0 : 1))
                .then(Self.order(one.build ?? [], other.build ?? []))
        }
    }

    private static func parts(_ bytes: [UInt8]) -> Parts? {
        let text = SchemeText.lower(bytes)
        guard text.allSatisfy({ $0 > 32 && $0 < 127 }) else { return nil }
        let (version, build) = SchemeText.halves(text[...], at: "+")
        let (number, preRelease) = SchemeText.halves(version, at: "-")
        return Parts(
            items: Self.items(number), preRelease: preRelease.map(Self.items), build: build.map(Self.items))
    }

    /// The pieces without zeros at the end; nothing at all is no piece.
    private static func items(_ text: SchemeText.Piece) -> [SchemeText.Piece] {
        var items = text.isEmpty ? [] : SchemeText.pieces(text, at: ".")
        while let last = items.last, SchemeText.isNumber(last), last.allSatisfy({ $0 == UInt8(ascii: "0") }) {
            items.removeLast()
        }
        return items
    }

    private static func order(_ left: [SchemeText.Piece], _ right: [SchemeText.Piece]) -> Version.Order {
        for (one, other) in zip(left, right) {
            let areNumbers = SchemeText.isNumber(one) && SchemeText.isNumber(other)
            let order = areNumbers ? SchemeText.numberOrder(one, other) : SchemeText.byteOrder(one, other)
            if order != .same { return order }
        }
        return Version.Order(left.count, right.count)
    }
}

/// Versions of Composer (PHP): numbers, then a stability, then a development mark.
///
/// - Source: https://getcomposer.org/doc/articles/versions.md.
enum ComposerScheme {
    private struct Parts {
        var numbers: [SchemeText.Piece] = []
        var stability = Self.stable
        var stabilityNumbers: [SchemeText.Piece] = []
        var isDevelopment = false

        static let stable = 3
    }

    private static let stabilities: [(name: String, rank: Int)] = [
        ("alpha", 0), ("a", 0), ("beta", 1), ("b", 1), ("rc", 2), ("stable", 3), ("patch", 4), ("pl", 4), ("p", 4),
    ]

    static func order(_ left: [UInt8], _ right: [UInt8]) -> Version.Order? {
        guard let one = Self.parts(left), let other = Self.parts(right) else {
            return SchemeText.lower(left) == SchemeText.lower(right) ? .same : nil
        }
        return SchemeText.numberOrder(one.numbers, other.numbers)
            .then(Version.Order(one.stability, other.stability))
            .then(SchemeText.numberOrder(one.stabilityNumbers, other.stabilityNumbers))
            .then(Version.Order(one.isDevelopment ? 0 : 1, other.isDevelopment ? 0 : 1))
    }

    private static func parts(_ bytes: [UInt8]) -> Parts? {
        var parts = Parts()
        let (text, _) = SchemeText.halves(SchemeText.lower(bytes)[...], at: "+")
        var rest = text.first == UInt8(ascii: "v") ? text.dropFirst() : text
        let digits = rest.prefix { SchemeText.isDigit($0) || $0 == UInt8(ascii: ".") }
        rest = rest.dropFirst(digits.count)
        let isDotBehind = digits.last == UInt8(ascii: ".") && !rest.isEmpty
        guard let numbers = SchemeText.dottedNumbers(isDotBehind ? digits.dropLast() : digits) else { return nil }
        parts.numbers = numbers
        for (name, rank) in Self.stabilities {
            let word = Self.withoutSeparator(rest)
            guard word.starts(with: name.utf8) else { continue }
            let behind = Self.withoutSeparator(word.dropFirst(name.utf8.count))
            let number = behind.prefix { SchemeText.isDigit($0) || $0 == UInt8(ascii: ".") }
            parts.stability = rank
            parts.stabilityNumbers = number.isEmpty ? [] : SchemeText.dottedNumbers(number) ?? []
            rest = number.isEmpty ? word.dropFirst(name.utf8.count) : behind.dropFirst(number.count)
            break
        }
        if Self.withoutSeparator(rest).elementsEqual("dev".utf8) {
            parts.isDevelopment = true
            // "1.0-dev" is before every alpha, "1.0-RC1-dev" only before its candidate.
            if parts.stability == Parts.stable { parts.stability = -1 }
            rest = []
        }
        return rest.isEmpty ? parts : nil
    }

    private static func withoutSeparator(_ text: SchemeText.Piece) -> SchemeText.Piece {
        guard let first = text.first, [UInt8]("-._".utf8).contains(first) else { return text }
        return text.dropFirst()
    }
}
