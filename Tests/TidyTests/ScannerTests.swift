import Testing

@Suite struct ScannerTests {
    private func texts(_ code: String) -> [String] { Scanner.scan(code).code.map(\.text) }

    @Test func aStringIsOneToken() {
        #expect(self.texts(#"a = "b \" c \\" + d"#) == ["a", "=", "b   c  ", "+", "d"])
    }

    @Test func aStringThatIsNotClosedEndsWithItsLine() {
        #expect(self.texts("a = \"b\nc") == ["a", "=", "b", "c"])
    }

    @Test func aRawStringEndsWithItsHashes() {
        #expect(self.texts(##"a(#"b " \(c) "#, d)"##) == ["a", "(", #"b " \(c) "#, ",", "d", ")"])
    }

    @Test func aLongStringHoldsQuotesAndLines() {
        let source = Scanner.scan("\"\"\"\n \"a\" ! \n\"\"\"\nb")
        #expect(source.code.map(\.line) == [1, 4])
        #expect(source.code.map(\.text) == ["\n \"a\" ! \n", "b"])
    }

    @Test func codeInsideAStringIsCode() {
        let source = Scanner.scan(#""a \(b.map { "c \(d)" }) e" f"#)
        #expect(source.interpolations.map { $0.map(\.text) } == [["d"], ["b", ".", "map", "{", "c  ", "}"]])
        #expect(source.code.map(\.text) == ["a   e", "f"])
    }

    @Test func commentsNest() {
        let source = Scanner.scan("a /* b /* c */ \n d */ e // \"f\n/// g\nh")
        #expect(source.code.map(\.text) == ["a", "e", "h"])
        #expect(source.code.map(\.line) == [1, 2, 4])
        #expect(source.code.last?.documentation == [" g"])
        #expect(source.comments.map(\.line) == [1, 2, 3])
    }

    @Test func aPatternIsNotADivision() {
        #expect(self.texts("a / b / c") == ["a", "/", "b", "/", "c"])
        #expect(self.texts("a(/b\"c/)") == ["a", "(", "/b\"c/", ")"])
        #expect(self.texts("a = #/b\"c/d/#") == ["a", "=", "#/b\"c/d/#"])
    }

    @Test(arguments: ["\"", "\"\"\"", "\"\\(", "\"\\", "/*", "`", "#\"", "/// a"]) func codeThatBreaksOffIsRead(
        _ code: String
    ) {
        #expect(Scanner.scan(code).code.count <= 1)
    }

    /// Where brackets do not balance the scanner has lost its way, and the rules after that place see nothing.
    @Test func everyFileOfTheRepositoryIsUnderstood() {
        for file in Tree.here.swift {
            for (open, close) in [("(", ")"), ("[", "]"), ("{", "}")] {
                let signs = file.source.code.filter { $0.kind == .sign }.map(\.text)
                #expect(signs.count { $0 == open } == signs.count { $0 == close }, "\(file.path): \(open)")
            }
        }
    }

    @Test func aDeclarationKnowsItsBody() throws {
        let code = """
            /// It.
            @available(a, b: "c") public internal(set) var a: Int {
                get { 1 }
            }
            extension B.C: D, E<F> where G == Int {
                func < (one: Int, other: Int) -> Bool {
                    true
                }
                init?(_ a: [Int: Int] = [:], b c: Int) {}
            }
            """
        let found = Declarations.all(in: Scanner.scan(code).code)
        #expect(found.map(\.name) == ["a", "C", "<", "init(_:b:)"])
        #expect(found.map(\.line) == [2, 5, 6, 9])
        #expect(found.map(\.endLine) == [4, 10, 8, 9])
        #expect(found.map(\.isPublic) == [true, false, false, false])
        #expect(found[0].documentation == [" It."])
        #expect(found[1].inherited == ["D", "E"])
        #expect(found[3].owner == "C")
    }
}
