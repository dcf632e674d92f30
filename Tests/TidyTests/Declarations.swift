/// A type, function, value or other thing that a file declares outside function bodies.
struct Declaration: Sendable {
    /// `func`, `let`, `struct`, `extension` and so on.
    let keyword: String
    /// Its name; for an initializer with its labels: `init(from:)`.
    let name: String
    /// The type around it, or an empty text.
    let owner: String
    /// Whether it says so, or stands in a public protocol or a public extension.
    let isPublic: Bool
    let isInProtocol: Bool
    /// What a type inherits and conforms to, without generics.
    let inherited: [String]
    let documentation: [String]
    let line: Int
    /// The line of the last brace; the first line where there is no body.
    let endLine: Int
    /// The tokens from its keyword on: enough to see how a value begins.
    let head: [Token]
}

/// Finds the declarations in a file.
struct Declarations {
    private static let types: Set = ["struct", "enum", "class", "actor", "protocol", "extension"]
    private static let values: Set = [
        "func", "init", "subscript", "deinit", "var", "let", "typealias", "associatedtype",
    ]
    private static let modifiers: Set = [
        "public", "private", "fileprivate", "internal", "package", "open", "static", "class", "final", "mutating",
        "nonmutating", "consuming", "borrowing", "override", "lazy", "weak", "unowned", "indirect", "required",
        "convenience", "nonisolated", "prefix", "postfix", "infix", "unsafe", "set", "isolated",
    ]

    private struct Owner {
        let name: String
        let isProtocol: Bool
        let isPublic: Bool
        let end: Int
    }

    private let tokens: [Token]
    /// For each opening bracket the place of its closing one.
    private let closing: [Int: Int]
    private let opening: [Int: Int]

    static func all(in tokens: [Token]) -> [Declaration] { Declarations(tokens: tokens).all() }

    private init(tokens: [Token]) {
        self.tokens = tokens
        self.closing = Declarations.closings(in: tokens)
        self.opening = Dictionary(uniqueKeysWithValues: self.closing.map { ($1, $0) })
    }

    private func all() -> [Declaration] {
        var found: [Declaration] = []
        var owners: [Owner] = []
        var place = 0
        while place < self.tokens.count {
            while let owner = owners.last, place > owner.end { owners.removeLast() }
            let token = self.tokens[place]
            if token.isSign("{") || token.isSign("(") || token.isSign("[") {
                // Bodies, closures and arguments declare nothing that counts.
                place = (self.closing[place] ?? place) + 1
                continue
            }
            guard self.declares(at: place) else {
                place += 1
                continue
            }
            let isType = Declarations.types.contains(token.text)
            let body = self.body(from: place)
            let declaration = self.declaration(at: place, body: body, in: owners.last)
            found.append(declaration)
            place += 1
            guard isType, let body, let end = self.closing[body] else { continue }
            owners.append(
                Owner(
                    name: declaration.name, isProtocol: token.text == "protocol",
                    isPublic: ["extension", "protocol"].contains(token.text) && declaration.isPublic, end: end))
            place = body + 1
        }
        return found
    }

    private func declares(at place: Int) -> Bool {
        let token = self.tokens[place]
        guard token.kind == .word, place + 1 < self.tokens.count else { return false }
        if place > 0, self.tokens[place - 1].isSign(".") { return false }
        let next = self.tokens[place + 1]
        if token.text == "class" { return next.kind == .word && !Declarations.values.contains(next.text) }
        return Declarations.types.contains(token.text) || Declarations.values.contains(token.text)
    }

    private func declaration(at place: Int, body: Int?, in owner: Owner?) -> Declaration {
        let token = self.tokens[place]
        let start = self.start(of: place)
        let before = self.tokens[start..<place]
        let isPublic = before.contains { $0.isWord("public") || $0.isWord("open") } || owner?.isPublic == true
        let end = body.flatMap { self.closing[$0] } ?? place
        return Declaration(
            keyword: token.text, name: self.name(at: place), owner: owner?.name ?? "", isPublic: isPublic,
            isInProtocol: owner?.isProtocol == true,
            inherited: Declarations.types.contains(token.text) ? self.inherited(from: place, to: body ?? place) : [],
            documentation: self.tokens[start...place].map(\.documentation).filter { !$0.isEmpty }.last ?? [],
            line: token.line, endLine: self.tokens[end].line,
            head: Array(self.tokens[place..<min(place + 8, self.tokens.count)]))
    }

    /// The first token of the declaration: its modifiers and attributes stand before the keyword.
    private func start(of keyword: Int) -> Int {
        var start = keyword
        while start > 0 {
            let last = self.tokens[start - 1]
            if last.isSign(")"), let open = self.opening[start - 1], open > 0 {
                let word = self.tokens[open - 1]
                if open > 1, self.tokens[open - 2].isSign("@") {
                    start = open - 2
                } else if Declarations.modifiers.contains(word.text) {
                    start = open - 1
                } else {
                    return start
                }
            } else if start > 1, last.kind == .word, self.tokens[start - 2].isSign("@") {
                start -= 2
            } else if last.kind == .word, Declarations.modifiers.contains(last.text) {
                start -= 1
            } else {
                return start
            }
        }
        return start
    }

    private func name(at place: Int) -> String {
        let keyword = self.tokens[place].text
        if keyword == "init" || keyword == "subscript" { return keyword + self.labels(from: place) }
        var name = ""
        for token in self.tokens[(place + 1)...] {
            // An operator's name is its signs up to the parenthesis; an extension's may have dots.
            if keyword == "func", token.isSign("(") || (!name.isEmpty && token.isSign("<") && isName(name)) { break }
            if keyword != "func", token.kind != .word && !token.isSign(".") { break }
            if keyword != "func", !name.isEmpty, !name.hasSuffix("."), token.kind == .word { break }
            name += token.text
        }
        return name.split(separator: ".").last.map(String.init) ?? name
    }

    /// The labels of the parameters: `(from:at:)`.
    private func labels(from place: Int) -> String {
        guard let open = self.tokens[place...].firstIndex(where: { $0.isSign("(") }), let end = self.closing[open]
        else { return "" }
        var labels = ""
        let isSubscript = self.tokens[place].isWord("subscript")
        var place = open + 1
        var expectsLabel = true
        while place < end {
            let token = self.tokens[place]
            if token.isSign("(") || token.isSign("[") || token.isSign("{") { place = self.closing[place] ?? place }
            if expectsLabel, token.kind == .word {
                // The only name of a subscript's parameter is no label.
                let isLabel = !isSubscript || !self.tokens[place + 1].isSign(":")
                labels += (isLabel ? token.text : "_") + ":"
                expectsLabel = false
            }
            if token.isSign(",") { expectsLabel = self.startsParameter(at: place + 1) }
            place += 1
        }
        return "(\(labels))"
    }

    /// Whether a word, perhaps two, and a colon follow: a comma inside generic arguments is not between parameters.
    private func startsParameter(at place: Int) -> Bool {
        let next = self.tokens[place..<min(place + 3, self.tokens.count)].drop { $0.kind == .word }
        return next.first?.isSign(":") == true
    }

    private func inherited(from place: Int, to body: Int) -> [String] {
        var names: [String] = []
        var depth = 0
        var isAfterColon = false
        for (token, last) in zip(self.tokens[(place + 1)..<max(body, place + 1)], self.tokens[place...]) {
            if token.isSign("<") { depth += 1 }
            if token.isSign(">"), !last.isSign("-") { depth -= 1 }
            if depth > 0 { continue }
            if token.isWord("where") { break }
            if token.isSign(":") { isAfterColon = true }
            if isAfterColon, token.kind == .word { names.append(token.text) }
        }
        return names
    }

    /// Where the body begins; `nil` for a declaration without one.
    private func body(from place: Int) -> Int? {
        var place = place + 1
        while place < self.tokens.count {
            let token = self.tokens[place]
            if token.isSign("{") { return place }
            if token.isSign("}") || self.assigns(at: place) { return nil }
            if token.isSign("(") || token.isSign("[") { place = self.closing[place] ?? place }
            if place > 0, self.declares(at: place), !self.tokens[place].isWord("class") { return nil }
            place += 1
        }
        return nil
    }

    /// Whether a single `=` stands here, not a part of `==` or of another operator.
    private func assigns(at place: Int) -> Bool {
        let token = self.tokens[place]
        guard token.isSign("="), place > 0, place + 1 < self.tokens.count else { return false }
        let next = self.tokens[place + 1]
        return !(token.isAdjacent && self.tokens[place - 1].kind == .sign) && !(next.isAdjacent && next.isSign("="))
    }

    private static func closings(in tokens: [Token]) -> [Int: Int] {
        var closings: [Int: Int] = [:]
        var open: [Int] = []
        for (place, token) in tokens.enumerated() where token.kind == .sign {
            if ["(", "[", "{"].contains(token.text) { open.append(place) }
            if [")", "]", "}"].contains(token.text), let start = open.popLast() { closings[start] = place }
        }
        return closings
    }
}

private func isName(_ text: String) -> Bool { text.first.map { $0.isLetter || $0 == "_" || $0 == "`" } ?? false }
