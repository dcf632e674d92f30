import Host

/// A program that is called by words: a name, a version and commands.
public struct Program: Sendable {
    /// The word that calls it.
    public let name: String
    /// Its version.
    public let version: String
    /// What it is, as one sentence.
    public let summary: String
    /// Its commands, in the order in which help lists them.
    public let commands: [Command]

    /// A program.
    public init(name: String, version: String, summary: String, commands: [Command]) {
        self.name = name
        self.version = version
        self.summary = summary
        self.commands = commands
    }

    /// The product.
    public static let holdfast = Program(
        name: "holdfast", version: Release.number,
        summary: "A cybersecurity management system for plants.", commands: Command.all)

    /// Runs the program on the words, the streams and the terminal of this process; gives its exit status.
    public func runInThisProcess() -> Int32 {
        Terminal.ignoreBrokenPipes()
        let console = Console(SystemStreams(), Surroundings.ofThisProcess)
        return self.run(Array(CommandLine.arguments.dropFirst()), console).rawValue
    }

    /// Runs the command that the words name, and flushes the console.
    public func run(_ words: [String], _ console: Console) -> ExitCode {
        do {
            let status = try self.perform(words, console)
            try console.flush()
            return status
        } catch ConsoleError.readerLeft {
            // Whoever closes the pipe early, as `head` does, has what they wanted.
            return .done
        } catch {
            // What was written before stays written; if even that fails there is nobody left to tell.
            try? console.flush()
            console.say("\(self.name): \(error)")
            return .refused
        }
    }

    private func perform(_ words: [String], _ console: Console) throws -> ExitCode {
        guard let first = words.first else {
            console.say(HelpText.overview(of: self))
            return .refused
        }
        if first == "--version" {
            try console.data("\(self.name) \(self.version)\n")
            return .done
        }
        if ArgumentReader.isHelp(first) {
            try console.data(HelpText.overview(of: self))
            return .done
        }
        let (path, rest) = try self.command(of: words[...])
        guard let command = path.last else { return .refused }
        do {
            if ArgumentReader.asksForHelp(rest, of: command) {
                try console.data(HelpText.page(of: path, in: self))
                return .done
            }
            guard let action = command.action else { throw Self.incomplete(command, rest) }
            let arguments = try ArgumentReader.read(rest, for: command, in: self)
            return try action(arguments, console)
        } catch let error as UsageError {
            let name = path.map(\.name).joined(separator: " ")
            throw UsageError("\(error)\nSee “\(self.name) help \(name)”.")
        }
    }

    /// The command that the first words name, from the outermost to the innermost, and the words behind it.
    func command(of words: ArraySlice<String>) throws(UsageError) -> (path: [Command], rest: ArraySlice<String>) {
        var rest = words
        var path: [Command] = []
        var known = self.commands
        while let word = rest.first, !known.isEmpty, !ArgumentReader.isHelp(word) {
            guard let command = known.first(where: { $0.name == word }) else {
                throw Self.unknown(word, among: known, behind: path)
            }
            path.append(command)
            known = command.subcommands
            rest.removeFirst()
        }
        return (path, rest)
    }

    private static func unknown(_ word: String, among commands: [Command], behind path: [Command]) -> UsageError {
        let names = commands.map(\.name)
        let place = path.map { "“\($0.name)”" }.joined(separator: " ")
        let nearest = nearestName(to: word, among: names)
        let advice = nearest.map { "Did you mean “\($0)”?" } ?? "It is one of: \(names.joined(separator: ", "))."
        return UsageError("There is no command “\(word)”\(place.isEmpty ? "" : " below \(place)"). \(advice)")
    }

    private static func incomplete(_ command: Command, _ rest: ArraySlice<String>) -> UsageError {
        let names = command.subcommands.map(\.name).joined(separator: ", ")
        return UsageError("“\(command.name)” needs another word behind it: \(names).")
    }
}
