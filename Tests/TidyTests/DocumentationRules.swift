/// What is said about public symbols.
let documentationRules: [Rule] = [
    Rule(
        name: "documentation", sentence: "Every public symbol has a documentation comment.",
        advice: "Write `///` and one sentence that does not repeat the name; if that is hard, change the interface."
    ) { tree in
        let known = Requirements(of: tree)
        return tree.sources.flatMap { file in
            file.declarations.filter { $0.isSaid && $0.documentation.isEmpty && !known.document($0) }.map {
                Finding(file, $0.line, "\($0.keyword) \($0.name) has none")
            }
        }
    },
    Rule(
        name: "first sentence", sentence: "The first sentence of a documentation comment has at most 150 characters.",
        advice: "Say the rest in a second sentence."
    ) { tree in
        tree.sources.flatMap { file in
            file.declarations.filter(\.isSaid).compactMap { declaration in
                let count = firstSentence(of: declaration.documentation).count
                return count > 150 ? Finding(file, declaration.line, "\(declaration.name): \(count) characters") : nil
            }
        }
    },
]

/// The text up to the first full stop that ends a sentence, or the first paragraph where there is none.
func firstSentence(of documentation: [String]) -> String {
    let lines = documentation.map { $0.drop { $0 == " " } }
    let paragraph = lines.prefix { !$0.isEmpty && !$0.hasPrefix("- ") }.joined(separator: " ")
    var sentence = ""
    var last: Character = " "
    for character in paragraph {
        if character == " ", [".", "!", "?"].contains(last) { return sentence }
        sentence.append(character)
        last = character
    }
    return sentence
}

extension Declaration {
    /// Whether it has to be documented: an extension says nothing, and a deinitializer is never public.
    fileprivate var isSaid: Bool {
        self.isPublic && self.keyword != "extension" && self.keyword != "deinit"
    }

    /// Whether it is a field of a register: `public let zone = link("Zone", …)` says what it is.
    fileprivate var isField: Bool {
        self.keyword == "let" && self.head.count > 4 && self.head[2].isSign("=") && self.head[3].kind == .word
            && (self.head[4].isSign("(") || self.head[4].isSign("<"))
    }

    /// Whether it names the record of a register, `typealias Asset = Record<Assets>`: the register says what it is.
    fileprivate var isRecord: Bool {
        self.keyword == "typealias" && self.head.dropFirst(2).prefix(3).map(\.text) == ["=", "Record", "<"]
    }
}

/// What the protocols of the product and of the standard library ask for; it is documented there.
private struct Requirements {
    /// Members that the standard library's protocols ask for.
    private static let standard: Set = [
        "description", "debugDescription", "hash", "hashValue", "==", "<", "~=", "rawValue", "allCases", "id",
        "startIndex", "endIndex", "index", "subscript(_:)", "count", "underestimatedCount",
        "next", "makeIterator", "Element", "Index", "Iterator", "RawValue", "ArrayLiteralElement", "StringLiteralType",
        "encode", "advanced", "distance", "appendLiteral", "appendInterpolation", "init(from:)", "init(rawValue:)",
        "init(stringLiteral:)", "init(stringInterpolation:)", "init(literalCapacity:interpolationCount:)",
        "init(integerLiteral:)", "init(floatLiteral:)", "init(booleanLiteral:)", "init(arrayLiteral:)",
        "init(dictionaryLiteral:)", "init(nilLiteral:)",
    ]

    /// The requirements of each protocol of the product, by its name.
    private var members: [String: Set<String>] = [:]
    /// What each type and protocol conforms to, by its name.
    private var inherited: [String: Set<String>] = [:]

    init(of tree: Tree) {
        for declaration in tree.sources.flatMap(\.declarations) {
            if declaration.isInProtocol { self.members[declaration.owner, default: []].insert(declaration.name) }
            self.inherited[declaration.name, default: []].formUnion(declaration.inherited)
        }
    }

    /// Whether the declaration is documented elsewhere.
    func document(_ declaration: Declaration) -> Bool {
        if declaration.isInProtocol { return false }
        if declaration.isRecord { return true }
        let protocols = self.protocols(of: declaration.owner)
        if declaration.isField, protocols.contains("Register") { return true }
        if Requirements.standard.contains(declaration.name), !declaration.owner.isEmpty { return true }
        return protocols.contains { self.members[$0]?.contains(declaration.name) == true }
    }

    /// The type itself and all that it conforms to, directly or not.
    private func protocols(of type: String) -> Set<String> {
        var found: Set = [type]
        var open = [type]
        while let next = open.popLast() {
            for name in self.inherited[next] ?? [] where found.insert(name).inserted { open.append(name) }
        }
        return found
    }
}
