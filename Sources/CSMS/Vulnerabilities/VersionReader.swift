/// Reads versions from left to right in a text, as people and advisories write them.
struct VersionReader {
    /// A version together with what only the writer's spelling shows.
    struct Reading {
        var version: Version
        /// The count of dotted numbers as written, without wildcards.
        var parts: Int
        /// `7.2.x`: every version that begins with these numbers.
        var isWildcard: Bool
        /// A `V`, `FW` or `Version` in front proves that this is a version and not a model number.
        var hasSign: Bool

        /// `900S` alone is as likely a model as a version.
        var mayBeModel: Bool { self.parts == 1 && self.version.letter != 0 && !self.hasSign }
    }

    /// Longer texts are not versions.
    static let bytesMax = 1_000

    private static let stepWords: [(word: String, kind: VersionSteps.Kind, mayTouchNumber: Bool)] = [
        ("servicepack", .servicePack, true), ("sp", .servicePack, true), ("update", .update, true),
        ("upd", .update, true), ("hotfix", .hotfix, true), ("hf", .hotfix, true), ("patch", .patch, true),
        ("r", .release, false), ("u", .update, false), ("p", .patch, false), ("cu", .cumulative, true),
        ("qu", .quality, true), ("ru", .rollup, true), ("mp", .maintenance, true), ("fp", .feature, true),
        ("uc", .collection, true),
    ]

    private let bytes: [UInt8]
    private(set) var place = 0

    /// Takes `text` with every kind of blank turned into a space and zero-width characters removed.
    init(_ text: String) {
        let raw = [UInt8](text.utf8.prefix(Self.bytesMax + 1))
        guard raw.count <= Self.bytesMax else {
            self.bytes = [UInt8(ascii: "?")]
            return
        }
        self.bytes = raw.contains { $0 >= 0x80 } ? Self.plain(text) : raw
    }

    var isAtEnd: Bool { self.place >= self.bytes.count }

    /// The byte at the place, 0 at the end.
    var next: UInt8 { self.byte(self.place) }

    /// Whether a blank stands just before the place.
    var isBehindBlank: Bool { self.place > 0 && Self.isBlank(self.byte(self.place - 1)) }

    /// Moves over blanks; an underscore counts as one, as in `V18_Update_2`.
    mutating func skipBlanks() {
        while Self.isBlank(self.next) { self.place += 1 }
    }

    /// Moves behind lower-case `sign` when it stands here in any case.
    mutating func skip(_ sign: String) -> Bool { self.skip(bytes: sign.utf8) }

    /// Moves behind `words` when they stand here in any case, with any blanks between, and no letter or digit behind.
    mutating func skip(words: String) -> Bool {
        let start = self.place
        self.skipBlanks()
        for (index, word) in words.utf8.split(separator: UInt8(ascii: " ")).enumerated() {
            if index > 0 {
                guard Self.isBlank(self.next) else { return self.back(to: start) }
                self.skipBlanks()
            }
            guard self.skip(bytes: word) else { return self.back(to: start) }
        }
        return Self.isWordByte(self.next) ? self.back(to: start) : true
    }

    /// Goes back to an earlier place; always false, so that a failed attempt reads as one line.
    @discardableResult
    mutating func back(to place: Int) -> Bool {
        self.place = place
        return false
    }

    /// Reads one version from here and stops behind it; `nil` when none can be read with certainty.
    ///
    /// With `dashMayFollow` a `-41` behind the number belongs to the version, otherwise it is left for the caller.
    mutating func version(dashMayFollow: Bool) -> Reading? {
        self.skipBlanks()
        if self.next == UInt8(ascii: "(") { return self.bracketed(dashMayFollow: dashMayFollow) }
        let hasSign = self.skipSigns()
        guard let (numbers, parts, lastDigits) = self.numbers() else { return nil }
        let isWildcard = self.skipWildcards()
        var letter: UInt8 = 0
        if !isWildcard && Self.isLetter(self.next) && !self.hasStep(touching: true) {
            guard let read = self.letter(behind: lastDigits) else { return nil }
            letter = read
        }
        guard let steps = self.steps(), let tail = self.tail(parts: parts, dashMayFollow: dashMayFollow) else {
            return nil
        }
        guard !Self.isWordByte(self.next), !Self.isDate(numbers, parts) else { return nil }
        if isWildcard && (steps != VersionSteps() || tail.0 != .none) { return nil }
        return Reading(
            version: Version(numbers: numbers, letter: letter, steps: steps, mark: tail.0, tail: tail.1),
            parts: parts, isWildcard: isWildcard, hasSign: hasSign)
    }
}

// The parts of a version, in the order of the text.
extension VersionReader {
    /// `(R4.10)`: brackets around the whole version say nothing.
    private mutating func bracketed(dashMayFollow: Bool) -> Reading? {
        self.place += 1
        self.skipBlanks()
        guard self.next != UInt8(ascii: "("), let reading = self.version(dashMayFollow: dashMayFollow) else {
            return nil
        }
        self.skipBlanks()
        guard self.skip(")") else { return nil }
        return reading
    }

    /// Moves over `Firmware:`, `Version`, `V`, `FW`, `R` in front of the number.
    private mutating func skipSigns() -> Bool {
        let start = self.place
        for word in ["firmware", "version", "release", "ver", "fw", "v", "r"] {
            let before = self.place
            guard self.skip(bytes: word.utf8) else { continue }
            if Self.isLetter(self.next) {
                self.place = before
                continue
            }
            if self.next == UInt8(ascii: ":") || self.next == UInt8(ascii: ".") { self.place += 1 }
            self.skipBlanks()
        }
        return self.place > start
    }

    /// Dotted digits in the shape of `Version.numbers`, how many numbers were written, and the digits of the last one.
    private mutating func numbers() -> (digits: [UInt8], parts: Int, lastDigits: Int)? {
        var digits: [UInt8] = []
        var significant = 0
        var parts = 0
        var lastDigits = 0
        repeat {
            if parts > 0 {
                self.place += 1
                digits.append(UInt8(ascii: "."))
            }
            let start = self.place
            while self.next == UInt8(ascii: "0") { self.place += 1 }
            let first = self.place
            while Self.isDigit(self.next) { self.place += 1 }
            lastDigits = self.place - start
            guard lastDigits > 0 else { return nil }
            digits.append(contentsOf: self.bytes[first..<self.place])
            if self.place > first { significant = digits.count } else { digits.append(UInt8(ascii: "0")) }
            parts += 1
        } while self.next == UInt8(ascii: ".") && Self.isDigit(self.byte(self.place + 1))
        digits.removeLast(digits.count - significant)
        // "4.24." at the end of a sentence.
        if self.next == UInt8(ascii: ".") && !Self.isWordByte(self.byte(self.place + 1))
            && self.byte(self.place + 1) != UInt8(ascii: "*")
        {
            self.place += 1
        }
        return (digits, parts, lastDigits)
    }

    /// `29.03.2007`: dates with the day or the month in front do not sort as versions.
    private static func isDate(_ numbers: [UInt8], _ parts: Int) -> Bool {
        guard parts == 3 else { return false }
        let pieces = numbers.split(separator: UInt8(ascii: "."))
        guard pieces.count == 3, pieces[2].count == 4 else { return false }
        let isYear = pieces[2].starts(with: "19".utf8) || pieces[2].starts(with: "20".utf8)
        return isYear && Self.isDay(pieces[0]) && Self.isDay(pieces[1])
    }

    private static func isDay(_ digits: ArraySlice<UInt8>) -> Bool {
        digits.count < 2 || digits.count == 2 && digits.lexicographicallyPrecedes("32".utf8)
    }

    /// Moves over `.x`, `.X` and `.*`.
    private mutating func skipWildcards() -> Bool {
        let start = self.place
        while self.next == UInt8(ascii: ".") {
            let sign = self.byte(self.place + 1)
            guard sign == UInt8(ascii: "*") || Self.lower(sign) == UInt8(ascii: "x") else { break }
            self.place += 2
        }
        return self.place > start
    }

    /// One letter directly behind the number. A small x is a wildcard (`8.1x`), as may be a large one behind one digit.
    private mutating func letter(behind digits: Int) -> UInt8? {
        let letter = self.next
        guard !Self.isWordByte(self.byte(self.place + 1)),
            letter != UInt8(ascii: "x"), letter != UInt8(ascii: "X") || digits > 1
        else { return nil }
        self.place += 1
        return Self.lower(letter)
    }

    /// Whether a step such as `SP1` stands here.
    private func hasStep(touching: Bool) -> Bool {
        var reader = self
        return reader.step(touching: touching) != nil
    }

    /// `R2`, `SP1`, `Update 5`, `HF3`, from great to small, each rank once; `nil` when they are in disorder.
    private mutating func steps() -> VersionSteps? {
        var steps = VersionSteps()
        var rank = 0
        while true {
            let start = self.place
            self.skipBlanks()
            let hasDash = self.next == UInt8(ascii: "-")
            if hasDash { self.place += 1 }
            guard let (kind, number) = self.step(touching: hasDash || self.place == start) else {
                self.place = start
                return steps
            }
            guard kind.rank > rank else { return nil }
            rank = kind.rank
            steps.set(kind, to: number)
        }
    }

    private mutating func step(touching: Bool) -> (VersionSteps.Kind, UInt16)? {
        let start = self.place
        for (word, kind, mayTouchNumber) in Self.stepWords where mayTouchNumber || !touching {
            self.place = start
            let found = word == "servicepack" ? self.skipServicePack() : self.skip(bytes: word.utf8)
            guard found, !Self.isLetter(self.next) else { continue }
            if kind == .update && self.next == UInt8(ascii: ".") { self.place += 1 }
            // "R 2" and "P 1" with a blank are too short to be certain.
            if mayTouchNumber { self.skipBlanks() }
            var number: UInt16 = 0
            var digits = 0
            while Self.isDigit(self.next) && digits < 5 {
                if digits < 4 { number = number * 10 + UInt16(self.next - UInt8(ascii: "0")) }
                digits += 1
                self.place += 1
            }
            // More than four digits are a date, and dates do not sort as numbers in every country.
            if (1...4).contains(digits) && self.next != UInt8(ascii: ".") { return (kind, number) }
        }
        self.place = start
        return nil
    }

    private mutating func skipServicePack() -> Bool {
        guard self.skip(bytes: "service".utf8) else { return false }
        self.skipBlanks()
        return self.skip(bytes: "pack".utf8)
    }

    /// Build number, revision or count in brackets; `nil` when something else touches the version.
    private mutating func tail(parts: Int, dashMayFollow: Bool) -> (VersionMark, [UInt8])? {
        let start = self.place
        if self.next == UInt8(ascii: "(") && parts > 2 {
            self.place += 1
            if let digits = self.plainDigits(), self.skip(")") { return (.bracket, digits) }
            return nil
        }
        if self.next == UInt8(ascii: "_") && Self.isDigit(self.byte(self.place + 1)) {
            self.place += 1
            let first = self.place
            guard let digits = self.plainDigits(), self.place - first >= 6 else { return nil }
            return (.date, digits)
        }
        if self.next == UInt8(ascii: "-") && dashMayFollow {
            self.place += 1
            let isRevision = self.skip(bytes: "r".utf8)
            guard let digits = self.plainDigits() else { return nil }
            return (isRevision ? .revision : .dash, digits)
        }
        self.skipBlanks()
        if self.skip(bytes: "build".utf8) {
            self.skipBlanks()
            guard let (digits, _, _) = self.numbers() else { return nil }
            return (.build, digits)
        }
        self.place = start
        return (.none, [])
    }

    private mutating func plainDigits() -> [UInt8]? {
        guard let (digits, parts, _) = self.numbers(), parts == 1 else { return nil }
        return digits
    }
}

// Bytes.
extension VersionReader {
    private func byte(_ place: Int) -> UInt8 { place < self.bytes.count ? self.bytes[place] : 0 }

    /// Moves behind lower-case `wanted` when it stands here in any case.
    private mutating func skip(bytes wanted: some Collection<UInt8>) -> Bool {
        var end = self.place
        for byte in wanted {
            guard Self.lower(self.byte(end)) == byte else { return false }
            end += 1
        }
        self.place = end
        return true
    }

    /// `text` with blanks of every kind as spaces; any other character outside ASCII becomes an unreadable `?`.
    private static func plain(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x200B...0x200F, 0x2060, 0xFEFF, 0xAD: continue
            case 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000, 0x85, 0x2028, 0x2029: bytes.append(UInt8(ascii: " "))
            case 0x2264: bytes += [UInt8(ascii: "<"), UInt8(ascii: "=")]
            case 0x2265: bytes += [UInt8(ascii: ">"), UInt8(ascii: "=")]
            case 0..<0x80: bytes.append(UInt8(truncatingIfNeeded: scalar.value))
            default: bytes.append(UInt8(ascii: "?"))
            }
        }
        return bytes
    }

    static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "_") || (0x09...0x0D).contains(byte)
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    static func isLetter(_ byte: UInt8) -> Bool { (byte | 32) &- UInt8(ascii: "a") < 26 }

    static func isWordByte(_ byte: UInt8) -> Bool { Self.isDigit(byte) || Self.isLetter(byte) }

    static func lower(_ byte: UInt8) -> UInt8 { byte &- UInt8(ascii: "A") < 26 ? byte | 32 : byte }
}
