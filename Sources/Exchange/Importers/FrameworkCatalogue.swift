import CSMS
import Files
import Registers

/// The requirements of a standard or law: `id,parent_id,kind,title,applies_to,sl,fr`. The file's name is its code.
let frameworkCatalogue = Importer("framework") { file in
    FrameworkHead(of: file) != nil
} read: { file throws(FileError) in
    guard let head = FrameworkHead(of: file), let sheet = file.sheets.first else {
        throw FileError("A framework file has the columns id, parent_id, kind and title.")
    }
    let name = file.baseName
    let code = String(
        name.lowercased().hasSuffix(".csv") || name.lowercased().hasSuffix(".xlsx")
            ? name[..<(name.lastIndex(of: ".") ?? name.endIndex)] : name)
    return { desk in fileFramework(code, sheet, head, at: desk) }
}

/// Where the columns of a framework file are.
private struct FrameworkHead: Sendable {
    let places: [String: Int]

    init?(of file: ImportFile) {
        guard file.sheets.count == 1, let header = file.sheets[0].rows.first else { return nil }
        self.places = Dictionary(header.cells.enumerated().map { (squashed($1), $0) }) { first, _ in first }
        guard ["id", "parent_id", "kind", "title"].allSatisfy({ self.places[squashed($0)] != nil }) else { return nil }
    }

    func text(_ name: String, of row: SheetRow) -> String {
        withoutApostrophe(self.places[squashed(name)].map { row[$0] } ?? "")
    }
}

private func fileFramework(_ code: String, _ sheet: Sheet, _ head: FrameworkHead, at desk: ImportDesk) {
    let blank = UUID(high: 0, low: 0)
    var framework = desk.find(Frameworks.book, .text(code))
    if framework == nil {
        let new = Framework(id: ID(blank)) { $0.code = code }
        framework = desk.create(along: Frameworks.book, new.cells, called: "framework \(code)")
    }
    guard let framework = framework else {
        return desk.reject(ImportProblem("“\(shortened(code))” is no code for a framework. Rename the file."))
    }
    for row in sheet.rows.dropFirst() where !row.cells.allSatisfy(isBlank) {
        let reader = RequirementReader(row, head, at: desk)
        let id = head.text("id", of: row)
        let old = desk.find(Requirements.book, .text(id), .id(framework.id))
        let requirement = reader.requirement(over: old, id, of: ID(framework.id))
        if case .refused(let problems) = desk.propose(Requirements.book, requirement.cells) {
            let sentence = problems.map(\.sentence).joined(separator: " ") + " The row was not taken."
            desk.reject(ImportProblem(row: row.number, sentence))
        }
    }
}

/// Reads one row of a framework file; a bad value costs only its field.
private struct RequirementReader {
    private let row: SheetRow
    private let head: FrameworkHead
    private let desk: ImportDesk

    init(_ row: SheetRow, _ head: FrameworkHead, at desk: ImportDesk) {
        self.row = row
        self.head = head
        self.desk = desk
    }

    func requirement(over old: KeptRecord?, _ code: String, of framework: ID<Frameworks>) -> Requirement {
        var requirement = old.map { Requirement($0) } ?? Requirement(id: ID(UUID(high: 0, low: 0)))
        if old == nil { requirement.code = code }
        requirement.framework = framework
        requirement.parent = self.head.text("parent_id", of: self.row)
        requirement.title = self.head.text("title", of: self.row)
        requirement.appliesTo = self.head.text("applies_to", of: self.row)
        let kind = self.head.text("kind", of: self.row)
        if let known = Requirements.Kind(rawValue: kind) {
            requirement.kind = known
        } else if !kind.isEmpty {
            self.note("kind", kind, "not in group|requirement|enhancement")
        }
        requirement.level = self.number("sl", in: 1...4, after: "SL")
        requirement.foundational = self.number("fr", in: 1...7, after: "FR")
        return requirement
    }

    private func number(_ column: String, in range: ClosedRange<Int>, after mark: String) -> Int? {
        let text = self.head.text(column, of: self.row)
        guard !isBlank(text) else { return nil }
        let digits = text.uppercased().hasPrefix(mark) ? String(text.dropFirst(2)) : text
        if let number = Int(digits.filter { $0 != " " }), range.contains(number) { return number }
        self.note(column, text, "not a whole number from \(range.lowerBound) to \(range.upperBound)")
        return nil
    }

    private func note(_ column: String, _ text: String, _ sentence: String) {
        self.desk.note(
            ImportProblem(row: self.row.number, column: column, value: shortened(text), "\(column): \(sentence)."))
    }
}
