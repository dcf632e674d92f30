import CSMS
import Exchange
import Files
import Foundation
import Registers
import Testing

/// The slow obvious way: every asset against every product, rule after rule, with nothing prepared.
private func slowly(_ assets: [Asset], _ bulletins: [Bulletin], _ names: VendorNames) -> Set<String> {
    var rows: Set<String> = []
    for bulletin in bulletins {
        for product in bulletin.products where !product.affectedBy.isEmpty {
            let vendor = names.key(of: product.vendor)
            let numbers = product.orderNumbers.map(number)
            guard let text = product.versionText else { continue }
            let range = VersionRange(text)
            for asset in assets where names.key(of: asset.vendor) == vendor {
                let own = number(asset.orderNumber)
                let isNumbered = !numbers.isEmpty && !own.isEmpty
                let isMeant = isNumbered ? numbers.contains(own) : folded(asset.product) == folded(product.name)
                guard isMeant else { continue }
                let position = range.position(of: Version(asset.firmwareVersion))
                let status: Exposure.Status
                switch position {
                case .inside: status = .affected
                case .aboveExclusive: status = .fixed
                case .unknown: status = .unknown
                case .aboveInclusive, .below, .otherVersion: status = .notAffected
                }
                rows.insert("\(asset.tag),\(bulletin.advisoryId),\(product.productId),\(status),\(position.words)")
            }
        }
    }
    return rows
}

private func number(_ text: String) -> String { text.filter { !$0.isWhitespace }.uppercased() }

@Suite(.enabled(if: CSAFCorpus.isPresent)) struct CSAFDifferenceTests {
    @Test func theFastWayFindsWhatTheSlowObviousWayFinds() throws {
        let names = try CSAFCorpus.aliases()
        let bulletins = try CSAFCorpus.advisories().enumerated().filter { $0.offset.isMultiple(of: 5) }.map(\.element)
        let assets = try CSAFCorpus.plant("inventory-10k.csv")[Assets.self].enumerated()
            .filter { $0.offset.isMultiple(of: 11) }.map(\.element)
        let plant = Snapshot(entries: 0, tables: [Table(assets)])
        let rows = exposures(of: plant, against: BulletinIndex(bulletins, vendors: names))
        let fast = rows.filter { $0.status != .possible }.map {
            "\($0.assetTag),\($0.advisoryId),\($0.productId),\($0.status),\($0.basis)"
        }
        let slow = slowly(assets, bulletins, names)
        #expect(slow.count > 50)
        #expect(slow.subtracting(fast).sorted().prefix(5) == [])
        #expect(Set(fast).subtracting(slow).sorted().prefix(5) == [])
    }

    @Test func noNaughtyTextStopsTheReaderOrTheMatching() throws {
        let lines = try CSAFCorpus.naughtyTexts()
        try #require(!lines.isEmpty)
        var products: [BulletinProduct] = []
        for (place, line) in lines.enumerated() {
            products.append(
                BulletinProduct(
                    productId: "\(place)", vendor: line, name: line, versionText: line, orderNumbers: [line],
                    serialNumbers: place.isMultiple(of: 2) ? [line] : [], affectedBy: [0]))
        }
        let document = Bulletin(advisoryId: "N", publisher: "N", title: "N", products: products, weaknesses: [])
        let assets = lines.enumerated().map { place, line in
            Asset(id: ID(UUID(high: 3, low: UInt64(place))), number: place + 1) {
                $0.tag = "T\(place)"
                $0.vendor = line
                $0.product = line
                $0.model = line
                $0.orderNumber = line
                $0.firmwareVersion = line
                $0.serial = line
            }
        }
        let plant = Snapshot(entries: 0, tables: [Table(assets)])
        let names = VendorNames(pairs: lines.map { ($0, String($0.reversed())) })
        let rows = exposures(of: plant, against: BulletinIndex([document], vendors: names))
        #expect(!rows.isEmpty)
        #expect(AssetIndex(plant, vendors: names).exposures(to: document) == rows)
        for row in rows { #expect(!explanation(of: row, in: document, installed: "").isEmpty) }
    }

    @Test func noDamagedDocumentStopsTheReader() throws {
        let file = try #require(CSAFCorpus.files(in: "oasis-examples/csaf/csaf_vex").first).bytes
        for place in stride(from: 0, to: file.count, by: 7) {
            for change in [UInt8(ascii: "x"), UInt8(ascii: "["), UInt8(ascii: "\""), 0xFF] {
                var bytes = file
                bytes[place] = change
                _ = csafRefusal { try bulletin(from: JSON(parsing: bytes)) }
            }
        }
        // Each part of another kind than the standard asks for.
        let parts = [
            "document", "tracking", "product_tree", "branches", "product", "vulnerabilities", "product_status",
            "scores",
        ]
        let text = String(decoding: file, as: UTF8.self)
        for part in parts {
            for value in ["1", "null", "[]", "{}", "[[]]", "\"x\"", "[1]", "{\"a\":1}"] {
                let broken = text.replacing("\"\(part)\":", with: "\"\(part)\":\(value),\"other\":")
                _ = csafRefusal { try bulletin(from: JSON(parsing: Array(broken.utf8))) }
            }
        }
    }
}
