import Files

/// A workbook of any bytes: the archive and its directory are hostile.
func probe(_ bytes: [UInt8]) {
    guard let sheets = try? XLSX.sheets(in: bytes) else { return }
    for row in sheets.flatMap(\.rows) { expect(row.number > 0, "A row has a number from 1.") }
}
