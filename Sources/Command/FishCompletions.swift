/// Completion for fish, as complete(1) of fish describes it.
enum FishCompletions {
    static func text(of program: Program, _ places: [Completions.Place]) -> String {
        let name = program.name
        let known = places.dropFirst().map(\.path).joined(separator: " ")
        let head = """
            # Completion of \(name) \(program.version) for fish.
            function __\(name)_is_at
                set -l place ""
                set -l typed (commandline -opc)
                for word in $typed[2..-1]
                    if contains -- "$place/$word" \(known)
                        set place "$place/$word"
                    end
                end
                test "$place" = "$argv[1]"
            end

            """
        return head + places.flatMap { self.lines(of: $0, name) }.joined(separator: "\n") + "\n"
    }

    private static func lines(of place: Completions.Place, _ name: String) -> [String] {
        let start = "complete -c \(name) -n \(self.quoted("__\(name)_is_at \(self.quoted(place.path))"))"
        var lines = place.subcommands.map { "\(start) -f -a \($0.name) -d \(self.quoted($0.summary))" }
        let choices = self.quoted(place.choices.joined(separator: " "))
        if !place.choices.isEmpty { lines.append("\(start) -f -a \(choices)") }
        lines += place.options.map { option in
            let line = "\(start) -l \(option.name.dropFirst(2))"
            return line + self.value(of: option) + " -d \(self.quoted(option.help))"
        }
        return lines
    }

    private static func value(of option: Option) -> String {
        guard option.value != nil else { return "" }
        if let words = option.choices?.words { return " -x -a \(self.quoted(words.joined(separator: " ")))" }
        return option.takesFolder ? " -x -a '(__fish_complete_directories)'" : " -r"
    }

    /// Inside single quotes fish knows two escapes: `\'` and `\\`.
    private static func quoted(_ text: String) -> String {
        var result = "'"
        for character in text {
            if character == "'" || character == "\\" { result.append("\\") }
            result.append(character)
        }
        return result + "'"
    }
}
