import Testing

@testable import Command

extension Argument {
    fileprivate static let source = Argument("SOURCE", "Where from.")
    fileprivate static let files = Argument("FILE", "What.", .many)
}

extension Option {
    fileprivate static let folder = Option("--folder", "DIR", "Where to.")
    fileprivate static let colour = Option("--colour", "NAME", "How it looks.", choices: ["red", "green"])
    fileprivate static let tag = Option("--tag", "WORD", "What it is about.", isRepeatable: true)
    fileprivate static let limit = Option("--limit", "N", "How many at most.", standard: "10")
    fileprivate static let dry = Option(flag: "--dry-run", "Changes nothing.")
}

/// A program whose command `copy` shows what it understood.
private let office = Program(
    name: "office", version: "1.0", summary: "An office.",
    commands: [
        Command(
            "copy", "Copies files.", arguments: [.source, .files],
            options: [.folder, .colour, .tag, .limit, .dry]
        ) { arguments, console in
            let parts = [
                [arguments.one(.source)], arguments.many(.files), [arguments.value(.folder) ?? "-"],
                [arguments.value(.colour) ?? "-"], arguments.values(.tag), [arguments.required(.limit)],
                [arguments.has(.dry) ? "dry" : "wet"],
            ]
            try console.data(parts.map { $0.joined(separator: ",") }.joined(separator: "|"))
            _ = try arguments.number(.limit, in: 1...100)
            return .done
        },
        Command(
            "file", "Files papers.",
            subcommands: [
                Command("open", "Opens one.", reading: .verbatim, arguments: [.source]) { arguments, console in
                    try console.data(arguments.one(.source))
                    return .done
                }
            ]),
        Command("post", "Posts letters.", arguments: [Argument("LETTER", "What.", .atLeastOne)], options: [.data]) {
            _, _ in .partly
        },
    ])

private func copy(_ line: String) -> Outcome {
    let words = ["copy"] + line.split(separator: " ").map(String.init)
    let streams = RecordedStreams()
    let status = office.run(words, Console(streams, Surroundings()))
    let sentence = String(decoding: streams.words, as: UTF8.self).split(separator: "\n").first ?? ""
    return Outcome(status: status, data: String(decoding: streams.data, as: UTF8.self), words: String(sentence))
}

@Suite struct ArgumentTests {
    @Test(arguments: [
        ("a", "a||-|-||10|wet"),
        ("a b c", "a|b,c|-|-||10|wet"),
        ("--folder x a", "a||x|-||10|wet"),
        ("a --folder=x b", "a|b|x|-||10|wet"),
        ("--folder=x=y a", "a||x=y|-||10|wet"),
        ("--folder= a", "a|||-||10|wet"),
        ("--folder=--dry-run a", "a||--dry-run|-||10|wet"),
        ("a --tag one --tag=two", "a||-|-|one,two|10|wet"),
        ("a --dry-run b", "a|b|-|-||10|dry"),
        ("-- --folder -x", "--folder|-x|-|-||10|wet"),
        ("a - --colour green", "a|-|-|green||10|wet"),
        ("--limit 7 a", "a||-|-||7|wet"),
        ("a --folder -5", "a||-5|-||10|wet"),
    ])
    func wordsAreReadAsDeclared(_ line: String, _ understood: String) {
        #expect(copy(line) == Outcome(status: .done, data: understood, words: ""))
    }

    @Test(arguments: [
        (
            "",
            "office: SOURCE is missing: copy SOURCE [FILE…] [--folder DIR] [--colour NAME] [--tag WORD…] "
                + "[--limit N] [--dry-run]."
        ),
        ("a --fodler x", "office: “copy” has no option --fodler. Did you mean --folder?"),
        (
            "a --zzzzzzzz",
            "office: “copy” has no option --zzzzzzzz. It has --folder, --colour, --tag, --limit, "
                + "--dry-run, --help."
        ),
        ("a --folder", "office: --folder needs a value: --folder DIR, or --folder=DIR."),
        ("a --folder --dry-run", "office: --folder needs a value: --folder DIR, or --folder=DIR."),
        ("a --folder x --folder y", "office: --folder is given twice, but it can have one value only."),
        ("a --dry-run --dry-run", "office: --dry-run is given twice, but it can have one value only."),
        ("a --dry-run=yes", "office: --dry-run takes no value."),
        ("a --colour gren", "office: “gren” is no value for --colour. Did you mean “green”? It is one of: red, green."),
        ("a -f x", "office: “-f” is not known. Options begin with two dashes; behind “--” all is argument."),
    ])
    func whatIsWrongIsSaidInASentence(_ line: String, _ sentence: String) {
        #expect(copy(line) == Outcome(status: .refused, data: "", words: sentence))
    }

    @Test func aValueOutOfItsRangeIsRefused() {
        let sentence = "office: “101” is no value for --limit: it takes a whole number from 1 to 100."
        #expect(copy("a --limit 101").words == sentence)
        #expect(copy("a --limit 99999999999999999999").status == .refused)
    }

    @Test func theSentenceIsFollowedByThePageToRead() {
        let words = call("copy", of: office).words
        #expect(words.hasSuffix("\nSee “office help copy”.\n"))
    }

    @Test func aRequiredOptionIsAskedFor() {
        let words = call("post", "a", of: office).words
        #expect(words.hasPrefix("office: --data DIR is missing. The folder with the data of the plant."))
    }

    @Test func theStatusOfTheCommandIsTheStatusOfTheProgram() {
        #expect(call("post", "a", "--data", "x", of: office).status == .partly)
    }

    @Test func atLeastOneWordMeansOneWord() {
        #expect(call("post", "--data", "x", of: office).words.hasPrefix("office: LETTER is missing"))
    }

    @Test(arguments: ["", "--", "-x", "--help=", "a b", "\u{1B}[31m"])
    func verbatimWordsAreTakenAsTheyStand(_ word: String) {
        #expect(call("file", "open", word, of: office) == Outcome(status: .done, data: word, words: ""))
    }

    @Test func aWordTooManyIsRefused() {
        let words = call("file", "open", "a", "b", of: office).words
        #expect(words.hasPrefix("office: “b” is one word too many: open SOURCE.\nSee “office help file open”."))
    }

    @Test func anUnknownCommandIsRefusedWithTheNearest() {
        let words = call("copi", of: office).words
        #expect(words == "office: There is no command “copi”. Did you mean “copy”?\n")
        #expect(call("file", "xyz", of: office).words.contains("below “file”. It is one of: open."))
    }

    @Test func aCommandOfCommandsAsksForTheNextWord() {
        let outcome = call("file", of: office)
        #expect(outcome.status == .refused)
        #expect(outcome.words.hasPrefix("office: “file” needs another word behind it: open."))
    }

    @Test func withoutWordsTheOverviewGoesToStandardError() {
        let outcome = call(of: office)
        #expect(outcome.status == .refused)
        #expect(outcome.data == "")
        #expect(outcome.words.contains("office COMMAND"))
    }

    @Test(arguments: [("cvss", "csvs"), ("--format", "--fromat"), ("list", "lst")])
    func aMistypedNameIsFound(_ name: String, _ word: String) {
        #expect(nearestName(to: word, among: ["help", name, "completions"]) == name)
    }

    @Test func aNameThatIsFarFromAllHasNoNearest() {
        #expect(nearestName(to: "banana", among: ["help", "cvss"]) == nil)
        #expect(nearestName(to: String(repeating: "x", count: 1_000_000), among: ["help"]) == nil)
    }
}
