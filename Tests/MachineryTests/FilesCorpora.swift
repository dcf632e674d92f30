import Files
import Foundation

/// Real files that nobody here wrote. They lie outside of the repository; without them their tests are skipped.
enum FilesCorpora {
    static let folder: URL = {
        if let path = ProcessInfo.processInfo.environment["HOLDFAST_CORPORA"] { return URL(fileURLWithPath: path) }
        return URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "../shared/corpora")
            .standardizedFileURL
    }()

    static let areThere = FileManager.default.fileExists(atPath: folder.path)

    static func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: self.folder.appending(path: path)))
    }

    /// The names of the files in a folder, sorted; empty when the corpora are not there.
    static func names(in path: String, ending: String = "") -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: self.folder.appending(path: path).path)
        return (names ?? []).filter { $0.hasSuffix(ending) }.sorted()
    }

    /// The paths of all files in a folder and the folders in it, sorted.
    static func paths(below path: String, ending: String) -> [String] {
        let all = FileManager.default.enumerator(atPath: self.folder.appending(path: path).path)
        return (all?.allObjects as? [String] ?? []).filter { $0.hasSuffix(ending) }.sorted().map { "\(path)/\($0)" }
    }
}
