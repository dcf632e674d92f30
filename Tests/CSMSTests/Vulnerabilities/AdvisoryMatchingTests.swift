import CSMS
import Registers
import Testing

/// One rule each of corpora/inventory/README.md, section “How the truth was computed”.
@Suite struct AdvisoryMatchingTests {
    @Test func aVersionInTheRangeIsAffected() {
        #expect(
            matches(sampleAsset(version: "V2.9.6"), sampleProduct(version: "< V2.9.7")) == ["affected in range name"])
    }

    @Test func theFirstVersionBehindAnExclusiveBoundIsFixed() {
        let expected = ["fixed at or above exclusive upper bound name"]
        #expect(matches(sampleAsset(version: "V2.9.7"), sampleProduct(version: "< V2.9.7")) == expected)
    }

    @Test func aVersionAboveAnInclusiveBoundIsNotAffected() {
        let expected = ["notAffected above inclusive upper bound name"]
        #expect(matches(sampleAsset(version: "1.90"), sampleProduct(version: "<= 1.89")) == expected)
    }

    @Test func aVersionBelowTheRangeIsNotAffected() {
        let expected = ["notAffected below lower bound name"]
        #expect(matches(sampleAsset(version: "1.0"), sampleProduct(version: ">= 2.0 | < 3.0")) == expected)
    }

    @Test func anotherListedVersionIsNotAffected() {
        #expect(
            matches(sampleAsset(version: "1.1"), sampleProduct(version: "1.2")) == [
                "notAffected other version listed name"
            ])
    }

    @Test func aBlankVersionIsUnknown() {
        let expected = ["unknown version missing or not readable name"]
        #expect(matches(sampleAsset(version: ""), sampleProduct(version: "< 2.0")) == expected)
        #expect(matches(sampleAsset(version: "see label"), sampleProduct(version: "< 2.0")) == expected)
    }

    @Test func aBlankVersionIsAffectedWhenAllVersionsAre() {
        #expect(
            matches(sampleAsset(version: ""), sampleProduct(version: "vers:all/*")) == ["affected all versions name"])
    }

    @Test func anUnreadableRangeIsUnknown() {
        let expected = ["unknown version missing or not readable name"]
        #expect(
            matches(sampleAsset(version: "1.0"), sampleProduct(version: "All versions with Ethernet interface"))
                == expected)
    }

    @Test func anUnreadableVersionWrittenAsTheAdvisoryWritesItIsThatVersion() {
        let expected = ["affected exact version name"]
        #expect(matches(sampleAsset(version: "mx-v4.0.1.15"), sampleProduct(version: "MX-V4.0.1.15")) == expected)
    }

    @Test func oneWeaknessThatAffectsCountsMoreThanOneThatIsFixed() {
        let both = sampleProduct(version: "4.8", affectedBy: [0, 2], fixedIn: [1])
        #expect(matches(sampleAsset(version: "4.8"), both) == ["affected exact version name"])
    }

    @Test func aProductThatIsOnlyFixedSaysNothingOfOtherVersions() {
        let fixed = sampleProduct(version: ">= 3.0", affectedBy: [], fixedIn: [0])
        #expect(matches(sampleAsset(version: "3.1"), fixed) == ["fixed in range name"])
        #expect(matches(sampleAsset(version: "2.9"), fixed) == [])
        #expect(matches(sampleAsset(version: ""), fixed) == ["unknown version missing or not readable name"])
    }

    @Test func aProductThatIsOnlyNotAffectedSaysNothingOfOtherVersions() {
        let safe = sampleProduct(version: "< 3.0", affectedBy: [], notAffectedBy: [0])
        #expect(matches(sampleAsset(version: "2.9"), safe) == ["notAffected in range name"])
        #expect(matches(sampleAsset(version: "3.0"), safe) == [])
    }

    @Test func aProductThatIsStillExaminedIsUnknown() {
        let open = sampleProduct(version: "< 3.0", affectedBy: [], underInvestigation: [0])
        #expect(matches(sampleAsset(version: "2.9"), open) == ["unknown under investigation name"])
    }

    @Test func aProductWithoutVersionIsForAPerson() {
        #expect(
            matches(sampleAsset(version: "1"), sampleProduct(version: nil)) == [
                "possible advisory names no version name"
            ])
    }

    @Test func aProductNobodyJudgesGivesNoRow() {
        #expect(matches(sampleAsset(version: "1.0"), sampleProduct(version: "1.0", affectedBy: [])) == [])
    }

    @Test func anAssetThatIsGoneIsLeftOut() {
        let gone = sampleAsset(version: "1.0") { $0.lifecycle = .decommissioned }
        let plant = Snapshot(entries: 0, tables: [Table([gone])])
        #expect(exposures(of: plant, against: sampleIndex([sampleProduct(version: "< 2")])).isEmpty)
    }
}

/// Recognising an asset as the product of an advisory.
@Suite struct AdvisoryMatchingRecognitionTests {
    @Test func namesAreComparedWithoutCaseAndBlanks() {
        let shouted = sampleAsset(product: "  SIMATIC\u{A0}s7  ", version: "1.0")
        #expect(matches(shouted, sampleProduct(name: "Simatic S7", version: "< 2.0")) == ["affected in range name"])
    }

    @Test func orderNumbersDecideAloneWhenBothSidesHaveThem() {
        let listed = sampleProduct(version: "< 2.0", orders: ["6GK5 874-3AA00-2AA2"])
        #expect(
            matches(sampleAsset(order: "6gk5874-3aa00-2aa2", version: "1"), listed) == ["affected in range orderNumber"]
        )
        #expect(matches(sampleAsset(order: "6GK5874-3AA00-2AA3", version: "1"), listed) == [])
    }

    @Test func anEqualOrderNumberMatchesUnderAnotherName() {
        let listed = sampleProduct(version: "< 2.0", orders: ["6GK1"])
        let renamed = sampleAsset(product: "", order: "6GK1", version: "1")
        #expect(matches(renamed, listed) == ["affected in range orderNumber"])
    }

    @Test func theNameDecidesWhenOnlyOneSideHasAnOrderNumber() {
        #expect(
            matches(sampleAsset(order: "6GK1", version: "1"), sampleProduct(version: "< 2.0")) == [
                "affected in range name"
            ])
        let listed = sampleProduct(version: "< 2.0", orders: ["6GK1"])
        #expect(matches(sampleAsset(version: "1"), listed) == ["affected in range name"])
    }

    @Test func wildcardsInOrderNumbersAreFollowed() {
        let listed = sampleProduct(version: "< 2.0", orders: ["6GK5874-?AA*"])
        #expect(matches(sampleAsset(order: "6GK5874-3AA00", version: "1"), listed) == ["affected in range orderNumber"])
        #expect(matches(sampleAsset(order: "6GK5875-3AA00", version: "1"), listed) == [])
        #expect(
            matches(sampleAsset(order: "6GK*", version: "1"), sampleProduct(version: "< 2.0", orders: ["6GK\\*"])).count
                == 1)
    }

    @Test func aLoneWildcardTellsNothing() {
        let listed = sampleProduct(name: "Other", version: "< 2.0", orders: ["*"])
        #expect(matches(sampleAsset(order: "6GK5874-3AA00", version: "1"), listed) == [])
    }

    @Test func aListedSerialNumberDecidesAlone() {
        let listed = sampleProduct(version: "< 2.0", serials: ["SN-1*"])
        #expect(matches(sampleAsset(version: "1", serial: "sn-17"), listed) == ["affected in range serialNumber"])
        #expect(matches(sampleAsset(version: "1", serial: "SN-27"), listed) == [])
        #expect(matches(sampleAsset(version: "1"), listed) == ["possible only some serial numbers name"])
        let exact = sampleProduct(name: "Other", version: "< 2.0", serials: ["SN-17"])
        #expect(matches(sampleAsset(version: "1", serial: "SN-17"), exact) == ["affected in range serialNumber"])
    }

    @Test func aNameWithoutItsOrderNumberIsPossible() {
        let listed = sampleProduct(name: "SCALANCE M874-3 (6GK5874-3AA00-2AA2)", version: "< 2.0")
        #expect(
            matches(sampleAsset(product: "SCALANCE M874-3", version: "1"), listed) == ["possible in range similarName"])
        #expect(matches(sampleAsset(product: "SCALANCE M874-3", version: "2"), listed) == [])
    }

    @Test func anotherVersionInTheNameIsAnotherProduct() {
        let listed = sampleProduct(name: "SIMATIC WinCC V7.4", version: "vers:all/*")
        #expect(matches(sampleAsset(product: "SIMATIC WinCC V7.5", version: "1"), listed) == [])
        #expect(matches(sampleAsset(product: "SIMATIC WinCC", version: "1").self, listed).count == 1)
    }

    @Test func anUnknownVendorWithTheSameNameIsPossible() {
        let other = sampleAsset(vendor: "Rockwell", version: "1")
        let listed = sampleProduct(vendor: "Rockwell Automation", version: "< 2.0")
        #expect(matches(other, listed) == ["possible in range otherVendor"])
        let names = VendorNames(pairs: [("Rockwell", "rockwell automation")])
        #expect(matches(other, listed, names) == ["affected in range name"])
    }

    @Test func anAdvisoryThatNamesTheAssetIsNotSearchedForSimilarNames() {
        let exact = sampleProduct(name: "WinCC", version: "< 2.0")
        let similar = sampleProduct(name: "WinCC V7.4", version: "vers:all/*")
        #expect(matches(sampleAsset(product: "WinCC", version: "3"), [exact, similar]).map(\.first) == ["f"])
    }

    @Test func aConditionThatNoRecordTellsMakesItPossible() {
        let conditional = sampleProduct(version: "< 2.0", conditions: ["architecture x86"])
        #expect(matches(sampleAsset(version: "1"), conditional) == ["possible advisory has a further condition name"])
        #expect(matches(sampleAsset(version: "2.0"), conditional).first?.hasPrefix("fixed") == true)
    }

    @Test func aComponentIsReportedUnderItsAsset() throws {
        let rack = sampleAsset(product: "Rack", version: "9")
        let card = Component(id: ID(UUID(high: 2, low: 1))) {
            $0.asset = rack.id
            $0.product = "Widget"
            $0.firmwareVersion = "1.0"
        }
        let found = exposures(of: rack, components: [card], against: sampleIndex([sampleProduct(version: "< 2.0")]))
        #expect(found.map(\.assetTag) == ["A-1"])
        #expect(found.first?.component == card.id)
        #expect(found.first?.status == .affected)
    }

    @Test func aPartOfAnotherProductNeedsBoth() {
        let software = sampleProduct(id: "A", name: "Adminer", version: nil, affectedBy: [])
        let host = sampleProduct(id: "B", name: "Host", version: nil, affectedBy: [])
        let both = sampleProduct(id: "C", name: "Adminer", version: "< 2.0", on: ["B"])
        let device = sampleAsset(product: "Host", version: "5")
        let card = Component(id: ID(UUID(high: 2, low: 1))) {
            $0.asset = device.id
            $0.product = "Adminer"
            $0.firmwareVersion = "1.0"
        }
        let bulletins = sampleIndex([software, host, both])
        #expect(exposures(of: device, components: [card], against: bulletins).map(\.status) == [.affected])
        let alone = sampleAsset(product: "Adminer", version: "1.0")
        #expect(exposures(of: alone, components: [], against: bulletins).map(\.status) == [.possible])
        #expect(exposures(of: device, components: [], against: bulletins).isEmpty)
    }

    @Test func firmwareOnHardwareIsTheVersionOfTheDevice() {
        let hardware = sampleProduct(id: "H", name: "D24M", version: nil, affectedBy: [])
        let firmware = sampleProduct(id: "F", name: "P3 Firmware", version: "< 4.2", on: ["H"])
        #expect(
            matches(sampleAsset(product: "D24M", version: "4.1"), [hardware, firmware]) == ["affected in range name"])
    }
}

func sampleAsset(
    vendor: String = "Siemens AG", product: String = "Widget", order: String = "", version: String,
    serial: String = "", _ change: (inout Asset) -> Void = { _ in }
) -> Asset {
    Asset(id: ID(UUID(high: 1, low: 1)), number: 1) {
        $0.tag = "A-1"
        $0.vendor = vendor
        $0.product = product
        $0.orderNumber = order
        $0.firmwareVersion = version
        $0.serial = serial
        change(&$0)
    }
}

func sampleProduct(
    id: String = "P", vendor: String = "Siemens", name: String = "Widget", version: String?, orders: [String] = [],
    serials: [String] = [], on: [String] = [], conditions: [String] = [], affectedBy: [Int] = [0],
    fixedIn: [Int] = [], notAffectedBy: [Int] = [], underInvestigation: [Int] = []
) -> BulletinProduct {
    BulletinProduct(
        productId: id, vendor: vendor, name: name, versionText: version, orderNumbers: orders, serialNumbers: serials,
        on: on, conditions: conditions, affectedBy: affectedBy, fixedIn: fixedIn, notAffectedBy: notAffectedBy,
        underInvestigation: underInvestigation)
}

func sampleIndex(_ products: [BulletinProduct], _ names: VendorNames = VendorNames(pairs: [])) -> BulletinIndex {
    BulletinIndex([sampleBulletin(products)], vendors: names)
}

func sampleBulletin(_ products: [BulletinProduct]) -> Bulletin {
    Bulletin(advisoryId: "X-1", publisher: "CISA", title: "T", products: products, weaknesses: [])
}

func matches(
    _ asset: Asset, _ products: [BulletinProduct], _ names: VendorNames = VendorNames(pairs: [])
) -> [String] {
    exposures(of: asset, components: [], against: sampleIndex(products, names)).map {
        "\($0.status) \($0.basis) \($0.matchBy)"
    }
}

func matches(
    _ asset: Asset, _ product: BulletinProduct, _ names: VendorNames = VendorNames(pairs: [])
) -> [String] {
    matches(asset, [product], names)
}
