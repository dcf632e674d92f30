import CSMS
import Exchange
import Registers
import Testing

/// What the desk knows between files.
struct DeskTests {
    private let office = Office()

    private func cells(_ name: String, city: String = "") -> [Cell] {
        var site = Site(id: ID(UUID(high: 0, low: 0)))
        site.name = name
        site.city = city
        return site.cells
    }

    @Test func aProposalIsFoundBeforeItIsKept() {
        let desk = self.office.desk()
        desk.begin(kind: "x")
        #expect(desk.propose(Sites.book, self.cells("Linz")) == .new)
        #expect(desk.find(Sites.book, .text(" LINZ ")) != nil)
        #expect(desk.propose(Sites.book, self.cells("Linz")) == .same)
        #expect(desk.finish().new == 1)
    }

    @Test func whatWasNotKeptIsForgotten() {
        let desk = self.office.desk()
        desk.begin(kind: "x")
        _ = desk.propose(Sites.book, self.cells("Linz"))
        desk.settle(kept: false)
        #expect(desk.find(Sites.book, .text("Linz")) == nil)
        #expect(desk.records(of: Sites.book).isEmpty)
        desk.begin(kind: "y")
        #expect(desk.propose(Sites.book, self.cells("Linz")) == .new)
        #expect(desk.finish().proposals.count == 1)
    }

    @Test func whatWasKeptIsTheBaseOfTheNextFile() throws {
        let desk = self.office.desk()
        desk.begin(kind: "x")
        _ = desk.propose(Sites.book, self.cells("Linz"))
        desk.settle(kept: true)
        desk.begin(kind: "y")
        #expect(desk.propose(Sites.book, self.cells("Linz", city: "Linz")) == .changed)
        let draft = desk.finish()
        #expect(draft.changed == 1 && draft.new == 0)
        #expect(draft.proposals.map(\.known) == [1])
        desk.settle(kept: true)
        #expect(desk.find(Sites.book, .text("Linz"))?.revision == 2)
    }

    @Test func aChangeThatWasNotKeptIsTakenBack() throws {
        try self.office.take("sites.csv", "name,city\nLinz,Linz\n")
        let desk = self.office.desk()
        desk.begin(kind: "x")
        #expect(desk.propose(Sites.book, self.cells("Linz", city: "Wels")) == .changed)
        desk.settle(kept: false)
        desk.begin(kind: "y")
        #expect(desk.propose(Sites.book, self.cells("Linz", city: "Linz")) == .same)
        #expect(desk.finish().proposals.isEmpty)
    }

    @Test func aFileThatNobodySettledIsTakenBackByTheNext() {
        let desk = self.office.desk()
        desk.begin(kind: "x")
        _ = desk.propose(Sites.book, self.cells("Linz"))
        desk.begin(kind: "y")
        #expect(desk.find(Sites.book, .text("Linz")) == nil)
    }

    @Test func aChangeThereAndBackIsNoChange() throws {
        try self.office.take("sites.csv", "name,city\nLinz,Linz\n")
        let desk = self.office.desk()
        desk.begin(kind: "x")
        _ = desk.propose(Sites.book, self.cells("Linz", city: "Wels"))
        _ = desk.propose(Sites.book, self.cells("Linz", city: "Linz"))
        let draft = desk.finish()
        #expect(draft.same == 1 && draft.changed == 0 && draft.proposals.isEmpty)
    }

    @Test func aRecordThatBreaksItsRulesIsNotProposed() {
        let desk = self.office.desk()
        desk.begin(kind: "x")
        let outcome = desk.propose(Sites.book, self.cells(""))
        #expect(outcome == .refused([Problem(field: "name", "Name is missing.")]))
        #expect(desk.finish().proposals.isEmpty)
    }

    @Test func anOriginalIsKeptUnderItsDigest() {
        let desk = self.office.desk()
        desk.begin(kind: "x")
        let digest = desk.attach(Array("abc".utf8))
        // FIPS 180-4, example for “abc”.
        #expect(digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(desk.finish().attachments[digest] == Array("abc".utf8))
    }
}
