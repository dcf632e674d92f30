import CSMS
import Exchange
import Registers
import Testing

/// The truth of corpora/inventory, row by row.
@Suite(.enabled(if: CSAFCorpus.isPresent)) struct CSAFTruthTests {
    @Test(arguments: ["1k", "10k", "messy"])
    func everyRowOfTheTruthIsFoundAndNoOther(_ name: String) throws {
        let index = try BulletinIndex(CSAFCorpus.advisories(), vendors: CSAFCorpus.aliases())
        let rows = exposures(of: try CSAFCorpus.plant("inventory-\(name).csv"), against: index)
        let found = rows.filter { $0.status != .possible }.map {
            [
                $0.assetTag, $0.advisoryId, $0.productId, $0.status.rawValue, $0.basis, $0.matchBy.rawValue,
                String($0.cves),
            ].joined(separator: ",")
        }
        let columns = ["asset_tag", "advisory_id", "product_id", "status", "basis", "match_by", "cves"]
        let truth = try CSAFCorpus.table("truth-\(name).csv").map { row in
            columns.map { row[$0] ?? "" }.joined(separator: ",")
        }
        #expect(found.count == truth.count)
        #expect(Set(truth).subtracting(found).sorted().prefix(5) == [])
        #expect(Set(found).subtracting(truth).sorted().prefix(5) == [])
    }

    @Test(arguments: ["1k", "10k", "messy"])
    func theWorstOfEachAdvisoryIsAsInTheTruth(_ name: String) throws {
        let index = try BulletinIndex(CSAFCorpus.advisories(), vendors: CSAFCorpus.aliases())
        let rows = worstByAdvisory(exposures(of: try CSAFCorpus.plant("inventory-\(name).csv"), against: index))
        let found = Dictionary(rows.map { ("\($0.assetTag),\($0.advisoryId)", $0.status.rawValue) }) { one, _ in one }
        let wrong = try CSAFCorpus.table("truth-\(name)-by-advisory.csv").filter {
            found["\($0["asset_tag"] ?? ""),\($0["advisory_id"] ?? "")"] != $0["status"]
        }
        #expect(wrong.prefix(5) == [])
    }

    @Test func withoutAliasesEveryPairIsStillShown() throws {
        let index = try BulletinIndex(CSAFCorpus.advisories(), vendors: VendorNames(pairs: []))
        let rows = worstByAdvisory(exposures(of: try CSAFCorpus.plant("inventory-messy.csv"), against: index))
        let found = Dictionary(rows.map { ("\($0.assetTag),\($0.advisoryId)", $0.status) }) { one, _ in one }
        let truth = try CSAFCorpus.table("truth-messy-by-advisory.csv")
        let dropped = truth.filter { row in
            let status = found["\(row["asset_tag"] ?? ""),\(row["advisory_id"] ?? "")"]
            guard ["affected", "unknown"].contains(row["status"] ?? "") else { return status == nil }
            return status == nil || status == .fixed || status == .notAffected
        }
        #expect(dropped.prefix(5) == [])
        #expect(rows.contains { $0.status == .possible && $0.matchBy == .otherVendor })
    }

    @Test func oneAdvisoryAtATimeGivesTheSameRows() throws {
        let names = try CSAFCorpus.aliases()
        let bulletins = try CSAFCorpus.advisories()
        let plant = try CSAFCorpus.plant("inventory-1k.csv")
        let prepared = AssetIndex(plant, vendors: names)
        let single = bulletins.indices.flatMap { prepared.exposures(to: bulletins[$0], at: $0) }
        let whole = exposures(of: plant, against: BulletinIndex(bulletins, vendors: names))
        #expect(Set(single) == Set(whole))
        #expect(single.count == whole.count)
    }
}
