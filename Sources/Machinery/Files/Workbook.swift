/// A workbook in an archive: finds the parts and reads them in the order in which they need each other.
struct Workbook: ~Copyable {
    private let archive: Archive
    private let limits: XLSX.Limits
    private let folder: String
    private let contents: WorkbookListener
    private let relations: [String: Relation]

    init(_ archive: consuming Archive, _ limits: XLSX.Limits) throws(FileError) {
        let root = try Workbook.read("_rels/.rels", RelationsListener(), in: archive).relations
        guard let document = root.values.first(where: { $0.isOf("officeDocument") }) else {
            throw FileError("The file is no workbook: it names no main part.")
        }
        let path = Workbook.path(of: document.target, in: "")
        let (folder, name) = Workbook.split(path)
        let contents = try Workbook.read(path, WorkbookListener(), in: archive)
        let relations = try Workbook.read("\(folder)_rels/\(name).rels", RelationsListener(), in: archive)
        self.folder = folder
        self.contents = contents
        self.relations = relations.relations
        self.archive = archive
        self.limits = limits
    }

    func sheets() throws(FileError) -> [Sheet] {
        let visible = self.contents.tabs.filter(\.isVisible)
        var strings: [String] = []
        if let path = self.part("sharedStrings") {
            strings = try Workbook.read(path, StringsListener(self.limits), in: self.archive).strings
        }
        var formats: [CellFormat] = []
        if let path = self.part("styles") {
            formats = try Workbook.read(path, StylesListener(), in: self.archive).formats
        }
        var sheets: [Sheet] = []
        var cellsLeft = self.limits.cellsMax
        for tab in visible {
            guard let relation = self.relations[tab.relation], relation.isOf("worksheet") else { continue }
            let cells = CellReader(strings: strings, formats: formats, is1904: self.contents.is1904)
            let listener = SheetListener(tab.name, cells, cellsMax: cellsLeft, self.limits)
            let path = Workbook.path(of: relation.target, in: self.folder)
            let sheet = try Workbook.read(path, listener, in: self.archive)
            cellsLeft -= sheet.cellCount
            sheets.append(Sheet(name: tab.name, rows: try sheet.rowsWithoutCovered()))
        }
        return sheets
    }

    private func part(_ kind: String) -> String? {
        let relation = self.relations.values.first { $0.isOf(kind) }
        return relation.map { Workbook.path(of: $0.target, in: self.folder) }
    }

    private static func read<Listener: XMLListener>(
        _ path: String, _ listener: Listener, in archive: borrowing Archive
    ) throws(FileError) -> Listener {
        let document = try XMLPush(path, listener)
        try archive.read(path) { piece throws(FileError) in try document.read(piece) }
        // What comes back is the listener that went in.
        return try document.finish() as? Listener ?? listener
    }

    /// The path of a part from the target of a relation, which may begin with a slash or go up with `..`.
    private static func path(of target: String, in folder: String) -> String {
        var parts: [Substring] = []
        for part in (target.hasPrefix("/") ? target : folder + target).split(separator: "/") {
            switch part {
            case ".": continue
            case "..": _ = parts.popLast()
            default: parts.append(part)
            }
        }
        return parts.joined(separator: "/")
    }

    private static func split(_ path: String) -> (folder: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return ("", path) }
        return (String(path[...slash]), String(path[path.index(after: slash)...]))
    }
}

/// How one part refers to another.
struct Relation {
    let type: String
    let target: String

    /// Types are long addresses that differ between the two kinds of the standard; their ends do not.
    func isOf(_ kind: String) -> Bool { self.type.hasSuffix("/" + kind) }
}

struct RelationsListener: XMLListener {
    private(set) var relations: [String: Relation] = [:]

    mutating func open(_ name: String, _ attributes: XMLAttributes) throws(FileError) {
        // An external target is an address outside of the workbook, and is never followed.
        guard name == "Relationship", attributes["TargetMode"] != "External", let id = attributes["Id"],
            let type = attributes["Type"], let target = attributes["Target"]
        else { return }
        self.relations[id] = Relation(type: type, target: target)
    }

    mutating func close(_ name: String, _ text: [UInt8]) throws(FileError) {}
}

struct WorkbookListener: XMLListener {
    struct Tab {
        let name: String
        let relation: String
        let isVisible: Bool
    }

    private(set) var tabs: [Tab] = []
    /// Whether days are counted from 1904, as old Macintosh versions did.
    private(set) var is1904 = false

    mutating func open(_ name: String, _ attributes: XMLAttributes) throws(FileError) {
        switch name {
        case "workbookPr":
            self.is1904 = ["1", "true"].contains(attributes["date1904"])
        case "sheet":
            guard let id = attributes["id"] else { return }
            let isVisible = [nil, "visible"].contains(attributes["state"])
            self.tabs.append(Tab(name: attributes["name"] ?? "", relation: id, isVisible: isVisible))
        default: break
        }
    }

    mutating func close(_ name: String, _ text: [UInt8]) throws(FileError) {}
}

/// The texts that cells refer to by number.
struct StringsListener: XMLListener {
    private(set) var strings: [String] = []
    private let limits: XLSX.Limits
    private var text = RichText()

    init(_ limits: XLSX.Limits) { self.limits = limits }

    mutating func open(_ name: String, _ attributes: XMLAttributes) throws(FileError) {
        self.text.open(name)
    }

    mutating func close(_ name: String, _ text: [UInt8]) throws(FileError) {
        self.text.close(name, text)
        guard name == "si" else { return }
        guard self.strings.count < self.limits.cellsMax else {
            throw FileError("The workbook has more than \(self.limits.cellsMax) texts.")
        }
        self.strings.append(self.text.take())
    }
}

/// A text that is written in runs, each with its own type face; the runs are joined.
struct RichText {
    private var text = ""
    private var phoneticDepth = 0

    mutating func open(_ name: String) {
        // How a Japanese text is spoken stands beside it and is no part of it.
        if name == "rPh" { self.phoneticDepth += 1 }
    }

    mutating func close(_ name: String, _ letters: [UInt8]) {
        if name == "rPh" { self.phoneticDepth -= 1 }
        if name == "t", self.phoneticDepth == 0 { self.text += RichText.unescaped(letters) }
    }

    mutating func take() -> String {
        defer { self.text = "" }
        return self.text
    }

    /// A text with `_x000D_` and the like replaced, which stand for characters that XML cannot hold.
    ///
    /// Source: ECMA-376 part 1, 22.9.2.19 (ST_Xstring).
    static func unescaped(_ letters: [UInt8]) -> String {
        let text = String(decoding: letters, as: UTF8.self)
        guard letters.contains(UInt8(ascii: "_")), text.contains("_x") else { return text }
        var units: [UInt16] = []
        let all = Array(text.utf16)
        var at = 0
        while at < all.count {
            if let unit = self.escaped(all, at) {
                units.append(unit)
                at += 7
            } else {
                units.append(all[at])
                at += 1
            }
        }
        return String(decoding: units, as: UTF16.self)
    }

    private static func escaped(_ units: [UInt16], _ at: Int) -> UInt16? {
        guard at + 7 <= units.count, units[at] == 0x5F, units[at + 1] == 0x78, units[at + 6] == 0x5F else { return nil }
        let digits = String(decoding: units[at + 2..<at + 6], as: UTF16.self)
        // `UInt16` would also take a sign.
        guard digits.utf8.allSatisfy(isHexadecimal) else { return nil }
        return UInt16(digits, radix: 16)
    }
}
