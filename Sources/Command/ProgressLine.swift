/// Decides when progress is worth a line, and what it says.
struct ProgressLine {
    private let surroundings: Surroundings
    private var lastMoment: Int64?
    private var isShown = false

    private static let pauseOfBar: Int64 = 100_000_000
    private static let pauseOfLines: Int64 = 5_000_000_000
    private static let barWidth = 30

    init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    /// What is to be written now, or `nil` when the last line is still good.
    mutating func text(_ done: Int, of total: Int?, _ label: String) -> String? {
        let moment = self.surroundings.moment()
        let isEnd = total.map { done >= $0 } ?? false
        let pause = self.surroundings.isErrorInteractive ? Self.pauseOfBar : Self.pauseOfLines
        // A work that ends within the first pause needs no line at all.
        let last = self.lastMoment ?? moment
        self.lastMoment = last
        if isEnd, self.surroundings.isErrorInteractive { return self.clear() }
        guard moment - last >= pause else { return nil }
        self.lastMoment = moment
        let words = VisibleText.cell(label) + ": " + Self.count(done, total)
        guard self.surroundings.isErrorInteractive else { return words + "\n" }
        self.isShown = true
        let width = (self.surroundings.width ?? Surroundings.usualWidth) - 1
        let line = Self.bar(done, total) + words
        return "\r" + TextWidth.cut(line, to: width) + "\u{1B}[K"
    }

    /// What takes the bar away, or `nil` when none is shown.
    mutating func clear() -> String? {
        guard self.isShown else { return nil }
        self.isShown = false
        return "\r\u{1B}[K"
    }

    private static func count(_ done: Int, _ total: Int?) -> String {
        guard let total, total > 0 else { return "\(done)" }
        return "\(done) of \(total) (\(Int(self.share(done, total) * 100)) %)"
    }

    private static func bar(_ done: Int, _ total: Int?) -> String {
        guard let total, total > 0 else { return "" }
        let full = Int(self.share(done, total) * Double(self.barWidth))
        return String(repeating: "█", count: full) + String(repeating: "░", count: self.barWidth - full) + " "
    }

    /// From 0 to 1, also when more was done than expected.
    private static func share(_ done: Int, _ total: Int) -> Double {
        min(max(Double(done) / Double(total), 0), 1)
    }
}
