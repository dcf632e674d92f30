import Files
import Testing

@Suite struct FilesCSVTextTests {
    private func written(_ cells: [String], separator: CSV.Separator = .comma) -> String {
        var csv = CSVText(separator: separator)
        csv.row(cells)
        return String(decoding: csv.bytes, as: UTF8.self)
    }

    @Test func cellsAreQuotedWhereTheyMustBe() {
        #expect(self.written(["a", "b,c", "d\"e", "f\ng", "h;i", ""]) == "a,\"b,c\",\"d\"\"e\",\"f\ng\",h;i,\r\n")
        #expect(self.written(["b,c", "h;i", " j"], separator: .semicolon) == "b,c;\"h;i\";\" j\"\r\n")
        #expect(self.written([""]) == "\"\"\r\n")
        #expect(self.written([]) == "\r\n")
    }

    @Test(arguments: [
        "=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\u{A0}=1", "\u{FEFF}=1", "\u{200B}@x", "＝1", "＋1",
        "－1", "＠A", "-", "+", "-1.2.3", "-1,", "+49 151 1234", "-cmd|' /C calc'!A0", " -3", "=",
    ])
    func aFormulaGetsAnApostrophe(_ cell: String) throws {
        var csv = CSVText()
        csv.row([cell])
        #expect(try CSV(parsing: csv.bytes, separator: .comma).sheet.rows.map(\.cells) == [["'" + cell]])
    }

    @Test(arguments: ["-3", "+4.5", "-0,25", "1=2", "a@b.example", "'=1", "x", "", " a", "10.0.0.1", "ä=1"])
    func everythingElseStaysAsItIs(_ cell: String) throws {
        var csv = CSVText()
        csv.row([cell])
        #expect(try CSV(parsing: csv.bytes, separator: .comma).sheet.rows.map(\.cells) == [[cell]])
    }

    @Test(arguments: ["sep=", "sep=;", "SEP=\t", "\u{FEFF}a"])
    func aTextThatSpreadsheetsTakeForASettingStaysAText(_ cell: String) throws {
        for separator in CSV.Separator.allCases {
            var csv = CSVText(separator: separator)
            csv.row([cell, ""])
            let read = try CSV(parsing: csv.bytes, separator: separator).sheet.rows.map {
                $0.cells.map { Array($0.utf8) }
            }
            #expect(read == [[Array(cell.utf8), []]])
        }
    }

    @Test func excelGetsAByteOrderMark() throws {
        var csv = CSVText.forExcel(separator: .semicolon)
        csv.row(["ä", "b"])
        #expect(csv.bytes.starts(with: [0xEF, 0xBB, 0xBF, 0xC3, 0xA4, 0x3B]))
    }

    @Test(.enabled(if: FilesCorpora.areThere)) func naughtyTextsSurvive() throws {
        let texts = try JSON(parsing: FilesCorpora.bytes("hostile/blns/blns.json")).elements.compactMap(\.text)
            .filter { !$0.unicodeScalars.contains("\u{0}") }
        var csv = CSVText()
        csv.row(["text", "end"])
        for text in texts { csv.row([text, "x"]) }
        let rows = try CSV(parsing: csv.bytes).sheet.rows.dropFirst()
        #expect(rows.count == texts.count)
        for (row, text) in zip(rows, texts) {
            #expect(Array(row[0].utf8) == Array(text.utf8) || Array(row[0].utf8) == Array(("'" + text).utf8))
            #expect(row[1] == "x")
        }
    }
}
