import Testing

@testable import Command

@Suite struct HelpTests {
    @Test func helpIsAsRecorded() throws {
        var text = call("help").data
        for path in paths(Command.all) { text += "\n=== \(path.joined(separator: " "))\n\n" + page(of: path) }
        try expectGolden(text, "help.txt")
    }

    @Test func theManualIsAsRecorded() throws {
        try expectGolden(call("man").data, "man.txt")
    }

    @Test func completionsAreAsRecorded() throws {
        try expectGolden(call("completions", "bash").data, "completions.bash")
        try expectGolden(call("completions", "zsh").data, "completions.zsh")
        try expectGolden(call("completions", "fish").data, "completions.fish")
    }

    @Test func everyWayToAskForHelpGivesTheSamePage() {
        let page = call("help", "version", "compare")
        #expect(page.status == .done)
        #expect(call("version", "compare", "--help") == page)
        #expect(call("help", "cvss") == call("cvss", "CVSS:3.1/x", "--help"))
        #expect(call("help") == call("--help"))
        #expect(call("help", "version") == call("version", "-h"))
    }

    @Test func helpForAnUnknownCommandIsRefused() {
        #expect(call("help", "cvs").words.hasPrefix("holdfast: There is no command “cvs”. Did you mean “cvss”?"))
        #expect(call("help", "cvss", "x").status == .refused)
    }

    @Test func theVersionIsSaid() {
        #expect(call("--version") == Outcome(status: .done, data: "holdfast \(Release.number)\n", words: ""))
    }

    @Test func linesOfHelpFitOnATerminal() {
        for path in paths(Command.all) {
            for line in page(of: path).split(separator: "\n") where !line.contains("holdfast ") {
                #expect(line.count <= HelpText.width, "\(line)")
            }
        }
    }

    @Test func roffPrintsSignsAsTheyStand() {
        let command = Command("c", ".a \\ 'b' -c …") { _, _ in .done }
        let program = Program(name: "p", version: "1", summary: "A program.", commands: [command])
        #expect(ManualPage.text(of: program).contains(#"\&.a \e \(aqb\(aq \-c \[u2026]"#))
    }

    @Test(.enabled(if: isInstalled("/usr/bin/groff")))
    func theManualHasNoFaults() throws {
        let faults = try output(of: "/usr/bin/groff", ["-man", "-ww", "-z", "-Tutf8"], input: call("man").data)
        #expect(faults == "")
    }

    @Test(
        .enabled(if: isInstalled("/bin/bash")),
        arguments: [
            ("holdfast vers", "version"), ("holdfast version c", "compare contains"), ("holdfast completions z", "zsh"),
            ("holdfast cvss --h", "--help"), ("holdfast --v", "--version"), ("holdfast cvss ver", ""),
        ])
    func bashCompletes(_ line: String, _ offers: String) throws {
        let words = line.split(separator: " ").map(String.init)
        let script =
            call("completions", "bash").data + """
                COMP_WORDS=(\(words.joined(separator: " "))); COMP_CWORD=\(words.count - 1); _holdfast
                echo "${COMPREPLY[*]}"
                """
        #expect(try output(of: "/bin/bash", ["--norc", "-s"], input: script) == offers + "\n")
    }

    @Test(.enabled(if: isInstalled("/bin/bash")), arguments: ["--format t", "--format = t", "--format=t"])
    func bashCompletesTheValueOfAnOption(_ typed: String) throws {
        let list = Command("list", "Lists.", options: [.format]) { _, _ in .done }
        let program = Program(name: "p", version: "1", summary: "A program.", commands: [list])
        // Bash itself takes `=` for a word of its own.
        let words = typed.replacing("=", with: " = ").split(separator: " ")
        let script =
            Completions.text(of: program, for: .bash) + """
                COMP_WORDS=(p list \(words.joined(separator: " "))); COMP_CWORD=\(words.count + 1); _p
                echo "${COMPREPLY[*]}"
                """
        #expect(try output(of: "/bin/bash", ["--norc", "-s"], input: script) == "table\n")
    }

    @Test(.enabled(if: isInstalled("/usr/bin/zsh")))
    func zshReadsItsFile() throws {
        #expect(try output(of: "/usr/bin/zsh", ["-n", "/dev/stdin"], input: call("completions", "zsh").data) == "")
    }

    @Test(.enabled(if: isInstalled("/usr/bin/fish")))
    func fishReadsItsFile() throws {
        #expect(try output(of: "/usr/bin/fish", ["-n"], input: call("completions", "fish").data) == "")
    }
}

/// The words of every command.
private func paths(_ commands: [Command], below path: [String] = []) -> [[String]] {
    commands.flatMap { [path + [$0.name]] + paths($0.subcommands, below: path + [$0.name]) }
}

private func page(of path: [String]) -> String {
    let streams = RecordedStreams()
    _ = Program.holdfast.run(["help"] + path, Console(streams, Surroundings()))
    return String(decoding: streams.data, as: UTF8.self)
}
