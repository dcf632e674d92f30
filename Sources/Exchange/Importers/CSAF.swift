import CSMS
import Files
import Registers

/// Advisories in the form of CSAF 2.0.
///
/// The file becomes one record of `Advisories`; its bytes are kept and read again when assets are matched. An edition
/// that is older than the kept one is not taken.
public let csafAdvisory = Importer(
    "CSAF advisory",
    recognises: { file in
        guard case .json(let json) = file.content else { return false }
        return json["document"]?["csaf_version"] != nil
    },
    read: { (file: ImportFile) throws(FileError) -> Filing in
        guard case .json(let json) = file.content else {
            throw FileError("A CSAF advisory is a JSON file; this is a table.")
        }
        let head = try CSAFHead(json)
        var reader = CSAFReader(json)
        let bulletin = try reader.read()
        reader.remarkOnHead(head)
        let sheet = AdvisorySheet(head, bulletin, reader.remarks)
        let bytes = file.bytes
        return { desk in sheet.file(bytes, at: desk) }
    })

/// What an advisory's record says, before it lies on the desk.
private struct AdvisorySheet: Sendable {
    let head: CSAFHead
    let cves: String
    let highest: String
    let remarks: [ImportProblem]

    init(_ head: CSAFHead, _ bulletin: Bulletin, _ remarks: [ImportProblem]) {
        self.head = head
        self.cves = bulletin.weaknesses.compactMap(\.cve).joined(separator: "\n")
        self.highest = Self.highestVector(of: bulletin)
        self.remarks = remarks
    }

    func file(_ bytes: [UInt8], at desk: ImportDesk) {
        let id = tidied(self.head.id)
        let publisher = tidied(self.head.publisher)
        if let kept = desk.find(Advisories.book, .text(id), .text(publisher)), self.isOlder(than: Advisory(kept)) {
            desk.note(
                ImportProblem(
                    value: self.head.version,
                    "\(id) is already kept in edition \(Advisory(kept).version). This older edition was not taken."))
            return
        }
        for remark in self.remarks { desk.note(remark) }
        let digest = desk.attach(bytes)
        if case .refused(let problems) = desk.propose(Advisories.book, self.cells(id, publisher, digest)) {
            let sentences = problems.map(\.sentence).joined(separator: " ")
            desk.reject(ImportProblem(value: id, "The advisory was not taken. \(sentences)"))
        }
    }

    private func cells(_ id: String, _ publisher: String, _ digest: String) -> [Cell] {
        var record = Advisory(id: ID(UUID(high: 0, low: 0)))
        record.advisoryId = id
        record.publisher = publisher
        record.title = cut(tidied(self.head.title), 1_000)
        record.version = cut(self.head.version, 60)
        record.status = cut(self.head.status, 20)
        record.category = cut(self.head.category, 100)
        record.released = self.head.released
        record.updated = self.head.updated
        record.cves = self.cves
        record.highestCVSS = self.highest
        let remarks = self.remarks.map { remark in (remark.row.map { "Line \($0): " } ?? "") + remark.sentence }
        record.remarks = cut(remarks.joined(separator: "\n"), 20_000)
        record.digest = digest
        return record.cells
    }

    /// By the publisher's count of editions; by the date of release where the counts are equal or cannot be compared.
    private func isOlder(than kept: Advisory) -> Bool {
        if let mine = editionNumbers(self.head.version), let theirs = editionNumbers(kept.version), mine != theirs {
            return mine.lexicographicallyPrecedes(theirs)
        }
        guard let mine = self.head.updated, let theirs = kept.updated else { return false }
        return mine < theirs
    }

    /// The vector with the highest base score; of equal ones the first.
    private static func highestVector(of bulletin: Bulletin) -> String {
        var highest: (vector: String, base: Double) = ("", -1)
        for weakness in bulletin.weaknesses {
            for score in weakness.scores where (score.base ?? 0) > highest.base {
                highest = (score.vector, score.base ?? 0)
            }
        }
        return highest.vector
    }
}

/// `3` and `1.2.0` as numbers; `nil` for anything else, such as a pre-release.
///
/// - Source: CSAF 2.0, 3.1.11 (integer or semantic versioning).
private func editionNumbers(_ text: String) -> [Int]? {
    let build = text.prefix { $0 != "+" }
    let numbers = build.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count <= 3, numbers.allSatisfy({ $0 != nil }) else { return nil }
    let known = numbers.compactMap { $0 }
    return known + Array(repeating: 0, count: 3 - known.count)
}

/// At most `limit` characters of a text.
private func cut(_ text: String, _ limit: Int) -> String {
    text.unicodeScalars.count <= limit
        ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit - 1))) + "…"
}
