/// Versions of Python packages: epoch, release, pre-release, post-release, development release, local part.
///
/// - Source: https://packaging.python.org/en/latest/specifications/version-specifiers/ (PEP 440).
enum PythonScheme {
    private struct Parts {
        var epoch: SchemeText.Piece = []
        var release: [SchemeText.Piece] = []
        var pre: (letter: UInt8, number: SchemeText.Piece)?
        var post: SchemeText.Piece?
        var dev: SchemeText.Piece?
        var local: [SchemeText.Piece]?

        /// 0 a development release of the plain version, 1 a pre-release, 2 the version itself.
        var stage: Int { self.pre != nil ? 1 : self.post == nil && self.dev != nil ? 0 : 2 }
    }

    private static let preNames: [(name: String, letter: Character)] = [
        ("alpha", "a"), ("beta", "b"), ("preview", "c"), ("pre", "c"), ("rc", "c"), ("a", "a"), ("b", "b"), ("c", "c"),
    ]

    static func order(_ left: [UInt8], _ right: [UInt8]) -> Version.Order? {
        guard let one = Self.parts(left), let other = Self.parts(right) else { return nil }
        return SchemeText.numberOrder(one.epoch, other.epoch)
            .then(SchemeText.numberOrder(one.release, other.release))
            .then(Version.Order(one.stage, other.stage))
            .then(Version.Order(one.pre?.letter ?? 0, other.pre?.letter ?? 0))
            .then(SchemeText.numberOrder(one.pre?.number ?? [], other.pre?.number ?? []))
            .then(Self.order(one.post, other.post, missing: .less))
            .then(Self.order(one.dev, other.dev, missing: .greater))
            .then(Self.localOrder(one.local, other.local))
    }

    private static func order(
        _ left: SchemeText.Piece?, _ right: SchemeText.Piece?, missing: Version.Order
    ) -> Version.Order {
        switch (left, right) {
        case (nil, nil): .same
        case (nil, _?): missing
        case (_?, nil): missing.reversed
        case (let one?, let other?): SchemeText.numberOrder(one, other)
        }
    }

    /// In the local part numbers are newer than texts.
    private static func localOrder(_ left: [SchemeText.Piece]?, _ right: [SchemeText.Piece]?) -> Version.Order {
        guard let left, let right else { return Version.Order(left == nil ? 0 : 1, right == nil ? 0 : 1) }
        for (one, other) in zip(left, right) {
            let order: Version.Order
            switch (SchemeText.isNumber(one), SchemeText.isNumber(other)) {
            case (true, true): order = SchemeText.numberOrder(one, other)
            case (true, false): order = .greater
            case (false, true): order = .less
            case (false, false): order = SchemeText.byteOrder(one, other)
            }
            if order != .same { return order }
        }
        return Version.Order(left.count, right.count)
    }

    private static func parts(_ bytes: [UInt8]) -> Parts? {
        var parts = Parts()
        var rest = SchemeText.lower(bytes)[...]
        let (version, local) = SchemeText.halves(rest, at: "+")
        rest = version.first == UInt8(ascii: "v") ? version.dropFirst() : version
        let (epoch, behind) = SchemeText.halves(rest, at: "!")
        if let behind {
            guard SchemeText.isNumber(epoch) else { return nil }
            parts.epoch = epoch
            rest = behind
        }
        guard let release = Self.release(&rest) else { return nil }
        parts.release = release
        Self.readPre(&rest, into: &parts)
        Self.readPost(&rest, into: &parts)
        if let number = Self.number(&rest, behind: "dev") { parts.dev = number }
        guard rest.isEmpty else { return nil }
        if let local {
            let pieces = local.split(omittingEmptySubsequences: false, whereSeparator: Self.isSeparator)
            guard pieces.allSatisfy({ !$0.isEmpty && $0.allSatisfy(SchemeText.isWordByte) }) else { return nil }
            parts.local = pieces
        }
        return parts
    }

    private static func release(_ rest: inout SchemeText.Piece) -> [SchemeText.Piece]? {
        var numbers: [SchemeText.Piece] = []
        while true {
            let digits = rest.prefix(while: SchemeText.isDigit)
            if digits.isEmpty { return nil }
            numbers.append(digits)
            rest = rest.dropFirst(digits.count)
            guard rest.first == UInt8(ascii: "."), let next = rest.dropFirst().first, SchemeText.isDigit(next) else {
                return numbers
            }
            rest = rest.dropFirst()
        }
    }

    private static func readPre(_ rest: inout SchemeText.Piece, into parts: inout Parts) {
        for (name, letter) in Self.preNames {
            if let number = Self.number(&rest, behind: name) {
                parts.pre = (letter.asciiValue ?? 0, number)
                return
            }
        }
    }

    private static func readPost(_ rest: inout SchemeText.Piece, into parts: inout Parts) {
        // "1.0-1" is a short form of "1.0.post1".
        if rest.first == UInt8(ascii: "-") {
            let digits = rest.dropFirst().prefix(while: SchemeText.isDigit)
            if !digits.isEmpty {
                parts.post = digits
                rest = rest.dropFirst(digits.count + 1)
                return
            }
        }
        for name in ["post", "rev", "r"] {
            if let number = Self.number(&rest, behind: name) {
                parts.post = number
                return
            }
        }
    }

    /// The number behind `name`, with single separators around the name; a missing number is empty.
    private static func number(_ rest: inout SchemeText.Piece, behind name: String) -> SchemeText.Piece? {
        var text = rest
        if let first = text.first, Self.isSeparator(first) { text = text.dropFirst() }
        guard text.starts(with: name.utf8) else { return nil }
        text = text.dropFirst(name.utf8.count)
        var behind = text
        if let first = behind.first, Self.isSeparator(first) { behind = behind.dropFirst() }
        let digits = behind.prefix(while: SchemeText.isDigit)
        // A letter behind the name makes it another word.
        if digits.isEmpty, let first = text.first, SchemeText.isLetter(first), !Self.startsWord(text) { return nil }
        rest = digits.isEmpty ? text : behind.dropFirst(digits.count)
        return digits
    }

    private static func startsWord(_ text: SchemeText.Piece) -> Bool {
        text.starts(with: "dev".utf8) || text.starts(with: "post".utf8) || text.starts(with: "r".utf8)
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }
}
