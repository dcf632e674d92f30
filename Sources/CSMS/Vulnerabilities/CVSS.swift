/// A CVSS vector with the scores that it gives.
///
/// The four versions of the Common Vulnerability Scoring System that FIRST has published are read; scores are computed
/// in whole numbers, so that a score on the edge of a tenth does not depend on floating point.
///
///     let cvss = try CVSS(vector: "CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N/E:F")
///     cvss.base           // 6.4
///     cvss.temporal       // 6.3
///     cvss.environmental  // nil
///     cvss.severity       // .medium
///
/// - Source: CVSS v2.0 complete guide; CVSS v3.0, v3.1 and v4.0 specification documents. CVSS is owned by FIRST and
///   used by permission (https://www.first.org/cvss/).
public struct CVSS: Sendable, Hashable {
    /// A published version of CVSS.
    public enum Version: String, Sendable, CaseIterable {
        case v2 = "2.0"
        case v30 = "3.0"
        case v31 = "3.1"
        case v40 = "4.0"
    }

    /// The word for a score, from none to critical.
    public enum Severity: String, Sendable, CaseIterable, Comparable {
        case none
        case low
        case medium
        case high
        case critical
    }

    /// The longest vector that is read, in bytes; a full vector of version 4.0 has less than 200.
    public static let vectorBytesMax = 512

    /// The vector as it was given.
    public let vector: String
    /// The version that the vector is written in.
    public let version: Version
    /// The base score, 0.0…10.0 with one decimal; in version 4.0 the score of the whole vector.
    public let base: Double
    /// The temporal score, or `nil` where the vector chooses no temporal metric; always `nil` in version 4.0.
    public let temporal: Double?
    /// The environmental score, or `nil` where the vector chooses no environmental metric; always `nil` in version 4.0.
    public let environmental: Double?
    /// The word for the base score.
    public let severity: Severity

    /// Reads a vector and computes its scores.
    ///
    /// Metrics may stand in any order. A vector without a prefix is of version 2.0. “Not defined” (`X`, in version
    /// 2.0 `ND`) is the same as leaving the metric out.
    ///
    /// - Throws: `CVSSError` when a metric or a value is unknown, a metric stands twice, a mandatory metric is missing,
    ///   the prefix is not one of CVSS, or the vector is empty or longer than `vectorBytesMax`.
    public init(vector: String) throws(CVSSError) {
        let (version, scores) = try Self.scores(of: vector.utf8.span)
        self.vector = vector
        self.version = version
        self.base = Self.number(scores.base)
        self.temporal = scores.choosesTemporal ? Self.number(scores.temporal) : nil
        self.environmental = scores.choosesEnvironmental ? Self.number(scores.environmental) : nil
        self.severity = Self.severity(ofTenths: scores.base, in: version)
    }

    /// The word for a score in the words of a version.
    ///
    /// Version 2.0 knows low (also for 0.0), medium and high only, as the US National Vulnerability Database uses them.
    public static func severity(of score: Double, in version: Version) -> Severity {
        switch score {
        case ..<0.05: version == .v2 ? .low : .none
        case ..<3.95: .low
        case ..<6.95: .medium
        case ..<8.95: .high
        default: version == .v2 ? .high : .critical
        }
    }

    /// What is wrong with a published base score, as a sentence, or `nil` when the vector gives just that score.
    ///
    /// Many publishers put the temporal score where the base score belongs; the sentence says so.
    ///
    ///     try CVSS.difference(vector: "CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H/E:P/RL:U/RC:C", published: 7.4)
    ///     // "The vector gives the base score 7.8, but 7.4 is published, which is its temporal … score."
    ///
    /// - Throws: `CVSSError` when the vector cannot be read.
    public static func difference(vector: String, published: Double) throws(CVSSError) -> String? {
        let (version, scores) = try self.scores(of: vector.utf8.span)
        let base = self.number(scores.base)
        guard base != published else { return nil }
        guard version != .v40 else { return "The vector gives the score \(base), but \(published) is published." }
        let others = [("temporal", scores.temporal), ("environmental", scores.environmental)]
        let equal = others.filter { self.number($0.1) == published }.map(\.0)
        let ending = equal.isEmpty ? "none of its scores" : "its \(equal.joined(separator: " and ")) score"
        return "The vector gives the base score \(base), but \(published) is published, which is \(ending)."
    }
}

extension CVSS.Severity {
    /// Whether one severity is below another.
    public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .none: 0
        case .low: 1
        case .medium: 2
        case .high: 3
        case .critical: 4
        }
    }
}

/// Why a CVSS vector was refused, as a sentence that names the metric and what it may be.
public struct CVSSError: Error, Hashable, CustomStringConvertible {
    /// The sentence.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// The scores of a vector in tenths, 0…100, all three computed whether the vector chooses such metrics or not.
struct CVSSScores: Hashable {
    var base: Int
    var temporal: Int
    var environmental: Int
    var choosesTemporal: Bool
    var choosesEnvironmental: Bool
}

extension CVSS {
    /// Reads a vector from its bytes and computes its scores; allocates nothing unless the vector is refused.
    static func scores(of bytes: Span<UInt8>) throws(CVSSError) -> (version: Version, scores: CVSSScores) {
        guard bytes.count <= self.vectorBytesMax else {
            throw CVSSError("The CVSS vector has \(bytes.count) bytes. At most \(self.vectorBytesMax) are read.")
        }
        let version = try CVSSGrammar.version(of: bytes)
        switch version {
        case .v2:
            let choices = try CVSSGrammar.version2.choices(in: bytes, from: 0)
            return (version, CVSS2.scores(of: choices))
        case .v30, .v31:
            let grammar = version == .v30 ? CVSSGrammar.version30 : CVSSGrammar.version31
            let choices = try grammar.choices(in: bytes, from: CVSSGrammar.prefixBytes)
            return (version, CVSS3.scores(of: choices, in: version))
        case .v40:
            let choices = try CVSSGrammar.version40.choices(in: bytes, from: CVSSGrammar.prefixBytes)
            let score = CVSS4.score(of: choices)
            return (
                version,
                CVSSScores(
                    base: score, temporal: score, environmental: score,
                    choosesTemporal: false, choosesEnvironmental: false)
            )
        }
    }

    /// Tenths as a number with one decimal: the double nearest to it, as a reader of text would get.
    private static func number(_ tenths: Int) -> Double { Double(tenths) / 10 }

    private static func severity(ofTenths tenths: Int, in version: Version) -> Severity {
        self.severity(of: self.number(tenths), in: version)
    }
}
