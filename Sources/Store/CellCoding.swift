import Ledger
import Registers
import SQL

/// How a cell stands in a table, in a revision and in a commitment.
enum CellCoding {
    /// The value for the database. Blank cells are NULL, so that a unique column may stay empty.
    static func value(of cell: Cell) -> Value {
        switch cell {
        case .none: .null
        case .text(let text): text.isEmpty ? .null : .text(text)
        case .integer(let number): .integer(number)
        case .flag(let flag): .integer(flag ? 1 : 0)
        case .day(let day): .text(day.description)
        case .moment(let moment): .integer(moment.milliseconds)
        case .id(let id): .bytes(id.bytes)
        case .ids(let ids): ids.isEmpty ? .null : .bytes(ids.flatMap(\.bytes))
        }
    }

    /// The cell in a column of a row; a value that is none of the column's kind is ``damaged``.
    static func cell(in row: any RowReader, at column: Int, as type: FieldType) -> Cell {
        if row.isNull(column) { return self.blank(of: type) }
        switch type {
        case .text, .choice:
            // Blank text is kept as NULL, so an empty text in the table was never written by us.
            let text = row.text(column)
            return text.isEmpty ? self.damaged : .text(text)
        case .integer: return .integer(row.integer(column))
        case .flag:
            let number = row.integer(column)
            return number == 0 || number == 1 ? .flag(number == 1) : self.damaged
        case .day: return Day(row.text(column)).map { .day($0) } ?? self.damaged
        case .moment:
            let time = row.integer(column)
            return Entry.times.contains(time) ? .moment(Moment(milliseconds: time)) : self.damaged
        case .link: return UUID(bytes: row.bytes(column)).map { .id($0) } ?? self.damaged
        case .links: return self.ids(row.bytes(column)).map { .ids($0) } ?? self.damaged
        }
    }

    /// Stands for a stored value that cannot be read; it equals no value that was ever written.
    static let damaged = Cell.text("\u{FFFD}damaged")

    /// The cell of a field without a value.
    static func blank(of type: FieldType) -> Cell {
        switch type {
        case .text: .text("")
        case .links: .ids([])
        case .choice, .integer, .flag, .day, .moment, .link: .none
        }
    }

    /// Writes the canonical form that commitments are made of: deterministic CBOR, each kind of value its own shape.
    static func write(_ cell: Cell, to writer: inout CBORWriter) {
        switch cell {
        case .none: writer.null()
        case .text(let text): writer.text(text)
        case .integer(let number): writer.integer(number)
        case .flag(let flag): writer.flag(flag)
        case .day(let day):
            writer.array(1)
            writer.integer(Int64(day.ordinal))
        case .moment(let moment):
            writer.array(2)
            writer.integer(moment.milliseconds)
            writer.null()
        case .id(let id): writer.bytes(id.bytes)
        case .ids(let ids):
            writer.array(ids.count + 3)
            for _ in 0..<3 { writer.null() }
            for id in ids { writer.bytes(id.bytes) }
        }
    }

    private static func ids(_ bytes: [UInt8]) -> [UUID]? {
        guard bytes.count % 16 == 0, !bytes.isEmpty else { return nil }
        return stride(from: 0, to: bytes.count, by: 16).compactMap { UUID(bytes: bytes[$0..<$0 + 16]) }
    }
}

extension FieldType {
    /// The kind of column that holds the field.
    var columnKind: Dialect.ColumnKind {
        switch self {
        case .text, .choice: .text
        case .integer, .flag, .moment: .integer
        case .day: .day
        case .link: .identity
        case .links: .bytes
        }
    }
}
