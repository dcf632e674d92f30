import CSMS
import Crypto
import Ledger
import Registers
import Registrar
import Store

extension Command {
    static let show = Command(
        "show", "Shows one record with all its fields and its history.",
        arguments: [.register, .record], options: [.data, .format],
        examples: [Example("holdfast show assets AST-0042 --data plant", "Shows the asset with number 42.")]
    ) { arguments, console in
        let book = try book(named: arguments.one(.register))
        let plant = try OpenPlant(reading: arguments)
        let snapshot = try plant.snapshot(of: [book.name, People.name] + linked(book))
        let wanted = arguments.one(.record)
        let records = snapshot[book.name]?.kept ?? []
        let number = book.number(in: wanted)
        guard
            let record = records.first(where: { $0.number == number })
                ?? records.first(where: { folded(book.title(of: $0.cells)) == folded(wanted) })
        else { throw UsageError("There is no “\(wanted)” in \(book.name).") }
        let names = RecordNames(snapshot)
        var table = TableOutput(["field", "value"], arguments, console)
        try table.row(["number", book.reference(record.number)])
        try table.row(["revision", String(record.revision)])
        if book.states.count > 1 { try table.row(["state", record.state]) }
        for (column, cell) in zip(book.columns, record.cells) where !column.field.traits.contains(.secret) {
            try table.row([column.name, names.text(of: cell)])
        }
        for (place, entry) in try plant.office.store.history(of: record.number, in: book) {
            let person = UUID(high: entry.actor.high, low: entry.actor.low)
            let who = entry.actor == .zero ? "system" : names.text(of: .id(person))
            let time = Moment(milliseconds: entry.time)
            try table.row(["history", "\(time) \(entry.action) by \(who) via \(entry.via), ledger entry \(place)"])
        }
        try table.end()
        return .done
    }
}
