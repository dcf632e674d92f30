extension Argument {
    fileprivate static let command = Argument("COMMAND", "The command that the page is about.", .many)
}

extension Command {
    static let help = Command(
        "help", "Shows what there is, or how to use a command.",
        arguments: [.command],
        examples: [Example("holdfast help version compare", "Shows the page of a command below another.")]
    ) { arguments, console in
        let program = arguments.program
        let (path, rest) = try program.command(of: arguments.many(.command)[...])
        if let word = rest.first, let command = path.last {
            throw UsageError("“\(command.name)” has no command “\(word)” below it.")
        }
        try console.data(HelpText.page(of: path, in: program))
        return .done
    }
}
