import CSMS
import Exchange
import Files
import Registers

/// A file of any bytes for whichever importer takes it, filed twice in an empty plant. A first line `#name x.csv`
/// names the file, because the name says of which register a table is.
func probe(_ bytes: [UInt8]) {
    var (name, rest) = ("inventory.csv", bytes[...])
    if bytes.starts(with: "#name ".utf8), let end = bytes.firstIndex(of: 0x0A) {
        name = String(decoding: bytes[6..<end], as: UTF8.self)
        rest = bytes[(end + 1)...]
    }
    guard let file = try? ImportFile(name: name, bytes: Array(rest)), let importer = Importer.reading(file),
        let filing = try? importer.read(file)
    else { return }
    for strict in [false, true] {
        var lastID: UInt64 = 0
        let desk = ImportDesk(plant: Snapshot(entries: 0, tables: []), strict: strict) {
            lastID += 1
            return UUID(high: 1, low: lastID)
        }
        for time in 1...2 {
            desk.begin(kind: importer.kind)
            filing(desk)
            let draft = desk.finish()
            for proposal in draft.proposals {
                expect(proposal.book.problems(in: proposal.cells).isEmpty, "What is proposed keeps the rules.")
            }
            expect(time == 1 || draft.new == 0, "A file that is filed twice makes no record twice.")
            desk.settle(kept: true)
        }
    }
}
