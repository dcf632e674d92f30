import Files
import Testing

@Suite struct FilesCSVTests {
    private func csv(_ text: String, limits: CSV.Limits = CSV.Limits()) throws -> CSV {
        try CSV(parsing: Array(text.utf8), limits: limits)
    }

    private func cells(_ text: String) throws -> [[String]] { try self.csv(text).sheet.rows.map(\.cells) }

    private func refusal(of bytes: [UInt8], limits: CSV.Limits = CSV.Limits()) -> FileError? {
        do {
            _ = try CSV(parsing: bytes, limits: limits)
            return nil
        } catch {
            return error
        }
    }

    // The rules of RFC 4180, section 2, with the examples given there.
    @Test(arguments: [
        "aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n", "aaa,bbb,ccc\r\nzzz,yyy,xxx", "\"aaa\",\"bbb\",\"ccc\"\r\nzzz,yyy,xxx",
        "aaa,bbb,ccc\nzzz,yyy,xxx\n", "aaa,bbb,ccc\rzzz,yyy,xxx", "\u{FEFF}aaa;bbb;ccc\nzzz;yyy;xxx",
        "aaa\tbbb\tccc\nzzz\tyyy\txxx", "sep=;\r\naaa;bbb;ccc\r\nzzz;yyy;xxx\r\n",
    ])
    func theWaysToWriteATableReadTheSame(_ text: String) throws {
        #expect(try self.cells(text) == [["aaa", "bbb", "ccc"], ["zzz", "yyy", "xxx"]])
    }

    @Test func aCellInQuotesHoldsAnything() throws {
        #expect(
            try self.cells("\"aaa\",\"b \r\nbb\",\"c,c\"\r\nzzz,\"y\"\"y\",\"\"") == [
                ["aaa", "b \r\nbb", "c,c"], ["zzz", "y\"y", ""],
            ])
        #expect(try self.cells("\"\"\"\",a\"b,\"x\" ,\" y\"") == [["\"", "a\"b", "x", " y"]])
    }

    @Test func emptyCellsCountAndEmptyLinesDoNot() throws {
        #expect(try self.cells("a,,\n\n,\r\n\r\n\"\"\n,b") == [["a", "", ""], ["", ""], [""], ["", "b"]])
        #expect(try self.cells("").isEmpty)
        #expect(try self.cells("\n\r\n\r").isEmpty)
        #expect(try self.cells("a") == [["a"]])
    }

    @Test func aRowIsNumberedByItsLine() throws {
        #expect(try self.csv("a\n\n\"b\n\r\nc\rd\"\r\ne").sheet.rows.map(\.number) == [1, 3, 7])
        #expect(try self.csv("sep=,\na\nb").sheet.rows.map(\.number) == [2, 3])
    }

    @Test func aShorterRowReadsAsEmptyCells() throws {
        let row = try #require(try self.csv("a,b").sheet.rows.first)
        #expect([row[-1], row[0], row[1], row[2]] == ["", "a", "b", ""])
    }

    @Test(arguments: [
        ("a,b;c;d", CSV.Separator.semicolon), ("\"a;b;c\",d", .comma), ("a;b,c\n1;2", .semicolon),
        ("a;b,c\n1,2", .comma), ("a\tb,c\td", .tab), ("alone", .comma), ("sep=\t\na,b,c", .tab),
        ("sep=;;;\na", .semicolon),
    ])
    func theSeparatorIsFound(_ text: String, _ separator: CSV.Separator) throws {
        #expect(try self.csv(text).separator == separator)
    }

    @Test func aNamedSeparatorWins() throws {
        #expect(try CSV(parsing: Array("a;b;c,d".utf8), separator: .comma).sheet.rows.map(\.cells) == [["a;b;c", "d"]])
    }

    @Test func theEncodingsOfSpreadsheetsAreRead() throws {
        let text = "Größe;€\nä;𝄞"
        let expected = [["Größe", "€"], ["ä", "𝄞"]]
        let units = Array(text.utf16)
        let low: [UInt8] = [0xFF, 0xFE] + units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let high: [UInt8] = [0xFE, 0xFF] + units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        for (bytes, encoding) in [(Array(text.utf8), CSV.Encoding.utf8), (low, .utf16), (high, .utf16)] {
            let csv = try CSV(parsing: bytes)
            #expect(csv.sheet.rows.map(\.cells) == expected)
            #expect(csv.encoding == encoding)
        }
        let windows = try CSV(parsing: Array("Gr".utf8) + [0xF6, 0xDF] + Array("e;".utf8) + [0x80, 0x9F, 0xA0])
        #expect(windows.sheet.rows.map(\.cells) == [["Größe", "€Ÿ\u{A0}"]])
        #expect(windows.encoding == .windows1252)
    }

    @Test func damagedFilesAreRefusedWithTheirPlace() {
        #expect(
            self.refusal(of: Array("a,b\nc,\"d\ne".utf8))
                == FileError("The quote that opens here is never closed. Close it or remove it.", line: 2, column: 3))
        #expect(self.refusal(of: Array("a\n\"b\" c".utf8)).map { [$0.line, $0.column] } == [2, 5])
        #expect(self.refusal(of: Array("a,\"b\u{0}\"".utf8)).map { [$0.line, $0.column] } == [1, 5])
        #expect(self.refusal(of: Array("a\u{0}".utf8))?.problem.contains("NUL") == true)
        #expect(self.refusal(of: [0xFF, 0xFE, 0x41]) != nil)
        #expect(self.refusal(of: [0xFF, 0xFE, 0x00, 0xD8]) != nil)
        #expect(self.refusal(of: [0xEF, 0xBB, 0xBF, 0xE4]) != nil)
    }

    @Test func everythingHasALimit() {
        var limits = CSV.Limits()
        limits.columnsMax = 2
        limits.rowsMax = 2
        limits.cellBytesMax = 3
        limits.cellsMax = 3
        limits.bytesMax = 12
        #expect(self.refusal(of: Array("abc,\"def\"\n\n1".utf8), limits: limits) == nil)
        #expect(self.refusal(of: Array("a,b,c".utf8), limits: limits)?.problem == "This row has more than 2 cells.")
        #expect(self.refusal(of: Array("a\nb\nc".utf8), limits: limits)?.line == 3)
        #expect(self.refusal(of: Array("abcd".utf8), limits: limits)?.problem.contains("3 bytes") == true)
        #expect(self.refusal(of: Array("\"ab\"\"c\"".utf8), limits: limits)?.problem.contains("3 bytes") == true)
        #expect(self.refusal(of: Array(",\n,".utf8), limits: limits)?.problem.contains("3 cells") == true)
        #expect(self.refusal(of: Array("a,b\nc,d\n1,2,3".utf8), limits: limits)?.problem.contains("12 bytes") == true)
    }

    @Test(
        .enabled(if: FilesCorpora.areThere),
        arguments: FilesCorpora.names(in: "parsers/csv-spectrum/csvs", ending: ".csv"), [false, true])
    func theSpectrumReadsAsExpected(_ name: String, _ withCRLF: Bool) throws {
        let stem = name.dropLast(".csv".count)
        let expected = try JSON(parsing: FilesCorpora.bytes("parsers/csv-spectrum/json/\(stem).json"))
        let bytes = try FilesCorpora.bytes("parsers/csv-spectrum/csvs/\(name)")
        let text = String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n")
        let rows = try self.cells(withCRLF ? text.replacing("\n", with: "\r\n") : text)
        let header = try #require(rows.first)
        #expect(rows.count - 1 == expected.count)
        for (row, object) in zip(rows.dropFirst(), expected.elements) {
            #expect(row.count == header.count)
            for (key, cell) in zip(header, row) {
                #expect(object[key]?.text?.replacing("\r\n", with: "\n") == cell.replacing("\r\n", with: "\n"))
            }
        }
    }

    @Test(.enabled(if: FilesCorpora.areThere), arguments: FilesCorpora.paths(below: "csv", ending: ".csv"))
    func publishedSamplesHaveAHeaderAndFullRows(_ path: String) throws {
        let rows = try CSV(parsing: FilesCorpora.bytes(path)).sheet.rows
        let header = try #require(rows.first)
        #expect(header.cells.count > 1)
        #expect(rows.allSatisfy { $0.cells.count == header.cells.count })
    }
}
