/// What the version schemes have in common: bytes, digits of any length, identifiers.
enum SchemeText {
    /// Longer texts are not versions of any scheme.
    static let bytesMax = 1_000

    typealias Piece = ArraySlice<UInt8>

    /// The bytes of `text`, or `nil` when it is empty or too long for a version.
    static func bytes(_ text: String) -> [UInt8]? {
        let bytes = [UInt8](text.utf8.prefix(Self.bytesMax + 1))
        return bytes.isEmpty || bytes.count > Self.bytesMax ? nil : bytes
    }

    /// Two rows of digits by the number they mean; nothing counts as 0.
    static func numberOrder(_ left: Piece, _ right: Piece) -> Version.Order {
        let leftDigits = left.drop { $0 == UInt8(ascii: "0") }
        let rightDigits = right.drop { $0 == UInt8(ascii: "0") }
        if leftDigits.count != rightDigits.count { return leftDigits.count < rightDigits.count ? .less : .greater }
        return Self.byteOrder(leftDigits, rightDigits)
    }

    /// Two texts byte by byte; the beginning of a text is less than the text.
    static func byteOrder(_ left: some Sequence<UInt8>, _ right: some Sequence<UInt8>) -> Version.Order {
        var rest = right.makeIterator()
        for byte in left {
            guard let other = rest.next() else { return .greater }
            if byte != other { return byte < other ? .less : .greater }
        }
        return rest.next() == nil ? .same : .less
    }

    /// Dotted numbers, number by number; a missing one is 0.
    static func numberOrder(_ left: [Piece], _ right: [Piece]) -> Version.Order {
        for place in 0..<max(left.count, right.count) {
            let order = Self.numberOrder(
                place < left.count ? left[place] : [], place < right.count ? right[place] : [])
            if order != .same { return order }
        }
        return .same
    }

    /// Identifiers as in the precedence rules of SemVer: numbers first, then texts; a shorter row is less.
    ///
    /// - Source: https://semver.org/spec/v2.0.0.html, item 11.
    static func identifierOrder(_ left: [Piece], _ right: [Piece]) -> Version.Order {
        for (one, other) in zip(left, right) {
            let order: Version.Order
            switch (Self.isNumber(one), Self.isNumber(other)) {
            case (true, true): order = Self.numberOrder(one, other)
            case (true, false): order = .less
            case (false, true): order = .greater
            case (false, false): order = Self.byteOrder(one, other)
            }
            if order != .same { return order }
        }
        return Version.Order(left.count, right.count)
    }

    /// The pieces between `separator`, empty ones too.
    static func pieces(_ bytes: Piece, at separator: Character) -> [Piece] {
        bytes.split(separator: separator.asciiValue ?? 0, omittingEmptySubsequences: false)
    }

    /// The text before the first `separator`, and the text behind it when there is one.
    static func halves(_ bytes: Piece, at separator: Character) -> (Piece, Piece?) {
        guard let place = bytes.firstIndex(of: separator.asciiValue ?? 0) else { return (bytes, nil) }
        return (bytes[..<place], bytes[(place + 1)...])
    }

    /// Dotted numbers, or `nil` when anything else is in `bytes`.
    static func dottedNumbers(_ bytes: Piece) -> [Piece]? {
        let numbers = Self.pieces(bytes, at: ".")
        return numbers.allSatisfy(Self.isNumber) ? numbers : nil
    }

    /// Whether `bytes` are digits only, at least one.
    static func isNumber(_ bytes: Piece) -> Bool { !bytes.isEmpty && bytes.allSatisfy(Self.isDigit) }

    static func isDigit(_ byte: UInt8) -> Bool { VersionReader.isDigit(byte) }

    static func isLetter(_ byte: UInt8) -> Bool { VersionReader.isLetter(byte) }

    static func isWordByte(_ byte: UInt8) -> Bool { VersionReader.isWordByte(byte) }

    static func lower(_ bytes: some Sequence<UInt8>) -> [UInt8] { bytes.map(VersionReader.lower) }
}

extension Version.Order {
    /// The order of two comparable values.
    init<Value: Comparable>(_ left: Value, _ right: Value) {
        self = left == right ? .same : left < right ? .less : .greater
    }

    /// The order seen from the other side.
    var reversed: Version.Order {
        switch self {
        case .less: .greater
        case .same: .same
        case .greater: .less
        }
    }

    /// This order, or the next one when this one is undecided.
    func then(_ next: @autoclosure () -> Version.Order) -> Version.Order { self == .same ? next() : self }
}
