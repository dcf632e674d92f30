import CSMS
import Foundation
import Testing

/// Where the corpora are: HOLDFAST_CORPORA, or beside the package.
private enum VersionCorpus {
    static let root: URL = {
        if let path = ProcessInfo.processInfo.environment["HOLDFAST_CORPORA"] { return URL(filePath: path) }
        return URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "../shared/corpora")
    }()

    static func has(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: self.root.appending(path: path).path)
    }

    static func data(_ path: String) throws -> Data { try Data(contentsOf: self.root.appending(path: path)) }

    /// The rows of a CSV file by column name; no cell of these files has a quotation mark that matters.
    static func rows(_ path: String) throws -> [[String: String]] {
        var rows: [[String]] = [[""]]
        var isQuoted = false
        for scalar in String(decoding: try self.data(path), as: UTF8.self).unicodeScalars {
            switch scalar {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: rows[rows.count - 1].append("")
            case "\n" where !isQuoted: rows.append([""])
            default: rows[rows.count - 1][rows[rows.count - 1].count - 1].unicodeScalars.append(scalar)
            }
        }
        return rows.dropFirst().map { Dictionary(zip(rows[0], $0)) { first, _ in first } }
    }

    /// Version texts of every advisory, by advisory and product.
    static func advisories() throws -> [String: [String: String]] {
        let folder = self.root.appending(path: "csaf/cisa")
        var texts: [String: [String: String]] = [:]
        for case let file as URL in try #require(
            FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        where file.pathExtension == "json" {
            let json = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
            guard let document = json?["document"] as? [String: Any],
                let tracking = document["tracking"] as? [String: Any],
                let id = tracking["id"] as? String, let tree = json?["product_tree"] as? [String: Any]
            else { continue }
            Self.collect(tree["branches"] as? [[String: Any]] ?? [], into: &texts[id, default: [:]])
        }
        return texts
    }

    private static func collect(_ branches: [[String: Any]], into texts: inout [String: String]) {
        for branch in branches {
            if let product = branch["product"] as? [String: Any], let id = product["product_id"] as? String,
                (branch["category"] as? String)?.hasPrefix("product_version") == true
            {
                texts[id] = branch["name"] as? String
            }
            Self.collect(branch["branches"] as? [[String: Any]] ?? [], into: &texts)
        }
    }
}

@Suite struct VersionCorpusTests {
    @Test(.enabled(if: VersionCorpus.has("inventory/truth-1k.csv") && VersionCorpus.has("csaf/cisa")))
    func everyAssetHasTheVerdictOfTheTruth() throws {
        let advisories = try VersionCorpus.advisories()
        var wrong: [String] = []
        var count = 0
        for size in ["1k", "10k", "messy"] {
            let assets = try VersionCorpus.rows("inventory/inventory-\(size).csv")
            let firmware = Dictionary(assets.map { ($0["tag"] ?? "", $0["firmware_version"] ?? "") }) { first, _ in
                first
            }
            for row in try VersionCorpus.rows("inventory/truth-\(size).csv") {
                guard let text = advisories[row["advisory_id"] ?? ""]?[row["product_id"] ?? ""],
                    let version = firmware[row["asset_tag"] ?? ""]
                else { continue }
                count += 1
                let words = VersionRange(text).position(of: Version(version)).words
                if words != row["basis"] { wrong.append("\(text) | \(version) | \(words)") }
            }
        }
        #expect(count > 14_000)
        #expect(wrong.isEmpty, "\(wrong.prefix(5))")
    }

    @Test(.enabled(if: VersionCorpus.has("csaf/version-range-strings-top400.csv")))
    func everyTextThatTheSimpleGrammarReadsIsRead() throws {
        for row in try VersionCorpus.rows("csaf/version-range-strings-top400.csv") {
            let range = VersionRange(row["version_string"] ?? "")
            switch row["simple_grammar"] {
            case "all": #expect(range.kind == .all, "\(row)")
            case "interval": #expect(range.kind == .bounded, "\(row)")
            case "exact": #expect(range.kind == .listed, "\(row)")
            default: #expect(range.kind != .all, "\(row)")
            }
        }
    }

    @Test(.enabled(if: VersionCorpus.has("hostile/blns/blns.json")))
    func noHostileTextTrapsOrIsRead() throws {
        let texts = try JSONDecoder().decode([String].self, from: VersionCorpus.data("hostile/blns/blns.json"))
        for text in texts {
            let version = Version(text)
            let range = VersionRange(text)
            for scheme in VersionScheme.allCases { _ = scheme.compare(text, "1.0") }
            #expect(range.kind != .bounded || text.contains { "<>≤≥-".contains($0) }, "\(text)")
            _ = range.position(of: version)
            _ = versionContains(range: text, version: text)
        }
    }

    @Test(
        .enabled(if: VersionCorpus.has("vers/tests")),
        arguments: ["alpine", "alpm", "conan", "datetime", "gentoo", "maven", "nuget", "openssl"])
    func everyComparisonOfTheVersSuiteHolds(_ name: String) throws {
        try self.check("vers/tests/\(name)_version_cmp_test.json")
    }

    @Test(
        .enabled(if: VersionCorpus.has("vers/tests")),
        arguments: [
            "lexicographic-test", "npm_range_containment_test", "pypi_range_containment_test",
        ])
    func everyOtherCaseOfTheVersSuiteHolds(_ name: String) throws {
        try self.check("vers/tests/\(name).json")
    }

    private func check(_ path: String) throws {
        let json = try JSONSerialization.jsonObject(with: VersionCorpus.data(path)) as? [String: Any]
        let cases = try #require(json?["tests"] as? [[String: Any]])
        #expect(!cases.isEmpty)
        for test in cases {
            let input = try #require(test["input"] as? [String: Any])
            if let range = input["vers"] as? String, let version = input["version"] as? String {
                let wanted = test["expected_output"] as? Bool == true ? VersionContainment.inside : .outside
                #expect(versionContains(range: range, version: version) == wanted, "\(range) \(version)")
                continue
            }
            let scheme = try #require((input["input_scheme"] as? String).flatMap(VersionScheme.init(named:)))
            let versions = try #require(input["versions"] as? [String])
            if let isSame = test["expected_output"] as? Bool {
                #expect((scheme.compare(versions[0], versions[1]) == .same) == isSame, "\(scheme) \(versions)")
            } else if let row = test["expected_output"] as? [String] {
                for (one, next) in zip(row, row.dropFirst()) {
                    let order = scheme.compare(one, next)
                    #expect(order == (one.utf8.elementsEqual(next.utf8) ? .same : .less), "\(scheme) \(one) \(next)")
                }
            }
        }
    }
}
