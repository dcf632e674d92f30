import Registers

/// The text with which a link is written in a file, so that an import finds the same record again.
///
/// It is the record's naming text where that means one record, otherwise its reference.
struct LinkNames {
    private let plant: Snapshot
    private var registers: [String: Names] = [:]

    init(_ plant: Snapshot) { self.plant = plant }

    /// The text for a link to a record of `register`, written in a record that belongs to `site`.
    mutating func text(for id: UUID, in register: String, from site: UUID?) -> String {
        let names = self.names(of: register)
        guard let record = names.records[id] else { return "" }
        let title = names.book.title(of: record.cells)
        let isClear =
            names.counts[folded(title)] == 1 && names.isNamedByText && !title.contains(";")
            && self.isAt(site, record, names.book)
        // A name that reads like a reference is still found by name, because names come first.
        return !isBlank(title) && isClear ? title : names.book.reference(record.number)
    }

    /// Whether an import at `site` finds the record by its name: the sites are the same, or one is missing.
    private func isAt(_ site: UUID?, _ record: KeptRecord, _ book: any AnyBook) -> Bool {
        guard let site = site, book.contextRegister == "sites", let place = book.contextPlace else { return true }
        return record.cells[place].isBlank || record.cells[place] == .id(site)
    }

    private mutating func names(of register: String) -> Names {
        if let names = self.registers[register] { return names }
        let names = Names(register, self.plant[register]?.kept ?? [])
        self.registers[register] = names
        return names
    }

    private struct Names {
        let book: any AnyBook
        var records: [UUID: KeptRecord] = [:]
        var counts: [String: Int] = [:]
        let isNamedByText: Bool

        init(_ register: String, _ kept: [KeptRecord]) {
            guard let book = booksByName[register] else { preconditionFailure("A link points at a known register.") }
            self.book = book
            let key = book.keyPlaces.first.map { book.columns[$0].field.type }
            if case .text? = key { self.isNamedByText = true } else { self.isNamedByText = false }
            for record in kept {
                self.records[record.id] = record
                self.counts[folded(book.title(of: record.cells)), default: 0] += 1
            }
        }
    }
}

extension AnyBook {
    /// The columns that leave the house, with their places: all but secrets.
    var exportedColumns: [(place: Int, column: Column)] {
        self.columns.enumerated().filter { !$1.field.traits.contains(.secret) }.map { ($0, $1) }
    }
}
