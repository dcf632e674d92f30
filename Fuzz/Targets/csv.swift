import Files

/// A table of any bytes; what was read can be written and read again with as many rows and cells.
func probe(_ bytes: [UInt8]) {
    for separator in [nil] + CSV.Separator.allCases {
        guard let table = try? CSV(parsing: bytes, separator: separator) else { continue }
        var text = CSVText(separator: table.separator)
        for row in table.sheet.rows {
            text.row(row.cells)
            _ = row[0] + row[row.cells.count]
        }
        let again = try? CSV(parsing: text.bytes, separator: table.separator)
        expect(
            again?.sheet.rows.map(\.cells.count) == table.sheet.rows.map(\.cells.count),
            "A table that is written reads with the same rows.")
    }
}
