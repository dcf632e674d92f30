/// What stands where, and how it is called.
let placeRules: [Rule] = [
    Rule(
        name: "dialect", sentence: "Only Dialect.swift and the connections name a database.",
        advice: "Make the difference a member of `Dialect`."
    ) { tree in
        tree.sources.filter { file in
            file.name != "Dialect.swift"
                && !(file.isIn("Sources/Machinery/SQL")
                    && (file.name.hasPrefix("SQLite") || file.name.hasPrefix("Postgres")))
        }.flatMap { file in
            file.places { stretch, place in
                guard stretch[place].kind == .word else { return nil }
                let word = stretch[place].text.lowercased()
                return word.contains("sqlite") || word.contains("postgres") ? stretch[place].text : nil
            }
        }
    },
    Rule(
        name: "sql by parts", sentence: "SQL is one literal: values come in by interpolation, never by `+`.",
        advice: "Write `\\(value)`, or `\\(name: column)` for a name."
    ) { tree in
        tree.sources.flatMap { file in
            file.places { stretch, place in
                guard stretch[place].isSign("+") else { return nil }
                let near = stretch[max(0, place - 1)..<min(place + 3, stretch.count)]
                return near.contains { $0.kind == .string && isSQL($0.text) } ? "adds to SQL" : nil
            }
        }
    },
    Rule(
        name: "catalogue", sentence: "Every register stands in Sources/CSMS/Catalogue.swift.",
        advice: "Paste the line into its list."
    ) { tree in
        let catalogue = tree.files.first { $0.path == "Sources/CSMS/Catalogue.swift" }
        let listed = Set(catalogue?.source.code.map(\.text) ?? [])
        return tree.sources.filter { $0.isIn("Sources/CSMS") }.flatMap { file in
            file.declarations.filter {
                $0.keyword == "struct" && $0.inherited.contains("Register") && !listed.contains($0.name)
            }.map { Finding(file, $0.line, "paste under “\(chapter(of: file))”: \($0.name).book,") }
        }
    },
    Rule(
        name: "golden files", sentence: "Every file in Tests/Golden is named by a test.",
        advice: "Delete the file, or write the test that compares with it."
    ) { tree in
        let tests = tree.files.filter { $0.isIn("Tests") && !$0.isIn("Tests/Golden", "Tests/TidyTests") }
        return tree.files.filter { $0.isIn("Tests/Golden") }.filter { file in
            let stem = String(file.name.prefix { $0 != "." })
            return !tests.contains { test in
                test.text.contains(file.name) || test.source.code.contains { $0.kind == .string && $0.text == stem }
            }
        }.map { Finding($0, 1, "no test names it") }
    },
    Rule(
        name: "machine paths", sentence: "No file names a folder of the machine it was written on.",
        advice: "Use a path from the root of the repository, or an environment variable."
    ) { tree in
        tree.files.flatMap { file in
            machineFolders.contains { file.text.contains($0) } ? machinePaths(in: file) : []
        }
    },
    Rule(
        name: "type names", sentence: "A type is called by a word of the field.",
        advice: "Say what it is, not that it manages, helps or serves."
    ) { tree in
        let types: Set = ["struct", "enum", "class", "actor", "protocol", "typealias"]
        return tree.sources.flatMap { file in
            file.declarations.filter { types.contains($0.keyword) }.compactMap { type in
                emptyWord(in: type.name).map { Finding(file, type.line, "\(type.name) has “\($0)” in it") }
            }
        }
    },
]

/// The folder of Sources/CSMS that the file stands in.
private func chapter(of file: TreeFile) -> String {
    let parts = file.path.split(separator: "/")
    return parts.count > 3 ? String(parts[2]) : "CSMS"
}

private func isSQL(_ text: String) -> Bool {
    let words: Set = ["SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "DROP", "WHERE", "VALUES", "PRAGMA"]
    let pairs = ["ORDER BY", "GROUP BY", "FROM ", "LIMIT ", "JOIN "]
    return pairs.contains { text.contains($0) }
        || !words.isDisjoint(with: text.split { !$0.isLetter }.map(String.init))
}

/// Written in parts, because this file is read by the rule as well.
private let machineFolders = ["work", "root", "home", "Users"].map { "/" + $0 + "/" }

/// Where one of the folders begins a path; in `https://example.org/home/` it does not.
private func machinePaths(in file: TreeFile) -> [Finding] {
    zip(1..., file.lines).flatMap { number, line in
        machineFolders.filter { folder in
            line.ranges(of: folder).contains { range in
                guard range.lowerBound > line.startIndex else { return true }
                let before = line[line.index(before: range.lowerBound)]
                return !before.isLetter && !before.isNumber && !"._-~}*)".contains(before)
            }
        }.map { Finding(file, number, $0) }
    }
}

/// A first or last word that says nothing.
private func emptyWord(in name: String) -> String? {
    let words: Set = ["Manager", "Service", "Helper", "Helpers", "Util", "Utils", "Impl", "DTO", "Base", "V2", "New"]
    var parts: [String] = []
    for character in name {
        let startsWord = character.isUppercase && parts.last?.last?.isUppercase != true
        if startsWord || parts.isEmpty { parts.append("") }
        parts[parts.count - 1].append(character)
    }
    // Capitals that follow each other are one part: DTOReader.
    if name.hasPrefix("DTO") { return "DTO" }
    return [parts.first, parts.last].compactMap { $0 }.first { words.contains($0) }
}
