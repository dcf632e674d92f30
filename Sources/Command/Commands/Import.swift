import CSMS
import Exchange
import Host
import Registers
import Registrar
import Store

extension Argument {
    fileprivate static let paths = Argument("PATH", "A file, or a folder with everything in it.", .atLeastOne)
}

extension Option {
    fileprivate static let dryRun = Option(flag: "--dry-run", "Does everything but keep it.")
    fileprivate static let strict = Option(
        flag: "--strict", "Rejects rows that name unknown sites, areas, zones or owners instead of making those.")
    fileprivate static let report = Option(
        "--report", "FORMAT", "Writes the report to standard output.", choices: ["json"])
}

extension Command {
    static let importing = Command(
        "import", "Imports inventories, advisories, frameworks and all other registers from files.",
        details: [
            "The kind of a file is known by its content: inventories and every register as CSV or XLSX with a header "
                + "row in English or German, CSAF 2.0 advisories, vendor aliases, frameworks, mappings, and the "
                + "catalogue of known exploited vulnerabilities. Checksum files in a folder are checked; signatures, "
                + "feeds and indexes are passed over with a line.",
            "A file is taken wholly or not at all, and importing it again changes nothing. A value that cannot be "
                + "read costs only its own field, and is reported.",
            "The exit status is 0 when all was taken, 1 when rows were rejected or files refused, 2 when nothing "
                + "was done.",
        ],
        arguments: [.paths], options: [.data, .dryRun, .strict, .report, .author],
        examples: [
            Example("holdfast import --data plant inventory.csv advisories/", "Imports a file and a folder."),
            Example("holdfast import --data plant --dry-run inventory.xlsx", "Says what an import would do."),
        ]
    ) { arguments, console in
        let rehearsed = arguments.has(.dryRun)
        let plant = try OpenPlant(writing: arguments)
        let author = try plant.author(arguments)
        let found = try ImportFolder(arguments.many(.paths), on: SystemDisk())
        let report = try run(found, plant, author, rehearsed: rehearsed, strict: arguments.has(.strict), console)
        if arguments.value(.report) == "json" {
            try console.data(report.json(rehearsed: rehearsed))
        } else {
            for line in report.lines(rehearsed: rehearsed) { console.say(line) }
        }
        if report.isNothingDone { return .refused }
        return report.isPartial ? .partly : .done
    }
}

private func run(
    _ found: ImportFolder, _ plant: OpenPlant, _ author: Author, rehearsed: Bool, strict: Bool, _ console: Console
) throws -> ImportReport {
    let registrar = Registrar(plant.office)
    let check: @Sendable (String, [UInt8]) -> String? = { found.refusal(of: $0, holding: $1) }
    func imported(through door: ImportDoor) throws -> ImportReport {
        var run = try ImportRun(plant.office, strict: strict, console, through: door)
        var fault: String?
        do { try run.run(found.files, refusing: check) } catch  where !run.files.isEmpty {
            // What was written stays written, so people hear of it before they hear of the fault.
            fault = "\(error)"
        }
        return ImportReport(files: run.files, skipped: found.skipped + run.skipped, fault: fault)
    }
    if rehearsed {
        return try registrar.rehearse(by: author) { rehearsal in
            try imported(
                through: ImportDoor(
                    submit: { try rehearsal.submit(each: $0) }, keep: { _ in }, snapshot: { try rehearsal.snapshot() }))
        }
    }
    var report = try imported(
        through: ImportDoor(
            submit: { try registrar.submit(each: $0, by: author) }, keep: { try plant.office.keep($0) },
            snapshot: { try plant.office.store.snapshot() }))
    do { try plant.office.publish() } catch {
        report.fault = report.fault ?? "Everything is kept, but the checkpoint could not be written. \(error)"
    }
    return report
}
