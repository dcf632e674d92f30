import Files
import Testing

@Suite struct FilesXLSXBombTests {
    private func refusal(of zip: FilesZip, limits: XLSX.Limits = XLSX.Limits()) -> String? {
        do {
            _ = try XLSX.sheets(in: zip.archive, limits: limits)
            return nil
        } catch {
            return error.problem
        }
    }

    private let rows = "<row><c><v>1</v></c><c r=\"D1\"><v>1</v></c></row>"

    @Test func aPartThatUnpacksTooFarIsRefused() {
        var zip = FilesBook(self.rows).zip
        let blanks = FilesZip.blanks(3 << 20)
        zip.add("xl/media/image1.png", packed: blanks, method: 8, checksum: 0, size: 3 << 20)
        #expect(
            self.refusal(of: zip) == "“xl/media/image1.png” in the workbook unpacks to more than 100 times its size.")
    }

    @Test func aSmallPartMayPackWell() throws {
        var zip = FilesZip()
        let size = 1 << 20
        zip.add("_rels/.rels", packed: FilesZip.blanks(size), method: 8, checksum: 0, size: size)
        // It is unpacked, and only then found to be no XML or not what its checksum says.
        #expect(self.refusal(of: zip)?.contains("damaged") == true)
    }

    @Test func aDirectoryThatLiesIsNotBelieved() {
        for size in [10, 5_000] {
            var zip = FilesZip()
            let blanks = [UInt8](repeating: 0x20, count: 4_000)
            zip.add(
                "_rels/.rels", packed: FilesZip.blanks(4_000), method: 8, checksum: FilesZip.checksum(blanks),
                size: size)
            #expect(self.refusal(of: zip)?.contains("cannot be unpacked") == true)
        }
    }

    @Test func aPartThatDoesNotMatchItsChecksumIsRefused() {
        let content = Array("<Relationships/>".utf8)
        for (checksum, reason) in [(FilesZip.checksum(content), "names no main part"), (1, "cannot be unpacked")] {
            var zip = FilesZip()
            zip.add("_rels/.rels", packed: content, method: 0, checksum: checksum, size: content.count)
            #expect(self.refusal(of: zip)?.contains(reason) == true)
        }
    }

    @Test func whatLiesBeyondTheSizeIsNeverLookedAt() {
        let content = Array("<!DOCTYPE a><a/>".utf8)
        let count = UInt8(content.count)
        // One block of deflate that is not packed (RFC 1951, section 3.2.4).
        let packed = [1, count, 0, ~count, 0xFF] + content
        for (size, reason) in [(content.count, "document type"), (3, "cannot be unpacked")] {
            var zip = FilesZip()
            zip.add("_rels/.rels", packed: packed, method: 8, checksum: FilesZip.checksum(content), size: size)
            #expect(self.refusal(of: zip)?.contains(reason) == true)
        }
    }

    @Test func partsHaveLimits() {
        var limits = XLSX.Limits()
        limits.entriesMax = 6
        #expect(self.refusal(of: FilesBook(self.rows).zip, limits: limits) == nil)
        var book = FilesBook(self.rows)
        book.extra = [("xl/theme.xml", "<a/>")]
        #expect(self.refusal(of: book.zip, limits: limits) == "The workbook has more than 6 parts.")
        limits = XLSX.Limits()
        limits.unpackedBytesMax = 1_000
        #expect(
            self.refusal(of: FilesBook(self.rows).zip, limits: limits)
                == "The workbook would unpack to more than 1000 bytes.")
    }

    @Test func cellsHaveALimitForAllSheets() {
        var limits = XLSX.Limits()
        // Two cells, and two empty ones between them.
        limits.cellsMax = 4
        #expect(self.refusal(of: FilesBook(self.rows).zip, limits: limits) == nil)
        var book = FilesBook(self.rows)
        book.sheets.append(("More", "visible", FilesBook.sheet("<row><c/></row>")))
        #expect(self.refusal(of: book.zip, limits: limits) == "The workbook has more than 4 cells. Split it.")
        let merged = (1...5).map { _ in "<mergeCell ref=\"A1:B2\"/>" }.joined()
        #expect(self.refusal(of: FilesBook("", behind: merged).zip, limits: limits)?.contains("4 cells") == true)
    }

    @Test func mergedCellsThatMeetAreRefusedInTime() {
        var limits = XLSX.Limits()
        limits.cellsMax = 200
        let rows = (1...60).map { "<row r=\"\($0)\"><c><v>1</v></c></row>" }.joined()
        let merged = (1...60).map { _ in "<mergeCell ref=\"A1:B60\"/>" }.joined()
        #expect(
            self.refusal(of: FilesBook(rows, behind: merged).zip, limits: limits)
                == "The sheet “Assets” has too many merged cells.")
    }

    @Test(arguments: ["../evil.xml", "xl/../../evil.xml", "/etc/passwd", "xl\\evil.xml", ".."])
    func aPartOutsideOfTheArchiveIsRefused(_ name: String) {
        var book = FilesBook(self.rows)
        book.extra = [(name, "<a/>")]
        #expect(self.refusal(of: book.zip)?.contains("outside") == true)
    }

    @Test func aPartThatIsThereTwiceIsRefused() {
        var book = FilesBook(self.rows)
        book.extra = [("XL/Workbook.xml", "<a/>")]
        #expect(self.refusal(of: book.zip)?.contains("twice") == true)
    }

    @Test func otherWaysToPackAndPasswordsAreRefused() {
        var zip = FilesBook(self.rows).zip
        zip.add("a", packed: [0], method: 12, checksum: 0, size: 1)
        #expect(self.refusal(of: zip)?.contains("workbooks do not use") == true)
        zip = FilesBook(self.rows).zip
        zip.add("a", packed: [UInt8](repeating: 0, count: 13), method: 0, checksum: 0, size: 1, flags: 1)
        #expect(self.refusal(of: zip)?.contains("password") == true)
    }

    @Test func aDocumentTypeIsRefusedBeforeItIsRead() {
        var laughs = "<!DOCTYPE sst [<!ENTITY a0 \"lol\">"
        for level in 1...9 {
            laughs += "<!ENTITY a\(level) \"\(String(repeating: "&a\(level - 1);", count: 10))\">"
        }
        var book = FilesBook(self.rows)
        book.strings = laughs + "]><sst><si><t>&a9;</t></si></sst>"
        #expect(
            self.refusal(of: book.zip)
                == "“xl/sharedStrings.xml” in the workbook declares a document type. A workbook never does.")
        book.strings = "<!DOCTYPE sst SYSTEM \"file:///etc/passwd\"><sst/>"
        #expect(self.refusal(of: book.zip)?.contains("document type") == true)
    }

    @Test func deepXMLIsRefused() {
        var book = FilesBook(self.rows)
        book.strings = String(repeating: "<a>", count: 100_000)
        #expect(self.refusal(of: book.zip)?.contains("no valid XML") == true)
    }

    @Test(.enabled(if: FilesCorpora.areThere), arguments: FilesCorpora.names(in: "hostile/xml-bombs"))
    func bombsAsPartsOfAWorkbookDoNothing(_ name: String) throws {
        let bomb = String(decoding: try FilesCorpora.bytes("hostile/xml-bombs/\(name)"), as: UTF8.self)
        var book = FilesBook(self.rows)
        book.strings = bomb
        #expect((self.refusal(of: book.zip)?.contains("document type") == true) == bomb.contains("<!DOCTYPE"))
        book = FilesBook("")
        book.sheets[0].xml = bomb
        #expect((self.refusal(of: book.zip)?.contains("document type") == true) == bomb.contains("<!DOCTYPE"))
    }
}
