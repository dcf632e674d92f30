/// A table as a spreadsheet shows it: rows of texts, from CSV or XLSX.
public struct Sheet: Hashable, Sendable {
    /// The name on the tab; empty for CSV.
    public let name: String
    /// The rows that hold anything, in the order of the file.
    public let rows: [SheetRow]

    /// A table with a name.
    public init(name: String, rows: [SheetRow]) {
        self.name = name
        self.rows = rows
    }
}

/// A row of a table.
public struct SheetRow: Hashable, Sendable {
    /// Where a person finds the row: the row's number in a workbook, the line on which it begins in CSV.
    public let number: Int
    /// The texts from the first column on; rows of one table may differ in length.
    public let cells: [String]

    /// A row with its place.
    public init(number: Int, cells: [String]) {
        self.number = number
        self.cells = cells
    }

    /// The text of a column counted from 0; empty where the row is shorter.
    public subscript(column: Int) -> String {
        self.cells.indices.contains(column) ? self.cells[column] : ""
    }
}
