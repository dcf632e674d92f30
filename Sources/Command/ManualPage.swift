/// The manual page, one for all commands.
///
/// - Source: man(7); groff_char(7) for characters outside ASCII.
enum ManualPage {
    /// The page as roff source in ASCII.
    static func text(of program: Program) -> String {
        var lines = [
            ".TH \(program.name.uppercased()) 1 \"\" \"\(program.name) \(self.escaped(program.version))\"",
            ".SH NAME", "\(self.escaped(program.name)) \\- \(self.escaped(self.clause(program.summary)))",
            ".SH SYNOPSIS", self.bold(program.name) + " \\fICOMMAND\\fR [\\fIARGUMENT\\fR...] [\\fIOPTION\\fR...]",
            ".SH COMMANDS",
        ]
        for command in program.commands { lines += self.section(of: [command], in: program) }
        lines += [
            ".SH EXIT STATUS", ".TP", "0", "Everything was done.", ".TP", "1",
            "It was done, but something was left out: rejected rows, refused files, invalid vectors.", ".TP", "2",
            "Nothing was done, or the command was not understood.", ".SH ENVIRONMENT", ".TP", "NO_COLOR",
            "When it is set and not empty, tables have no bold letters.",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    private static func section(of path: [Command], in program: Program) -> [String] {
        guard let command = path.last else { return [] }
        let name = path.map(\.name).joined(separator: " ")
        var lines = [".SS \(self.escaped(name))", self.escaped(command.summary), ".PP"]
        lines.append(self.bold(HelpText.usage(of: command, called: "\(program.name) \(name)")))
        for detail in command.details { lines += [".PP", self.escaped(detail)] }
        for argument in command.arguments {
            lines += [".TP", "\\fI\(self.escaped(argument.name))\\fR", self.escaped(HelpText.help(of: argument))]
        }
        for option in command.options {
            lines += [".TP", self.bold(HelpText.term(of: option)), self.escaped(HelpText.help(of: option))]
        }
        for example in command.examples {
            lines += [".PP", "Example: " + self.escaped(example.effect), ".PP", ".RS", ".nf"]
            lines += [self.escaped(example.line), ".fi", ".RE"]
        }
        return lines + command.subcommands.flatMap { self.section(of: path + [$0], in: program) }
    }

    private static func bold(_ text: String) -> String { "\\fB\(self.escaped(text))\\fR" }

    /// A sentence without its full stop, as the section NAME has it.
    private static func clause(_ sentence: String) -> String {
        sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence
    }

    /// Text that roff prints as it stands.
    private static func escaped(_ text: String) -> String {
        // A full stop or an apostrophe at the start of a line would begin a command.
        var result = text.hasPrefix(".") || text.hasPrefix("'") ? "\\&" : ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\e"
            case "-": result += "\\-"
            case "~": result += "\\(ti"
            case "^": result += "\\(ha"
            case "'": result += "\\(aq"
            case "`": result += "\\(ga"
            case "\n": result += " "
            case _ where scalar.isASCII: result.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result += "\\[u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "]"
            }
        }
        return result
    }
}
