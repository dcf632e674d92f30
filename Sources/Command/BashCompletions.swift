/// Completion for bash, as bash(1) describes it under “Programmable Completion”.
enum BashCompletions {
    static func text(of program: Program, _ places: [Completions.Place]) -> String {
        let name = program.name
        let known = places.dropFirst().map(\.path).joined(separator: "|")
        return """
            # Completion of \(name) \(program.version) for bash.
            _\(name)() {
                local word=${COMP_WORDS[COMP_CWORD]} last=${COMP_WORDS[COMP_CWORD-1]} place="" offers="" i
                # Bash takes "--name=value" for three words.
                if [[ $word == "=" ]]; then
                    word=""
                elif [[ $last == "=" ]]; then
                    last=${COMP_WORDS[COMP_CWORD-2]}
                fi
                for ((i = 1; i < COMP_CWORD; i++)); do
                    case "$place/${COMP_WORDS[i]}" in
                        \(known)) place="$place/${COMP_WORDS[i]}" ;;
                    esac
                done
                COMPREPLY=()
                case "$place $last" in
            \(self.values(places))
                esac
                case "$place" in
            \(self.offers(places))
                esac
                COMPREPLY=($(compgen -W "$offers" -- "$word"))
            }
            complete -o default -F _\(name) \(name)

            """
    }

    /// What may stand behind an option; without a list bash offers the names of files.
    private static func values(_ places: [Completions.Place]) -> String {
        places.flatMap { place in
            place.options.filter { $0.value != nil }.map { option in
                let pattern = shellQuoted("\(place.path) \(option.name)")
                guard let words = option.choices?.words else {
                    let folders = option.takesFolder ? " COMPREPLY=($(compgen -d -- \"$word\"));" : ""
                    return "        \(pattern))\(folders) return ;;"
                }
                let list = shellQuoted(words.joined(separator: " "))
                return "        \(pattern)) COMPREPLY=($(compgen -W \(list) -- \"$word\")); return ;;"
            }
        }.joined(separator: "\n")
    }

    private static func offers(_ places: [Completions.Place]) -> String {
        places.map { place in
            let words = place.subcommands.map(\.name) + place.choices + place.options.map(\.name)
            return "        \(shellQuoted(place.path))) offers=\(shellQuoted(words.joined(separator: " "))) ;;"
        }.joined(separator: "\n")
    }
}
