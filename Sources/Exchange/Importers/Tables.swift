import CSMS
import Files
import Registers

/// Inventories and lists: any CSV file or workbook whose headers name the fields of a register.
let tables = Importer("table") { file in
    !tableHeads(of: file).isEmpty
} read: { file throws(FileError) in
    let heads = tableHeads(of: file)
    return { desk in
        desk.kind = kindOf(heads.map(\.head.book.name))
        if file.encoding == .windows1252 {
            desk.note(ImportProblem("The file is not UTF-8 and was read as Windows-1252. Look at the umlauts."))
        }
        for (sheet, head) in heads {
            var filer = TableFiler(head, of: sheet, at: desk)
            filer.file()
        }
        for sheet in file.sheets where !sheet.rows.isEmpty && !heads.contains(where: { $0.sheet.name == sheet.name }) {
            desk.note(ImportProblem("The sheet “\(sheet.name)” is no table of a register and was not read."))
        }
    }
}

/// The sheets of a file that are tables of registers.
private func tableHeads(of file: ImportFile) -> [(sheet: Sheet, head: TableHead)] {
    file.sheets.compactMap { sheet in
        let name = file.sheets.count > 1 ? sheet.name : file.baseName + " " + sheet.name
        return TableHead(of: sheet, named: name).map { (sheet, $0) }
    }
}

/// What people call a file with tables of these registers.
private func kindOf(_ registers: [String]) -> String {
    var kinds: [String] = []
    for register in registers {
        let kind =
            switch register {
            case "assets": "inventory"
            case "mappings": "mapping"
            default: register.replacing("_", with: " ")
            }
        if !kinds.contains(kind) { kinds.append(kind) }
    }
    return kinds.joined(separator: ", ")
}

extension ImportFile {
    /// The sheets; empty for a JSON document.
    var sheets: [Sheet] {
        switch self.content {
        case .sheets(let sheets): sheets
        case .json: []
        }
    }
}
