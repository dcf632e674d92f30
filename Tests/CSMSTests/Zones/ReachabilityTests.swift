import CSMS
import Registers
import Testing

@Suite struct ReachabilityTests {
    @Test func aZoneBehindAFirewallIsControlled() {
        var plant = TestPlant()
        let internet = plant.zone("Internet", .external), office = plant.zone("Office", .enterprise)
        plant.conduit(internet, office, .filtered)
        let reach = Reachability(in: plant.snapshot)[office.id]
        #expect(reach?.exposure == .controlled)
        #expect(reach?.sentence == "Reachable from Internet through CON-0001 (filtered).")
    }

    @Test func aZoneBehindARouterIsOpen() {
        var plant = TestPlant()
        let internet = plant.zone("Internet", .external), office = plant.zone("Office", .enterprise)
        plant.conduit(internet, office, .routed)
        let reach = Reachability(in: plant.snapshot)[office.id]
        #expect(reach?.exposure == .open)
        #expect(reach?.sentence == "Reachable from Internet through CON-0001 (routed), with no filter on the way.")
    }

    @Test func aProtectionThatNobodyRecordedIsOpen() {
        var plant = TestPlant()
        let internet = plant.zone("Internet", .external), office = plant.zone("Office", .enterprise)
        plant.conduit(internet, office, nil)
        let reach = Reachability(in: plant.snapshot)[office.id]
        #expect(reach?.exposure == .open)
        #expect(reach?.path?.weakest == nil)
    }

    @Test func oneFilterOnTheWayIsEnough() {
        var plant = TestPlant()
        let internet = plant.zone("Internet", .external), office = plant.zone("Office", .enterprise)
        let control = plant.zone("Control")
        plant.conduit(internet, office, .filtered)
        plant.conduit(office, control, .routed)
        let reach = Reachability(in: plant.snapshot)[control.id]
        #expect(reach?.exposure == .controlled)
        #expect(reach?.path?.weakest == .routed)
        #expect(
            reach?.sentence
                == "Reachable from Internet through CON-0001 (filtered) into Office and CON-0002 (routed).")
    }

    @Test func aLongerWayWithoutAFilterMakesTheZoneOpen() {
        var plant = TestPlant()
        let internet = plant.zone("Internet", .external), office = plant.zone("Office", .enterprise)
        let control = plant.zone("Control")
        plant.conduit(internet, control, .filtered)
        plant.conduit(internet, office, Conduits.Protection.none)
        plant.conduit(office, control, .routed)
        let reach = Reachability(in: plant.snapshot)[control.id]
        #expect(reach?.exposure == .open)
        #expect(reach?.path?.hops.count == 2)
        #expect(reach?.shortest?.hops.count == 1)
    }

    @Test func aConnectionIsOpenedInTheDirectionOfTheConduit() {
        for (direction, exposure) in [(Conduits.Direction.forward, SystemExposure.small), (.both, .controlled)] {
            var plant = TestPlant()
            let internet = plant.zone("Internet", .external), control = plant.zone("Control")
            plant.conduit(control, internet, .filtered, direction)
            #expect(Reachability(in: plant.snapshot)[control.id]?.exposure == exposure)
        }
    }

    @Test func aDiodeIsPassedInOneDirectionWhateverIsOnRecord() {
        var plant = TestPlant()
        let internet = plant.zone("Internet", .external), control = plant.zone("Control")
        let sink = plant.zone("Sink")
        plant.conduit(control, internet, .diode, .both)
        plant.conduit(internet, sink, .diode, .both)
        let reachability = Reachability(in: plant.snapshot)
        #expect(reachability[control.id]?.exposure == .small)
        #expect(
            reachability[control.id]?.sentence
                == "Not reachable from any untrusted zone; CON-0001 is a diode that only lets data out.")
        #expect(reachability[sink.id]?.exposure == .controlled)
    }

    @Test func aZoneWithoutAConduitCountsAsOpen() {
        var plant = TestPlant()
        plant.zone("Internet", .external)
        let island = plant.zone("Island")
        let reach = Reachability(in: plant.snapshot)[island.id]
        #expect(reach?.exposure == .open)
        #expect(reach?.isKnown == false)
        #expect(
            reach?.sentence
                == "The zone has no conduit on record: exposure is not known and counted as open.")
    }

    @Test func aPlantWithoutAnUntrustedZoneCountsAsOpen() {
        var plant = TestPlant()
        let one = plant.zone("One"), other = plant.zone("Other")
        plant.conduit(one, other, .filtered)
        #expect(Reachability(in: plant.snapshot).zones.allSatisfy { $0.exposure == .open && !$0.isKnown })
    }

    @Test func anUntrustedZoneIsOpen() {
        var plant = TestPlant()
        let vendor = plant.zone("Vendor", .remote)
        #expect(Reachability(in: plant.snapshot)[vendor.id]?.exposure == .open)
        #expect(Reachability(in: plant.snapshot)[vendor.id]?.isKnown == true)
    }

    @Test func aConduitToAZoneOfAnotherSiteIsAWayIn() {
        var plant = TestPlant(), elsewhere = TestPlant()
        let control = plant.zone("Control")
        elsewhere.zone("Not here")
        let remote = elsewhere.zone("Other plant")
        plant.conduit(remote, control, .filtered)
        let reach = Reachability(in: plant.snapshot)[control.id]
        #expect(reach?.exposure == .controlled)
        #expect(
            reach?.sentence
                == "Reachable from a zone that is not on record here through CON-0001 (filtered).")
    }

    @Test func remoteAccessIsAWayInWithoutAnUntrustedZone() {
        var plant = TestPlant()
        let office = plant.zone("Office", .enterprise), control = plant.zone("Control")
        let conduit = plant.conduit(office, control, .brokered) { $0.remoteAccess = true }
        let server = plant.asset("SRV-1", in: control)
        plant.asset("PLC-1", in: control)
        plant.flow(conduit, to: server)
        let reach = Reachability(in: plant.snapshot)[control.id]
        #expect(reach?.exposure == .controlled)
        #expect(reach?.sentence == "Reachable by remote access through CON-0001 (brokered).")
        #expect(remoteAccess(in: plant.snapshot).map(\.asset.tag) == ["SRV-1"])
    }

    @Test func theUntrustedZonesThatReachAZoneAreListed() {
        var plant = TestPlant()
        let internet = plant.zone("Internet", .external), vendor = plant.zone("Vendor", .remote)
        plant.zone("Radio", .external)
        let office = plant.zone("Office", .enterprise), control = plant.zone("Control")
        plant.conduit(internet, office, .filtered)
        plant.conduit(office, control, .filtered, .both)
        plant.conduit(vendor, control, .brokered)
        let names = Reachability(in: plant.snapshot).untrustedZones(reaching: control.id).map(\.name)
        #expect(names == ["Internet", "Vendor"])
    }

    @Test func aRingEnds() {
        var plant = TestPlant()
        let internet = plant.zone("Internet", .external)
        let ring = (0..<50).map { plant.zone("Ring \($0)") }
        for (place, zone) in ring.enumerated() { plant.conduit(zone, ring[(place + 1) % 50], .routed, .both) }
        plant.conduit(internet, ring[0], .filtered)
        let reachability = Reachability(in: plant.snapshot)
        #expect(reachability[ring[25].id]?.path?.hops.count == 26)
        #expect(reachability[ring[49].id]?.path?.hops.count == 2)
        #expect(reachability[ring[25].id]?.sentence.hasSuffix(" and 20 more conduits.") == true)
    }

    /// Every fact of the search against one that tries all ways (Floyd and Warshall).
    @Test func randomPlantsAgreeWithTryingAllWays() {
        var random = SeededRandom(seed: 3)
        for _ in 0..<60 {
            var plant = TestPlant()
            let count = 8
            let zones = (0..<count).map { plant.zone("Z\($0)", $0 == 0 || $0 == 5 ? .external : .control) }
            for _ in 0..<Int.random(in: 4...12, using: &random) {
                let ends = zones.shuffled(using: &random)
                plant.conduit(
                    ends[0], ends[1], Conduits.Protection.allCases.randomElement(using: &random),
                    Conduits.Direction.allCases.randomElement(using: &random) ?? .both)
            }
            let all = distances(plant, zones) { _ in true }
            let open = distances(plant, zones) { $0 == nil || $0 == Conduits.Protection.none || $0 == .routed }
            let reachability = Reachability(in: plant.snapshot)
            for (place, zone) in zones.enumerated() where !zone.kind.isUntrusted {
                let reach = reachability[zone.id]
                #expect(reach?.shortest?.hops.count == all[place])
                let hasConduit = plant.conduits.contains { $0.from == zone.id || $0.to == zone.id }
                let isOpen = open[place] != nil || !hasConduit
                #expect(reach?.exposure == (isOpen ? .open : all[place] == nil ? .small : .controlled))
            }
        }
    }
}

/// The number of conduits from the nearest untrusted zone to each zone, by relaxing all conduits as often as possible.
private func distances(
    _ plant: TestPlant, _ zones: [Zone], passes: (Conduits.Protection?) -> Bool
) -> [Int?] {
    var distance: [Int?] = zones.map { $0.kind.isUntrusted ? 0 : nil }
    for _ in zones {
        for conduit in plant.conduits where passes(conduit.protection) {
            let from = zones.firstIndex { $0.id == conduit.from } ?? 0
            let to = zones.firstIndex { $0.id == conduit.to } ?? 0
            var pairs = [(from, to)]
            if conduit.direction == .both, conduit.protection != .diode { pairs.append((to, from)) }
            for (one, other) in pairs {
                if let steps = distance[one] { distance[other] = min(distance[other] ?? .max, steps + 1) }
            }
        }
    }
    return distance
}
