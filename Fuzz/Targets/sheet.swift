import Files

/// A workbook whose archive is whole and whose parts are the input: two sheets, texts, styles, tabs and relations,
/// each behind a line `=`; a part that is missing is an ordinary one.
func probe(_ bytes: [UInt8]) {
    var parts: [[UInt8]] = [[]]
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
        if Array(line) == [0x3D], parts.count < 6 {
            parts.append([])
        } else {
            parts[parts.count - 1] += line + [0x0A]
        }
    }
    func part(_ place: Int, _ ordinary: String) -> [UInt8] {
        place < parts.count && parts[place].count > 1 ? parts[place] : Array(ordinary.utf8)
    }
    var zip = StoredZip()
    zip.add("_rels/.rels", Array(Ordinary.root.utf8))
    zip.add("xl/worksheets/a.xml", part(0, "<worksheet/>"))
    zip.add("xl/sharedStrings.xml", part(1, "<sst><si><t>one</t></si><si><t>two</t></si></sst>"))
    zip.add("xl/styles.xml", part(2, "<styleSheet/>"))
    zip.add("xl/worksheets/b.xml", part(3, "<worksheet/>"))
    zip.add("xl/workbook.xml", part(4, Ordinary.workbook))
    zip.add("xl/_rels/workbook.xml.rels", part(5, Ordinary.relations))
    guard let sheets = try? XLSX.sheets(in: zip.archive) else { return }
    for row in sheets.flatMap(\.rows) { expect(row.number > 0, "A row has a number from 1.") }
}

private enum Ordinary {
    static let types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    static let root = relations([("r", "officeDocument", "xl/workbook.xml")])
    static let workbook =
        "<workbook xmlns:r=\"\(types)\"><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"a\"/>"
        + "<sheet name=\"B\" sheetId=\"2\" r:id=\"b\"/></sheets></workbook>"
    static let relations = relations([
        ("a", "worksheet", "worksheets/a.xml"), ("b", "worksheet", "worksheets/b.xml"),
        ("s", "sharedStrings", "sharedStrings.xml"), ("t", "styles", "styles.xml"),
    ])

    private static func relations(_ all: [(id: String, kind: String, target: String)]) -> String {
        "<Relationships>"
            + all.map { "<Relationship Id=\"\($0.id)\" Type=\"\(types)/\($0.kind)\" Target=\"\($0.target)\"/>" }
            .joined()
            + "</Relationships>"
    }
}

/// An archive of files as they are.
///
/// - Source: PKWARE, .ZIP File Format Specification, sections 4.3.7, 4.3.12 and 4.3.16.
private struct StoredZip {
    private var bytes: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    mutating func add(_ name: String, _ content: [UInt8]) {
        let common =
            two(20) + two(0) + two(0) + four(0) + four(Int(checksum(content))) + four(content.count)
            + four(content.count) + two(name.utf8.count)
        self.directory += four(0x0201_4B50) + two(20) + common + two(0) + two(0) + two(0) + two(0) + four(0)
        self.directory += four(self.bytes.count) + Array(name.utf8)
        self.bytes += four(0x0403_4B50) + common + two(0) + Array(name.utf8) + content
        self.count += 1
    }

    var archive: [UInt8] {
        self.bytes + self.directory + four(0x0605_4B50) + two(0) + two(0) + two(self.count) + two(self.count)
            + four(self.directory.count) + four(self.bytes.count) + two(0)
    }
}

private func two(_ number: Int) -> [UInt8] { [UInt8(number & 0xFF), UInt8(number >> 8 & 0xFF)] }
private func four(_ number: Int) -> [UInt8] { two(number & 0xFFFF) + two(number >> 16) }

private let checksums: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
}

private func checksum(_ content: [UInt8]) -> UInt32 {
    ~content.reduce(UInt32.max) { $0 >> 8 ^ checksums[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] }
}
