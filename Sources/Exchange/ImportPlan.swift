/// What is done with each file of a folder that somebody wants imported, decided by the names alone.
///
///     let plan = ImportPlan(names: ["a.json", "a.json.sha512", "README.md"])
///     plan.items[0].part      // .reads, checked by a.json.sha512
///     plan.items[2].part      // .leaves, with a sentence that says why
public struct ImportPlan: Sendable {
    /// The files in the order in which they were named.
    public let items: [Item]

    /// A file and what is done with it.
    public struct Item: Hashable, Sendable {
        /// The path as it was given.
        public let name: String
        /// What is done with it.
        public let part: Part
    }

    /// What a file is there for.
    public enum Part: Hashable, Sendable {
        /// It is imported, when these companions with its digest say that it is whole.
        case reads(digests: [String])
        /// It proves another file, which is in the plan.
        case proves(String)
        /// It is left alone: a sentence says why.
        case leaves(String)
    }

    /// Plans a folder.
    ///
    /// - Parameter names: Paths with `/` between folders; companions lie beside their files.
    public init(names: [String]) {
        let all = Set(names)
        var digests: [String: [String]] = [:]
        for name in names.sorted() {
            if let proven = ImportPlan.proven(by: name, ending: [".sha512", ".sha256"]), all.contains(proven) {
                digests[proven, default: []].append(name)
            }
        }
        self.items = names.map { name in
            Item(name: name, part: ImportPlan.part(of: name, among: all, digests: digests[name] ?? []))
        }
    }

    /// The files that are to be read, in order.
    public var read: [Item] {
        self.items.filter { if case .reads = $0.part { true } else { false } }
    }

    private static func part(of name: String, among all: Set<String>, digests: [String]) -> Part {
        if let proven = self.proven(by: name, ending: [".sha512", ".sha256"]) {
            return all.contains(proven) ? .proves(proven) : .leaves("There is no file “\(proven)” whose digest it is.")
        }
        if let signed = self.proven(by: name, ending: [".asc", ".sig"]) {
            let isAlone = !all.contains(signed)
            return .leaves(isAlone ? "It signs a file that is not here." : "It is a signature, which was not checked.")
        }
        let base = (name.split(separator: "/").last ?? "").lowercased()
        if base.hasPrefix(".")
            || name.split(separator: "/").contains(where: { $0.hasPrefix(".") && $0 != "." && $0 != ".." })
        {
            return .leaves("It is hidden.")
        }
        if let sentence = self.furniture[base] { return .leaves(sentence) }
        let stem = base.prefix { $0 != "." }
        if ["readme", "license", "licence", "notice", "notices", "copying", "changelog"].contains(stem) {
            return .leaves("It speaks about the folder.")
        }
        if base.contains("rolie") || (base.hasPrefix("csaf-feed") || base.hasPrefix("feed-tlp")) {
            return .leaves("It is a feed: it lists documents and holds none.")
        }
        guard [".json", ".csv", ".tsv", ".xlsx"].contains(where: { base.hasSuffix($0) }) else {
            return .leaves("It is no JSON, CSV or XLSX file.")
        }
        return .reads(digests: digests)
    }

    private static let furniture: [String: String] = [
        "index.txt": "It lists the files of the folder.",
        "changes.csv": "It lists when the files of the folder changed.",
        "provider-metadata.json": "It describes the publisher of the folder.",
        "aggregator.json": "It lists publishers.",
        "security.txt": "It says whom to tell about weaknesses.",
    ]

    private static func proven(by name: String, ending endings: [String]) -> String? {
        let lower = name.lowercased()
        guard let ending = endings.first(where: { lower.hasSuffix($0) }) else { return nil }
        return String(name.dropLast(ending.count))
    }
}
