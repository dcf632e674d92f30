/// Files with which a shell completes the words of a program.
enum Completions {
    /// The shells that there are files for.
    enum Shell: String, Sendable, CaseIterable {
        case bash
        case zsh
        case fish
    }

    static func text(of program: Program, for shell: Shell) -> String {
        let places = Place.all(in: program)
        return switch shell {
        case .bash: BashCompletions.text(of: program, places)
        case .zsh: ZshCompletions.text(of: program, places)
        case .fish: FishCompletions.text(of: program, places)
        }
    }

    /// A command, or the program itself, with what may stand behind its words.
    struct Place {
        /// The words with a slash before each, `/version/compare`; empty for the program itself.
        let path: String
        let subcommands: [Command]
        let options: [Option]
        /// The words that an argument may be.
        let choices: [String]

        static func all(in program: Program) -> [Place] {
            let top = Option(flag: "--version", "Shows the version of the program.")
            let first = Place(path: "", subcommands: program.commands, options: [top, .help], choices: [])
            return [first] + program.commands.flatMap { self.all(from: $0, below: "") }
        }

        private static func all(from command: Command, below path: String) -> [Place] {
            let path = path + "/" + command.name
            let choices = command.arguments.flatMap { $0.choices?.words ?? [] }
            let place = Place(
                path: path, subcommands: command.subcommands, options: command.options + [.help], choices: choices)
            return [place] + command.subcommands.flatMap { self.all(from: $0, below: path) }
        }
    }
}

extension Option {
    /// The option that every command has.
    static let help = Option(flag: "--help", "Shows this page.")

    /// Whether shells offer folders for its value.
    var takesFolder: Bool { self.value == "DIR" }
}

/// `text` as one word of a shell.
func shellQuoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
}
