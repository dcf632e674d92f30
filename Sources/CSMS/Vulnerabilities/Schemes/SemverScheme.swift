/// Semantic versions and their relatives: a number, a pre-release, a build that does not count.
///
/// - Source: https://semver.org/spec/v2.0.0.html; https://go.dev/ref/mod#versions;
///   https://learn.microsoft.com/nuget/concepts/package-versioning.
enum SemverScheme {
    private struct Parts {
        var numbers: [SchemeText.Piece]
        var preRelease: [SchemeText.Piece]?
    }

    /// SemVer, npm, Cargo, Go: a leading `v` or `=` is allowed, missing numbers are 0.
    static func order(_ left: [UInt8], _ right: [UInt8]) -> Version.Order? {
        guard let one = Self.parts(left[...]), let other = Self.parts(right[...]) else { return nil }
        return Self.order(one, other)
    }

    /// NuGet: up to four numbers, and the case of letters does not count.
    static func nugetOrder(_ left: [UInt8], _ right: [UInt8]) -> Version.Order? {
        guard let one = Self.parts(SchemeText.lower(left)[...]), let other = Self.parts(SchemeText.lower(right)[...]),
            one.numbers.count <= 4, other.numbers.count <= 4
        else { return nil }
        return Self.order(one, other)
    }

    private static func order(_ left: Parts, _ right: Parts) -> Version.Order {
        let numbers = SchemeText.numberOrder(left.numbers, right.numbers)
        if numbers != .same { return numbers }
        switch (left.preRelease, right.preRelease) {
        case (nil, nil): return .same
        case (nil, _?): return .greater
        case (_?, nil): return .less
        case (let one?, let other?): return SchemeText.identifierOrder(one, other)
        }
    }

    private static func parts(_ bytes: SchemeText.Piece) -> Parts? {
        let text = bytes.drop { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: " ") }
        let (version, build) = SchemeText.halves(
            VersionReader.lower(text.first ?? 0) == UInt8(ascii: "v")
                ? text.dropFirst() : text, at: "+")
        let (number, preRelease) = SchemeText.halves(version, at: "-")
        guard let numbers = SchemeText.dottedNumbers(number) else { return nil }
        let identifiers = preRelease.map { SchemeText.pieces($0, at: ".") }
        let all = (identifiers ?? []) + (build.map { SchemeText.pieces($0, at: ".") } ?? [])
        guard all.allSatisfy(Self.isIdentifier) else { return nil }
        return Parts(numbers: numbers, preRelease: identifiers)
    }

    private static func isIdentifier(_ bytes: SchemeText.Piece) -> Bool {
        !bytes.isEmpty && bytes.allSatisfy { SchemeText.isWordByte($0) || $0 == UInt8(ascii: "-") }
    }
}
