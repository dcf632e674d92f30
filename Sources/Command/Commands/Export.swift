import CSMS
import Exchange
import Registers

extension Argument {
    fileprivate static let exported = Argument(
        "RECORD", "The number of a record, such as AST-0042; without it, all records.", .optional)
}

extension Option {
    fileprivate static let exportFormat = Option(
        "--format", "FORMAT", "How the records are written.", choices: ["csv", "json"], standard: "csv")
}

extension Command {
    static let export = Command(
        "export", "Writes a register, or one record of it, with all fields as CSV or JSON.",
        details: [
            "What was exported can be imported again and changes nothing. Text that a spreadsheet would run as a "
                + "formula gets an apostrophe in front, which an import takes off again. Secrets are never exported."
        ],
        arguments: [.register, .exported], options: [.data, .exportFormat],
        examples: [Example("holdfast export assets --data plant > assets.csv", "Writes all assets as CSV.")]
    ) { arguments, console in
        let book = try book(named: arguments.one(.register))
        let plant = try OpenPlant(reading: arguments)
        let snapshot = try plant.snapshot(of: catalogue.map(\.name))
        var records: [KeptRecord]?
        if let wanted = arguments.optional(.exported) {
            let number = book.number(in: wanted)
            guard let record = snapshot[book.name]?.kept.first(where: { $0.number == number }) else {
                throw UsageError("There is no “\(wanted)” in \(book.name).")
            }
            records = [record]
        }
        let isJSON = arguments.value(.exportFormat) == "json"
        try console.data(
            isJSON ? book.json(in: snapshot, records: records) : book.csv(in: snapshot, records: records))
        return .done
    }
}
