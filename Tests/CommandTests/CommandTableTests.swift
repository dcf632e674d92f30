import Testing

@testable import Command

/// What holds for every command of the product.
@Suite struct CommandTableTests {
    private static let commands = all(Command.all)

    @Test func namesAreUnique() {
        #expect(Set(Command.all.map(\.name)).count == Command.all.count)
    }

    @Test func onlyTheLastArgumentsMayBeMissingOrMany() {
        for command in Self.commands {
            let kinds = command.arguments.map(\.kind)
            #expect(kinds.drop { $0 == .one }.dropFirst().allSatisfy { $0 == .optional }, "\(command.name)")
        }
    }

    @Test func optionsHaveTwoDashesAndOneName() {
        for command in Self.commands {
            #expect(command.options.allSatisfy { $0.name.hasPrefix("--") && !$0.name.contains("=") })
            #expect(Set(command.options.map(\.name) + ["--help"]).count == command.options.count + 1)
        }
    }

    @Test func whatHelpSaysAreSentences() {
        for command in Self.commands {
            let texts = [command.summary] + command.arguments.map(\.help) + command.options.map(\.help)
            for text in texts + command.examples.map(\.effect) {
                #expect(text.hasSuffix(".") && text.count <= 150, "\(command.name): \(text)")
            }
        }
    }

    @Test func everyExampleIsUnderstood() throws {
        for example in Self.commands.flatMap(\.examples) where example.line.hasPrefix("holdfast ") {
            let words = shellWords(example.line).dropFirst()
            let (path, rest) = try Program.holdfast.command(of: words)
            let command = try #require(path.last)
            #expect(throws: Never.self, "\(example.line)") {
                _ = try ArgumentReader.read(rest, for: command, in: .holdfast)
            }
        }
    }
}

private func all(_ commands: [Command]) -> [Command] { commands.flatMap { [$0] + all($0.subcommands) } }

/// The words of a line up to the first sign that a shell keeps for itself.
private func shellWords(_ line: String) -> ArraySlice<String> {
    var words: [String] = [""]
    var quote: Character?
    for character in line {
        if character == quote {
            quote = nil
        } else if quote == nil, character == "'" || character == "\"" {
            quote = character
        } else if quote == nil, character == " " {
            words.append("")
        } else {
            words[words.count - 1].append(character)
        }
    }
    return words.prefix { !["<", ">", "|", "&&"].contains($0) }
}
