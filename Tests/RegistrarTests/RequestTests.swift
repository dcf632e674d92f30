import CSMS
import Crypto
import Foundation
import Registers
import Registrar
import Store
import Synchronization
import Testing

/// Repeated requests, and many that come at once.
@Suite struct RequestTests {
    private let plant: TrialPlant

    init() throws { self.plant = try TrialPlant(catalogue) }

    private func team(_ name: String) -> Proposal {
        let team = Team(id: ID(self.plant.office.newID())) { $0.name = name }
        return Proposal(new: Teams.book, id: team.id.uuid, cells: team.cells)
    }

    private func batch(_ name: String, key: String, asked: String = "one") -> Registrar.Batch {
        Registrar.Batch([self.team(name)], request: RequestKey(key, digest: SHA256.hash(asked)))
    }

    private func names() throws -> [String] {
        try self.plant.office.store.snapshot(of: [Teams.name])[Teams.self].map(\.name)
    }

    @Test func aRepeatedRequestWritesNothingAndGivesTheSameAnswer() throws {
        let first = try self.plant.registrar.submit(self.batch("Shift A", key: "k"), by: everyRole)
        let second = try self.plant.registrar.submit(self.batch("Shift A", key: "k"), by: everyRole)
        #expect(!first.isRepeated && second.isRepeated)
        #expect(second.entries == first.entries)
        #expect(try self.names() == ["Shift A"])
        try self.plant.expectIntact()
    }

    @Test func anotherRequestUnderTheSameKeyIsRefused() throws {
        _ = try self.plant.registrar.submit(self.batch("Shift A", key: "k"), by: everyRole)
        let other = self.batch("Shift B", key: "k", asked: "two")
        #expect(throws: Refusal.self) { try self.plant.registrar.submit(other, by: everyRole) }
        #expect(try self.names() == ["Shift A"])
    }

    @Test func theSameKeyOfSomeoneElseIsAnotherRequest() throws {
        _ = try self.plant.registrar.submit(self.batch("Shift A", key: "k"), by: everyRole)
        let other = try self.plant.registrar.submit(
            self.batch("Shift B", key: "k"), by: someone(2, [.administrator]))
        #expect(!other.isRepeated)
        try self.plant.expectIntact()
    }

    @Test func aRequestIsKnownAfterTheNextStart() throws {
        let first = try self.plant.registrar.submit(self.batch("Shift A", key: "k"), by: everyRole)
        try self.plant.reopen()
        let second = try self.plant.registrar.submit(self.batch("Shift A", key: "k"), by: everyRole)
        #expect(second.isRepeated && second.entries == first.entries)
        #expect(try self.names() == ["Shift A"])
    }

    @Test func aRefusedRequestMayBeRepeatedRightly() throws {
        #expect(throws: Refusal.self) { try self.plant.registrar.submit(self.batch("", key: "k"), by: everyRole) }
        let again = try self.plant.registrar.submit(self.batch("Shift A", key: "k"), by: everyRole)
        #expect(!again.isRepeated)
        try self.plant.expectIntact()
    }

    @Test func oneBadRecordTakesItsBatchWithIt() throws {
        let batch = Registrar.Batch([self.team("Shift A"), self.team("Shift A")])
        #expect(throws: Refusal.self) { try self.plant.registrar.submit(batch, by: everyRole) }
        #expect(try self.names() == [])
        try self.plant.expectIntact()
    }

    @Test func aBadBatchLeavesEarlierOnesAloneAndStopsLaterOnes() throws {
        // The second batch fails at its second record, after its first was written.
        let names = [["Shift A"], ["Shift C", "Shift A"], ["Shift B"]]
        let results = try self.plant.registrar.submit(
            each: names.map { batch in Registrar.Batch(batch.map { self.team($0) }) }, by: everyRole)
        #expect(results.map { (try? $0.get()) != nil } == [true, false, false])
        #expect(throws: Registrar.NotTried.self) { try results[2].get() }
        #expect(try self.names() == ["Shift A"])
        try self.plant.expectIntact()
    }

    @Test func manyThreadsWriteAtOnceAndEachGetsItsOwnAnswer() throws {
        let wrong = Mutex<[String]>([])
        let (office, registrar) = (self.plant.office, self.plant.registrar)
        DispatchQueue.concurrentPerform(iterations: 200) { place in
            // Every fifth is refused at its second record, which has no name, after its first was written.
            let name = place % 5 == 0 ? "" : "Shift \(place)"
            let first = Team(id: ID(office.newID())) { $0.name = "First of \(place)" }
            let team = Team(id: ID(office.newID())) { $0.name = name }
            let batch = Registrar.Batch(
                [first, team].map { Proposal(new: Teams.book, id: $0.id.uuid, cells: $0.cells) },
                request: RequestKey("k\(place)", digest: SHA256.hash("\(place)")))
            do {
                let answer = try registrar.submit(batch, by: everyRole)
                let ids = [first.id.uuid, team.id.uuid]
                let isRight = !name.isEmpty && answer.records.map(\.id) == ids && answer.entries.count == 2
                if !isRight { wrong.withLock { $0.append("\(place): \(answer)") } }
            } catch {
                if !name.isEmpty || !(error is Refusal) { wrong.withLock { $0.append("\(place): \(error)") } }
            }
        }
        #expect(wrong.withLock { $0 } == [])
        #expect(try self.names().count == 320)
        try self.plant.expectIntact()
    }
}
