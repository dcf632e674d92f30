import Files

/// A column of a result.
public struct TableColumn: Sendable, ExpressibleByStringLiteral {
    /// The header of a table and of CSV, and the key in JSON.
    public let name: String
    /// Whether its cells are numbers: they stand to the right, and are numbers in JSON too.
    public let isNumber: Bool

    /// A column of texts.
    public init(stringLiteral name: String) { self.init(name, isNumber: false) }

    /// A column of texts whose name is computed.
    public static func text(_ name: String) -> TableColumn { TableColumn(name, isNumber: false) }

    /// A column of numbers.
    public static func number(_ name: String) -> TableColumn { TableColumn(name, isNumber: true) }

    private init(_ name: String, isNumber: Bool) {
        self.name = name
        self.isNumber = isNumber
    }
}

/// Writes rows to standard output as a table, as CSV or as JSON; rows go out as they come.
///
///     var table = TableOutput(["number", "name", .number("score")], arguments, console)
///     try table.row(["AST-0001", "Boiler 1", "7.5"])
///     try table.end()
public struct TableOutput {
    /// How a result is written.
    public enum Format: String, Sendable, CaseIterable {
        /// Aligned columns for people.
        case table
        /// RFC 4180, without anything that a spreadsheet would run.
        case csv
        /// An array with an object for each row.
        case json
    }

    private let columns: [TableColumn]
    private let format: Format
    private let console: Console
    /// Whoever reads CSV or JSON on a terminal is protected as the reader of a table is.
    private let isShown: Bool
    private var csv = CSVText()
    private var table: TextTable
    private var drawnLines = 0
    private var rows = 0

    private static let gatheredBytesMax = 32_768

    /// Begins a result in the format that the option `--format` names.
    ///
    /// Without it that is a table on a terminal and CSV elsewhere.
    public init(_ columns: [TableColumn], _ arguments: Arguments, _ console: Console) {
        let usual: Format = console.surroundings.isOutputInteractive ? .table : .csv
        let format = arguments.value(.format).flatMap(Format.init(rawValue:)) ?? usual
        self.init(columns, as: format, console)
    }

    /// Begins a result in a format.
    public init(_ columns: [TableColumn], as format: Format, _ console: Console) {
        self.columns = columns
        self.format = format
        self.console = console
        self.isShown = console.surroundings.isOutputInteractive
        self.table = TextTable(columns, lineWidth: console.surroundings.width)
        if format == .csv { self.csv.row(columns.map(\.name)) }
    }

    /// Writes a row: a cell for each column; an empty cell of a number is `null` in JSON.
    public mutating func row(_ cells: [String]) throws(ConsoleError) {
        precondition(cells.count == self.columns.count, "A row has \(self.columns.count) cells.")
        switch self.format {
        case .table: try self.draw(self.table.row(cells))
        case .csv: try self.writeCSV(cells)
        case .json: try self.writeJSON(cells)
        }
        self.rows += 1
    }

    /// Writes what is left; without it a table may be missing and JSON has no end.
    public mutating func end() throws(ConsoleError) {
        switch self.format {
        case .table: try self.draw(self.table.end())
        case .csv: try self.flushCSV()
        case .json: try self.console.data(self.rows == 0 ? "[]\n" : "\n]\n")
        }
    }

    private mutating func draw(_ lines: [String]) throws(ConsoleError) {
        for line in lines {
            try self.console.data((self.drawnLines == 0 ? self.console.emphasized(line) : line) + "\n")
            self.drawnLines += 1
        }
    }

    private mutating func writeCSV(_ cells: [String]) throws(ConsoleError) {
        self.csv.row(self.isShown ? cells.map(VisibleText.cell) : cells)
        if self.csv.bytes.count >= Self.gatheredBytesMax { try self.flushCSV() }
    }

    private mutating func flushCSV() throws(ConsoleError) {
        try self.console.data(self.csv.bytes)
        self.csv = CSVText()
    }

    private func writeJSON(_ cells: [String]) throws(ConsoleError) {
        var json = JSONText()
        json.object { json in
            for (column, cell) in zip(self.columns, cells) {
                json.key(column.name)
                if !column.isNumber {
                    json.text(self.isShown ? VisibleText.cell(cell) : cell)
                } else if let whole = Int(cell) {
                    json.integer(whole)
                } else if let number = Double(cell) {
                    json.number(number)
                } else if cell.isEmpty {
                    json.null()
                } else {
                    json.text(self.isShown ? VisibleText.cell(cell) : cell)
                }
            }
        }
        try self.console.data(self.rows == 0 ? "[\n" : ",\n")
        try self.console.data(json.bytes)
    }
}
