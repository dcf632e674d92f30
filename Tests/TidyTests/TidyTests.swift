import Testing

@Suite struct TidyTests {
    @Test(arguments: Tidy.rules) func theRepositoryKeeps(_ rule: Rule) {
        let findings = rule.check(Tree.here)
        if !findings.isEmpty { Issue.record(Comment(rawValue: "\n" + rule.report(findings))) }
    }

    @Test func theRepositoryIsFound() {
        #expect(Tree.here.files.contains { $0.path == "Package.swift" })
        #expect(Tree.here.files.contains { $0.path == "Tests/TidyTests/TidyTests.swift" })
    }

    @Test(arguments: Example.all) func aRuleSeesItsBadExample(_ example: Example) throws {
        let rule = try #require(Tidy.rules.first { $0.name == example.rule })
        let findings = rule.check(Tree(example.bad))
        #expect(findings.map { "\($0.path):\($0.line)" } == [example.finding], Comment(rawValue: rule.report(findings)))
    }

    @Test(arguments: Example.all) func aRulePassesItsGoodExample(_ example: Example) throws {
        let rule = try #require(Tidy.rules.first { $0.name == example.rule })
        let findings = rule.check(Tree(example.good))
        #expect(findings.isEmpty, Comment(rawValue: rule.report(findings)))
    }

    @Test func everyRuleHasAnExample() {
        #expect(Set(Tidy.rules.map(\.name)) == Set(Example.all.map(\.rule)))
        #expect(Set(Tidy.rules.map(\.name)).count == Tidy.rules.count)
    }

    @Test func aReportSaysWhereAndWhatToDo() throws {
        let rule = try #require(Tidy.rules.first { $0.name == "catalogue" })
        let tree = Tree(["Sources/CSMS/Assets/Assets.swift": "\npublic struct Assets: Register {}\n"])
        #expect(
            rule.report(rule.check(tree)) == """
                Sources/CSMS/Assets/Assets.swift:2: [catalogue] paste under “Assets”: Assets.book,
                Every register stands in Sources/CSMS/Catalogue.swift. Paste the line into its list.
                """)
    }
}
