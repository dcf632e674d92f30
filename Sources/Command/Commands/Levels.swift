import CSMS
import Registers

extension Option {
    fileprivate static let why = Option(
        "--why", "ZONE", "Explains one zone requirement by requirement; its number or its name.")
}

extension Command {
    static let levels = Command(
        "levels", "Compares the security levels that zones want (SL-T) with those they have (SL-A).",
        details: [
            "One row for each zone and foundational requirement. A level counts when every requirement of IEC "
                + "62443-3-3 that it and the lower levels ask for is met, compensated with approval, or not "
                + "applicable; nothing counts after its valid-until day."
        ],
        options: [.data, .format, .why],
        examples: [
            Example("holdfast levels --data plant", "Shows the gap of every zone."),
            Example("holdfast levels --data plant --why ZON-0003", "Shows what the levels of one zone wait for."),
        ]
    ) { arguments, console in
        let plant = try OpenPlant(reading: arguments)
        let snapshot = try plant.snapshot(of: [
            Zones.name, Sites.name, Frameworks.name, Requirements.name, RequirementStates.name, Evidence.name,
        ])
        let levels = securityLevels(in: snapshot, on: plant.today)
        let names = RecordNames(snapshot)
        if let wanted = arguments.value(.why) {
            guard let zone = levels.first(where: { isMeant($0.zone, by: wanted) }) else {
                throw UsageError("There is no zone “\(wanted)”.")
            }
            try explain(zone, arguments, console)
            return .done
        }
        var table = TableOutput(
            [
                "zone", "site", "requirement", .number("sl_t"), .number("sl_a"), .number("gap"), .number("met"),
                .number("required"), "waits_for",
            ], arguments, console)
        for zone in levels {
            let site = zone.zone.site.map { names.text(of: .id($0.uuid)) } ?? ""
            for level in zone.foundational {
                try table.row([
                    zone.zone.name, site, "FR\(level.number) \(level.name)", level.target.map(String.init) ?? "",
                    level.achieved.map(String.init) ?? "", level.gap.map(String.init) ?? "", String(level.met),
                    String(level.required), level.blocking.map(\.requirement.code).joined(separator: ", "),
                ])
            }
        }
        try table.end()
        for remark in Set(levels.flatMap(\.remarks)).sorted() { console.say(remark) }
        return .done
    }
}

private func isMeant(_ zone: Zone, by words: String) -> Bool {
    Zones.book.number(in: words) == zone.number || folded(zone.name) == folded(words)
}

private func explain(_ zone: ZoneLevels, _ arguments: Arguments, _ console: Console) throws {
    var table = TableOutput(
        ["requirement", "title", .number("first_level"), "foundational", "status", "counts", "reason"], arguments,
        console)
    for standing in zone.requirements {
        let name = standing.requirement.foundational.map { SecurityVector.names[$0 - 1] } ?? ""
        try table.row([
            standing.requirement.code, standing.requirement.title,
            standing.requirement.level.map(String.init) ?? "", name, standing.status.label,
            standing.isSatisfied ? "yes" : "no", standing.reason,
        ])
    }
    try table.end()
    let target = zone.target.map { "{\($0)}" } ?? "not set"
    let achieved = zone.achieved.map { "{\($0)}" } ?? "not known"
    console.say("\(zone.zone.reference) \(zone.zone.name): SL-T \(target), SL-A \(achieved)")
    for sentence in zone.foundational.flatMap(\.waits) + zone.remarks { console.say(sentence) }
}
