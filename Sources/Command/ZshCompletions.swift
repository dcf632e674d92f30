/// Completion for zsh, as zshcompsys(1) describes it.
enum ZshCompletions {
    static func text(of program: Program, _ places: [Completions.Place]) -> String {
        let name = program.name
        let known = places.dropFirst().map(\.path).joined(separator: "|")
        return """
            #compdef \(name)
            # Completion of \(name) \(program.version) for zsh.
            _\(name)() {
                local place="" last=${words[CURRENT-1]} i
                local -a offers
                for ((i = 2; i < CURRENT; i++)); do
                    case "$place/${words[i]}" in
                        (\(known)) place="$place/${words[i]}" ;;
                    esac
                done
                if [[ $words[CURRENT] == --*=* ]]; then
                    last=${words[CURRENT]%%=*}
                    compset -P '--*='
                fi
                case "$place $last" in
            \(self.values(places))
                esac
                case "$place" in
            \(self.offers(places))
                esac
                _describe 'word' offers || _files
            }
            if [[ $funcstack[1] == _\(name) ]]; then
                _\(name) "$@"
            else
                compdef _\(name) \(name)
            fi

            """
    }

    private static func values(_ places: [Completions.Place]) -> String {
        places.flatMap { place in
            place.options.filter { $0.value != nil }.map { option in
                let pattern = shellQuoted("\(place.path) \(option.name)")
                guard let words = option.choices?.words else {
                    return "        (\(pattern)) _files\(option.takesFolder ? " -/" : ""); return ;;"
                }
                return "        (\(pattern)) compadd -- \(words.map(shellQuoted).joined(separator: " ")); return ;;"
            }
        }.joined(separator: "\n")
    }

    private static func offers(_ places: [Completions.Place]) -> String {
        places.map { place in
            var offers = place.subcommands.map { self.offer($0.name, $0.summary) }
            offers += place.choices.map { shellQuoted(self.escaped($0)) }
            offers += place.options.map { self.offer($0.name, $0.help) }
            let list = offers.map { "            \($0)" }.joined(separator: "\n")
            return "        (\(shellQuoted(place.path))) offers=(\n\(list)\n        ) ;;"
        }.joined(separator: "\n")
    }

    private static func offer(_ word: String, _ help: String) -> String {
        shellQuoted(self.escaped(word) + ":" + help)
    }

    /// A colon ends the word that is offered.
    private static func escaped(_ word: String) -> String {
        word.split(separator: ":", omittingEmptySubsequences: false).joined(separator: "\\:")
    }
}
