import Exchange
import Host

/// The files that an import was pointed at, those in folders included, and what was passed over.
struct ImportFolder: Sendable {
    /// The files to read, in the order in which they were named, those of a folder by name.
    let files: [String]
    /// What was passed over, one line each.
    let skipped: [String]
    /// The files with digests that lie beside a file.
    private let digests: [String: [String]]

    /// So deep are folders in folders looked into.
    private static let depthMax = 32

    /// Looks into every folder among `paths`. Files that were named themselves are read whatever they are called.
    init(_ paths: [String], on disk: any Disk) throws {
        var files: [String] = []
        var skipped: [String] = []
        var digests: [String: [String]] = [:]
        for path in paths {
            let isFolder = try disk.kind(path) == .folder
            let names = isFolder ? try ImportFolder.names(in: path, on: disk, depth: 0) : [path]
            let beside = isFolder ? [] : try ImportFolder.companions(of: path, on: disk)
            for item in ImportPlan(names: names + beside).items where !beside.contains(item.name) {
                switch item.part {
                case .reads(let companions):
                    files.append(item.name)
                    if !companions.isEmpty { digests[item.name] = companions }
                case .proves: continue
                case .leaves(let sentence):
                    if isFolder || ImportFolder.isCompanion(path) {
                        skipped.append("\(item.name): passed over. \(sentence)")
                    } else {
                        files.append(path)
                    }
                }
            }
        }
        self.files = files
        self.skipped = skipped
        self.digests = digests
    }

    /// Why a file must not be taken: its digest beside it says that its bytes are others. `nil` when all is well.
    func refusal(of name: String, holding bytes: [UInt8]) -> String? {
        for companion in self.digests[name] ?? [] {
            do {
                let digest = try SystemDisk().read(companion, limit: DigestCompanion.bytesMax)
                if let sentence = DigestCompanion.refusal(of: bytes, named: name, by: digest, named: companion) {
                    return sentence
                }
            } catch { return "\(error)" }
        }
        return nil
    }

    /// The digests that lie beside a file that was named itself.
    private static func companions(of path: String, on disk: any Disk) throws -> [String] {
        try [".sha512", ".sha256"].map { path + $0 }.filter { try disk.exists($0) }
    }

    private static func isCompanion(_ path: String) -> Bool {
        [".sha512", ".sha256", ".asc", ".sig"].contains { path.lowercased().hasSuffix($0) }
    }

    private static func names(in folder: String, on disk: any Disk, depth: Int) throws -> [String] {
        guard depth < self.depthMax else { return [] }
        let prefix = folder.hasSuffix("/") ? folder : folder + "/"
        return try disk.list(folder).flatMap { item -> [String] in
            if item.name.hasPrefix(".") { return [] }
            switch item.kind {
            case .folder: return try self.names(in: prefix + item.name, on: disk, depth: depth + 1)
            case .file: return [prefix + item.name]
            default: return []
            }
        }
    }
}
