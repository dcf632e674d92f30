import CSMS
import Files
import Registers

/// Reports assets under different tags with one serial number and one MAC address, which may be one device.
///
/// - Parameter rows: For each asset that the sheet speaks of, the place of its row.
func noteTwins(of rows: [UUID: Int], in sheet: Sheet, at desk: ImportDesk) {
    let book = Assets.book
    guard let serial = book.place(of: "serial"), let mac = book.place(of: "mac") else { return }
    let assets = desk.records(of: book)
    var firsts: [Device: Int] = [:]
    firsts.reserveCapacity(assets.count)
    var twins: [(row: Int, sentence: String)] = []
    for (place, asset) in assets.enumerated() {
        guard case .text(let number) = asset.cells[serial], case .text(let address) = asset.cells[mac],
            !address.isEmpty, !isBlank(number)
        else { continue }
        let device = Device(serial: folded(number), mac: address)
        guard let first = firsts[device] else {
            firsts[device] = place
            continue
        }
        // The asset of the later row is told about; one of the two is of this file, or nothing new is to say.
        let places = [(rows[asset.id], first), (rows[assets[first].id], place)]
        let told = places.compactMap { row, other in row.map { ($0, other) } }.max { $0.0 < $1.0 }
        guard let (row, other) = told else { continue }
        let tag = book.title(of: assets[other].cells)
        twins.append((row, "Possible duplicate of \(tag): the serial number and the MAC address are the same."))
    }
    for (row, sentence) in twins.sorted(by: { $0.row < $1.row }) {
        desk.note(ImportProblem(row: sheet.rows[row].number, column: "serial", sentence))
    }
}

/// What is printed on one device and on no other.
private struct Device: Hashable {
    let serial: String
    let mac: String
}
