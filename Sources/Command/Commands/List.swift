import CSMS
import Registers
import Registrar
import Store

extension Option {
    fileprivate static let search = Option("--search", "WORDS", "Only records that hold all these words.")
    fileprivate static let limit = Option("--limit", "COUNT", "At most so many records.")
}

extension Command {
    static let list = Command(
        "list", "Lists the records of a register.",
        arguments: [.register], options: [.data, .format, .search, .limit],
        examples: [
            Example("holdfast list assets --data plant --search 'S7-1500 linz'", "Lists the assets with these words.")
        ]
    ) { arguments, console in
        let book = try book(named: arguments.one(.register))
        let plant = try OpenPlant(reading: arguments)
        let limit = try arguments.number(.limit, in: 1...10_000_000) ?? 10_000_000
        let snapshot = try plant.snapshot(of: [book.name] + linked(book))
        var records = snapshot[book.name]?.kept ?? []
        if let words = arguments.value(.search) {
            let found = try plant.office.store.search(words, limit: 100_000).filter { $0.book.name == book.name }
            let numbers = Set(found.map(\.number))
            records = records.filter { numbers.contains($0.number) }
        }
        let names = RecordNames(snapshot)
        let places = book.columns.indices.filter {
            let traits = book.columns[$0].field.traits
            return traits.contains(.listed) && !traits.contains(.secret)
        }
        let columns: [TableColumn] = ["number"] + places.map { .text(book.columns[$0].name) }
        var table = TableOutput(columns, arguments, console)
        for record in records.prefix(limit) {
            try table.row(
                [book.reference(record.number)] + places.map { names.text(of: record.cells[$0]) })
        }
        try table.end()
        return .done
    }
}

/// The registers that the fields of a register point at.
func linked(_ book: any AnyBook) -> [String] {
    book.columns.compactMap { column in
        switch column.field.type {
        case .link(let register), .links(let register): register
        case .text, .choice, .integer, .flag, .day, .moment: nil
        }
    }
}

/// What people call the records of a snapshot.
struct RecordNames {
    private var names: [UUID: String] = [:]

    init(_ snapshot: Snapshot) {
        for book in catalogue {
            for record in snapshot[book.name]?.kept ?? [] {
                let title = book.title(of: record.cells)
                self.names[record.id] = title.isEmpty ? book.reference(record.number) : title
            }
        }
    }

    /// A cell as people read it.
    func text(of cell: Cell) -> String { cell.text { self.names[$0] ?? $0.description } }
}
