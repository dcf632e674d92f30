import CSMS
import Registers
import Testing

private let today = Day(2026, 3, 1)
/// The worst vector without a change of scope (CVSS v3.1 specification, 7.4): 9.8.
private let critical = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"
/// Needs an account on the system itself: 7.8.
private let local = "CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H"

private func weakness(
    _ cve: String?, _ vectors: [String], exploited: Bool = false, _ remedies: [Remedy] = []
) -> Weakness {
    Weakness(
        cve: cve, scores: vectors.map { PublishedScore(vector: $0, base: nil) }, exploited: exploited,
        remedies: remedies)
}

/// A bulletin with products P0, P1 … each affected by the weaknesses at the places given.
private func bulletin(_ id: String, _ weaknesses: [Weakness], products: [[Int]]) -> Bulletin {
    Bulletin(
        advisoryId: id, publisher: "Vendor", title: id,
        products: products.enumerated().map { place, affected in
            BulletinProduct(
                productId: "P\(place)", vendor: "Vendor", name: "Product \(place)", versionText: nil,
                affectedBy: affected)
        },
        weaknesses: weaknesses)
}

private func exposure(
    _ asset: Asset, _ bulletins: [Bulletin], _ bulletin: Int = 0, product: Int = 0,
    as status: Exposure.Status = .affected, _ match: Exposure.Match = .name
) -> Exposure {
    Exposure(
        asset: asset.id, assetTag: asset.tag, component: nil, advisoryId: bulletins[bulletin].advisoryId,
        bulletin: bulletin, product: product, productId: "P\(product)", status: status, basis: "in range",
        matchBy: match, cves: 1)
}

/// A plant with a boiler zone behind a firewall.
private func boilerPlant() -> (plant: TestPlant, boiler: Zone) {
    var plant = TestPlant()
    let internet = plant.zone("Internet", .external)
    let boiler = plant.zone("Boiler") {
        $0.safetyImpact = .catastrophic
        $0.criticality = .high
    }
    plant.conduit(internet, boiler, .filtered)
    return (plant, boiler)
}

@Suite struct WhatFirstTests {
    @Test func aLineExplainsItself() throws {
        var (plant, boiler) = boilerPlant()
        let asset = plant.asset("PLC-1", in: boiler) { $0.criticality = .critical }
        plant.exploit("CVE-2024-0001", since: Day(2024, 5, 1))
        let fix = Remedy(category: "vendor_fix", details: "Update to V4.5.2 or later version", productIds: ["P0"])
        let bulletins = [bulletin("VSA-1", [weakness("CVE-2024-0001", [critical], [fix])], products: [[0]])]
        let list = whatFirst(
            in: plant.snapshot, exposures: [exposure(asset, bulletins)], bulletins: bulletins, on: today)
        let line = try #require(list.first)
        #expect(line.decision == .outOfCycle)
        #expect(line.due == Day(2026, 3, 31))
        #expect(line.action == "Fix: Update to V4.5.2 or later version.")
        #expect(line.score == 9.8)
        #expect(
            line.reasons == [
                "CVE-2024-0001 is known to be exploited since 2024-05-01 (KEV).",
                "CVSS 9.8 critical, over the network, without a sign-in (CVE-2024-0001).",
                "Reachable from Internet through CON-0001 (filtered).",
                "The safety impact of Boiler is catastrophic.",
                "The criticality of the asset is critical.",
                "Affected (in range), recognised by name.",
            ])
        #expect(
            line.decisionReason
                == "Out-of-cycle: exploitation active, exposure controlled, automatable yes, human impact very high.")
    }

    @Test func anExploitedOpenSystemWithHighImpactIsImmediate() {
        var (plant, _) = boilerPlant()
        let island = plant.zone("Island")
        let asset = plant.asset("PLC-1", in: island)
        let bulletins = [bulletin("VSA-1", [weakness("CVE-1", [critical], exploited: true)], products: [[0]])]
        let line = whatFirst(
            in: plant.snapshot, exposures: [exposure(asset, bulletins)], bulletins: bulletins, on: today)[0]
        #expect(line.decision == .immediate)
        #expect(line.due == Day(2026, 3, 4))
        #expect(line.reasons[0] == "The advisory says that CVE-1 is exploited.")
        #expect(
            line.reasons[2]
                == "The zone has no conduit on record: exposure is not known and counted as open.")
        #expect(line.reasons[3] == "The safety impact of Island is not on record and counted as catastrophic.")
        #expect(line.reasons[4] == "Nobody has rated the asset or its zone: counted as critical.")
    }

    @Test func theWeaknessThatAsksForTheSoonestActionDecides() {
        // One weakness is exploited but needs an account, the other runs by itself but is not exploited.
        var plant = TestPlant()
        let internet = plant.zone("Internet", .external),
            office = plant.zone("Office", .enterprise) {
                $0.safetyImpact = .negligible
                $0.criticality = .low
            }
        plant.conduit(internet, office, .filtered)
        let asset = plant.asset("PC-1", in: office)
        let both = [weakness("CVE-1", [local], exploited: true), weakness("CVE-2", [critical])]
        let bulletins = [bulletin("VSA-1", both, products: [[0, 1]])]
        let line = whatFirst(
            in: plant.snapshot, exposures: [exposure(asset, bulletins)], bulletins: bulletins, on: today)[0]
        #expect(line.decision == .scheduled)
        #expect(line.isExploited)
        #expect(line.score == 9.8)
        #expect(line.exploitation == .active)
        #expect(!line.isAutomatable)
    }

    @Test func weaknessesOfOtherProductsDoNotCount() {
        var (plant, boiler) = boilerPlant()
        let asset = plant.asset("PLC-1", in: boiler)
        let two = [weakness("CVE-1", [critical], exploited: true), weakness("CVE-2", [local])]
        let bulletins = [bulletin("VSA-1", two, products: [[0], [1]])]
        let line = whatFirst(
            in: plant.snapshot, exposures: [exposure(asset, bulletins, product: 1)], bulletins: bulletins, on: today)[0]
        #expect(!line.isExploited)
        #expect(line.score == 7.8)
    }

    @Test func oneLineStandsForAllProductsOfAnAdvisory() {
        var (plant, boiler) = boilerPlant()
        let asset = plant.asset("PLC-1", in: boiler)
        let two = [weakness("CVE-1", [critical], exploited: true), weakness("CVE-2", [local])]
        let bulletins = [bulletin("VSA-1", two, products: [[0], [1]])]
        let exposures = [
            exposure(asset, bulletins, product: 0, as: .possible, .similarName), exposure(asset, bulletins, product: 1),
        ]
        let list = whatFirst(in: plant.snapshot, exposures: exposures, bulletins: bulletins, on: today)
        #expect(list.count == 1)
        #expect(list[0].status == .affected)
        #expect(list[0].score == 9.8)
        #expect(list[0].isExploited)
        #expect(list[0].reasons.last?.hasSuffix("More products of the advisory may concern it: 1.") == true)
    }

    @Test func whatNobodyHasRatedCountsAsTheWorst() {
        let ratings: [(SafetyImpact?, Criticality?, SSVC.HumanImpact)] = [
            (nil, .low, .veryHigh), (.negligible, nil, .veryHigh), (.negligible, .low, .low),
        ]
        for (safety, criticality, impact) in ratings {
            var plant = TestPlant()
            let office = plant.zone("Office", .enterprise) { $0.safetyImpact = safety }
            let asset = plant.asset("PC-1", in: office) { $0.criticality = criticality }
            let bulletins = [bulletin("VSA-1", [weakness("CVE-1", [critical])], products: [[0]])]
            let list = whatFirst(
                in: plant.snapshot, exposures: [exposure(asset, bulletins)], bulletins: bulletins, on: today)
            #expect(list.map(\.impact) == [impact])
        }
    }

    @Test func affectedStandsBeforePossibleBeforeUnknown() {
        var (plant, boiler) = boilerPlant()
        let bulletins = [bulletin("VSA-1", [weakness("CVE-1", [critical])], products: [[0]])]
        let statuses: [Exposure.Status] = [.unknown, .possible, .affected, .fixed, .notAffected]
        let exposures = statuses.enumerated().map { place, status in
            exposure(plant.asset("PLC-\(place)", in: boiler), bulletins, as: status)
        }
        let list = whatFirst(in: plant.snapshot, exposures: exposures, bulletins: bulletins, on: today)
        #expect(list.map(\.status) == [.affected, .possible, .unknown])
        #expect(list[1].action.hasPrefix("Confirm that the asset is this product."))
        #expect(list[2].action.hasPrefix("Find out the installed version."))
        #expect(list.map(\.rank) == [1, 2, 3])
    }

    @Test func withinADecisionTheExploitedOneStandsBeforeTheHigherScore() {
        var (plant, boiler) = boilerPlant()
        let one = plant.asset("PLC-1", in: boiler), other = plant.asset("PLC-2", in: boiler)
        let bulletins = [
            bulletin("VSA-1", [weakness("CVE-1", [critical + "/E:P"])], products: [[0]]),
            bulletin("VSA-2", [weakness("CVE-2", [local], exploited: true)], products: [[0]]),
        ]
        let list = whatFirst(
            in: plant.snapshot, exposures: [exposure(one, bulletins), exposure(other, bulletins, 1)],
            bulletins: bulletins, on: today)
        #expect(list.map(\.decision) == [.outOfCycle, .outOfCycle])
        #expect(list.map(\.assetTag) == ["PLC-2", "PLC-1"])
    }

    @Test func withinADecisionScoreComesBeforeCriticalityBeforeNumber() {
        var (plant, boiler) = boilerPlant()
        let criticalities: [Criticality?] = [.low, .low, .critical, nil, .high]
        let assets = criticalities.enumerated().map { place, criticality in
            plant.asset("PLC-\(place + 1)", in: boiler) { $0.criticality = criticality }
        }
        let bulletins = [
            bulletin("VSA-1", [weakness("CVE-1", [local])], products: [[0]]),
            bulletin("VSA-2", [weakness("CVE-2", [critical])], products: [[0]]),
        ]
        let exposures = assets.map { exposure($0, bulletins) } + [exposure(assets[1], bulletins, 1)]
        let list = whatFirst(in: plant.snapshot, exposures: exposures, bulletins: bulletins, on: today)
        #expect(Set(list.map(\.decision)) == [.scheduled])
        #expect(list.map(\.assetTag) == ["PLC-2", "PLC-3", "PLC-4", "PLC-5", "PLC-1", "PLC-2"])
    }

    @Test func assetsThatAreNotPresentHaveNoLine() {
        var (plant, boiler) = boilerPlant()
        let asset = plant.asset("PLC-1", in: boiler) { $0.lifecycle = .disposed }
        let bulletins = [bulletin("VSA-1", [weakness("CVE-1", [critical])], products: [[0]])]
        let list = whatFirst(
            in: plant.snapshot, exposures: [exposure(asset, bulletins)], bulletins: bulletins, on: today)
        #expect(list.isEmpty)
    }

    @Test func aSpareOnTheShelfIsNotExposed() {
        var (plant, _) = boilerPlant()
        let spare = plant.asset("PLC-1", in: nil) { $0.lifecycle = .spare }
        let lost = plant.asset("PLC-2", in: nil)
        let bulletins = [bulletin("VSA-1", [weakness("CVE-1", [critical])], products: [[0]])]
        let list = whatFirst(
            in: plant.snapshot, exposures: [exposure(spare, bulletins), exposure(lost, bulletins)],
            bulletins: bulletins, on: today)
        #expect(list.map(\.assetTag) == ["PLC-2", "PLC-1"])
        #expect(list.map(\.exposure) == [.open, .small])
    }

    @Test func aScoreThatIsNotKnownIsTakenAsTheWorst() {
        var (plant, boiler) = boilerPlant()
        let one = plant.asset("PLC-1", in: boiler), other = plant.asset("PLC-2", in: boiler)
        let bulletins = [
            bulletin("VSA-1", [weakness("CVE-1", [critical])], products: [[0]]),
            bulletin("VSA-2", [weakness("CVE-2", ["no vector"])], products: [[0]]),
        ]
        let list = whatFirst(
            in: plant.snapshot, exposures: [exposure(one, bulletins), exposure(other, bulletins, 1)],
            bulletins: bulletins, on: today)
        #expect(list.map(\.advisoryId) == ["VSA-2", "VSA-1"])
        #expect(list[0].isAutomatable)
        #expect(list[0].reasons[0] == "No CVSS score is on record: the worst is assumed.")
    }

    /// The maturity of CVSS v3.1, 3.1 and of v4.0, 3.1 (E:P, E:F, E:H: exploit code; E:A of v4.0: attacks).
    @Test func theMaturityInTheVectorTellsOfExploits() {
        let cases: [(String, SSVC.Exploitation)] = [
            (critical, .none), (critical + "/E:U", .none), (critical + "/E:P", .publicPoC),
            (critical + "/E:F", .publicPoC), (critical + "/E:H", .publicPoC),
            ("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/E:A", .active),
        ]
        for (vector, exploitation) in cases {
            #expect(self.only(vector)?.exploitation == exploitation, "\(vector)")
        }
    }

    @Test func anAttackRunsByItselfWhenOnlyANetworkIsNeeded() {
        let cases = [
            (critical, true), (local, false), ("AV:N/AC:L/Au:N/C:C/I:C/A:C", true),
            ("AV:N/AC:L/Au:S/C:C/I:C/A:C", false),
            ("CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H", false),
            ("CVSS:3.1/AV:A/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", false),
            ("CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", false),
            ("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", true),
        ]
        for (vector, isAutomatable) in cases { #expect(self.only(vector)?.isAutomatable == isAutomatable, "\(vector)") }
    }

    @Test func theActionSaysWhatTheVendorOffers() {
        func action(_ remedies: [Remedy]) -> String? {
            self.only(critical, remedies)?.action
        }
        let mitigation = Remedy(category: "mitigation", details: "Limit access  to port 102/tcp.")
        #expect(action([]) == "The advisory names no fix; ask the vendor.")
        #expect(
            action([Remedy(category: "no_fix_planned", details: ""), mitigation])
                == "No fix is planned. Mitigation: Limit access to port 102/tcp.")
        #expect(
            action([Remedy(category: "none_available", details: "x")]) == "No fix is available yet.")
        #expect(
            action([mitigation, Remedy(category: "vendor_fix", details: "Update to V2")]) == "Fix: Update to V2.")
        #expect(
            action([Remedy(category: "vendor_fix", details: "Update to V2", productIds: ["P7"])])
                == "The advisory names no fix; ask the vendor.")
        let long = Remedy(category: "vendor_fix", details: String(repeating: "word ", count: 200))
        #expect(action([long]).map { $0.count < 320 && $0.hasSuffix("word …") } == true)
    }

    @Test func placesThatAreNotInTheBulletinsAreTakenAsTheWorst() {
        var (plant, boiler) = boilerPlant()
        let asset = plant.asset("PLC-1", in: boiler)
        let bulletins = [bulletin("VSA-1", [weakness("CVE-1", [critical])], products: [[9]])]
        for (place, product) in [(0, 5), (-1, 0), (4, 0), (0, 0)] {
            let exposure = Exposure(
                asset: asset.id, assetTag: "PLC-1", component: nil, advisoryId: "VSA-1", bulletin: place,
                product: product, productId: "P0", status: .affected, basis: "", matchBy: .name, cves: 0)
            let list = whatFirst(in: plant.snapshot, exposures: [exposure], bulletins: bulletins, on: today)
            #expect(list.map(\.isAutomatable) == [true])
        }
    }

    /// The only line of a plant with one asset and one weakness.
    private func only(_ vector: String, _ remedies: [Remedy] = []) -> Priority? {
        var (plant, boiler) = boilerPlant()
        let asset = plant.asset("PLC-1", in: boiler)
        let bulletins = [bulletin("VSA-1", [weakness("CVE-1", [vector], remedies)], products: [[0]])]
        return whatFirst(
            in: plant.snapshot, exposures: [exposure(asset, bulletins)], bulletins: bulletins, on: today
        ).first
    }
}

/// Random plants and advisories.
@Suite struct WhatFirstOrderTests {
    private struct Case {
        var plant = TestPlant()
        var bulletins: [Bulletin] = []
        var exposures: [Exposure] = []

        var list: [Priority] {
            whatFirst(
                in: self.plant.snapshot, exposures: self.exposures, bulletins: self.bulletins, on: today)
        }
    }

    private func randomCase(_ random: inout SeededRandom) -> Case {
        var made = Case()
        let internet = made.plant.zone("Internet", .external)
        let zones = (0..<4).map { place in
            made.plant.zone("Z\(place)") {
                $0.criticality = Criticality.allCases.randomElement(using: &random)
                let isRated = Bool.random(using: &random)
                $0.safetyImpact = isRated ? SafetyImpact.allCases.randomElement(using: &random) : nil
            }
        }
        for zone in zones where Bool.random(using: &random) {
            made.plant.conduit(internet, zone, Conduits.Protection.allCases.randomElement(using: &random))
        }
        for number in 0..<4 {
            let weaknesses = (0..<3).map { place in
                weakness(
                    "CVE-\(number)-\(place)", [[critical, local, "?"].randomElement(using: &random) ?? local],
                    exploited: Int.random(in: 0..<6, using: &random) == 0)
            }
            made.bulletins.append(bulletin("VSA-\(number % 3)", weaknesses, products: [[0], [1, 2], [2]]))
        }
        for number in 0..<8 {
            let asset = made.plant.asset("A\(number)", in: zones.randomElement(using: &random)) {
                $0.criticality = Criticality.allCases.randomElement(using: &random)
            }
            for bulletin in made.bulletins.indices {
                for product in 0..<Int.random(in: 1...3, using: &random) {
                    let status = [Exposure.Status.affected, .possible, .unknown].randomElement(using: &random)
                    made.exposures.append(
                        exposure(asset, made.bulletins, bulletin, product: product, as: status ?? .affected))
                }
            }
        }
        return made
    }

    @Test func theOrderOfTheExposuresDoesNotMatter() {
        var random = SeededRandom(seed: 4)
        for _ in 0..<40 {
            var made = self.randomCase(&random)
            let list = made.list
            made.exposures.shuffle(using: &random)
            #expect(made.list == list)
        }
    }

    @Test func knowingOfAnExploitNeverLowersALine() throws {
        var random = SeededRandom(seed: 5)
        for _ in 0..<60 {
            var made = self.randomCase(&random)
            let before = made.list
            let bulletin = Int.random(in: 0..<made.bulletins.count, using: &random)
            made.plant.exploit("CVE-\(bulletin)-\(Int.random(in: 0..<3, using: &random))")
            let after = made.list
            for line in before where line.bulletin == bulletin {
                let same = try #require(after.first { $0.asset == line.asset && $0.bulletin == bulletin })
                #expect(same.decision >= line.decision)
                // Only lines of the same advisory may have come past it.
                let passed = after.prefix(same.rank - 1).filter { $0.bulletin != bulletin }.count
                let stood = before.prefix(line.rank - 1).filter { $0.bulletin != bulletin }.count
                #expect(passed <= stood)
            }
        }
    }

    @Test func decisionsComeInOrderAndThenStatus() {
        var random = SeededRandom(seed: 6)
        for _ in 0..<40 {
            let list = self.randomCase(&random).list
            for (one, next) in zip(list, list.dropFirst()) {
                #expect((next.decision, one.status.rank) <= (one.decision, next.status.rank))
            }
        }
    }
}
