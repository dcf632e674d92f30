import CSMS
import Host
import Registers
import Registrar
import Store
import Testing

/// What nobody may do by a detour: through links, groups, digests and lost checkpoints.
@Suite struct BoundaryTests {
    private let plant: TrialPlant
    private let everywhere = someone(1, [.otSecurity, .administrator, .engineer])
    private let north: Site
    private let south: Site

    init() throws {
        let plant = try TrialPlant(catalogue)
        self.plant = plant
        self.north = Site(id: ID(plant.office.newID())) { $0.name = "North" }
        self.south = Site(id: ID(plant.office.newID())) { $0.name = "South" }
        _ = try plant.registrar.submit(
            Registrar.Batch([
                Proposal(new: Sites.book, id: self.north.id.uuid, cells: self.north.cells),
                Proposal(new: Sites.book, id: self.south.id.uuid, cells: self.south.cells),
            ]), by: self.everywhere)
    }

    private func atNorth() -> Author {
        let anyone = someone(2, [])
        return Author(
            person: anyone.person, name: anyone.name,
            grants: [Grant(.engineer, at: self.north.id.uuid), Grant(.otSecurity, at: self.north.id.uuid)], via: "cli")
    }

    private func asset(_ tag: String, at site: Site, in zone: ID<Zones>? = nil) -> Proposal {
        let asset = Asset(id: ID(self.plant.office.newID())) {
            $0.tag = tag
            $0.site = site.id
            $0.zone = zone
        }
        return Proposal(new: Assets.book, id: asset.id.uuid, cells: asset.cells)
    }

    @Test func aLinkIntoAnotherSiteIsRefused() throws {
        let zone = Zone(id: ID(self.plant.office.newID())) {
            $0.name = "Boilers"
            $0.site = self.south.id
        }
        _ = try self.plant.registrar.submit(
            Registrar.Batch([Proposal(new: Zones.book, id: zone.id.uuid, cells: zone.cells)]), by: self.everywhere)
        let stranger = Registrar.Batch([self.asset("N-1", at: self.north, in: zone.id)])
        let refusal = #expect(throws: Refusal.self) { try self.plant.registrar.submit(stranger, by: self.atNorth()) }
        #expect(refusal == .notAllowed("Zone belongs to a site where you may not write."))
        #expect(throws: Never.self) { try self.plant.registrar.submit(stranger, by: self.everywhere) }
    }

    @Test func aGroupStopsAtTheFirstThatIsRefused() throws {
        let batches = [
            Registrar.Batch([self.asset("N-1", at: self.north)]), Registrar.Batch([self.asset("S-1", at: self.south)]),
            Registrar.Batch([self.asset("N-2", at: self.north)]),
        ]
        let results = try self.plant.registrar.submit(each: batches, by: self.atNorth())
        #expect(try results[0].get().records.count == 1)
        #expect(throws: Refusal.self) { try results[1].get() }
        #expect(throws: Registrar.NotTried.self) { try results[2].get() }
        #expect(try self.plant.office.store.snapshot()[Assets.self].map(\.tag) == ["N-1"])
    }

    @Test func aRecordNamesNoOriginalThatIsNotKept() throws {
        let digest = String(repeating: "0", count: 64)
        let file = EvidenceFile(id: ID(self.plant.office.newID())) {
            $0.title = "Report"
            $0.digest = digest
        }
        var batch = Registrar.Batch([Proposal(new: Evidence.book, id: file.id.uuid, cells: file.cells)])
        #expect(throws: Refusal.self) { try self.plant.registrar.submit(batch, by: self.everywhere) }
        batch.originals = [digest]
        #expect(throws: Never.self) { try self.plant.registrar.submit(batch, by: self.everywhere) }
    }

    @Test func anOriginalIsNamedByNothingButItsDigest() {
        for name in ["../../../../etc/hostname", "", "abc", String(repeating: "Z", count: 64)] {
            #expect(throws: DiskError.self) { try self.plant.office.original(name) }
        }
    }

    @Test func nothingIsSignedWhereTheNewestCheckpointIsMissing() throws {
        for place in 0..<4 {
            let batch = Registrar.Batch([self.asset("A-\(place)", at: self.north)])
            _ = try self.plant.registrar.submit(batch, by: self.everywhere)
        }
        try self.plant.office.publish()
        try SystemDisk().remove(self.plant.office.folder.ledger + "/checkpoint")
        #expect(throws: FolderError.self) { try self.plant.office.publish() }
    }

    @Test func theLastDayOfAnApprovalIsPartOfIt() throws {
        let fields = RequirementStates.book.columns.filter { $0.field.traits.contains(.material) }.map(\.name)
        #expect(fields.contains("valid_until") && fields.contains("zone") && fields.contains("evidence"))
    }
}
