import Files

/// A table of any bytes; what was read can be written and read again with the same rows.
func probe(_ bytes: [UInt8]) {
    for separator in [nil] + CSV.Separator.allCases {
        guard let table = try? CSV(parsing: bytes, separator: separator) else { continue }
        var text = CSVText(separator: table.separator)
        for row in table.sheet.rows {
            text.row(row.cells)
            _ = row[0] + row[row.cells.count]
        }
        let again = try? CSV(parsing: text.bytes, separator: table.separator)
        guard let again else { return expect(false, "A table that is written can be read.") }
        expect(again.sheet.rows.count == table.sheet.rows.count, "A table that is written reads with as many rows.")
        for (row, same) in zip(table.sheet.rows, again.sheet.rows) { check(row.cells, same.cells) }
    }
}

private func check(_ cells: [String], _ same: [String]) {
    expect(cells.count == same.count, "A row that is written reads with as many cells.")
    for (cell, again) in zip(cells, same) where cell != again {
        expect(again == "'" + cell, "A cell that is written reads as it was, or with an apostrophe.")
    }
}
