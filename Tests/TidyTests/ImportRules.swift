/// Who may know whom. A target knows only lower floors.
let importRules: [Rule] = [
    Rule(
        name: "no foundation", sentence: "Nothing in Sources imports Foundation: it costs start-up time and size.",
        advice: "Use the standard library, or a wrapper in Sources/Machinery."
    ) { tree in
        tree.sources.flatMap { file in
            file.imports.filter { $0.module.hasPrefix("Foundation") || $0.module.hasSuffix("Foundation") }.map {
                Finding(file, $0.line, "imports \($0.module)")
            }
        }
    },
    Rule(
        name: "system modules", sentence: "Only the machinery speaks to the system.",
        advice: "Glibc and Dispatch belong to Sources/Machinery; Synchronization also to Registers and Registrar."
    ) { tree in
        tree.sources.filter { !$0.isIn("Sources/Machinery") }.flatMap { file in
            file.imports.filter { entry in
                let mayLock = file.isIn("Sources/Registers", "Sources/Registrar")
                return ["Glibc", "Dispatch"].contains(entry.module) || entry.module == "Synchronization" && !mayLock
            }.map { Finding(file, $0.line, "imports \($0.module)") }
        }
    },
    Rule(
        name: "domain imports",
        sentence: "Sources/CSMS imports Registers and nothing else: it cannot write or read a clock.",
        advice: "Take what is needed as an argument."
    ) { tree in
        tree.sources.filter { $0.isIn("Sources/CSMS") }.flatMap { file in
            file.imports.filter { $0.module != "Registers" }.map { Finding(file, $0.line, "imports \($0.module)") }
        }
    },
    Rule(
        name: "machinery imports",
        sentence: "Sources/Machinery imports nothing above it: it does not know what a risk is.",
        advice: "Turn the arrow round: the caller hands over what the machinery needs."
    ) { tree in
        // Whatever is a folder of Sources, besides the machinery itself, is above it.
        let above = Set(tree.sources.map { String($0.path.split(separator: "/")[1]) }).subtracting(["Machinery"])
        return tree.sources.filter { $0.isIn("Sources/Machinery") }.flatMap { file in
            file.imports.filter { above.contains($0.module) }.map { Finding(file, $0.line, "imports \($0.module)") }
        }
    },
    Rule(
        name: "one wrapper",
        sentence: "A C library is imported by one folder of Sources/Machinery and by nothing else.",
        advice: "Use the wrapper, and widen its interface where it does not suffice."
    ) { tree in
        let libraries = tree.files.filter { $0.isIn("Sources/Machinery/C") }.map {
            String($0.path.split(separator: "/")[3])
        }
        return Set(libraries).sorted().flatMap { library in
            let users = tree.swift.flatMap { file in
                file.imports.filter { $0.module == library }.map { (file: file, line: $0.line) }
            }
            let homes = Set(users.filter { $0.file.isIn("Sources/Machinery") }.map { folder(of: $0.file) })
            return users.filter { !$0.file.isIn("Sources/Machinery") || folder(of: $0.file) != homes.min() }.map {
                Finding($0.file, $0.line, "imports \(library), which belongs to \(homes.min() ?? "a wrapper")")
            }
        }
    },
]

/// `Sources/Machinery/SQL` of a file in it.
private func folder(of file: TreeFile) -> String {
    file.path.split(separator: "/").prefix(3).joined(separator: "/")
}

extension TreeFile {
    /// The modules that the file imports.
    fileprivate var imports: [(module: String, line: Int)] {
        let kinds: Set = ["struct", "enum", "class", "func", "protocol", "typealias", "var", "let"]
        let code = self.source.code
        return code.indices.filter { code[$0].isWord("import") }.compactMap { place in
            code[(place + 1)...].first { !kinds.contains($0.text) }.map { ($0.text, code[place].line) }
        }
    }
}
