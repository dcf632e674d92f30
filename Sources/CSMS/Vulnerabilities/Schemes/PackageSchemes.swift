/// Debian: epoch, upstream version, revision; a tilde sorts before everything, even before the end.
///
/// - Source: https://www.debian.org/doc/debian-policy/ch-controlfields.html#version.
enum DebianScheme {
    static func order(_ left: [UInt8], _ right: [UInt8]) -> Version.Order? {
        guard let one = Self.parts(left[...]), let other = Self.parts(right[...]) else { return nil }
        return SchemeText.numberOrder(one.epoch, other.epoch)
            .then(Self.pieceOrder(one.version, other.version))
            .then(Self.pieceOrder(one.revision, other.revision))
    }

    private static func parts(
        _ bytes: SchemeText.Piece
    ) -> (epoch: SchemeText.Piece, version: SchemeText.Piece, revision: SchemeText.Piece)? {
        var epoch: SchemeText.Piece = []
        var rest = bytes
        if let colon = bytes.firstIndex(of: UInt8(ascii: ":")) {
            epoch = bytes[..<colon]
            rest = bytes[(colon + 1)...]
            guard SchemeText.isNumber(epoch) else { return nil }
        }
        let dash = rest.lastIndex(of: UInt8(ascii: "-"))
        let version = rest[..<(dash ?? rest.endIndex)]
        let allowed = [UInt8](".+-~:".utf8)
        guard !version.isEmpty, rest.allSatisfy({ SchemeText.isWordByte($0) || allowed.contains($0) }) else {
            return nil
        }
        guard let dash else { return (epoch, version, []) }
        return dash + 1 < rest.endIndex ? (epoch, version, rest[(dash + 1)...]) : nil
    }

    /// Text and digits in turn.
    private static func pieceOrder(_ left: SchemeText.Piece, _ right: SchemeText.Piece) -> Version.Order {
        var one = left
        var other = right
        while !one.isEmpty || !other.isEmpty {
            let oneText = one.prefix { !SchemeText.isDigit($0) }
            let otherText = other.prefix { !SchemeText.isDigit($0) }
            one = one.dropFirst(oneText.count)
            other = other.dropFirst(otherText.count)
            let oneDigits = one.prefix(while: SchemeText.isDigit)
            let otherDigits = other.prefix(while: SchemeText.isDigit)
            one = one.dropFirst(oneDigits.count)
            other = other.dropFirst(otherDigits.count)
            let order = Self.textOrder(oneText, otherText).then(SchemeText.numberOrder(oneDigits, otherDigits))
            if order != .same { return order }
        }
        return .same
    }

    private static func textOrder(_ left: SchemeText.Piece, _ right: SchemeText.Piece) -> Version.Order {
        for place in 0..<max(left.count, right.count) {
            let one = place < left.count ? Self.weight(left[left.startIndex + place]) : 0
            let other = place < right.count ? Self.weight(right[right.startIndex + place]) : 0
            if one != other { return Version.Order(one, other) }
        }
        return .same
    }

    /// A tilde before the end (0), letters before other characters.
    private static func weight(_ byte: UInt8) -> Int {
        if byte == UInt8(ascii: "~") { return -1 }
        return SchemeText.isLetter(byte) ? Int(byte) : Int(byte) + 256
    }
}

/// RPM and its relative ALPM (Arch Linux): epoch, version, release, in segments of digits or letters.
///
/// - Source: https://rpm-software-management.github.io/rpm/man/rpm-version.7;
///   https://man.archlinux.org/man/vercmp.8.
enum RPMScheme {
    static func order(_ left: [UInt8], _ right: [UInt8]) -> Version.Order? {
        guard let one = Self.parts(left[...]), let other = Self.parts(right[...]) else { return nil }
        return SchemeText.numberOrder(one.epoch, other.epoch)
            .then(Self.segmentOrder(one.version, other.version))
            .then(Self.segmentOrder(one.release ?? [], other.release ?? []))
    }

    /// Arch Linux compares the release only when both have one.
    static func archOrder(_ left: [UInt8], _ right: [UInt8]) -> Version.Order? {
        guard let one = Self.parts(left[...]), let other = Self.parts(right[...]) else { return nil }
        let order = SchemeText.numberOrder(one.epoch, other.epoch)
            .then(Self.archSegmentOrder(one.version, other.version))
        guard order == .same, let release = one.release, let otherRelease = other.release else { return order }
        return Self.archSegmentOrder(release, otherRelease)
    }

    private static func parts(
        _ bytes: SchemeText.Piece
    ) -> (epoch: SchemeText.Piece, version: SchemeText.Piece, release: SchemeText.Piece?)? {
        guard bytes.allSatisfy({ $0 > 32 && $0 < 127 }) else { return nil }
        let (epoch, behind) = SchemeText.halves(bytes, at: ":")
        guard behind == nil || epoch.allSatisfy(SchemeText.isDigit) else { return nil }
        let rest = behind ?? bytes
        guard let dash = rest.lastIndex(of: UInt8(ascii: "-")) else {
            return (behind == nil ? [] : epoch, rest, nil)
        }
        return (behind == nil ? [] : epoch, rest[..<dash], rest[(dash + 1)...])
    }

    private static func segmentOrder(_ left: SchemeText.Piece, _ right: SchemeText.Piece) -> Version.Order {
        var one = left
        var other = right
        let signs = [UInt8(ascii: "~"), UInt8(ascii: "^")]
        while !one.isEmpty || !other.isEmpty {
            one = one.drop { !SchemeText.isWordByte($0) && !signs.contains($0) }
            other = other.drop { !SchemeText.isWordByte($0) && !signs.contains($0) }
            if one.first == signs[0] || other.first == signs[0] {
                guard one.first == signs[0] else { return .greater }
                guard other.first == signs[0] else { return .less }
                one = one.dropFirst()
                other = other.dropFirst()
                continue
            }
            if one.first == signs[1] || other.first == signs[1] {
                if one.isEmpty { return .less }
                if other.isEmpty { return .greater }
                guard one.first == signs[1] else { return .greater }
                guard other.first == signs[1] else { return .less }
                one = one.dropFirst()
                other = other.dropFirst()
                continue
            }
            if one.isEmpty || other.isEmpty { break }
            let order = Self.nextSegmentOrder(&one, &other)
            if order != .same { return order }
        }
        return Version.Order(one.isEmpty ? 0 : 1, other.isEmpty ? 0 : 1)
    }

    private static func archSegmentOrder(_ left: SchemeText.Piece, _ right: SchemeText.Piece) -> Version.Order {
        var one = left
        var other = right
        while !one.isEmpty && !other.isEmpty {
            let oneSigns = one.prefix { !SchemeText.isWordByte($0) }.count
            let otherSigns = other.prefix { !SchemeText.isWordByte($0) }.count
            one = one.dropFirst(oneSigns)
            other = other.dropFirst(otherSigns)
            if one.isEmpty || other.isEmpty { break }
            if oneSigns != otherSigns { return Version.Order(oneSigns, otherSigns) }
            let order = Self.nextSegmentOrder(&one, &other)
            if order != .same { return order }
        }
        if one.isEmpty && other.isEmpty { return .same }
        // Letters that are left over mean an older version: 1.5b is before 1.5.
        if let first = one.first, SchemeText.isLetter(first) { return .less }
        return one.isEmpty && !(other.first.map(SchemeText.isLetter) ?? false) ? .less : .greater
    }

    /// Compares one segment and drops it on both sides; digits are newer than letters.
    private static func nextSegmentOrder(
        _ one: inout SchemeText.Piece, _ other: inout SchemeText.Piece
    ) -> Version.Order {
        let isNumber = SchemeText.isDigit(one.first ?? 0)
        let kind = isNumber ? SchemeText.isDigit : SchemeText.isLetter
        let oneSegment = one.prefix(while: kind)
        let otherSegment = other.prefix(while: kind)
        if otherSegment.isEmpty { return isNumber ? .greater : .less }
        one = one.dropFirst(oneSegment.count)
        other = other.dropFirst(otherSegment.count)
        return isNumber
            ? SchemeText.numberOrder(oneSegment, otherSegment) : SchemeText.byteOrder(oneSegment, otherSegment)
    }
}
