import CSMS
import Exchange
import Foundation
import Registers
import Testing

@Suite struct RegisterPageTests {
    @Test(arguments: catalogue.map(\.name))
    func everyRegisterHasItsPage(_ name: String) throws {
        let book = try #require(catalogue.first { $0.name == name })
        try expectPage(registerPage(of: book), "\(name).md")
    }

    @Test func thePageOfAllRegistersIsAsTheyAre() throws {
        try expectPage(registerIndex(of: catalogue), "README.md")
    }

    @Test func noPageIsLeftOfARegisterThatIsGone() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(Set(files).subtracting(catalogue.map { $0.name + ".md" }) == ["README.md"])
    }

    @Test func everyFieldHasALineThatSaysWhatItHolds() {
        let page = registerPage(of: Sluices.book)
        let name = "| `name` | Name | text of at most 60 characters | required; unique; listed | As painted \\| cast. |"
        #expect(page.contains(name))
        #expect(page.contains("| `gates` | Gates | whole number from 1 to 8 |  |  |"))
        #expect(page.contains("| `kind` | Kind | one of `lift`, `swing`; a new record has `lift` |"))
        #expect(page.contains("| `guard` | Guard | one of [assets](assets.md) |"))
    }

    @Test func rulesStepsAndPermissionsStandOnThePage() {
        let page = registerPage(of: Sluices.book)
        #expect(page.contains("## Rules\n\n- A swing gate has no lift.\n"))
        #expect(page.contains("| Open | `shut` | `open` | `OPS` | `create` | It has gates. |"))
        #expect(page.contains("- `OPS` is told when a record is `open` for more than 2 days."))
        #expect(page.contains("| delete | nobody |"))
        #expect(page.contains("| read | everybody |"))
    }

    @Test func aPageWithoutRulesHasNoHeadingForThem() {
        #expect(!registerPage(of: VendorAliases.book).contains("## Rules"))
    }
}

/// A register with everything that a page tells.
private struct Sluices: Register {
    static let book = Book(Sluices())
    static let mark = "SLU"

    let name = text("Name", [.required, .unique, .listed], limit: 60, help: "As painted | cast.")
    let gates = number("Gates", 1...8)
    let kind = choice("Kind", Kind.lift)
    let `guard` = link("Guard", to: Assets.self)

    var rules: [Rule<Sluices>] { [Rule("A swing gate has no lift.") { $0.kind == .lift || $0.gates == nil }] }
    var permissions: Permissions { Permissions(edit: [.operations], delete: []) }
    var workflow: Workflow<Sluices, State>? {
        Workflow(
            start: .shut,
            steps: [
                Step(
                    "Open", from: [.shut], to: .open, by: [.operations], otherThan: ["create"],
                    needs: [Rule("It has gates.") { $0.gates != nil }])
            ],
            deadlines: [Deadline(.open, days: 2, tell: .operations)])
    }

    enum Kind: String, Choice { case lift, swing }
    enum State: String, Choice { case shut, open }
}

private let folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs/registers")

/// Compares a text with a file of `docs/registers`; with HOLDFAST_UPDATE_GOLDEN=1 it writes the file instead.
private func expectPage(_ text: String, _ name: String) throws {
    let file = folder.appending(path: name)
    if ProcessInfo.processInfo.environment["HOLDFAST_UPDATE_GOLDEN"] == "1" {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return try Data(text.utf8).write(to: file)
    }
    let written = (try? Data(contentsOf: file)).map { String(decoding: $0, as: UTF8.self) }
    #expect(
        text == written,
        """
        docs/registers/\(name) is not what the register says. \
        When the change is meant: HOLDFAST_UPDATE_GOLDEN=1 swift test --filter RegisterPageTests
        """)
}
