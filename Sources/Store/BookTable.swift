import Ledger
import Registers
import SQL

/// A register and the statements that read and write its table, settled once.
struct BookTable: Sendable {
    let book: any AnyBook
    /// The committed fields: the state, then the columns.
    let names: FieldNames
    /// The kinds of the columns, kept because asking the fields for them costs something for every value.
    let types: [FieldType]
    let insert: PreparedSQL
    let update: PreparedSQL
    let delete: PreparedSQL
    let selectAll: PreparedSQL
    let selectNumber: PreparedSQL
    let selectIdentity: PreparedSQL
    /// The places of the fields that search knows.
    let searched: [Int]
    /// What the search index adds to a number: the three letters of the mark.
    let searchBase: Int64

    init(_ book: any AnyBook, in dialect: Dialect) {
        self.book = book
        self.names = FieldNames(["state"] + book.columns.map(\.name))
        self.types = book.columns.map(\.field.type)
        let columns: [SQL] =
            ["number", "id", "revision", "state"] + book.columns.map { "\(name: $0.name)" }
        let list = SQL(joining: columns)
        let places = SQL(joining: columns.map { _ in "\(Value.null)" })
        let settings = SQL(joining: columns.dropFirst(2).map { "\($0) = \(Value.null)" })
        let table: SQL = "\(name: book.name)"
        self.insert = PreparedSQL("INSERT INTO \(table) (\(list)) VALUES (\(places))", in: dialect)
        self.update = PreparedSQL("UPDATE \(table) SET \(settings) WHERE number = \(Value.null)", in: dialect)
        self.delete = PreparedSQL("DELETE FROM \(table) WHERE number = \(Value.null)", in: dialect)
        self.selectAll = PreparedSQL("SELECT \(list) FROM \(table) ORDER BY number", in: dialect)
        self.selectNumber = PreparedSQL("SELECT \(list) FROM \(table) WHERE number = \(Value.null)", in: dialect)
        self.selectIdentity = PreparedSQL("SELECT \(list) FROM \(table) WHERE id = \(Value.null)", in: dialect)
        self.searched = book.columns.indices.filter { book.columns[$0].field.traits.contains(.searched) }
        self.searchBase = searchCode(of: book.mark) << 40
    }

    /// The record on which `row` stands, in a result of one of the selects.
    ///
    /// - Parameter wanted: Says for each column whether its value is read or left blank; empty for all.
    func record(in row: any RowReader, only wanted: [Bool] = []) -> KeptRecord {
        var cells: [Cell] = []
        cells.reserveCapacity(self.types.count)
        for (place, type) in self.types.enumerated() {
            if wanted.isEmpty || wanted[place] {
                cells.append(CellCoding.cell(in: row, at: place + 4, as: type))
            } else {
                cells.append(CellCoding.blank(of: type))
            }
        }
        return KeptRecord(
            id: UUID(bytes: row.bytes(1)) ?? UUID(high: 0, low: 0), number: count(in: row, 0),
            revision: count(in: row, 2), state: row.text(3), cells: cells)
    }

    /// The values of a record in the order of the columns, the number first.
    func values(of record: KeptRecord) -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(record.cells.count + 4)
        values.append(.integer(Int64(record.number)))
        values.append(.bytes(record.id.bytes))
        values.append(.integer(Int64(record.revision)))
        values.append(.text(record.state))
        for cell in record.cells { values.append(CellCoding.value(of: cell)) }
        return values
    }

    /// Writes the committed fields of a record: its state, then its cells.
    func write(_ record: KeptRecord, to values: inout FieldValues) {
        values.writer.text(record.state)
        values.endField()
        for cell in record.cells {
            CellCoding.write(cell, to: &values.writer)
            values.endField()
        }
    }

    /// The words by which search finds a record: its number and its searched fields.
    func searchWords(of record: KeptRecord) -> String {
        var words = self.book.reference(record.number)
        for place in self.searched {
            guard case .text(let text) = record.cells[place], !text.isEmpty else { continue }
            // Folded as a search is: the index folds case and accents alone, and would not find “Größe” by “grösse”.
            words += "\n" + (text.utf8.allSatisfy { $0 < 0x80 } ? text : folded(text))
        }
        return words
    }
}

/// A number or revision as it stands in a row; -1, which is nobody's, for one that cannot have been written.
private func count(in row: any RowReader, _ column: Int) -> Int {
    let count = row.integer(column)
    return (0..<Entry.countMax).contains(count) ? Int(count) : -1
}

/// The letters of a mark as a number below 2^15.
func searchCode(of mark: String) -> Int64 {
    mark.utf8.reduce(0) { $0 * 26 + Int64($1) - 0x41 } & 0x7FFF
}
