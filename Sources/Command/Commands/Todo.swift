import CSMS
import Registers

extension Option {
    fileprivate static let limit = Option("--limit", "COUNT", "At most so many lines.")
}

extension Command {
    static let todo = Command(
        "todo", "Says what to do first about weaknesses, and why.",
        details: [
            "One line for each asset and advisory that may concern it, the most urgent first, by the deployer's "
                + "decision of SSVC: whether it is exploited, how exposed the asset is through its conduits, whether "
                + "attacks run by themselves, and what they do to people and production."
        ],
        options: [.data, .format, .limit],
        examples: [Example("holdfast todo --data plant --limit 20", "The twenty most urgent lines.")]
    ) { arguments, console in
        let plant = try OpenPlant(reading: arguments)
        let limit = try arguments.number(.limit, in: 1...10_000_000) ?? 10_000_000
        let snapshot = try plant.snapshot(of: [
            Assets.name, Components.name, VendorAliases.name, Advisories.name, KnownExploits.name, Zones.name,
            Conduits.name, Sites.name, Flows.name,
        ])
        let bulletins = plant.bulletins(of: snapshot[Advisories.self], console)
        let index = BulletinIndex(bulletins, aliases: snapshot[VendorAliases.self])
        let exposures = CSMS.exposures(of: snapshot, against: index)
        let priorities = whatFirst(in: snapshot, exposures: exposures, bulletins: bulletins, on: plant.today)
        var table = TableOutput(
            [
                .number("rank"), "asset_tag", "advisory_id", "status", "decision", "due", .number("cvss"), "reasons",
                "action",
            ], arguments, console)
        for priority in priorities.prefix(limit) {
            try table.row([
                String(priority.rank), priority.assetTag, priority.advisoryId, priority.status.rawValue,
                priority.decision.rawValue, priority.due.description, priority.score.map { "\($0)" } ?? "",
                ([priority.decisionReason] + priority.reasons).joined(separator: " "), priority.action,
            ])
        }
        try table.end()
        return bulletins.count == snapshot[Advisories.self].count ? .done : .partly
    }
}
