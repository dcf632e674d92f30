import CSMS
import Registers
import Registrar
import Store

extension Argument {
    fileprivate static let step = Argument("STEP", "The name of the step, such as Approve.")
}

extension Command {
    static let step = Command(
        "step", "Takes a step of a record's workflow, such as an approval.",
        details: ["Who may take it, and who may not because he wrote the record, is the same as everywhere else."],
        arguments: [.register, .record, .step], options: [.data, .author],
        examples: [
            Example(
                "holdfast step requirement_states RST-0007 Approve --data plant --as c.berg",
                "Approves what somebody else has stated.")
        ]
    ) { arguments, console in
        let book = try book(named: arguments.one(.register))
        let plant = try OpenPlant(writing: arguments)
        let author = try plant.author(arguments)
        guard let number = book.number(in: arguments.one(.record)),
            let record = try plant.office.store.record(number, in: book)
        else { throw UsageError("There is no \(arguments.one(.record)) in \(book.name).") }
        let step = arguments.one(.step)
        guard let name = book.stepNames.first(where: { folded($0) == folded(step) }) else {
            let names = book.stepNames.isEmpty ? "none" : book.stepNames.joined(separator: ", ")
            throw UsageError("“\(step)” is no step of \(book.name). It has: \(names).")
        }
        let after = try Registrar(plant.office).take(
            name, on: number, in: book, knowing: record.revision, by: author)
        try plant.office.publish()
        console.say("\(book.reference(number)) is now “\(choiceLabel(after.state))”.")
        return .done
    }
}
