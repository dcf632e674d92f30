import CSMS
import Crypto
import Host
import Registers
import Registrar

extension Argument {
    fileprivate static let files = Argument("FILE", "A file that proves something.", .atLeastOne)
}

extension Option {
    fileprivate static let title = Option("--title", "TEXT", "What it proves; without it, the name of the file.")
    fileprivate static let site = Option("--site", "SITE", "The site it belongs to; its number or its name.")
    fileprivate static let validUntil = Option("--valid-until", "DAY", "The last day on which it proves anything.")
}

extension Command {
    static let attach = Command(
        "attach", "Keeps files as evidence, each under the SHA-256 of its bytes.",
        details: ["A file that is kept already is not kept again; its record is named. Numbers go to standard output."],
        arguments: [.files], options: [.data, .title, .site, .validUntil, .author],
        examples: [
            Example(
                "holdfast attach firewall-review.pdf --data plant --valid-until 2027-06-30",
                "Keeps a report as evidence until the middle of next year.")
        ]
    ) { arguments, console in
        let plant = try OpenPlant(writing: arguments)
        let author = try plant.author(arguments)
        let validUntil = try arguments.read(.validUntil, as: "a day such as 2027-06-30") { Day($0) }
        let known = try plant.snapshot(of: [Evidence.name, Sites.name])
        let site = try arguments.value(.site).map { try siteMeant(by: $0, in: known) }
        let registrar = Registrar(plant.office)
        for path in arguments.many(.files) {
            let bytes = try SystemDisk().read(path, limit: Office.originalBytesMax)
            let digest = SHA256.hash(bytes).hex
            if let kept = known[Evidence.self].first(where: { $0.digest == digest }) {
                console.say("\(path) is kept already.")
                try console.data(kept.reference + "\n")
                continue
            }
            let name = path.split(separator: "/").last.map(String.init) ?? path
            let file = EvidenceFile(id: ID(plant.office.newID())) {
                $0.title = arguments.value(.title) ?? name
                $0.fileName = name
                $0.site = site
                $0.sizeBytes = bytes.count
                $0.collectedOn = plant.today
                $0.validUntil = validUntil
                $0.digest = digest
            }
            try plant.office.keep([digest: bytes])
            let proposal = Proposal(new: Evidence.book, id: file.id.uuid, cells: file.cells)
            let answer = try registrar.submit(Registrar.Batch([proposal]), by: author)
            for record in answer.records { try console.data(Evidence.book.reference(record.number) + "\n") }
        }
        try plant.office.publish()
        return .done
    }
}

private func siteMeant(by words: String, in plant: Snapshot) throws(UsageError) -> ID<Sites> {
    let number = Sites.book.number(in: words)
    guard let site = plant[Sites.self].first(where: { $0.number == number || folded($0.name) == folded(words) }) else {
        throw UsageError("There is no site “\(words)”.")
    }
    return site.id
}
