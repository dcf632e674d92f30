/// What the first lines of a table tell: where it starts, and what separates its cells.
struct CSVHead {
    /// The first byte of the first row.
    let start: Int
    /// The separator that is named, or else the most likely one.
    let separator: CSV.Separator

    init(_ letters: [UInt8]) {
        if let (named, start) = CSVHead.named(in: letters) {
            self.start = start
            self.separator = named
        } else {
            self.start = 0
            self.separator = CSVHead.likely(in: letters)
        }
    }

    /// The separator of a first line `sep=;`, and where the next line starts.
    private static func named(in letters: [UInt8]) -> (CSV.Separator, Int)? {
        guard letters.count >= 5, letters[0] | 0x20 == UInt8(ascii: "s"), letters[1] | 0x20 == UInt8(ascii: "e"),
            letters[2] | 0x20 == UInt8(ascii: "p"), letters[3] == UInt8(ascii: "="),
            let separator = CSV.Separator.allCases.first(where: { $0.byte == letters[4] })
        else { return nil }
        var end = 5
        // Excel fills the line up when it saves such a file again: `sep=;;;`.
        while end < letters.count, letters[end] == separator.byte { end += 1 }
        guard end < letters.count else { return (separator, end) }
        switch letters[end] {
        case .carriageReturn:
            return (separator, end + (end + 1 < letters.count && letters[end + 1] == .lineFeed ? 2 : 1))
        case .lineFeed: return (separator, end + 1)
        default: return nil
        }
    }

    /// The separator that the header has most often; of two, the one that the second line has as often as the first.
    private static func likely(in letters: [UInt8]) -> CSV.Separator {
        let (header, end) = counts(in: letters, from: 0)
        let most = header.max() ?? 0
        guard most > 0 else { return .comma }
        let (second, _) = counts(in: letters, from: end)
        let choices = CSV.Separator.allCases.indices.filter { header[$0] == most }
        let choice = choices.first { second[$0] == most } ?? choices.first ?? 0
        return CSV.Separator.allCases[choice]
    }

    /// How often each separator stands outside of quotes in the line at `start`, and where the next line starts.
    private static func counts(in letters: [UInt8], from start: Int) -> ([Int], Int) {
        var counts = [0, 0, 0]
        var isQuoted = false
        var at = start
        while at < letters.count {
            let byte = letters[at]
            at += 1
            if byte == .quote {
                isQuoted.toggle()
            } else if !isQuoted {
                switch byte {
                case .comma: counts[0] += 1
                case .semicolon: counts[1] += 1
                case .tab: counts[2] += 1
                case .lineFeed, .carriageReturn:
                    // An empty line, or the LF of a CR LF, tells nothing.
                    if at - 1 > start || byte == .carriageReturn { return (counts, at) }
                default: break
                }
            }
        }
        return (counts, at)
    }
}
