import Files
import Foundation

/// The corpora that lie outside of the repository; without them their tests are skipped.
enum ExchangeCorpora {
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

    /// The rows of a CSV file, each under its headers.
    static func rows(_ path: String) throws -> [[String: String]] {
        let sheet = try CSV(parsing: self.bytes(path)).sheet
        let headers = sheet.rows.first?.cells ?? []
        return sheet.rows.dropFirst().map { row in
            Dictionary(uniqueKeysWithValues: headers.enumerated().map { ($1, row[$0]) })
        }
    }
}
