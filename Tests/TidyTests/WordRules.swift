/// Words that are not written, or not everywhere.
let wordRules: [Rule] = [
    Rule(
        name: "forced", sentence: "Nothing is forced: no `try!`, no `as!`, no `!` after a value or a type.",
        advice: "Use `guard let`, `if let`, `??`, or `try` in a function that throws; in a test `try #require`."
    ) { tree in
        tree.swift.flatMap { file in
            file.places { stretch, place in
                guard stretch[place].isSign("!"), stretch[place].isAdjacent, place > 0 else { return nil }
                let next = stretch.dropFirst(place + 1).first
                if next?.isSign("=") == true, next?.isAdjacent == true { return nil }
                let last = stretch[place - 1]
                let isValue = last.kind != .sign || [")", "]", "}", "?", ">"].contains(last.text)
                return isValue ? "\(last.kind == .string ? "a string" : last.text)!" : nil
            }
        }
    },
    Rule(
        name: "unchecked", sentence: "Nothing is hidden from the compiler: no `@unchecked`, no `nonisolated(unsafe)`.",
        advice: "Use a value, a `let`, a `Mutex` or an `Atomic`."
    ) { tree in
        tree.swift.flatMap { file in
            file.places { stretch, place in
                if stretch[place].isWord("unchecked"), place > 0, stretch[place - 1].isSign("@") { return "@unchecked" }
                let isOpen =
                    stretch[place].isWord("nonisolated") && stretch.dropFirst(place + 2).first?.text == "unsafe"
                return isOpen ? "nonisolated(unsafe)" : nil
            }
        }
    },
    Rule(
        name: "fatal error", sentence: "Nothing ends the program on purpose with `fatalError`.",
        advice: "Throw a typed error for what people or the world cause; write `precondition` for what we cause."
    ) { tree in
        tree.swift.flatMap { $0.calls(of: ["fatalError"]) }
    },
    Rule(
        name: "print", sentence: "Only the command line prints.",
        advice: "Return the text, and let Sources/Command print it."
    ) { tree in
        tree.sources.filter { !$0.isIn("Sources/Command", "Sources/holdfast") }.flatMap {
            $0.calls(of: ["print", "debugPrint", "dump"])
        }
    },
    Rule(
        name: "later", sentence: "Nothing is put off in a comment.",
        advice: "Do it now, or write an issue and delete the comment."
    ) { tree in
        let words: Set = ["TODO", "FIXME", "XXX"]
        return tree.swift.flatMap { file in
            file.source.comments.flatMap { comment in
                words.intersection(comment.text.split { !$0.isLetter && !$0.isNumber }.map(String.init)).map {
                    Finding(file, comment.line, $0)
                }
            }
        }
    },
    Rule(
        name: "unsafe", sentence: "`unsafe` stands only in the wrappers of C libraries.",
        advice: "Move it into Sources/Machinery/{SQL,Crypto,Files,Host,Text} and give out a safe value."
    ) { tree in
        tree.swift.filter { !$0.isWrapper }.flatMap { file in file.places(of: "unsafe") }
    },
    unsafeCountRule,
]

/// A ratchet: the number in the file may only fall.
private let unsafeCountRule = Rule(
    name: "unsafe count", sentence: "The word `unsafe` becomes rarer, never more common.",
    advice: "The number stands in \(unsafeCountPath)."
) { tree in
    let count = tree.sources.map { $0.places(of: "unsafe").count }.reduce(0, +)
    let file = tree.files.first { $0.path == unsafeCountPath }
    guard let limit = file.flatMap({ Int($0.text.filter(\.isNumber)) }) else {
        return [Finding(path: unsafeCountPath, line: 1, what: "write the number \(count) into this file")]
    }
    if count < limit {
        return [Finding(path: unsafeCountPath, line: 1, what: "it fell from \(limit) to \(count): write \(count) here")]
    }
    guard count > limit else { return [] }
    return [Finding(path: unsafeCountPath, line: 1, what: "it rose from \(limit) to \(count): write less of it")]
}

private let unsafeCountPath = "Tests/TidyTests/unsafe-count.txt"

extension TreeFile {
    fileprivate var isWrapper: Bool {
        ["SQL", "Crypto", "Files", "Host", "Text"].contains { self.isIn("Sources/Machinery/\($0)") }
    }

    /// The places in the code at which `what` finds something.
    func places(where what: ([Token], Int) -> String?) -> [Finding] {
        self.source.stretches.flatMap { stretch in
            stretch.indices.compactMap { place in
                what(stretch, place).map { Finding(self, stretch[place].line, $0) }
            }
        }
    }

    /// The places at which a word stands in the code; `nonisolated(unsafe)` has a rule of its own.
    fileprivate func places(of word: String) -> [Finding] {
        self.places { stretch, place in
            guard stretch[place].isWord(word) else { return nil }
            return place > 1 && stretch[place - 2].isWord("nonisolated") ? nil : word
        }
    }

    /// The places at which one of these free functions is called.
    fileprivate func calls(of functions: Set<String>) -> [Finding] {
        self.places { stretch, place in
            guard functions.contains(stretch[place].text), stretch[place].kind == .word,
                stretch.dropFirst(place + 1).first?.isSign("(") == true
            else { return nil }
            let last = place > 0 ? stretch[place - 1] : nil
            return last?.isSign(".") == true || last?.isWord("func") == true ? nil : stretch[place].text
        }
    }
}
