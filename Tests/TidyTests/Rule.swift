import Testing

/// Something that holds for the whole repository.
struct Rule: Sendable, CustomTestStringConvertible {
    let name: String
    /// What holds, for the reader of a failure.
    let sentence: String
    /// What to do where it does not.
    let advice: String
    /// The places where it does not hold.
    let check: @Sendable (Tree) -> [Finding]

    var testDescription: String { self.name }

    /// The findings as lines: path, line, rule, what is there, and what to do.
    func report(_ findings: [Finding]) -> String {
        let lines = findings.map { "\($0.path):\($0.line): [\(self.name)] \($0.what)" }
        return (lines + ["\(self.sentence) \(self.advice)"]).joined(separator: "\n")
    }
}

/// A place where a rule does not hold.
struct Finding: Hashable, Sendable {
    let path: String
    let line: Int
    let what: String

    init(_ file: TreeFile, _ line: Int, _ what: String) {
        self.path = file.path
        self.line = line
        self.what = what
    }

    init(path: String, line: Int, what: String) {
        self.path = path
        self.line = line
        self.what = what
    }
}

/// The rules of this repository that the compiler and the formatter do not know.
enum Tidy {
    static let rules = sizeRules + documentationRules + wordRules + importRules + placeRules
}
