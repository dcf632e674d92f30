extension Argument {
    fileprivate static let shell = Argument(
        "SHELL", "The shell that shall complete words.", choices: Choices(Completions.Shell.allCases.map(\.rawValue)))
}

extension Command {
    static let completions = Command(
        "completions", "Writes the file with which a shell completes the words of this program.",
        arguments: [.shell],
        examples: [
            Example("source <(holdfast completions bash)", "Completes words in this bash."),
            Example("holdfast completions fish > ~/.config/fish/completions/holdfast.fish", "Completes them in fish."),
        ]
    ) { arguments, console in
        guard let shell = Completions.Shell(rawValue: arguments.one(.shell)) else { return .refused }
        try console.data(Completions.text(of: arguments.program, for: shell))
        return .done
    }
}
