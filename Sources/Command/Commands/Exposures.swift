import CSMS
import Registers

extension Option {
    fileprivate static let by = Option(
        "--by", "KIND", "One row for each product of an advisory, or the worst for each advisory.",
        choices: ["product", "advisory"], standard: "product")
}

extension Command {
    static let exposures = Command(
        "exposures", "Says which asset is hit by which advisory, and why.",
        details: [
            "affected: the installed version has the weakness. possible: a candidate that a person must confirm. "
                + "unknown: the version or the range cannot be read. fixed: the version contains the fix. "
                + "not-affected: the advisory names the product, and this version is not concerned."
        ],
        options: [.data, .format, .by],
        examples: [
            Example("holdfast exposures --data plant --by advisory", "The worst status of each asset and advisory.")
        ]
    ) { arguments, console in
        let plant = try OpenPlant(reading: arguments)
        let snapshot = try plant.snapshot(
            of: [Assets.name, Components.name, VendorAliases.name, Advisories.name],
            only: [Assets.name: matchedAssetFields])
        let bulletins = plant.bulletins(of: snapshot[Advisories.self], console)
        let index = BulletinIndex(bulletins, aliases: snapshot[VendorAliases.self])
        let exposures = CSMS.exposures(of: snapshot, against: index)
        if arguments.value(.by) == "advisory" {
            var table = TableOutput(["asset_tag", "advisory_id", "status"], arguments, console)
            for worst in worstByAdvisory(exposures) {
                try table.row([worst.assetTag, worst.advisoryId, worst.status.rawValue])
            }
            try table.end()
        } else {
            let columns: [TableColumn] = [
                "asset_tag", "advisory_id", "product_id", "status", "basis", "match_by", .number("cves"),
            ]
            var table = TableOutput(columns, arguments, console)
            for exposure in exposures {
                try table.row([
                    exposure.assetTag, exposure.advisoryId, exposure.productId, exposure.status.rawValue,
                    exposure.basis, exposure.matchBy.rawValue, String(exposure.cves),
                ])
            }
            try table.end()
        }
        return bulletins.count == snapshot[Advisories.self].count ? .done : .partly
    }
}
