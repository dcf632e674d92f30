/// What is wrong with a `vers:` text.
public struct VersError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A sentence that says what is wrong and what would be right.
    public let description: String

    init(_ description: String) { self.description = description }
}

/// A range of versions in the notation `vers:scheme/constraint|constraint`.
///
///     try VersRange("vers:npm/>=1.0.0|<2.0.0").contains("1.5.0")   // true
///
/// The constraints may come in any order; `isCanonical` tells whether they were sorted, unique and alternating.
///
/// - Source: https://github.com/package-url/vers-spec, clause 5.
public struct VersRange: Sendable, Hashable {
    enum Comparator: String, Sendable {
        case notEqual = "!="
        case lessOrEqual = "<="
        case greaterOrEqual = ">="
        case less = "<"
        case greater = ">"
        case equal = ""

        var isUpper: Bool { self == .less || self == .lessOrEqual }
        var isLower: Bool { self == .greater || self == .greaterOrEqual }
        var isInclusive: Bool { self == .equal || self == .lessOrEqual || self == .greaterOrEqual }
    }

    struct Constraint: Sendable, Hashable {
        var comparator: Comparator
        var version: String
    }

    /// More constraints than any real range has.
    static let constraintsMax = 10_000

    /// Longer texts are refused.
    static let bytesMax = 1_000_000

    /// The scheme that orders the versions.
    public let scheme: VersionScheme

    /// Whether the constraints were written in the order of their versions and alternate between lower and upper.
    public let isCanonical: Bool

    /// Sorted by version; empty for `*`.
    let constraints: [Constraint]

    /// The bounds that are left when versions that add nothing are dropped.
    private let bounds: [Constraint]

    /// Reads `text`.
    ///
    /// - Throws: `VersError` when the text is not a range, is not canonical in its characters, names an unknown
    ///   scheme, or holds a version that is not one of its scheme.
    public init(_ text: String) throws(VersError) {
        let (scheme, rest) = try VersText.scheme(of: text)
        self.scheme = scheme
        guard rest != "*" else {
            self.constraints = []
            self.bounds = []
            self.isCanonical = true
            return
        }
        guard scheme != .all && scheme != .none else {
            throw VersError("“vers:\(scheme.rawValue)/” takes only “*”, not “\(VersText.short(rest))”.")
        }
        let constraints = try VersText.constraints(of: rest)
        let sorted = try Self.sorted(constraints, by: scheme)
        self.constraints = sorted
        self.bounds = Self.bounds(of: sorted)
        let written = sorted.filter { $0.comparator.isUpper || $0.comparator.isLower }
        self.isCanonical = sorted == constraints && self.bounds == written
    }

    /// Whether `version` is in the range, or `nil` when it is not a version of the scheme.
    public func contains(_ version: String) -> Bool? {
        if self.scheme == .none { return false }
        if self.constraints.isEmpty { return true }
        for constraint in self.constraints {
            guard let order = self.scheme.compare(version, constraint.version) else { return nil }
            if order == .same {
                // An equal version decides, unless it is only the open end of a span.
                if constraint.comparator == .notEqual { return false }
                if constraint.comparator.isInclusive { return true }
            }
        }
        guard !self.bounds.isEmpty else { return !self.constraints.contains { $0.comparator == .equal } }
        return self.isBetweenBounds(version)
    }

    /// Walks from bound to bound; before an upper bound and behind a lower bound is inside.
    private func isBetweenBounds(_ version: String) -> Bool {
        for bound in self.bounds {
            guard let order = self.scheme.compare(version, bound.version) else { return false }
            if order == .less { return bound.comparator.isUpper }
            if order == .same { return bound.comparator.isInclusive }
        }
        return self.bounds.last?.comparator.isLower ?? false
    }

    /// Of several lower bounds in a row the first counts, of several upper bounds the last.
    private static func bounds(of constraints: [Constraint]) -> [Constraint] {
        var bounds: [Constraint] = []
        for constraint in constraints where constraint.comparator.isLower || constraint.comparator.isUpper {
            guard let last = bounds.last else {
                bounds.append(constraint)
                continue
            }
            if constraint.comparator.isLower && last.comparator.isLower { continue }
            if constraint.comparator.isUpper && last.comparator.isUpper { bounds.removeLast() }
            bounds.append(constraint)
        }
        return bounds
    }

    private static func sorted(
        _ constraints: [Constraint], by scheme: VersionScheme
    ) throws(VersError) -> [Constraint] {
        for constraint in constraints where scheme.compare(constraint.version, constraint.version) != .same {
            throw VersError(
                "“\(VersText.short(constraint.version))” is not a version of the scheme “\(scheme.rawValue)”.")
        }
        let sorted = constraints.sorted { scheme.compare($0.version, $1.version) == .less }
        for (one, next) in zip(sorted, sorted.dropFirst()) {
            switch scheme.compare(one.version, next.version) {
            case .less?: continue
            case .same?:
                throw VersError("“\(VersText.short(next.version))” occurs twice; every version may occur only once.")
            default:
                let names = "“\(VersText.short(one.version))” and “\(VersText.short(next.version))”"
                throw VersError("\(names) cannot be put in order.")
            }
        }
        return sorted
    }
}

extension VersRange: CustomStringConvertible {
    /// The canonical text of the range.
    public var description: String {
        let constraints = self.constraints.map { $0.comparator.rawValue + VersText.encoded($0.version) }
        return "vers:\(self.scheme.rawValue)/" + (constraints.isEmpty ? "*" : constraints.joined(separator: "|"))
    }
}

/// The characters of a `vers:` text.
enum VersText {
    /// The scheme in front of the slash, and everything behind it.
    static func scheme(of text: String) throws(VersError) -> (VersionScheme, Substring) {
        guard text.utf8.count <= VersRange.bytesMax else {
            throw VersError("The range is longer than \(VersRange.bytesMax) bytes.")
        }
        guard text.utf8.allSatisfy({ $0 > 32 && $0 < 127 }) else {
            throw VersError("A range has only printable ASCII characters and no blanks; encode a blank as “%20”.")
        }
        guard text.hasPrefix("vers:") else { throw VersError("“\(Self.short(text))” does not begin with “vers:”.") }
        let body = text.dropFirst(5)
        guard let slash = body.firstIndex(of: "/") else {
            throw VersError("“\(Self.short(text))” has no “/” behind its scheme.")
        }
        let name = String(body[..<slash])
        guard let scheme = VersionScheme(named: name) else {
            throw VersError("“\(Self.short(name))” is not a known scheme; schemes are written in lower case.")
        }
        let rest = body[body.index(after: slash)...]
        guard !rest.isEmpty else { throw VersError("“\(Self.short(text))” has no constraint behind its scheme.") }
        return (scheme, rest)
    }

    /// The constraints between the pipes, in the order of the text.
    static func constraints(of text: Substring) throws(VersError) -> [VersRange.Constraint] {
        if text.hasPrefix("|") { throw VersError("The range begins with “|”; remove it.") }
        if text.hasSuffix("|") { throw VersError("The range ends with “|”; remove it.") }
        var constraints: [VersRange.Constraint] = []
        for part in text.split(separator: "|", omittingEmptySubsequences: false) {
            guard !part.isEmpty else { throw VersError("The range has “||”; one “|” separates constraints.") }
            guard constraints.count < VersRange.constraintsMax else {
                throw VersError("The range has more than \(VersRange.constraintsMax) constraints.")
            }
            constraints.append(try Self.constraint(part))
        }
        return constraints
    }

    private static func constraint(_ part: Substring) throws(VersError) -> VersRange.Constraint {
        let known: [VersRange.Comparator] = [.notEqual, .lessOrEqual, .greaterOrEqual, .less, .greater]
        let comparator = known.first { part.hasPrefix($0.rawValue) } ?? .equal
        let version = part.dropFirst(comparator.rawValue.utf8.count)
        if version.isEmpty { throw VersError("“\(part)” has no version.") }
        if let sign = version.first(where: { "<>=!*".contains($0) }) {
            throw VersError(
                "“\(Self.short(part))” has a “\(sign)” in its version; write it percent-encoded or leave it out.")
        }
        return VersRange.Constraint(comparator: comparator, version: try Self.decoded(version))
    }

    /// Decodes `%20` and the like once.
    private static func decoded(_ text: Substring) throws(VersError) -> String {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(Self.hexDigit), let low = rest.popFirst().flatMap(Self.hexDigit)
            else { throw VersError("“\(Self.short(text))” has a “%” without two hexadecimal digits behind it.") }
            bytes.append(high << 4 | low)
        }
        guard let decoded = String(validating: bytes, as: UTF8.self) else {
            throw VersError("“\(Self.short(text))” is not valid UTF-8 when decoded.")
        }
        return decoded
    }

    /// So much of a text as a sentence can carry.
    static func short(_ text: some StringProtocol) -> String {
        text.count > 80 ? text.prefix(80) + "…" : String(text)
    }

    private static func hexDigit(_ byte: UInt8) -> UInt8? {
        Unicode.Scalar(byte).properties.isASCIIHexDigit ? UInt8(String(UnicodeScalar(byte)), radix: 16) : nil
    }

    /// A version as it stands in a range: signs of the notation and everything outside printable ASCII encoded.
    static func encoded(_ version: String) -> String {
        var text = ""
        for byte in version.utf8 {
            if byte > 32 && byte < 127 && !"<>=!*|%".utf8.contains(byte) {
                text.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                text += digits.utf8.count < 2 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return text
    }
}
