import CSMS
import Registers
import Registrar
import Store
import Testing

/// Requirement states: who states does not approve. IEC 62443-3-3, CCSC 2: countermeasures are approved.
@Suite struct WorkflowTests {
    private let plant: TrialPlant
    private let state: KeptRecord
    private let writer = someone(1, [.otSecurity, .administrator])
    private let other = someone(2, [.otSecurity])

    init() throws {
        self.plant = try TrialPlant(catalogue)
        let zone = Zone(id: ID(self.plant.office.newID())) { $0.name = "Boilers" }
        let framework = Framework(id: ID(self.plant.office.newID())) { $0.code = "trial" }
        let requirement = Requirement(id: ID(self.plant.office.newID())) {
            $0.code = "SR 1.1"
            $0.framework = framework.id
        }
        let state = RequirementState(id: ID(self.plant.office.newID())) {
            $0.zone = zone.id
            $0.requirement = requirement.id
            $0.status = .met
        }
        let answer = try self.plant.registrar.submit(
            Registrar.Batch([
                Proposal(new: Zones.book, id: zone.id.uuid, cells: zone.cells),
                Proposal(new: Frameworks.book, id: framework.id.uuid, cells: framework.cells),
                Proposal(new: Requirements.book, id: requirement.id.uuid, cells: requirement.cells),
                Proposal(new: RequirementStates.book, id: state.id.uuid, cells: state.cells),
            ]), by: self.writer)
        self.state = try #require(answer.records.last)
    }

    private func approve(_ record: KeptRecord, by author: Author) throws -> KeptRecord {
        try self.plant.registrar.take(
            "Approve", on: record.number, in: RequirementStates.book, knowing: record.revision, by: author)
    }

    private func edit(
        _ record: KeptRecord, by author: Author, _ fill: (inout RequirementState) -> Void
    ) throws -> KeptRecord {
        var wanted = RequirementState(record)
        fill(&wanted)
        let change = Registrar.Batch([Proposal(change: record, in: RequirementStates.book, to: wanted.cells)])
        return try #require(try self.plant.registrar.submit(change, by: author).records.first)
    }

    @Test func whoStatesDoesNotApprove() throws {
        let refusal = #expect(throws: Refusal.self) { try self.approve(self.state, by: self.writer) }
        #expect(refusal == .notAllowed("“Approve” must be done by someone else than “create”."))
    }

    @Test func whoEditsDoesNotApprove() throws {
        let edited = try self.edit(self.state, by: self.other) { $0.method = "Inspection" }
        let refusal = #expect(throws: Refusal.self) { try self.approve(edited, by: self.other) }
        #expect(refusal == .notAllowed("“Approve” must be done by someone else than “edit”."))
    }

    @Test func theAdministratorDoesNotApprove() throws {
        #expect(throws: Refusal.self) { try self.approve(self.state, by: someone(3, [.administrator])) }
    }

    @Test func someoneElseApproves() throws {
        let approved = try self.approve(self.state, by: self.other)
        #expect(approved.state == "approved")
        #expect(approved.revision == 2)
        try self.plant.expectIntact()
    }

    @Test func aMaterialEditVoidsTheApproval() throws {
        let approved = try self.approve(self.state, by: self.other)
        let edited = try self.edit(approved, by: self.writer) { $0.status = .notMet }
        #expect(edited.state == "stated")
    }

    @Test func anotherEditKeepsTheApproval() throws {
        let approved = try self.approve(self.state, by: self.other)
        let edited = try self.edit(approved, by: self.writer) { $0.unread = "Remark: seen" }
        #expect(edited.state == "approved")
    }

    @Test func whatIsApprovedIsNotApprovedAgain() throws {
        let approved = try self.approve(self.state, by: self.other)
        let refusal = #expect(throws: Refusal.self) { try self.approve(approved, by: self.other) }
        #expect(refusal == .wrongState("“Approve” is not possible while RST-0001 is “Approved”."))
    }

    @Test func aStepOnAStaleRevisionIsRefused() throws {
        _ = try self.edit(self.state, by: self.writer) { $0.status = .notMet }
        #expect(throws: Refusal.self) { try self.approve(self.state, by: self.other) }
    }

    @Test func nobodyGivesARoleToHimself() throws {
        let giver = Person(id: ID(self.plant.office.newID())) {
            $0.userName = "giver"
            $0.name = "Giver"
        }
        _ = try self.plant.registrar.submit(
            Registrar.Batch([Proposal(new: People.book, id: giver.id.uuid, cells: giver.cells)]), by: everyRole)
        let grant = RoleGrant(id: ID(self.plant.office.newID())) {
            $0.person = giver.id
            $0.role = .ciso
        }
        let batch = Registrar.Batch([Proposal(new: RoleGrants.book, id: grant.id.uuid, cells: grant.cells)])
        let himself = Author(
            person: giver.id.uuid, name: "giver", grants: [Grant(.administrator), Grant(.identity)], via: "cli")
        let refusal = #expect(throws: Refusal.self) { try self.plant.registrar.submit(batch, by: himself) }
        #expect(refusal == .notAllowed("Nobody gives a role to himself."))
        #expect(try self.plant.registrar.submit(batch, by: everyRole).records.count == 1)
    }
}
