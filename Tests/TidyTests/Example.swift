import Testing

/// A small tree that breaks a rule in one place, and one like it that does not.
struct Example: Sendable, CustomTestStringConvertible {
    let rule: String
    let bad: [String: String]
    /// The path and the line at which the rule sees it.
    let finding: String
    let good: [String: String]

    var testDescription: String { "\(self.rule), \(self.finding)" }

    /// Trees with several files.
    init(_ rule: String, bad: [String: String], finds finding: String, good: [String: String]) {
        self.rule = rule
        self.bad = bad
        self.finding = finding
        self.good = good
    }

    /// The same file twice, once bad.
    init(_ rule: String, in path: String = "Sources/Store/A.swift", bad: String, line: Int = 1, good: String) {
        self.init(rule, bad: [path: bad], finds: "\(path):\(line)", good: [path: good])
    }

    /// The same text in two places, one of them bad.
    init(_ rule: String, _ text: String, bad: String, good: String) {
        self.init(rule, bad: [bad: text], finds: "\(bad):1", good: [good: text])
    }

    static let all = sizes + documentation + words + imports + places
}

extension Example {
    private static func lines(_ count: Int, of line: String = "// more") -> String {
        String(repeating: line + "\n", count: count)
    }

    private static func function(lines count: Int) -> String {
        "struct A {\n    func work() {\n" + lines(count - 2, of: "        step()") + "    }\n}\n"
    }

    fileprivate static let sizes = [
        Example("file length", bad: "let a = 1\n" + lines(400), line: 401, good: "let a = 1\n" + lines(399)),
        Example("function length", bad: function(lines: 71), line: 2, good: function(lines: 70)),
        Example(
            "function length", bad: "func ==<T>(a: T, b: T) -> Bool where T == Int {\n" + lines(70) + "}\n",
            good: "protocol A {\n    func a() -> Int\n    var b: Int {\n" + lines(80) + "get }\n}\n"),
        Example(
            "line length", in: "bin/test", bad: "# \(String(repeating: "é", count: 119))\n",
            good: "# \(String(repeating: "é", count: 118))\n"),
        Example("empty file", bad: "// Nothing yet.\nimport Registers\n", good: "enum A {}\n"),
        Example("empty file", "run()", bad: "Sources/Store/A.swift", good: "Sources/holdfast/main.swift"),
    ]

    fileprivate static let documentation = [
        Example("documentation", bad: "public func a() {}", good: "/// Does it.\npublic func a() {}"),
        Example("documentation", bad: "public struct A {}", good: "struct A {}"),
        Example("documentation", bad: "public typealias A = B", good: "public typealias A = Record<B>"),
        Example(
            "documentation", bad: "struct A {\n    public init(b: Int) {}\n}", line: 2,
            good: "struct A {\n    /// It.\n    public init(b: Int) {}\n    public init(from c: D) {}\n}"),
        Example(
            "documentation", bad: "extension A {\n    public static subscript(of a: Int) -> Int { a }\n}", line: 2,
            good:
                "extension A {\n    /// It.\n    // Why.\n    @inlinable public static subscript(a: B) -> B { a }\n}"
        ),
        Example(
            "documentation", bad: "public extension A {\n    var b: Int { 1 }\n}", line: 2, good: "public import A"),
        Example(
            "documentation", bad: "/// It.\npublic protocol A {\n    var b: Int { get }\n}", line: 3,
            good: """
                /// It.
                public protocol A<T> {
                    /// It.
                    var b: Int { get }
                }
                protocol C: A { func c() }
                struct D<E: F>: C where E == Int {
                    public var b: Int { 1 }
                    public var description: String { "" }
                    public static func < (one: D, other: D) -> Bool { true }
                }
                """),
        Example(
            "documentation", in: "Sources/CSMS/A.swift",
            bad: "/// It.\npublic struct A: Register {\n    public let mark = 1\n}", line: 3,
            good: "/// It.\npublic struct A: Register {\n    public let zone = link(\"Zone\", to: Zones.self)\n}"),
        Example(
            "documentation", bad: "/// It.\npublic enum A {\n    case b\n    public static let c = A.b\n}", line: 4,
            good: "/// It.\npublic enum A {\n    case b\n    func d() { func e() {} }\n}"),
        Example(
            "first sentence", bad: "/// \(String(repeating: "e", count: 150)).\npublic let a = 1", line: 2,
            good: "/// \(String(repeating: "e", count: 149)).\n/// More of it.\npublic let a = 1"),
    ]

    fileprivate static let words = [
        Example("forced", bad: "let a = try! b()", good: "let a = try b()"),
        Example("forced", bad: "let a = b as! Int", good: "let a = b as? Int"),
        Example("forced", bad: "let a = b[0]!.c", good: "let a = !b[0] && b != c && b !== c && b!=c // b!"),
        Example("forced", bad: "let a = \"\\(b!)\"", good: "let a = \"b!\" + #\"\\(b!)\"#"),
        Example("forced", bad: "var a: Int!", good: "let a = \"\"\"\n    b! \"c!\" \\\"\"\" d!\n    \"\"\""),
        Example("unchecked", bad: "struct A: @unchecked Sendable {}", good: "let unchecked = 1"),
        Example("unchecked", bad: "nonisolated(unsafe) var a = 1", good: "nonisolated var a = 1"),
        Example("fatal error", bad: "func a() { fatalError(\"b\") }", good: "func a() { precondition(b) }"),
        Example("print", "func a() { print(1) }", bad: "Sources/Store/A.swift", good: "Sources/Command/A.swift"),
        Example("print", bad: "func a() { dump(1) }", good: "func print(_ a: Int) { self.print(a) }"),
        Example("later", bad: "let a = 1  /* TO" + "DO: more */", good: "let a = \"TO" + "DO\"  // all done"),
        Example("unsafe", "let a = unsafe b()", bad: "Sources/Store/A.swift", good: "Sources/Machinery/SQL/A.swift"),
        Example("unsafe", "let a = unsafe b()", bad: "Tests/A/A.swift", good: "Sources/Machinery/Crypto/A.swift"),
        Example("unsafe", bad: "let a = [unsafe b]", good: "nonisolated(unsafe) var a = \"unsafe\"  // unsafe"),
        count(bad: 1, good: 2),
        count(bad: 3, good: 2),
        Example(
            "unsafe count", bad: [:], finds: "Tests/TidyTests/unsafe-count.txt:1",
            good: ["Tests/TidyTests/unsafe-count.txt": "0\n"]),
    ]

    /// A tree with two words `unsafe` and another number, and one with the right number.
    private static func count(bad: Int, good: Int) -> Example {
        let path = "Tests/TidyTests/unsafe-count.txt"
        let code = ["Sources/Machinery/SQL/A.swift": "let a = unsafe b(unsafe c)"]
        return Example(
            "unsafe count", bad: code.merging([path: "\(bad)\n"]) { $1 }, finds: "\(path):1",
            good: code.merging([path: "\(good)\n"]) { $1 })
    }
}
