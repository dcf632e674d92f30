import Files
import Registers

/// What one cell of a table means for its field; `nil` for a blank.
struct RowValue {
    let column: TableHead.TableColumn
    let text: String
    let reading: TextReading?
}

/// Puts what a row says over a record as it is kept, or over an empty one.
struct RowMerger {
    private let head: TableHead
    private let book: any AnyBook
    private let unreadPlace: Int?
    private let keyPlaces: [Int]
    private let isKey: [Bool]
    private let names: [String]
    private let fields: [any AnyField]

    init(_ head: TableHead) {
        self.head = head
        self.book = head.book
        self.unreadPlace = head.book.place(of: "unread")
        self.keyPlaces = head.book.keyPlaces
        self.names = head.book.columns.map(\.name)
        self.fields = head.book.columns.map(\.field)
        self.isKey = head.book.columns.indices.map { head.book.keyPlaces.contains($0) }
    }

    /// The values of the key, in the order of the key.
    func key(of values: [RowValue]) -> [Cell] {
        self.keyPlaces.map { place in
            if case .cell(let cell)? = values.first(where: { $0.column.place == place })?.reading { return cell }
            return .none
        }
    }

    /// The record's values afterwards, and what is to be said about the row.
    func merge(
        _ values: [RowValue], into existing: KeptRecord?, from row: SheetRow
    ) -> (cells: [Cell], problems: [ImportProblem]) {
        var cells = existing?.cells ?? self.book.blank
        var problems: [ImportProblem] = []
        var unread: [(name: String, text: String)] = []
        for value in values where existing == nil || !self.isKey[value.column.place] {
            let place = value.column.place
            let field = self.fields[place]
            switch value.reading {
            case .cell(let cell): if !isEqual(cell, cells[place], field.initial) { cells[place] = cell }
            case .refused(let sentence):
                unread.append((self.names[place], value.text))
                let end = cells[place].isBlank ? "The field is empty" : "The field stays as it was"
                let kept = self.unreadPlace == nil ? "." : "; the text is kept under “Values not read”."
                problems.append(self.problem(row, value, "\(field.label): \(sentence). \(end)\(kept)"))
            case nil:
                let blank = self.blank(of: field)
                if let blank = blank, !isEqual(blank, cells[place], field.initial) { cells[place] = blank }
                guard field.traits.contains(.expected) else { continue }
                problems.append(self.problem(row, value, "\(field.label) is empty: \(field.expectation)."))
            }
        }
        if let place = self.unreadPlace { self.keepUnread(unread, in: &cells[place], values, of: existing) }
        return (cells, problems)
    }

    /// The value of a field whose cell is blank; `nil` for a field that always has a value, which stays as it is.
    private func blank(of field: any AnyField) -> Cell? {
        if field.initial.isBlank { return field.initial }
        return field.type == .flag ? .flag(false) : nil
    }

    /// Lines for the texts that were not read; those of earlier imports stay for columns that this file does not have.
    private func keepUnread(
        _ unread: [(name: String, text: String)], in cell: inout Cell, _ values: [RowValue], of existing: KeptRecord?
    ) {
        guard case .text(let before) = cell, let place = self.unreadPlace else { return }
        guard !unread.isEmpty || !before.isEmpty else { return }
        var lines = before.split(separator: "\n").map(String.init)
        if !values.contains(where: { $0.column.place == place }) {
            let names = Set(values.map { self.names[$0.column.place] })
            lines.removeAll { line in names.contains(String(line.prefix { $0 != ":" })) }
        }
        for (name, text) in unread {
            let line = "\(name): \(oneLine(text))"
            if !lines.contains(line) { lines.append(line) }
        }
        let text = lines.joined(separator: "\n")
        guard text != before else { return }
        guard case .text(let limit) = self.fields[place].type else { return }
        cell = .text(cut(text, to: limit))
    }

    private func problem(_ row: SheetRow, _ value: RowValue, _ sentence: String) -> ImportProblem {
        ImportProblem(row: row.number, column: value.column.header, value: shortened(value.text), sentence)
    }
}

/// Whether two values are equal where no value stands for the initial one.
private func isEqual(_ one: Cell, _ other: Cell, _ initial: Cell) -> Bool {
    if one == other { return true }
    func isInitial(_ cell: Cell) -> Bool { cell.isBlank || cell == initial }
    return isInitial(one) && isInitial(other)
}

extension AnyField {
    /// What an import expects in a field that is empty.
    fileprivate var expectation: String {
        if case .choice(let names) = self.type { return self.refusal ?? "not in \(names.joined(separator: "|"))" }
        return "a value is expected"
    }
}

/// A text on one line; line ends are shown as `\n` and `\r`.
private func oneLine(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\n": result.append(contentsOf: "\\n".unicodeScalars)
        case "\r": result.append(contentsOf: "\\r".unicodeScalars)
        default: result.append(scalar)
        }
    }
    return String(result)
}

/// The first `limit` characters of a text.
private func cut(_ text: String, to limit: Int) -> String {
    text.utf8.count <= limit ? text : String(text.unicodeScalars.prefix(limit))
}

/// A text as a message shows it: its first 500 characters.
func shortened(_ text: String) -> String {
    text.utf8.count <= 500 ? text : String(text.unicodeScalars.prefix(500)) + "…"
}
