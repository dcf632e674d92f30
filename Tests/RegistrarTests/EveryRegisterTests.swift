import CSMS
import Crypto
import Ledger
import Registers
import Registrar
import Samples
import Store
import Testing

/// What must hold for every register of the catalogue, whoever adds one.
@Suite struct EveryRegisterTests {
    @Test func marksAndNamesAreUnique() {
        #expect(Set(catalogue.map(\.mark)).count == catalogue.count)
        #expect(Set(catalogue.map(\.name)).count == catalogue.count)
    }

    @Test(arguments: catalogue.map(\.name)) func theDeclarationHasNoMistakes(name: String) throws {
        let book = try book(name)
        #expect(book.mistakes == [])
        #expect(book.mark.utf8.count == 3)
        let isSecretFound = book.columns.contains { $0.field.traits.isSuperset(of: [.secret, .searched]) }
        #expect(!isSecretFound)
        let isSecretListed = book.columns.contains { $0.field.traits.isSuperset(of: [.secret, .listed]) }
        #expect(!isSecretListed)
        for column in book.columns {
            if case .link(let other) = column.field.type { #expect(catalogue.contains { $0.name == other }) }
            if case .links(let other) = column.field.type { #expect(catalogue.contains { $0.name == other }) }
        }
    }

    @Test(arguments: catalogue.map(\.name)) func aRecordIsKeptReadEditedFoundAndDeleted(name: String) throws {
        let book = try book(name)
        let plant = try TrialPlant(catalogue)
        var samples = try neighbours(of: book, in: plant)
        let wanted = samples.cells(of: book)
        let record = try plant.keep(wanted, in: book)
        #expect(record.revision == 1)
        try expectKept(record, wanted, book, plant)
        try expectFound(record, book, plant)
        // A field that is left blank now and a filled one later both come back.
        let cells = edited(record, samples.cells(of: book), in: book)
        let change = Registrar.Batch([Proposal(change: record, in: book, to: cells)])
        let changed = try #require(try plant.registrar.submit(change, by: everyRole).records.first)
        #expect(changed.revision == (cells == wanted ? 1 : 2))
        try expectKept(changed, cells, book, plant)
        try expectFound(changed, book, plant)
        try plant.expectIntact()
        try plant.registrar.delete(changed.number, in: book, knowing: changed.revision, by: everyRole)
        #expect(try plant.office.store.record(changed.number, in: book) == nil)
        #expect(try plant.office.store.search(book.reference(changed.number)).isEmpty)
        let actions = try plant.office.store.history(of: changed.number, in: book).map(\.entry.action)
        #expect(actions == ["create"] + (cells == wanted ? [] : ["edit"]) + ["delete"])
        try plant.expectIntact()
    }

    @Test(arguments: catalogue.map(\.name)) func nobodyWithoutARoleWrites(name: String) throws {
        let book = try book(name)
        let plant = try TrialPlant(catalogue)
        var samples = try neighbours(of: book, in: plant)
        let record = try plant.keep(samples.cells(of: book), in: book)
        let cells = edited(record, samples.cells(of: book), in: book)
        let nobody = someone(7, [])
        #expect(throws: Refusal.self) { try plant.keep(samples.cells(of: book), in: book, by: nobody) }
        #expect(throws: Refusal.self) {
            let change = Registrar.Batch([Proposal(change: record, in: book, to: cells)])
            _ = try plant.registrar.submit(change, by: nobody)
        }
        #expect(throws: Refusal.self) {
            try plant.registrar.delete(record.number, in: book, knowing: record.revision, by: nobody)
        }
        #expect(try plant.office.store.record(record.number, in: book) == record)
    }

    @Test(arguments: catalogue.filter { $0.sitePlace != nil }.map(\.name))
    func nobodyWritesAtAnotherSite(name: String) throws {
        let book = try book(name)
        let place = try #require(book.sitePlace)
        let plant = try TrialPlant(catalogue)
        var samples = try neighbours(of: book, in: plant)
        let home = try #require(samples.known["sites"]?.first)
        let away = try plant.keep([.text("Elsewhere"), .text(""), .text(""), .text("")], in: Sites.book)
        let local = someone(7, Set(Role.allCases), at: home)
        var cells = samples.cells(of: book)
        cells[place] = .id(home)
        // A record that points at others may lead to further sites; then somebody with all roles keeps it.
        let leadsAway = book.columns.indices.contains { other in
            guard other != place else { return false }
            switch book.columns[other].field.type {
            case .link, .links: return true
            default: return false
            }
        }
        let record = try plant.keep(cells, in: book, by: leadsAway ? everyRole : local)
        cells = edited(record, samples.cells(of: book), in: book)
        cells[place] = .id(away.id)
        #expect(throws: Refusal.self) { try plant.keep(cells, in: book, by: local) }
        // Nor does a record move to where its writer has no role.
        #expect(throws: Refusal.self) {
            let change = Registrar.Batch([Proposal(change: record, in: book, to: cells)])
            _ = try plant.registrar.submit(change, by: local)
        }
        let stranger = someone(8, Set(Role.allCases), at: away.id)
        #expect(throws: Refusal.self) {
            try plant.registrar.delete(record.number, in: book, knowing: record.revision, by: stranger)
        }
    }

    @Test(arguments: catalogue.map(\.name)) func aStaleRevisionIsRefusedWithTheCurrentRecord(name: String) throws {
        let book = try book(name)
        let plant = try TrialPlant(catalogue)
        var samples = try neighbours(of: book, in: plant)
        let record = try plant.keep(samples.cells(of: book), in: book)
        var changed = record
        while changed.revision == 1 {
            let cells = edited(record, samples.cells(of: book), in: book)
            // A register whose every field names the record has nothing to edit but that.
            let wanted = cells == record.cells ? samples.cells(of: book) : cells
            let change = Registrar.Batch([Proposal(change: record, in: book, to: wanted)])
            changed = try #require(try plant.registrar.submit(change, by: everyRole).records.first)
        }
        let refusal = #expect(throws: Refusal.self) {
            let stale = Registrar.Batch([Proposal(change: record, in: book, to: samples.cells(of: book))])
            _ = try plant.registrar.submit(stale, by: everyRole)
        }
        guard case .conflict(let clash) = refusal else {
            Issue.record("A stale revision was answered with \(String(describing: refusal)).")
            return
        }
        #expect(clash.current == changed)
        #expect(clash.known == 1)
        #expect(throws: Refusal.self) {
            try plant.registrar.delete(record.number, in: book, knowing: 1, by: everyRole)
        }
    }

    @Test func secretsAreNotSearched() throws {
        let plant = try TrialPlant(catalogue)
        var samples = try neighbours(of: SignIns.book, in: plant)
        let person = try #require(samples.known["people"]?.last)
        let signIn = SignIn(id: ID(plant.office.newID())) {
            $0.person = ID(person)
            $0.passwordHash = "quarterdeck"
        }
        try plant.keep(signIn.cells, in: SignIns.book)
        _ = samples.cells(of: SignIns.book)
        #expect(try plant.office.store.search("quarterdeck").isEmpty)
    }
}

private func book(_ name: String) throws -> any AnyBook {
    try #require(catalogue.first { $0.name == name })
}

/// Makes a record in every register that the fields of `book` may point at, and what those need.
private func neighbours(of book: any AnyBook, in plant: TrialPlant) throws -> SampleRecords {
    var samples = SampleRecords(seed: 11)
    let originals = (0..<60).map { Array("Original \($0)".utf8) }
    let named = Dictionary(uniqueKeysWithValues: originals.map { (SHA256.hash($0).hex, $0) })
    try plant.office.keep(named)
    samples.originals = named.keys.sorted()
    // Three rounds make what needs what needs something else; a conduit needs two zones.
    for _ in 0..<3 {
        for other in catalogue where other.name != book.name && samples.canFill(other) {
            guard other.name != "conduits" || (samples.known["zones"]?.count ?? 0) > 1 else { continue }
            guard (samples.known[other.name]?.count ?? 0) < 2 else { continue }
            let cells = samples.cells(of: other)
            // A key of two links may be taken already.
            guard let record = try? plant.keep(cells, in: other) else { continue }
            samples.known[other.name, default: []].append(record.id)
        }
    }
    return samples
}

/// The record's own naming fields with other values everywhere else.
private func edited(_ record: KeptRecord, _ other: [Cell], in book: any AnyBook) -> [Cell] {
    let cells = other.indices.map { place in
        let column = book.columns[place]
        let isName = book.keyPlaces.contains(place) || column.field.traits.contains(.unique)
        return isName ? record.cells[place] : other[place]
    }
    return book.problems(in: cells).isEmpty ? cells : record.cells
}

/// Expects the record with these cells in the database, in a snapshot and in the ledger.
private func expectKept(_ record: KeptRecord, _ cells: [Cell], _ book: any AnyBook, _ plant: TrialPlant) throws {
    #expect(record.cells == cells)
    #expect(try plant.office.store.record(record.number, in: book) == record)
    let snapshot = try plant.office.store.snapshot()
    #expect(snapshot[book.name]?.kept.first { $0.id == record.id } == record)
    let entry = try #require(try plant.office.store.history(of: record.number, in: book).last).entry
    #expect(entry.revision == Int64(record.revision))
    #expect(entry.commitments.count == book.columns.count + 1)
    #expect(UUID(high: entry.record.high, low: entry.record.low) == record.id)
}

/// Expects that search finds the record by its number and by each searched field.
private func expectFound(_ record: KeptRecord, _ book: any AnyBook, _ plant: TrialPlant) throws {
    var texts = [book.reference(record.number)]
    for (column, cell) in zip(book.columns, record.cells) where column.field.traits.contains(.searched) {
        if case .text(let text) = cell, !text.isEmpty { texts.append(text) }
    }
    for text in texts {
        let found = try plant.office.store.search(text, limit: 1000)
        #expect(found.contains { $0.book.name == book.name && $0.number == record.number }, "\(text)")
    }
}
