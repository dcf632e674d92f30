import CSMS
import Foundation
import Testing

/// The vectors of the corpora with the scores that others published for them.
private enum Corpus {
    static let folder: URL = {
        if let path = ProcessInfo.processInfo.environment["HOLDFAST_CORPORA"] { return URL(filePath: path) }
        let root = URL(filePath: #filePath).appending(path: "../../../..").standardized
        return root.appending(path: "../shared/corpora").standardized
    }()

    static let isPresent = FileManager.default.fileExists(atPath: folder.appending(path: "cvss").path)

    /// The lines of a file after its heading, cut at the commas; no field of these files has quotes.
    static func rows(_ path: String) throws -> [[String]] {
        try lines(path).dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    }

    static func lines(_ path: String) throws -> [Substring] {
        let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
        return text.split(whereSeparator: \.isNewline)
    }
}

@Suite(.enabled(if: Corpus.isPresent)) struct CVSSCorpusTests {
    @Test func randomVectorsScoreAsTheRedHatLibrary() throws {
        let rows = try Corpus.rows("cvss/generated/random-vectors.csv")
        #expect(rows.count > 5_000)
        for row in rows {
            let cvss = try CVSS(vector: row[1])
            #expect(cvss.version.rawValue == row[0])
            #expect(cvss.base == Double(row[2]), "\(row)")
            #expect(cvss.severity.rawValue == row[5].lowercased(), "\(row)")
            #expect(agrees(cvss.temporal, with: Double(row[3]), in: cvss.version), "\(row)")
            #expect(agrees(cvss.environmental, with: Double(row[4]), in: cvss.version), "\(row)")
        }
    }

    @Test func exactHalvesOfVersion4AreRoundedUp() throws {
        let rows = try Corpus.rows("cvss/generated/v4-rounding-cases.csv")
        #expect(rows.count > 50)
        for row in rows {
            #expect(try CVSS(vector: row[0]).base == Double(row[1]), "\(row)")
        }
    }

    @Test(arguments: [
        "calculator2", "calculator3", "cvsslib2", "cvsslib3", "security4", "simple2", "simple3", "simple31", "simple4",
        "supplemental4", "threat4",
    ])
    func vectorsOfTheRedHatTestsScoreAsTheySay(file: String) throws {
        let lines = try Corpus.lines("cvss/redhat-vectors/vectors_\(file).txt")
        #expect(!lines.isEmpty)
        for line in lines {
            let halves = line.components(separatedBy: " - ")
            let cvss = try CVSS(vector: halves[0])
            let scores = halves[1].split { "(), ".contains($0) }.map { Double($0) }
            #expect(cvss.base == scores[0], "\(line)")
            guard scores.count == 3 else { continue }
            #expect(agrees(cvss.temporal, with: scores[1], in: cvss.version), "\(line)")
            #expect(agrees(cvss.environmental, with: scores[2], in: cvss.version), "\(line)")
        }
    }

    @Test func thePublishedScoresOfRecordsAreJudgedAsByTheRedHatLibrary() throws {
        let rows = try Corpus.rows("cvss/observed/vulnrichment-vectors.csv")
        #expect(rows.count > 1_000)
        for row in rows {
            let published = try #require(Double(row[2]))
            let difference = try CVSS.difference(vector: row[1], published: published)
            let verdict = row[5]
            #expect((difference == nil) == (verdict == "agrees"), "\(row)")
            guard let difference else { continue }
            let base = verdict.drop { $0 != ":" }.dropFirst().prefix { $0 != " " }
            #expect(difference.contains(" score \(base), but \(published) is published"), "\(row)")
            let equalsAnother = difference.contains("is its ")
            #expect(
                equalsAnother == verdict.hasSuffix("(equals temporal/environmental score)"), "\(row): \(difference)")
        }
    }

    @Test func theOrderOfMetricsDoesNotMatter() throws {
        for row in try Corpus.rows("cvss/generated/random-vectors.csv") {
            var metrics = row[1].split(separator: "/")
            let prefix = metrics[0].hasPrefix("CVSS:") ? metrics.removeFirst() + "/" : ""
            for order in [metrics.reversed(), metrics.sorted()] {
                let other = prefix + order.joined(separator: "/")
                #expect(try scores(other) == scores(row[1]), "\(other)")
            }
        }
    }

    @Test func aMetricThatIsNotDefinedChangesNothing() throws {
        let three = "E RL RC CR IR AR MAV MAC MPR MUI MS MC MI MA"
        let optional: [String: String] = [
            "2.0": "E RL RC CDP TD CR IR AR", "3.0": three, "3.1": three,
            "4.0": "E CR IR AR MAV MAC MAT MPR MUI MVC MVI MVA MSC MSI MSA S AU R V RE U",
        ]
        for row in try Corpus.rows("cvss/generated/random-vectors.csv") {
            let missing = try #require(optional[row[0]]).split(separator: " ").filter { !row[1].contains("/\($0):") }
            let value = row[0] == "2.0" ? "ND" : "X"
            let filled = row[1] + missing.map { "/\($0):\(value)" }.joined()
            #expect(try scores(filled) == scores(row[1]), "\(filled)")
        }
    }

    @Test func everyScoreIsANumberOfTenthsFromZeroToTen() throws {
        for row in try Corpus.rows("cvss/generated/random-vectors.csv") {
            for score in try scores(row[1]).compactMap({ $0 }) {
                #expect((0...10).contains(score) && (score * 10).rounded() / 10 == score && score.sign == .plus)
            }
        }
    }

    private func scores(_ vector: String) throws -> [Double?] {
        let cvss = try CVSS(vector: vector)
        return [cvss.base, cvss.temporal, cvss.environmental]
    }

    /// The library gives all three scores of version 3; we give none where the vector chooses no metric of the group.
    private func agrees(_ ours: Double?, with theirs: Double?, in version: CVSS.Version) -> Bool {
        ours == theirs || (ours == nil && (version == .v30 || version == .v31))
    }
}
