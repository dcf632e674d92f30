/// Collects the rows of a sheet.
struct SheetListener: XMLListener {
    private(set) var cellCount = 0
    private var rows: [SheetRow] = []
    private var covers: [CellRange] = []

    private let name: String
    private let reader: CellReader
    private let cellsMax: Int
    private let limits: XLSX.Limits

    private var row = 0
    private var cells: [String] = []
    private var column = -1
    private var type: String?
    private var style: String?
    private var value: [UInt8] = []
    private var inline = RichText()

    /// The last row and column of a workbook (ECMA-376 part 1, 18.3.1.73; Excel has no more).
    private static let rowsMax = 1_048_576
    private static let columnsMax = 16_384

    init(_ name: String, _ reader: CellReader, cellsMax: Int, _ limits: XLSX.Limits) {
        self.name = name
        self.reader = reader
        self.cellsMax = cellsMax
        self.limits = limits
    }

    mutating func open(_ name: String, _ attributes: XMLAttributes) throws(FileError) {
        switch name {
        case "row": try self.openRow(attributes["r"])
        case "c":
            try self.count(1)
            try self.openCell(attributes["r"])
            self.type = attributes["t"]
            self.style = attributes["s"]
        case "mergeCell":
            guard let range = attributes["ref"].flatMap(CellRange.init) else { return }
            try self.count(1)
            self.covers.append(range)
        default: self.inline.open(name)
        }
    }

    mutating func close(_ name: String, _ text: [UInt8]) throws(FileError) {
        switch name {
        case "v": self.value = text
        case "c": try self.closeCell()
        case "row":
            // A row without any text is left out.
            if !self.cells.isEmpty { self.rows.append(SheetRow(number: self.row, cells: self.cells)) }
        default: self.inline.close(name, text)
        }
    }

    /// The rows, where of merged cells only the first one holds a text, as Excel shows them.
    func rowsWithoutCovered() throws(FileError) -> [SheetRow] {
        guard !self.covers.isEmpty else { return self.rows }
        var rows = self.rows
        var steps = 0
        for range in self.covers {
            var place = self.firstRow(from: range.rows.lowerBound)
            while place < rows.count, range.rows.contains(rows[place].number) {
                let row = rows[place]
                // The ranges of a sound sheet do not meet, so all together they have no more steps than cells.
                steps += 1
                guard steps <= self.limits.cellsMax else {
                    throw FileError("The sheet “\(self.name)” has too many merged cells.")
                }
                rows[place] = row.without(range)
                place += 1
            }
        }
        return rows.filter { !$0.cells.isEmpty }
    }

    private func firstRow(from number: Int) -> Int {
        var low = 0
        var high = self.rows.count
        while low < high {
            let middle = (low + high) / 2
            if self.rows[middle].number < number { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private mutating func openRow(_ number: String?) throws(FileError) {
        let row = number.map { Int($0) ?? 0 } ?? self.row + 1
        guard row > self.row, row <= SheetListener.rowsMax else {
            throw FileError("The sheet “\(self.name)” is damaged: a row below row \(self.row) is out of order.")
        }
        self.row = row
        self.column = -1
        self.cells = []
    }

    private mutating func openCell(_ reference: String?) throws(FileError) {
        let column = reference.map { CellPlace($0)?.column ?? -1 } ?? self.column + 1
        guard column > self.column, column < SheetListener.columnsMax else {
            throw FileError("The sheet “\(self.name)” is damaged: a cell in row \(self.row) is out of order.")
        }
        self.column = column
        self.value = []
        _ = self.inline.take()
    }

    private mutating func closeCell() throws(FileError) {
        let text: String
        if self.type == "inlineStr" {
            text = self.inline.take()
        } else if let read = self.reader.text(of: self.value, type: self.type, style: self.style) {
            text = read
        } else {
            throw FileError("The sheet “\(self.name)” is damaged: row \(self.row) names a text that is missing.")
        }
        guard !text.isEmpty, self.column >= self.cells.count else { return }
        let gap = self.column - self.cells.count
        try self.count(gap)
        self.cells.append(contentsOf: repeatElement("", count: gap))
        self.cells.append(text)
    }

    private mutating func count(_ more: Int) throws(FileError) {
        self.cellCount += more
        guard self.cellCount <= self.cellsMax else {
            throw FileError("The workbook has more than \(self.limits.cellsMax) cells. Split it.")
        }
    }
}

extension SheetRow {
    /// The row without the texts that merged cells hide.
    fileprivate func without(_ range: CellRange) -> SheetRow {
        guard range.columns.lowerBound < self.cells.count else { return self }
        var cells = self.cells
        for column in range.columns.clamped(to: 0...cells.count - 1) {
            let isFirst = column == range.columns.lowerBound && self.number == range.rows.lowerBound
            if !isFirst { cells[column] = "" }
        }
        while cells.last?.isEmpty == true { cells.removeLast() }
        return SheetRow(number: self.number, cells: cells)
    }
}

/// A cell by its name: `B3` is row 3, column 1.
struct CellPlace {
    let row: Int
    let column: Int

    init?(_ name: some StringProtocol) {
        let letters = name.utf8.prefix { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
        let digits = name.utf8.dropFirst(letters.count)
        // Three letters and seven digits are the most that a workbook has, so nothing here can overflow.
        guard (1...3).contains(letters.count), (1...7).contains(digits.count), digits.allSatisfy(\.isDigit) else {
            return nil
        }
        self.column = letters.reduce(0) { $0 * 26 + Int($1 - 0x40) } - 1
        self.row = digits.reduce(0) { $0 * 10 + Int($1 - .zero) }
    }
}

/// A rectangle of cells: `B3:C4`.
struct CellRange {
    let rows: ClosedRange<Int>
    let columns: ClosedRange<Int>

    init?(_ name: String) {
        let corners = name.split(separator: ":").compactMap { CellPlace($0) }
        guard corners.count == 2, corners[0].row <= corners[1].row, corners[0].column <= corners[1].column else {
            return nil
        }
        self.rows = corners[0].row...corners[1].row
        self.columns = corners[0].column...corners[1].column
    }
}
