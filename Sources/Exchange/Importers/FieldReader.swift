import Files
import Registers

/// Reads the texts of one column of a table.
struct FieldReader {
    let column: TableHead.TableColumn
    let name: String
    let field: any AnyField
    /// The register that the column's texts name records of; `nil` for plain values.
    let target: (any AnyBook)?
    /// Whether the texts name several records.
    let isList: Bool
    private let kind: Kind
    private var known: [String: TextReading] = [:]

    /// How many distinct texts of a column are remembered.
    private static let knownMax = 10_000

    private enum Kind {
        case plainText(limit: Int)
        case readText(limit: Int)
        case link
        case other
    }

    init(_ column: TableHead.TableColumn, of book: any AnyBook) {
        self.column = column
        self.name = book.columns[column.place].name
        let field = book.columns[column.place].field
        self.field = field
        switch field.type {
        case .text(let limit):
            self.kind = field.reading == nil ? .plainText(limit: limit) : .readText(limit: limit)
            (self.target, self.isList) = (nil, false)
        case .link(let register):
            self.kind = .link
            (self.target, self.isList) = (booksByName[register], false)
        case .links(let register):
            self.kind = .link
            (self.target, self.isList) = (booksByName[register], true)
        case .choice, .integer, .flag, .day, .moment:
            self.kind = .other
            (self.target, self.isList) = (nil, false)
        }
    }

    /// The value that a text means; `nil` for a blank. Links are read at the desk.
    mutating func value(of text: String) -> TextReading? {
        if isBlank(text) { return nil }
        switch self.kind {
        case .plainText(let limit): return self.limited(text, limit)
        case .readText(let limit):
            let reading = self.field.cell(from: text, link: { _, _ in nil })
            guard case .cell(.text(let value)) = reading else { return reading }
            return self.limited(value, limit)
        case .link: return nil
        case .other:
            if let reading = self.known[text] { return reading }
            let reading = self.field.cell(from: text, link: { _, _ in nil })
            if self.known.count < FieldReader.knownMax { self.known[text] = reading }
            return reading
        }
    }

    private func limited(_ text: String, _ limit: Int) -> TextReading {
        text.utf8.count > limit && text.unicodeScalars.count > limit
            ? .refused("longer than \(limit) characters") : .cell(.text(text))
    }
}

/// Whether nothing is to be seen of a text.
func isBlank(_ text: String) -> Bool {
    guard let first = text.utf8.first else { return true }
    // A visible ASCII letter in front decides for almost every cell.
    if first > 0x20, first < 0x7F { return false }
    return tidied(text).isEmpty
}
