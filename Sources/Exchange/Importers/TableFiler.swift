import Files
import Registers

/// Files the rows of one table at the desk.
///
/// A bad value costs only its own field. A column that the file does not have stays as it is kept; a blank cell
/// empties its field, except for the key and for fields that always have a value.
struct TableFiler {
    private let desk: ImportDesk
    private let head: TableHead
    private let sheet: Sheet
    private let book: any AnyBook
    private let keyPlaces: [Int]
    private var readers: [FieldReader]
    private var links: LinkFinder
    private let merger: RowMerger
    /// For each record that a row spoke of, the place of the first such row.
    private var rows: [UUID: Int] = [:]

    init(_ head: TableHead, of sheet: Sheet, at desk: ImportDesk) {
        self.desk = desk
        self.head = head
        self.sheet = sheet
        self.book = head.book
        self.keyPlaces = head.book.keyPlaces
        self.readers = TableFiler.ordered(head.columns.map { FieldReader($0, of: head.book) }, of: head.book)
        self.links = LinkFinder(desk)
        self.merger = RowMerger(head)
    }

    /// Files all rows below the header.
    mutating func file() {
        self.noteHeaders()
        var place = self.head.row + 1
        while place < self.sheet.rows.count {
            self.fileRow(at: place)
            place += 1
        }
        if self.book.name == "assets" { noteTwins(of: self.rows, in: self.sheet, at: self.desk) }
    }

    /// Texts of the key come first, so that a row without one makes nothing along; then links that make others clear,
    /// such as the site of a zone.
    private static func ordered(_ readers: [FieldReader], of book: any AnyBook) -> [FieldReader] {
        let contexts = Set(readers.compactMap { $0.target?.contextRegister })
        func rank(_ reader: FieldReader) -> Int {
            if let target = reader.target { return contexts.contains(target.name) ? 1 : 2 }
            return book.keyPlaces.contains(reader.column.place) ? 0 : 3
        }
        return (0...3).flatMap { wanted in readers.filter { rank($0) == wanted } }
    }

    private func noteHeaders() {
        let number = self.sheet.rows[self.head.row].number
        for header in self.head.unknown {
            let sentence = "No field of \(self.book.plural) is called so; the column was not read."
            self.desk.note(ImportProblem(row: number, column: shortened(header), sentence))
        }
        let places = Set(self.head.columns.map(\.place))
        for (place, column) in self.book.columns.enumerated()
        where column.field.traits.contains(.expected) && !places.contains(place) {
            self.desk.note(ImportProblem(row: number, "There is no column for the field “\(column.field.label)”."))
        }
    }

    private mutating func fileRow(at place: Int) {
        let row = self.sheet.rows[place]
        guard !row.cells.allSatisfy(isBlank) else { return }
        switch self.read(row) {
        case .rejected(let problem): self.desk.reject(problem)
        case .read(let values, let problems): self.file(values, problems, from: row, at: place)
        }
    }

    private mutating func file(_ values: [RowValue], _ problems: [ImportProblem], from row: SheetRow, at place: Int) {
        let key = self.merger.key(of: values)
        var existing = self.desk.find(self.book, key: key)
        if existing == nil, case .text(let name) = key[0], self.book.contextPlace != nil, key[1].isBlank {
            // A zone without its site is clear where only one site has such a zone.
            switch self.desk.named(name, in: self.book) {
            case .record(let record): existing = record
            case .unknown: break
            case .several:
                let sentence = "Several \(self.book.plural) are called “\(shortened(name))”. The row was not taken."
                return self.desk.reject(ImportProblem(row: row.number, sentence))
            }
        }
        let earlier = existing.flatMap { self.rows[$0.id] }.map { self.sheet.rows[$0] }
        // A row that repeats another letter by letter has nothing new to say about bad values either.
        if let earlier = earlier, earlier.cells == row.cells {
            return self.note(row, follows: earlier, isSame: true)
        }
        let merged = self.merger.merge(values, into: existing, from: row)
        if let earlier = earlier { self.note(row, follows: earlier, isSame: merged.cells == existing?.cells) }
        if case .refused(let refusals) = self.desk.propose(self.book, merged.cells) {
            let header = refusals.first?.field.flatMap { self.header(of: $0) }
            let sentence = refusals.map(\.sentence).joined(separator: " ") + " The row was not taken."
            for problem in problems + merged.problems { self.desk.note(problem) }
            return self.desk.reject(ImportProblem(row: row.number, column: header, sentence))
        }
        for problem in problems { self.desk.note(problem) }
        for problem in merged.problems { self.desk.note(problem) }
        let isFirst = existing.map { self.rows[$0.id] == nil } ?? true
        if isFirst, let record = existing ?? self.desk.find(self.book, key: key) { self.rows[record.id] = place }
    }

    private func header(of field: String) -> String? { self.readers.first { $0.name == field }?.column.header }

    /// Says that a row speaks of a record that an earlier row spoke of.
    private func note(_ row: SheetRow, follows earlier: SheetRow, isSame: Bool) {
        let end = isSame ? "is the same as row \(earlier.number) and was skipped." : "overrides row \(earlier.number)."
        self.desk.note(ImportProblem(row: row.number, "The row speaks of the same \(self.book.singular): it \(end)"))
    }

    private enum RowReading {
        case read([RowValue], [ImportProblem])
        case rejected(ImportProblem)
    }

    /// What a row says, field by field, in the order of the readers.
    private mutating func read(_ row: SheetRow) -> RowReading {
        var values: [RowValue] = []
        var problems: [ImportProblem] = []
        var contexts: [String: UUID] = [:]
        values.reserveCapacity(self.readers.count)
        var isAtContexts = true
        for place in self.readers.indices {
            let column = self.readers[place].column
            let text = withoutApostrophe(row[column.source])
            let reading: TextReading?
            if let target = self.readers[place].target {
                if isAtContexts {
                    isAtContexts = false
                    if let problem = self.readContexts(of: row, &contexts, &problems) { return .rejected(problem) }
                }
                let context = target.contextRegister.flatMap { contexts[$0] }
                switch self.links.answer(text, in: target, isList: self.readers[place].isList, context: context) {
                case nil: reading = nil
                case .cell(let cell):
                    if case .id(let id) = cell { contexts[target.name] = id }
                    reading = .cell(cell)
                case .refused(let sentence): reading = .refused(sentence)
                case .strict(let sentence):
                    return .rejected(self.problem(row, column.header, text, sentence + " The row was not taken."))
                }
            } else {
                reading = self.readers[place].value(of: text)
            }
            if let sentence = self.missingKey(reading, column.place) {
                return .rejected(self.problem(row, column.header, text, sentence))
            }
            values.append(RowValue(column: column, text: text, reading: reading))
        }
        return .read(values, problems)
    }

    /// Reads the columns that only make links clear; gives the problem that costs the row.
    private mutating func readContexts(
        of row: SheetRow, _ contexts: inout [String: UUID], _ problems: inout [ImportProblem]
    ) -> ImportProblem? {
        for column in self.head.contexts {
            let text = withoutApostrophe(row[column.source])
            guard let book = booksByName[column.register] else { continue }
            switch self.links.answer(text, in: book, isList: false, context: nil) {
            case .cell(.id(let id)): contexts[column.register] = id
            case .refused(let sentence):
                problems.append(self.problem(row, column.header, text, "\(sentence). The cell was not read."))
            case .strict(let sentence):
                return self.problem(row, column.header, text, sentence + " The row was not taken.")
            case nil, .cell: continue
            }
        }
        return nil
    }

    /// Why a row names no record, when this is a field that it needs for that.
    private func missingKey(_ reading: TextReading?, _ place: Int) -> String? {
        if case .cell(let cell)? = reading, !cell.isBlank { return nil }
        guard self.keyPlaces.contains(place) else { return nil }
        let field = self.book.columns[place].field
        if case .refused(let sentence)? = reading { return "\(field.label): \(sentence). The row was not taken." }
        return field.traits.contains(.required) ? "\(field.label) is missing. The row was not taken." : nil
    }

    private func problem(_ row: SheetRow, _ header: String, _ text: String, _ sentence: String) -> ImportProblem {
        ImportProblem(row: row.number, column: header, value: shortened(text), sentence)
    }
}
