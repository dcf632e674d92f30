import Crypto
public import Registers

/// Makes records of any register from the types of its fields, the same for the same seed.
public struct SampleRecords: Sendable {
    /// The identities of records that links may point at, by register.
    public var known: [String: [UUID]] = [:]
    /// The SHA-256 in hex of originals that records may name.
    public var originals: [String] = []
    /// Where the values come from.
    public var numbers: SeededNumbers
    private var count = 0
    private var originalCount = 0

    /// The records of a seed.
    public init(seed: UInt64) { self.numbers = SeededNumbers(seed: seed) }

    /// The cells of one more record that keeps all rules of its register.
    ///
    /// Optional fields are left blank now and then.
    public mutating func cells(of book: any AnyBook) -> [Cell] {
        self.count += 1
        for _ in 0..<200 {
            let cells = book.columns.map { self.cell(for: $0.field) }
            if book.problems(in: cells).isEmpty { return cells }
        }
        let last = book.problems(in: book.columns.map { self.cell(for: $0.field) })
        preconditionFailure("No sample keeps the rules of \(book.name): \(last).")
    }

    /// Whether every register that a required field points at has a record.
    public func canFill(_ book: any AnyBook) -> Bool {
        book.columns.allSatisfy { column in
            guard column.field.traits.contains(.required) else { return true }
            switch column.field.type {
            case .link(let register), .links(let register): return !(self.known[register] ?? []).isEmpty
            default: return true
            }
        }
    }

    private mutating func cell(for field: any AnyField) -> Cell {
        let mayBeBlank = field.traits.isDisjoint(with: [.required, .unique])
        if mayBeBlank, Int.random(in: 0..<6, using: &self.numbers) == 0 { return field.initial }
        switch field.type {
        case .text(let limit): return .text(self.text(for: field, limit: limit))
        case .choice(let names): return names.randomElement(using: &self.numbers).map { .text($0) } ?? .none
        case .integer(let range): return .integer(Int64(Int.random(in: range, using: &self.numbers)))
        case .flag: return .flag(Bool.random(using: &self.numbers))
        case .day: return .day(Day(ordinal: Int.random(in: 0..<40_000, using: &self.numbers)))
        case .moment:
            return .moment(Moment(milliseconds: Int64.random(in: 0..<4_000_000_000_000, using: &self.numbers)))
        case .link(let register):
            // The newest record is the one that no unique link points at yet.
            if field.traits.contains(.unique) { return self.known[register]?.last.map { .id($0) } ?? .none }
            return self.known[register]?.randomElement(using: &self.numbers).map { .id($0) } ?? .none
        case .links(let register):
            let some = (self.known[register] ?? []).shuffled(using: &self.numbers).prefix(3)
            return .ids(Array(some))
        }
    }

    private mutating func text(for field: any AnyField, limit: Int) -> String {
        if field.traits.contains(.original) {
            // Each original is named once, because the digest of evidence is unique.
            self.originalCount += 1
            return self.originals.isEmpty ? "" : self.originals[self.originalCount % self.originals.count]
        }
        // Letters of several scripts, a combining mark and a control character: all must come back as they went in.
        let words = ["Kessel", "pump", "Ventil Nord", "Größe", "насос", "阀门", "e\u{301}t\u{E9}", "a\tb", "🏭", "'\"--"]
        let word = words.randomElement(using: &self.numbers) ?? ""
        let number = UInt16.random(in: 0...9999, using: &self.numbers)
        let free = String("\(self.count) \(word) \(number)".prefix(limit))
        // Where a field reads its text, one of these is a value of its kind.
        let (high, low) = (number / 256, number % 256)
        let mac = "02:00:00:00:\(hex(high)):\(hex(low))"
        let others = ["user-\(self.count)-\(number)", "10.\(self.count % 256).\(high).\(low)", mac, "1 2 3 4 0 1 2"]
        for text in [free] + others {
            guard let reading = field.reading else { return free }
            if case .value(let value) = reading(text), value.count <= limit { return value }
        }
        return free
    }
}

private func hex(_ number: UInt16) -> String { (number < 16 ? "0" : "") + String(number, radix: 16) }
