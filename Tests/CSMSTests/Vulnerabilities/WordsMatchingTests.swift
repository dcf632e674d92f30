import CSMS
import Registers
import Testing

@Suite struct WordsMatchingTests {
    @Test func theWorstRowStandsForAssetAndAdvisory() {
        let products = [sampleProduct(version: "< 1.0"), sampleProduct(version: "< 2.0"), sampleProduct(version: "")]
        let rows = exposures(of: sampleAsset(version: "1.5"), components: [], against: sampleIndex(products))
        #expect(rows.map(\.status) == [.fixed, .affected, .unknown])
        #expect(worstByAdvisory(rows).map(\.status) == [.affected])
    }

    @Test func anExposureIsExplained() throws {
        let document = sampleBulletin([sampleProduct(version: "< V2.9.7")])
        let rows = exposures(
            of: sampleAsset(version: "V2.9.6"), components: [], against: sampleIndex(document.products))
        let sentence = explanation(of: try #require(rows.first), in: document, installed: "V2.9.6")
        #expect(
            sentence == "V2.9.6 is in the range “< V2.9.7” of Widget in X-1. One weakness affects it. "
                + "Recognised by vendor and name.")
    }

    @Test func anUnknownVersionIsNeverCalledSafe() throws {
        let document = sampleBulletin([sampleProduct(version: "< V2.9.7")])
        let rows = exposures(of: sampleAsset(version: ""), components: [], against: sampleIndex(document.products))
        let sentence = explanation(of: try #require(rows.first), in: document, installed: "")
        #expect(sentence.contains("No version is recorded") && sentence.contains("not known to be safe"))
    }

    @Test func anAssetIndexGivesTheSameRowsAsTheWholePlant() {
        let products = [
            sampleProduct(version: "< 2.0", orders: ["6GK*"]), sampleProduct(name: "Widget V7", version: "vers:all/*"),
            sampleProduct(vendor: "Nobody", version: "< 2.0"),
            sampleProduct(name: "X", version: "< 2", serials: ["S1"]),
        ]
        let texts = ["Widget", "WIDGET (6GK)", "Widget V7", "Other", ""]
        var assets: [Asset] = []
        for (number, text) in texts.enumerated() {
            for (other, order) in ["", "6GK1", "7"].enumerated() {
                let id = UUID(high: 1, low: UInt64(number * 3 + other))
                assets.append(
                    Asset(id: ID(id), number: number * 3 + other + 1) {
                        $0.tag = "A-\(number)-\(other)"
                        $0.vendor = "siemens"
                        $0.product = text
                        $0.orderNumber = order
                        $0.firmwareVersion = "1.0"
                        $0.serial = other == 1 ? "s1" : ""
                    })
            }
        }
        let plant = Snapshot(entries: 0, tables: [Table(assets)])
        let prepared = AssetIndex(plant, vendors: VendorNames(pairs: []))
        let rows = prepared.exposures(to: sampleBulletin(products))
        #expect(!rows.isEmpty)
        #expect(rows == exposures(of: plant, against: sampleIndex(products)))
    }
}
