import Foundation

/// One file of the repository.
struct TreeFile: Sendable {
    /// The path from the root of the repository, with slashes.
    let path: String
    let text: String
    /// Its code; empty unless it is a Swift file.
    let source: Source
    let declarations: [Declaration]

    init(_ path: String, _ text: String) {
        self.path = path
        self.text = text
        self.source = path.hasSuffix(".swift") ? Scanner.scan(text) : Source()
        self.declarations = Declarations.all(in: self.source.code)
    }

    var isSwift: Bool { self.path.hasSuffix(".swift") && self.path != "Package.swift" }
    var lines: [Substring] { self.text.split(separator: "\n", omittingEmptySubsequences: false) }
    var name: String { String(self.path.split(separator: "/").last ?? "") }

    func isIn(_ folders: String...) -> Bool { folders.contains { self.path.hasPrefix($0 + "/") } }
}

/// All files of the repository that are text.
struct Tree: Sendable {
    let files: [TreeFile]

    init(_ files: [String: String]) {
        self.files = files.map { TreeFile($0.key, $0.value) }.sorted { $0.path < $1.path }
    }

    /// The Swift files of the product.
    var sources: [TreeFile] { self.files.filter { $0.isSwift && $0.isIn("Sources") } }
    /// The Swift files of the product and of its tests.
    var swift: [TreeFile] { self.files.filter(\.isSwift) }

    /// The repository that this test belongs to.
    static let here = Tree(at: URL(filePath: #filePath).appending(path: "../../..").standardizedFileURL)

    /// What tools leave behind; none of it is committed.
    private static let skipped: Set = [".git", ".build", ".swiftpm", ".venv", "__pycache__"]

    private init(at root: URL) {
        var files: [String: String] = [:]
        let enumerator = FileManager.default.enumerator(at: root, includingPropertiesForKeys: [.isRegularFileKey])
        while let url = enumerator?.nextObject() as? URL {
            if Tree.skipped.contains(url.lastPathComponent) { enumerator?.skipDescendants() }
            guard let data = try? Data(contentsOf: url), let text = String(data: data, encoding: .utf8) else {
                continue
            }
            files[String(url.path.dropFirst(root.path.count).drop { $0 == "/" })] = text
        }
        self.init(files)
    }
}
