/// How long things may be.
let sizeRules: [Rule] = [
    Rule(
        name: "file length", sentence: "A Swift file has at most 400 lines.",
        advice: "Move the second idea in it to a file of its own."
    ) { tree in
        tree.swift.compactMap { file in
            let count = file.lines.count - (file.text.hasSuffix("\n") ? 1 : 0)
            return count > 400 ? Finding(file, count, "\(count) lines") : nil
        }
    },
    Rule(
        name: "function length", sentence: "A function has at most 70 lines.",
        advice: "Decide in the caller, compute in helpers."
    ) { tree in
        tree.swift.flatMap { file in
            functions(in: file).compactMap { function in
                let count = function.endLine - function.line + 1
                return count > 70 ? Finding(file, function.line, "\(function.name) has \(count) lines") : nil
            }
        }
    },
    Rule(
        name: "line length", sentence: "A line of code has at most 120 columns.",
        advice: "Break it where `swift format` would."
    ) { tree in
        let code = tree.files.filter { file in
            file.path.hasSuffix(".swift") || file.path.hasSuffix(".h") || file.path.hasSuffix(".sh")
                || file.isIn("bin", ".ci")
        }
        return code.flatMap { file in
            // Counting bytes first is cheap; most lines end there.
            zip(1..., file.lines).filter { $0.1.utf8.count > 120 && $0.1.count > 120 }.map { number, line in
                Finding(file, number, "\(line.count) columns")
            }
        }
    },
    Rule(
        name: "empty file", sentence: "A Swift file declares something.", advice: "Delete it, or write what it is for."
    ) { tree in
        // A main.swift is a statement.
        tree.swift.filter { $0.declarations.isEmpty && $0.name != "main.swift" }.map {
            Finding($0, 1, "no declaration")
        }
    },
]

private func functions(in file: TreeFile) -> [Declaration] {
    file.declarations.filter { ["func", "init", "deinit", "subscript"].contains($0.keyword) }
}
