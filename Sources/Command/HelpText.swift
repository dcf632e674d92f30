/// The pages of `holdfast help`.
enum HelpText {
    /// Lines of help are no longer than this.
    static let width = 80

    /// The page with all commands.
    static func overview(of program: Program) -> String {
        let commands = program.commands.map { (term: $0.name, text: $0.summary) }
        let sections = [
            "\(program.name) \(program.version): \(program.summary)",
            "Usage:\n  \(program.name) COMMAND [ARGUMENT…] [OPTION…]",
            "Commands:\n" + self.list(commands),
            "“\(program.name) help COMMAND” says more. Exit status: 0 done, 1 done with something left out, "
                + "2 nothing done.",
        ]
        return sections.map { self.wrapped($0) }.joined(separator: "\n\n") + "\n"
    }

    /// The page of the last command of a path.
    static func page(of path: [Command], in program: Program) -> String {
        guard let command = path.last else { return self.overview(of: program) }
        let name = ([program.name] + path.map(\.name)).joined(separator: " ")
        var sections = [self.wrapped(command.summary)]
        sections.append("Usage:\n  " + self.usage(of: command, called: name))
        sections += command.details.map { self.wrapped($0) }
        self.append("Commands", command.subcommands.map { ($0.name, $0.summary) }, to: &sections)
        self.append("Arguments", command.arguments.map { ($0.name, self.help(of: $0)) }, to: &sections)
        let options = command.options.map { (self.term(of: $0), self.help(of: $0)) }
        self.append("Options", options + [(Option.help.name, Option.help.help)], to: &sections)
        if !command.examples.isEmpty {
            let lines = command.examples.map { "  \($0.line)\n" + self.wrapped($0.effect, indent: 6) }
            sections.append("Examples:\n" + lines.joined(separator: "\n"))
        }
        return sections.joined(separator: "\n\n") + "\n"
    }

    /// What one types behind the program's name: `cvss [VECTOR…]`.
    static func call(of command: Command) -> String { self.usage(of: command, called: command.name) }

    /// What one types: `holdfast list REGISTER --data DIR [--format FORMAT]`.
    static func usage(of command: Command, called name: String) -> String {
        var words = [name]
        if !command.subcommands.isEmpty { words.append("COMMAND") }
        words += command.arguments.map { argument in
            switch argument.kind {
            case .one: argument.name
            case .optional: "[\(argument.name)]"
            case .many: "[\(argument.name)…]"
            case .atLeastOne: "\(argument.name)…"
            }
        }
        words += command.options.map { option in
            let word = self.term(of: option) + (option.isRepeatable ? "…" : "")
            return option.isRequired ? word : "[\(word)]"
        }
        return words.joined(separator: " ")
    }

    static func term(of option: Option) -> String { option.name + (option.value.map { " \($0)" } ?? "") }

    static func help(of argument: Argument) -> String { argument.help + self.ending(argument.choices, nil) }

    static func help(of option: Option) -> String { option.help + self.ending(option.choices, option.standard) }

    private static func ending(_ choices: Choices?, _ standard: String?) -> String {
        var ending = ""
        if let choices, choices.areShown { ending += " One of: \(choices.words.joined(separator: ", "))." }
        if let standard { ending += " Without it: \(standard)." }
        return ending
    }

    private static func append(
        _ title: String, _ entries: [(term: String, text: String)], to sections: inout [String]
    ) {
        if !entries.isEmpty { sections.append("\(title):\n" + self.list(entries)) }
    }

    /// Terms on the left and texts in a column behind them.
    private static func list(_ entries: [(term: String, text: String)]) -> String {
        let widest = entries.map { TextWidth.of($0.term) }.max() ?? 0
        let indent = widest + 4
        return entries.map { entry in
            let blanks = String(repeating: " ", count: widest - TextWidth.of(entry.term) + 2)
            return "  " + entry.term + blanks + self.wrapped(entry.text, indent: indent).drop { $0 == " " }
        }.joined(separator: "\n")
    }

    /// `text` in lines of the width, each behind `indent` blanks; its own line breaks stay.
    private static func wrapped(_ text: String, indent: Int = 0) -> String {
        let margin = String(repeating: " ", count: indent)
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { paragraph in
            if paragraph.hasPrefix("  ") { return String(paragraph) }
            var lines = [""]
            for word in paragraph.split(separator: " ") {
                let last = lines[lines.count - 1]
                let longer = last.isEmpty ? String(word) : last + " " + word
                if last.isEmpty || TextWidth.of(longer) <= self.width - indent {
                    lines[lines.count - 1] = longer
                } else {
                    lines.append(String(word))
                }
            }
            return lines.map { margin + $0 }.joined(separator: "\n")
        }.joined(separator: "\n")
    }
}
