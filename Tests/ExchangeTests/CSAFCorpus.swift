import CSMS
import Exchange
import Files
import Foundation
import Registers

/// The advisories and inventories that the tests read where they are present.
enum CSAFCorpus {
    static let root: URL = {
        if let path = ProcessInfo.processInfo.environment["HOLDFAST_CORPORA"] { return URL(filePath: path) }
        var package = URL(filePath: #filePath)
        for _ in 0..<3 { package.deleteLastPathComponent() }
        return package.deletingLastPathComponent().appending(path: "shared/corpora")
    }()

    static let isPresent = FileManager.default.fileExists(atPath: root.appending(path: "csaf/cisa").path)

    /// The JSON files in a folder and in those below it, by name.
    static func files(in folder: String) -> [(name: String, bytes: [UInt8])] {
        let top = self.root.appending(path: "csaf").appending(path: folder)
        let all = FileManager.default.enumerator(at: top, includingPropertiesForKeys: nil)
        let paths = (all?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "json" }
        return paths.sorted { $0.path < $1.path }.compactMap { url in
            (try? Data(contentsOf: url)).map { (url.lastPathComponent, [UInt8]($0)) }
        }
    }

    /// All advisories of CISA, in the order of their paths.
    static func advisories() throws -> [Bulletin] {
        try (self.files(in: "cisa/OT") + self.files(in: "cisa/IT")).map { try bulletin(from: JSON(parsing: $0.bytes)) }
    }

    /// The rows of a table of the inventory, by header.
    static func table(_ name: String) throws -> [[String: String]] {
        let url = self.root.appending(path: "inventory").appending(path: name)
        let rows = try CSV(parsing: [UInt8](Data(contentsOf: url))).sheet.rows
        let head = rows.first?.cells ?? []
        return rows.dropFirst().map { row in
            Dictionary(head.enumerated().map { ($1, row[$0]) }) { first, _ in first }
        }
    }

    /// The assets of an inventory, each tag once.
    static func plant(_ name: String) throws -> Snapshot {
        var tags: Set<String> = []
        var assets: [Asset] = []
        for row in try self.table(name) where tags.insert(row["tag"] ?? "").inserted {
            let place = UInt64(assets.count)
            assets.append(
                Asset(id: ID(UUID(high: 1, low: place)), number: assets.count + 1) {
                    $0.tag = row["tag"] ?? ""
                    $0.vendor = row["vendor"] ?? ""
                    $0.product = row["product"] ?? ""
                    $0.model = row["model"] ?? ""
                    $0.orderNumber = row["order_number"] ?? ""
                    $0.firmwareVersion = row["firmware_version"] ?? ""
                    $0.serial = row["serial"] ?? ""
                })
        }
        return Snapshot(entries: 0, tables: [Table(assets)])
    }

    /// Texts that have stopped other programs, one a line.
    static func naughtyTexts() throws -> [String] {
        let url = self.root.appending(path: "hostile/blns/blns.txt")
        return String(decoding: try Data(contentsOf: url), as: UTF8.self).split(separator: "\n").map(String.init)
    }

    static func aliases() throws -> VendorNames {
        VendorNames(pairs: try self.table("vendor-aliases.csv").map { ($0["alias"] ?? "", $0["canonical"] ?? "") })
    }
}
