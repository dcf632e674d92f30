import CSMS
import Exchange
import Files
import Registers
import Testing

/// A plant in memory that takes whatever an import asks for, as the registrar does with files that are in order.
final class Office {
    private(set) var records: [String: [KeptRecord]] = [:]
    private var lastID: UInt64 = 0
    private let family: UInt64

    /// An empty plant; the identities of two plants differ where their families do.
    init(family: UInt64 = 1) { self.family = family }

    /// The plant as it is now.
    var plant: Snapshot {
        Snapshot(entries: 0, tables: catalogue.map { $0.table(of: self.records[$0.name] ?? []) })
    }

    func newID() -> UUID {
        self.lastID += 1
        return UUID(high: self.family, low: self.lastID)
    }

    /// A desk that reads the plant as it is now.
    func desk(strict: Bool = false) -> ImportDesk {
        ImportDesk(plant: self.plant, strict: strict) { self.newID() }
    }

    /// Imports a text as a file and keeps what it asks for.
    @discardableResult
    func take(_ name: String, _ text: String, strict: Bool = false) throws -> ImportDraft {
        try self.take(name, Array(text.utf8), strict: strict)
    }

    @discardableResult
    func take(_ name: String, _ bytes: [UInt8], strict: Bool = false) throws -> ImportDraft {
        let draft = try draft(of: name, bytes, at: self.desk(strict: strict))
        for proposal in draft.proposals { self.keep(proposal) }
        return draft
    }

    func keep(_ proposal: Proposal) {
        var list = self.records[proposal.book.name] ?? []
        if let place = list.firstIndex(where: { $0.id == proposal.id }) {
            let old = list[place]
            list[place] = KeptRecord(
                id: old.id, number: old.number, revision: old.revision + 1, state: old.state, cells: proposal.cells)
        } else {
            list.append(
                KeptRecord(
                    id: proposal.id, number: list.count + 1, revision: 1, state: proposal.book.firstState,
                    cells: proposal.cells))
        }
        self.records[proposal.book.name] = list
    }

    func asset(_ tag: String) throws -> Asset {
        try #require(self.plant[Assets.self].first { $0.tag == tag })
    }
}

/// What a file asks for at a desk.
func draft(of name: String, _ bytes: [UInt8], at desk: ImportDesk) throws -> ImportDraft {
    let file = try ImportFile(name: name, bytes: bytes)
    let importer = try #require(Importer.reading(file))
    let filing = try importer.read(file)
    desk.begin(kind: importer.kind)
    filing(desk)
    return desk.finish()
}
