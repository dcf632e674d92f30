import Files
import Testing

/// A workbook that a test puts together.
struct FilesBook {
    var sheets: [(name: String, state: String, xml: String)] = []
    var strings: String?
    var styles: String?
    var properties = ""
    var extra: [(name: String, content: String)] = []

    /// A workbook with one sheet of these rows.
    init(_ rows: String, behind: String = "") {
        self.sheets = [("Assets", "visible", FilesBook.sheet(rows, behind: behind))]
    }

    static func sheet(_ rows: String, behind: String = "") -> String {
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
            + "<sheetData>\(rows)</sheetData>\(behind)</worksheet>"
    }

    var zip: FilesZip {
        let types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let names = "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\""
        func relation(_ id: String, _ kind: String, _ target: String) -> String {
            "<Relationship Id=\"\(id)\" Type=\"\(types)/\(kind)\" Target=\"\(target)\"/>"
        }
        var zip = FilesZip()
        zip.store(
            "_rels/.rels",
            "<Relationships \(names)>\(relation("r1", "officeDocument", "xl/workbook.xml"))"
                + "</Relationships>")
        var tabs = ""
        var relations =
            relation("s1", "sharedStrings", "/xl/sharedStrings.xml") + relation("s2", "styles", "styles.xml")
        for (place, sheet) in self.sheets.enumerated() {
            tabs +=
                "<sheet name=\"\(sheet.name)\" sheetId=\"\(place + 1)\" state=\"\(sheet.state)\" r:id=\"w\(place)\"/>"
            relations += relation("w\(place)", "worksheet", "worksheets/sheet\(place).xml")
            zip.store("xl/worksheets/sheet\(place).xml", sheet.xml)
        }
        zip.store(
            "xl/workbook.xml",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                + "<workbook xmlns:r=\"\(types)\">\(self.properties)<sheets>\(tabs)</sheets></workbook>")
        zip.store("xl/_rels/workbook.xml.rels", "<Relationships \(names)>\(relations)</Relationships>")
        zip.store("xl/SharedStrings.xml", self.strings ?? "<sst/>")
        zip.store("xl/styles.xml", self.styles ?? "<styleSheet/>")
        for part in self.extra { zip.store(part.name, part.content) }
        return zip
    }
}

@Suite struct FilesXLSXTests {
    private func rows(_ book: FilesBook) throws -> [[String]] {
        try XLSX.sheets(in: book.zip.archive).first?.rows.map(\.cells) ?? []
    }

    private func refusal(of bytes: [UInt8], limits: XLSX.Limits = XLSX.Limits()) -> FileError? {
        do {
            _ = try XLSX.sheets(in: bytes, limits: limits)
            return nil
        } catch {
            return error
        }
    }

    @Test func everyKindOfCellBecomesItsText() throws {
        var book = FilesBook(
            """
            <row r="1"><c r="A1" t="s"><v>1</v></c>
            <c r="B1" t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is></c>
            <c r="C1"><v>3</v></c><c r="D1"><v>0.10000000000000001</v></c><c r="E1" t="b"><v>1</v></c>
            <c r="F1" t="e"><v>#N/A</v></c><c r="G1" t="str"><f>A1&amp;"x"</f><v>a&lt;b</v></c><c r="H1"><f>1+1</f></c>
            <c r="I1" t="n"><v>1E+20</v></c><c r="J1" t="d"><v>2026-03-01</v></c><c r="K1"><v>-1234567</v></c></row>
            """)
        book.strings =
            "<sst><si><t>zero</t></si><si><r><t xml:space=\"preserve\">Boiler </t></r><r><rPr/><t>1</t></r>"
            + "<rPh><t>no</t></rPh></si></sst>"
        #expect(
            try self.rows(book) == [
                [
                    "Boiler 1", "inline", "3", "0.1", "TRUE", "#N/A", "a<b", "", "1e+20", "2026-03-01", "-1234567",
                ]
            ])
    }

    @Test func gapsAreEmptyCellsAndEmptyRowsAreLeftOut() throws {
        let book = FilesBook(
            """
            <row r="2"><c r="B2" t="str"><v>b</v></c><c r="D2" t="str"><v>d</v></c><c r="ZZ2" s="1"/></row>
            <row r="5"><c r="A5"/></row><row><c><v>1</v></c><c><v>2</v></c></row>
            """)
        let rows = try #require(try XLSX.sheets(in: book.zip.archive).first).rows
        #expect(rows == [SheetRow(number: 2, cells: ["", "b", "", "d"]), SheetRow(number: 6, cells: ["1", "2"])])
    }

    @Test func blanksAndEscapesOfCellsAreKept() throws {
        var book = FilesBook("<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c></row>")
        book.strings =
            "<sst><si><t> </t></si><si><t>a_x000D_b_x005F_x000D_ _x+01F_</t></si>"
            + "<si><t><![CDATA[<&]]>\n&#x1F600;</t></si></sst>"
        #expect(try self.rows(book) == [[" ", "a\rb_x000D_ _x+01F_", "<&\n😀"]])
    }

    // ECMA-376 part 1, 18.17.4.1: 1900-01-01 is day 1, and 1900 counts as a leap year.
    @Test(arguments: [
        ("1", "1900-01-01"), ("59", "1900-02-28"), ("60", "60"), ("61", "1900-03-01"), ("45717", "2025-03-01"),
        ("46082.604166666664", "2026-03-01T14:30:00"), ("0.5", "12:00:00"), ("2958465", "9999-12-31"),
        ("2958466", "2958466"), ("-1", "-1"), ("45350.99999999", "2024-02-29"), ("36526", "2000-01-01"),
    ])
    func aDateIsWrittenAsOneReadsIt(_ serial: String, _ date: String) throws {
        var book = FilesBook("<row><c s=\"1\"><v>\(serial)</v></c></row>")
        book.styles =
            "<styleSheet><cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs>"
            + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
        let expected = serial == "45350.99999999" ? "2024-02-29" : date
        #expect(try self.rows(book) == [[expected]])
    }

    @Test func theOtherCountBeginsIn1904() throws {
        var book = FilesBook("<row><c s=\"0\"><v>0</v></c><c s=\"0\"><v>1</v></c><c s=\"0\"><v>44620.25</v></c></row>")
        book.properties = "<workbookPr date1904=\"1\"/>"
        book.styles = "<styleSheet><cellXfs><xf numFmtId=\"22\"/></cellXfs></styleSheet>"
        #expect(try self.rows(book) == [["1904-01-01", "1904-01-02", "2026-03-01T06:00:00"]])
    }

    @Test(arguments: [
        ("yyyy\\-mm\\-dd", "2026-03-01"), ("[$-409]d/m/yy;@", "2026-03-01"), ("[Red]0.00", "46082"),
        ("\"day\" 0", "46082"), ("0_d", "46082"), ("General", "46082"), ("0;\"d\"d", "46082"),
        ("[h]:mm", "1105968:00:00"),
        ("#,##0.00 \\d", "46082"), ("TT.MM.JJJJ", "2026-03-01"), ("@", "46082"), ("0.00E+00", "46082"),
    ])
    func aFormatOfOnesOwnShowsADateOrNot(_ code: String, _ expected: String) throws {
        var book = FilesBook("<row><c s=\"0\"><v>46082</v></c></row>")
        let quoted = code.replacing("\"", with: "&quot;")
        book.styles =
            "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"\(quoted)\"/></numFmts>"
            + "<cellXfs><xf numFmtId=\"170\"/></cellXfs></styleSheet>"
        #expect(try self.rows(book) == [[expected]])
    }

    @Test func ofMergedCellsTheFirstHoldsTheText() throws {
        let text = { (name: String) in "<c r=\"\(name)\" t=\"str\"><v>\(name)</v></c>" }
        let book = FilesBook(
            "<row r=\"1\">\(text("A1"))\(text("B1"))\(text("C1"))</row><row r=\"2\">\(text("A2"))\(text("B2"))</row>",
            behind: "<mergeCells><mergeCell ref=\"A1:B2\"/><mergeCell ref=\"C1:XFD9\"/></mergeCells>")
        #expect(try self.rows(book) == [["A1", "", "C1"]])
    }

    @Test func hiddenSheetsAreLeftOut() throws {
        var book = FilesBook("<row><c><v>2</v></c></row>")
        book.sheets.insert(("Lists", "hidden", FilesBook.sheet("<row><c><v>1</v></c></row>")), at: 0)
        book.sheets.append(("Secret", "veryHidden", FilesBook.sheet("")))
        book.sheets.append(("Zones &amp; more", "visible", FilesBook.sheet("")))
        #expect(
            try XLSX.sheets(in: book.zip.archive) == [
                Sheet(name: "Assets", rows: [SheetRow(number: 1, cells: ["2"])]), Sheet(name: "Zones & more", rows: []),
            ])
    }

    @Test(arguments: [
        "<row r=\"2\"/><row r=\"2\"/>", "<row r=\"0\"/>", "<row r=\"1048577\"/>", "<row r=\"x\"/>",
        "<row><c r=\"B1\"/><c r=\"A1\"/></row>", "<row><c r=\"XFE1\"/></row>", "<row><c r=\"11\"/></row>",
        "<row><c t=\"s\"><v>0</v></c></row>", "<row><c t=\"s\"><v>-1</v></c></row>", "<row>", "<row>&nbsp;</row>",
    ])
    func aDamagedSheetIsRefused(_ rows: String) {
        #expect(self.refusal(of: FilesBook(rows).zip.archive)?.problem.contains("damaged") == true)
    }

    @Test func whatIsNoWorkbookIsRefused() {
        #expect(self.refusal(of: [])?.problem.contains("no .xlsx") == true)
        #expect(self.refusal(of: [0xD0, 0xCF, 0x11, 0xE0, 0xA1])?.problem.contains("old kind") == true)
        #expect(self.refusal(of: Array("PK nothing".utf8))?.problem.contains("no ZIP") == true)
        #expect(self.refusal(of: FilesZip().archive)?.problem.contains("_rels/.rels") == true)
        let whole = FilesBook("<row><c><v>1</v></c></row>").zip.archive
        #expect(self.refusal(of: whole) == nil)
        #expect(self.refusal(of: whole.dropLast(30))?.problem.contains("no ZIP") == true)
    }
}
