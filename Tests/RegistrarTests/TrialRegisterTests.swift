import Crypto
import Registers
import Registrar
import SQL
import Samples
import Store
import Testing

/// A register that this file alone declares. It works everywhere: a new register is one file and one line.
private struct Valves: Register {
    static let book = Book(Valves())
    static let mark = "VAL"

    let tag = text("Tag", [.required, .unique, .listed, .searched])
    let medium = choice("Medium", Medium.water, [.listed])
    let bar = number("Pressure in bar", 0...400)
    let fitted = day("Fitted on")
    let spare = flag("Spare")
    let feeds = links("Feeds", to: Valves.self)

    enum Medium: String, Choice { case water, steam }
}

/// The same register as an older version declared it, without two of its fields.
private struct OlderValves: Register {
    static let book = Book(OlderValves())
    static let mark = "VAL"
    static let name = "valves"

    let tag = text("Tag", [.required, .unique, .listed, .searched])
    let spare = flag("Spare")
    let bar = number("Pressure in bar", 0...400)
}

/// A register that a later version adds.
private struct Pumps: Register {
    static let book = Book(Pumps())
    static let mark = "PUM"

    let name = text("Name", [.required, .listed, .searched])
    let line = text("Line", [.required, .listed])
    let valve = link("Valve", to: Valves.self)

    var key: [String] { ["name", "line"] }
}

/// The samples hold the office, which must be free to be closed later.
private func fillSamples(_ plant: TrialPlant) throws {
    var sample = SamplePlant(plant.office, books: plant.books, seed: 5)
    try sample.fill(6)
}

@Suite struct TrialRegisterTests {
    @Test func aRegisterOfOneDeclarationWorksEverywhere() throws {
        let plant = try TrialPlant([Valves.book])
        try fillSamples(plant)
        let valve = Record<Valves>(id: ID(plant.office.newID())) {
            $0.tag = "V-4711"
            $0.medium = .steam
            $0.bar = 16
        }
        let kept = try plant.keep(valve.cells, in: Valves.book)
        let read = try #require(try plant.office.store.snapshot()[Valves.self].first { $0.tag == "V-4711" })
        #expect(read.medium == .steam && read.bar == 16 && !read.spare && read.feeds == [] && read.fitted == nil)
        #expect(try plant.office.store.search("v 4711").map(\.number) == [kept.number])
        try plant.expectIntact()
        try plant.reopen()
        #expect(try plant.office.store.record(kept.number, in: Valves.book) == kept)
    }

    /// Makes a plant with `books`, lets `fill` write, and closes it; the folder stays until the returned value goes.
    private func closed(_ books: [any AnyBook], _ fill: (TrialPlant) throws -> Void) throws -> TrialPlant {
        let plant = try TrialPlant(books)
        try fill(plant)
        try plant.expectIntact()
        plant.close()
        return plant
    }

    private func keepOldValve(_ plant: TrialPlant) throws {
        let valve = Record<OlderValves>(id: ID(plant.office.newID())) {
            $0.tag = "V-1"
            $0.spare = true
        }
        try plant.keep(valve.cells, in: OlderValves.book)
    }

    @Test func aLaterVersionOpensWhatAnOlderOneMade() throws {
        let plant = try self.closed([OlderValves.book], self.keepOldValve)
        let books: [any AnyBook] = [Valves.book, Pumps.book]
        do {
            let office = try Office(plant.folder, books: books, for: .write)
            let valve = try #require(try office.store.snapshot()[Valves.self].first)
            #expect(valve.tag == "V-1" && valve.spare && valve.medium == .water && valve.feeds == [])
            #expect(verify(plant.folder, books: books).alterations == [])
            var changed = valve
            changed.medium = .steam
            let kept = try #require(try office.store.record(1, in: Valves.book))
            let edit = Registrar.Batch([Proposal(change: kept, in: Valves.book, to: changed.cells)])
            _ = try Registrar(office).submit(edit, by: everyRole)
            let pump = Record<Pumps>(id: ID(office.newID())) {
                $0.name = "P-1"
                $0.line = "North"
                $0.valve = valve.id
            }
            let create = Registrar.Batch([Proposal(new: Pumps.book, id: pump.id.uuid, cells: pump.cells)])
            _ = try Registrar(office).submit(create, by: everyRole)
            try office.publish()
        }
        let verdict = verify(plant.folder, books: books)
        #expect(verdict.alterations + verdict.unchecked == [])
    }

    @Test func anEmptyOlderDatabaseOpensTooAndStaysIntact() throws {
        let plant = try self.closed([OlderValves.book]) { _ in }
        let books: [any AnyBook] = [Valves.book, Pumps.book]
        _ = try Office(plant.folder, books: books, for: .write)
        let verdict = verify(plant.folder, books: books)
        #expect(verdict.alterations + verdict.unchecked == [])
    }

    @Test func verifyOfAnOlderDatabaseDoesNotCallItAltered() throws {
        let plant = try self.closed([OlderValves.book], self.keepOldValve)
        let verdict = verify(plant.folder, books: [Valves.book, Pumps.book])
        #expect(verdict.exitStatus == 2)
        #expect(verdict.unchecked.first?.hasPrefix("An older version of Holdfast made the database") ?? false)
    }

    @Test func aColumnThatNoFieldStandsForIsRefused() throws {
        let plant = try self.closed([Valves.book]) { _ in }
        let error = #expect(throws: SchemaMismatch.self) {
            try Office(plant.folder, books: [OlderValves.book], for: .write)
        }
        #expect(error?.sentences.contains("The table valves has a column medium that no field stands for.") ?? false)
    }
}
