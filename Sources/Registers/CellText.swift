import Text

/// What became of a text that was meant for a field.
public enum TextReading: Hashable, Sendable {
    /// The value.
    case cell(Cell)
    /// Why it is no value for the field: a sentence that names what is expected.
    case refused(String)
}

/// Finds the record that a text names in a register: by reference or by its naming field.
public typealias LinkReading = (_ register: String, _ text: String) -> UUID?

extension AnyField {
    /// The value that people, CSV files and command lines write as `text`. Blank text is no value.
    public func cell(from text: String, link: LinkReading) -> TextReading {
        let trimmed = tidied(text)
        if trimmed.isEmpty { return .cell(self.initial.isBlank ? self.initial : .none) }
        switch self.type {
        case .text: return self.textCell(text)
        case .choice(let names): return self.choiceCell(trimmed, names)
        case .integer(let range):
            guard let number = Int(trimmed), range.contains(number) else {
                return .refused("not a whole number from \(range.lowerBound) to \(range.upperBound)")
            }
            return .cell(.integer(Int64(number)))
        case .flag: return flagCell(trimmed)
        case .day: return writtenDay(trimmed).map { .cell(.day($0)) } ?? .refused("not a date")
        case .moment:
            if let moment = Moment(trimmed) { return .cell(.moment(moment)) }
            guard let day = writtenDay(trimmed) else { return .refused("not a date and time") }
            return .cell(.moment(Moment(milliseconds: Int64(day.ordinal) * 86_400_000)))
        case .link(let register):
            return link(register, trimmed).map { .cell(.id($0)) } ?? .refused("no such record in \(register)")
        case .links(let register):
            let ids = trimmed.split(separator: ";").map { link(register, tidied(String($0))) }
            guard !ids.contains(nil) else { return .refused("no such record in \(register)") }
            return .cell(.ids(ids.compactMap { $0 }))
        }
    }

    private func textCell(_ text: String) -> TextReading {
        guard let reading = self.reading else { return .cell(.text(text)) }
        switch reading(text) {
        case .value(let value): return .cell(.text(value))
        case .refused(let sentence): return .refused(sentence)
        }
    }

    private func choiceCell(_ text: String, _ names: [String]) -> TextReading {
        if names.contains(text) { return .cell(.text(text)) }
        let word = folded(text)
        let known = names.first { folded($0) == word || folded(choiceLabel($0)) == word }
        if let name = known ?? self.spellings[word] { return .cell(.text(name)) }
        return .refused(self.refusal ?? "not in \(names.joined(separator: "|"))")
    }
}

extension Cell {
    /// The value as CSV and JSON files write it: days and instants in ISO form, links by `name`.
    public func text(link name: (UUID) -> String) -> String {
        switch self {
        case .none: ""
        case .text(let text): text
        case .integer(let number): String(number)
        case .flag(let flag): flag ? "yes" : "no"
        case .day(let day): day.description
        case .moment(let moment): moment.description
        case .id(let id): name(id)
        case .ids(let ids): ids.map(name).joined(separator: "; ")
        }
    }
}

private func flagCell(_ text: String) -> TextReading {
    switch folded(text) {
    case "yes", "true", "1", "y", "x", "ja", "wahr": .cell(.flag(true))
    case "no", "false", "0", "n", "nein", "falsch": .cell(.flag(false))
    default: .refused("not yes or no")
    }
}

/// A day as people write it: `2026-12-31`, `2026/12/31`, `31.12.2026`, with or without a time behind it.
///
/// `03/04/2026` is refused: nobody knows whether it is in March or in April.
private func writtenDay(_ text: String) -> Day? {
    if let moment = Moment(text) { return moment.day }
    let first = text.prefix { $0 != " " && $0 != "T" }
    let rest = text.dropFirst(first.count)
    let isTime = rest.utf8.allSatisfy { (0x30...0x3A).contains($0) || [0x20, 0x54, 0x2E, 0x5A].contains($0) }
    guard isTime else { return nil }
    for (separator, yearFirst) in [(Character("-"), true), ("/", true), (".", false)] {
        let parts = first.split(separator: separator, omittingEmptySubsequences: false).map { decimal($0.utf8) }
        guard parts.count == 3, let one = parts[0], let month = parts[1], let last = parts[2] else { continue }
        let (year, day) = yearFirst ? (one, last) : (last, one)
        guard year >= 1000 else { return nil }
        return Day(year: year, month: month, day: day)
    }
    return nil
}
