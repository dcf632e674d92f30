/// Reads the words behind the name of a command.
struct ArgumentReader {
    private let command: Command
    private var result: Arguments
    private var positions: [String] = []

    /// The words as arguments and options of `command`, checked against its declaration.
    static func read(
        _ words: ArraySlice<String>, for command: Command, in program: Program
    ) throws(UsageError) -> Arguments {
        var reader = ArgumentReader(command: command, program: program)
        switch command.reading {
        case .verbatim: reader.positions = Array(words)
        case .options: try reader.split(words)
        }
        try reader.assign()
        try reader.checkRequired()
        return reader.result
    }

    /// Whether the words ask for help instead of the command's work.
    static func asksForHelp(_ words: ArraySlice<String>, of command: Command) -> Bool {
        // What is read verbatim may hold any word, so only a call with nothing else asks for help.
        if command.reading == .verbatim { return words.count == 1 && Self.isHelp(words[words.startIndex]) }
        return words.prefix { $0 != "--" }.contains(where: Self.isHelp)
    }

    static func isHelp(_ word: String) -> Bool { word == "--help" || word == "-h" }

    private init(command: Command, program: Program) {
        self.command = command
        self.result = Arguments(of: command, in: program)
    }

    private mutating func split(_ words: ArraySlice<String>) throws(UsageError) {
        var rest = words
        while let word = rest.popFirst() {
            if word == "--" {
                self.positions += rest
                return
            }
            if word.hasPrefix("--") {
                try self.option(word, followedBy: &rest)
            } else if word.hasPrefix("-"), word != "-" {
                throw UsageError("“\(word)” is not known. Options begin with two dashes; behind “--” all is argument.")
            } else {
                self.positions.append(word)
            }
        }
    }

    private mutating func option(_ word: String, followedBy rest: inout ArraySlice<String>) throws(UsageError) {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let option = self.command.options.first(where: { $0.name == parts[0] }) else {
            throw self.unknown(parts[0])
        }
        if self.result.has(option), !option.isRepeatable {
            throw UsageError("\(option.name) is given twice, but it can have one value only.")
        }
        let given = parts.count > 1 ? parts[1] : nil
        guard let kind = option.value else {
            guard given == nil else { throw UsageError("\(option.name) takes no value.") }
            self.result.options[option.name] = [""]
            return
        }
        let value: String
        if let given { value = given } else { value = try Self.value(of: option, kind, from: &rest) }
        try Self.check(value, among: option.choices, for: option.name)
        self.result.options[option.name, default: []].append(value)
    }

    private static func value(
        of option: Option, _ kind: String, from rest: inout ArraySlice<String>
    ) throws(UsageError) -> String {
        guard let next = rest.first, !next.hasPrefix("--") else {
            // A value that begins with dashes is rare, and a forgotten value is not.
            throw UsageError("\(option.name) needs a value: \(option.name) \(kind), or \(option.name)=\(kind).")
        }
        rest.removeFirst()
        return next
    }

    private func unknown(_ name: String) -> UsageError {
        let known = self.command.options.map(\.name) + ["--help"]
        let nearest = nearestName(to: name, among: known)
        return UsageError(
            "“\(self.command.name)” has no option \(name). "
                + (nearest.map { "Did you mean \($0)?" } ?? "It has \(known.joined(separator: ", "))."))
    }

    private static func check(_ word: String, among choices: Choices?, for name: String) throws(UsageError) {
        guard let words = choices?.words, !words.contains(word) else { return }
        let nearest = nearestName(to: word, among: words).map { " Did you mean “\($0)”?" } ?? ""
        throw UsageError("“\(word)” is no value for \(name).\(nearest) It is one of: \(words.joined(separator: ", ")).")
    }

    /// Gives each argument its words, from left to right; the last argument takes what its kind allows.
    private mutating func assign() throws(UsageError) {
        var rest = self.positions[...]
        for argument in self.command.arguments {
            let taken: ArraySlice<String>
            switch argument.kind {
            case .one, .optional: taken = rest.prefix(1)
            case .many, .atLeastOne: taken = rest
            }
            if taken.isEmpty, argument.kind == .one || argument.kind == .atLeastOne {
                throw UsageError("\(argument.name) is missing: \(HelpText.call(of: self.command)).")
            }
            for word in taken { try Self.check(word, among: argument.choices, for: argument.name) }
            self.result.words[argument.name] = Array(taken)
            rest = rest.dropFirst(taken.count)
        }
        if let word = rest.first {
            throw UsageError("“\(word)” is one word too many: \(HelpText.call(of: self.command)).")
        }
    }

    private func checkRequired() throws(UsageError) {
        for option in self.command.options where option.isRequired && !self.result.has(option) {
            throw UsageError("\(option.name) \(option.value ?? "") is missing. \(option.help)")
        }
    }
}
