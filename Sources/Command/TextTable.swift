/// Draws rows as aligned columns.
///
/// The columns are as wide as the first rows need; where a line has not room for all, the widest columns give way and
/// long cells end in `…`. Later rows keep these widths, so that a table of any length needs little memory.
struct TextTable {
    private let columns: [TableColumn]
    private let lineWidth: Int?
    private var waiting: [[String]] = []
    private var widths: [Int]?

    /// The widths follow from so many rows.
    static let rowsMeasured = 1_000
    private static let gap = "  "
    /// A column does not become narrower to make room.
    private static let narrowest = 6

    init(_ columns: [TableColumn], lineWidth: Int?) {
        self.columns = columns
        self.lineWidth = lineWidth
    }

    /// Takes a row; gives the lines that can be drawn by now.
    mutating func row(_ cells: [String]) -> [String] {
        let cells = cells.map(VisibleText.cell)
        if let widths = self.widths { return [self.line(cells, widths)] }
        self.waiting.append(cells)
        return self.waiting.count < Self.rowsMeasured ? [] : self.begin()
    }

    /// The lines that are left; the first is the header.
    mutating func end() -> [String] { self.widths == nil ? self.begin() : [] }

    private mutating func begin() -> [String] {
        let widths = self.fittingWidths()
        self.widths = widths
        let names = self.columns.map { VisibleText.cell($0.name) }
        let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: Self.gap)
        let lines = [self.line(names, widths), rule] + self.waiting.map { self.line($0, widths) }
        self.waiting = []
        return lines
    }

    private func fittingWidths() -> [Int] {
        var widths = self.columns.map { TextWidth.of(VisibleText.cell($0.name)) }
        for row in self.waiting {
            for (place, cell) in row.enumerated() { widths[place] = max(widths[place], TextWidth.of(cell)) }
        }
        guard let lineWidth = self.lineWidth else { return widths }
        var excess = widths.reduce(0, +) + Self.gap.count * max(widths.count - 1, 0) - lineWidth
        while excess > 0, let widest = widths.indices.max(by: { widths[$0] < widths[$1] }),
            widths[widest] > Self.narrowest
        {
            // The widest column gives way down to the second widest, then both, and so on.
            let second = widths.indices.filter { $0 != widest }.map { widths[$0] }.max() ?? 0
            let step = min(excess, max(1, widths[widest] - max(second, Self.narrowest)))
            widths[widest] -= step
            excess -= step
        }
        return widths
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        var line = ""
        for (place, cell) in cells.enumerated() {
            if place > 0 { line += Self.gap }
            let text = TextWidth.cut(cell, to: widths[place])
            let blanks = String(repeating: " ", count: widths[place] - TextWidth.of(text))
            if self.columns[place].isNumber {
                line += blanks + text
            } else {
                // Blanks behind the last cell would only wrap on a narrow line.
                line += place < cells.count - 1 ? text + blanks : text
            }
        }
        return line
    }
}
