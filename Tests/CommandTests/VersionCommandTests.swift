import Testing

@testable import Command

@Suite struct VersionCommandTests {
    @Test(arguments: [
        ("deb", "1.0~rc1", "1.0", "<"), ("maven", "1.0", "1.0.0", "="), ("intdot", "1.10", "1.9", ">"),
        ("intdot", "", "1", "unknown"), ("lexicographic", "-a", "--b", ">"), ("alpine", "1.0", "1.0", "="),
    ])
    func twoVersionsAreCompared(_ scheme: String, _ one: String, _ other: String, _ answer: String) {
        let outcome = call("version", "compare", scheme, one, other)
        #expect(outcome == Outcome(status: .done, data: answer + "\n", words: ""))
    }

    @Test(arguments: [
        ("vers:pypi/<0.0.2", "0.0.0.1", "in"), ("vers:pypi/<0.0.2", "0.0.2", "out"), ("< V4.8 HF4", "V4.8", "in"),
        ("vers:pypi/<0.0.2", "", "unknown"), ("vers:pypi/<0.0.2", "--", "unknown"),
    ])
    func aVersionIsInARangeOrNot(_ range: String, _ version: String, _ answer: String) {
        let outcome = call("version", "contains", range, version)
        #expect(outcome == Outcome(status: .done, data: answer + "\n", words: ""))
    }

    @Test func anUnknownSchemeIsRefusedWithTheList() {
        let outcome = call("version", "compare", "mavn", "1", "2")
        #expect(outcome.status == .refused)
        #expect(
            outcome.words.hasPrefix(
                "holdfast: “mavn” is no version scheme. Did you mean “maven”? It is one of: semver, npm, cargo,"))
        #expect(outcome.data == "")
    }

    @Test func aMissingVersionIsAskedFor() {
        #expect(call("version", "compare", "deb", "1").words.hasPrefix("holdfast: B is missing: compare SCHEME A B."))
    }
}
