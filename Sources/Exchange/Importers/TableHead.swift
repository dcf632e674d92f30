import CSMS
import Files
import Registers

/// The header row of a table: which register it speaks of, and which column is which field.
struct TableHead: Sendable {
    /// The register.
    let book: any AnyBook
    /// The place of the header among the rows of the sheet.
    let row: Int
    /// The columns that are fields, in the order of the file.
    let columns: [TableColumn]
    /// Columns that only say which record a link means: the site of a zone, the framework of a requirement.
    let contexts: [ContextColumn]
    /// Headers that mean nothing here.
    let unknown: [String]

    /// How many rows may stand above the header, such as a title and empty lines.
    static let rowsAboveMax = 20

    /// The header of a sheet; `nil` when no register is meant, or when two are meant equally well.
    ///
    /// - Parameter name: The name of the file or the tab; `zones.csv` decides where the headers alone do not.
    init?(of sheet: Sheet, named name: String) {
        for (place, row) in sheet.rows.prefix(TableHead.rowsAboveMax).enumerated() {
            if let head = TableHead.best(for: row, at: place, in: sheet, named: name) {
                self = head
                return
            }
        }
        return nil
    }

    /// A column that is a field of the register.
    struct TableColumn: Sendable {
        /// The place in the rows of the sheet.
        let source: Int
        /// The place in the register.
        let place: Int
        /// The header as the file has it.
        let header: String
    }

    /// A column that says which record a link means.
    struct ContextColumn: Sendable {
        /// The place in the rows of the sheet.
        let source: Int
        /// The register that the text names a record of.
        let register: String
        /// The header as the file has it.
        let header: String
    }

    private static func best(for row: SheetRow, at place: Int, in sheet: Sheet, named name: String) -> TableHead? {
        let headers = row.cells.map { HeaderText($0) }
        let filled = headers.count { !$0.whole.isEmpty }
        // One word above many columns is a title.
        guard filled > 1 || (filled == 1 && sheet.rows.allSatisfy { $0.cells.count == 1 }) else { return nil }
        let hint = squashed(name)
        var best: TableHead?
        var bestScore = 0
        var isTie = false
        for register in HeaderIndex.all {
            guard let (head, score) = TableHead.scored(headers, register, at: place, hint: hint) else { continue }
            if score == bestScore { isTie = true }
            if score > bestScore {
                (best, bestScore, isTie) = (head, score, false)
            }
        }
        return isTie ? nil : best
    }

    private static func scored(
        _ headers: [HeaderText], _ register: HeaderIndex, at row: Int, hint: String
    ) -> (TableHead, Int)? {
        var taken: [Int: (source: Int, rank: Int)] = [:]
        for (source, header) in headers.enumerated() {
            guard let (place, rank) = register.column(for: header) else { continue }
            if let other = taken[place], other.rank <= rank { continue }
            taken[place] = (source, rank)
        }
        guard register.musts.isSubset(of: taken.keys) else { return nil }
        let sources = Set(taken.values.map(\.source))
        var contexts: [ContextColumn] = []
        var unknown: [String] = []
        for (source, header) in headers.enumerated() where !header.whole.isEmpty && !sources.contains(source) {
            if let context = register.context(for: header), !contexts.contains(where: { $0.register == context }) {
                contexts.append(ContextColumn(source: source, register: context, header: header.text))
            } else {
                unknown.append(header.text)
            }
        }
        let matched = taken.count + contexts.count
        guard matched > 1 || unknown.isEmpty else { return nil }
        let columns = taken.map { TableColumn(source: $1.source, place: $0, header: headers[$1.source].text) }
        let head = TableHead(
            book: register.book, row: row, columns: columns.sorted { $0.source < $1.source }, contexts: contexts,
            unknown: unknown)
        let isNamed = hint.contains(register.squashedName)
        return (head, 10 * matched - 3 * unknown.count + 2 * register.musts.count + (isNamed ? 8 : 0))
    }

    private init(
        book: any AnyBook, row: Int, columns: [TableColumn], contexts: [ContextColumn], unknown: [String]
    ) {
        self.book = book
        self.row = row
        self.columns = columns
        self.contexts = contexts
        self.unknown = unknown
    }
}

/// A header as it stands, and as it is compared: whole, and without a part in brackets such as a unit.
struct HeaderText {
    let text: String
    let whole: String
    let short: String

    init(_ text: String) {
        let text = withoutApostrophe(text)
        let bracket = text.unicodeScalars.firstIndex { $0 == "(" || $0 == "[" }
        self.text = text
        self.whole = squashed(text)
        self.short = bracket.map { squashed(String(text.unicodeScalars[..<$0])) } ?? self.whole
    }
}

/// The headers that mean a column of one register.
struct HeaderIndex: Sendable {
    let book: any AnyBook
    /// The columns without which a row names no record.
    let musts: Set<Int>
    /// The register's name as file names are compared with it.
    let squashedName: String
    private let places: [String: (place: Int, rank: Int)]
    private let contexts: [String: String]

    /// The registers of the catalogue.
    static let all: [HeaderIndex] = catalogue.map { HeaderIndex($0) }

    init(_ book: any AnyBook) {
        self.book = book
        self.squashedName = squashed(book.singular)
        self.musts = Set(book.keyPlaces.filter { book.columns[$0].field.traits.contains(.required) })
        var places: [String: (place: Int, rank: Int)] = [:]
        func learn(_ header: String, _ place: Int, _ rank: Int) {
            let word = squashed(header)
            if let other = places[word], other.rank <= rank { return }
            places[word] = (place, rank)
        }
        for (place, column) in book.columns.enumerated() where !column.field.traits.contains(.secret) {
            learn(column.name, place, 0)
            learn(column.field.label, place, 1)
        }
        for (name, headers) in headerSpellings {
            let parts = name.split(separator: ".")
            guard parts.count == 1 || parts[0] == book.name, let place = book.place(of: String(parts[parts.count - 1]))
            else { continue }
            for header in headers { learn(header, place, parts.count == 2 ? 2 : 3) }
        }
        self.places = places
        self.contexts = HeaderIndex.contexts(of: book)
    }

    /// The column that a header means, and how sure that is: 0 for its own name, 3 for a general spelling.
    func column(for header: HeaderText) -> (place: Int, rank: Int)? {
        self.places[header.whole] ?? self.places[header.short].map { ($0.place, $0.rank + 4) }
    }

    /// The register whose record a header names in order to make a link clear.
    func context(for header: HeaderText) -> String? { self.contexts[header.whole] ?? self.contexts[header.short] }

    private static func contexts(of book: any AnyBook) -> [String: String] {
        var contexts: [String: String] = [:]
        for column in book.columns {
            guard case .link(let target) = column.field.type, let register = booksByName[target]?.contextRegister
            else { continue }
            let words = register.hasSuffix("s") ? String(register.dropLast()) : register
            contexts[squashed(words)] = register
            for (name, headers) in headerSpellings where name == words {
                for header in headers { contexts[squashed(header)] = register }
            }
        }
        return contexts
    }
}
