import CSMS
import Exchange
import Files
import Registers

/// An advisory of any bytes: read, filed twice in an empty plant, and read for the matching of assets.
func probe(_ bytes: [UInt8]) {
    guard let file = try? ImportFile(name: "advisory.json", bytes: bytes) else { return }
    _ = csafAdvisory.recognises(file)
    guard case .json(let json) = file.content else { return }
    let found = try? bulletin(from: json)
    guard let filing = try? csafAdvisory.read(file) else { return }
    expect(found != nil, "An advisory that is imported can be read again.")
    var lastID: UInt64 = 0
    let desk = ImportDesk(plant: Snapshot(entries: 0, tables: []), strict: false) {
        lastID += 1
        return UUID(high: 1, low: lastID)
    }
    for time in 1...2 {
        desk.begin(kind: "CSAF advisory")
        filing(desk)
        let draft = desk.finish()
        for proposal in draft.proposals {
            expect(proposal.book.problems(in: proposal.cells).isEmpty, "What is proposed keeps the rules.")
        }
        expect(draft.new + draft.changed + draft.same + draft.rejected <= 1, "An advisory is one record.")
        expect(time == 1 || draft.proposals.isEmpty, "An advisory that is filed twice changes nothing.")
        desk.settle(kept: true)
    }
    for product in found?.products ?? [] {
        for text in [product.versionText].compactMap(\.self) + product.conditions { _ = VersionRange(text).kind }
    }
}
