import Crypto
public import Registers
public import Registrar
import Store

/// A plant with records in every register that were made, edited, moved, repeated and deleted.
public struct SamplePlant {
    /// The installation.
    public let office: Office
    /// The records to make more of.
    public var samples: SampleRecords
    private let books: [any AnyBook]

    /// Somebody with every role, whose last digit tells him from others.
    public static func author(_ digit: UInt64) -> Author {
        Author(
            person: UUID(high: 0, low: digit), name: "author\(digit)",
            grants: Set(Role.allCases.map { Grant($0) }), via: "system")
    }

    /// A plant in an office that was just made.
    public init(_ office: Office, books: [any AnyBook], seed: UInt64) {
        self.office = office
        self.books = books
        self.samples = SampleRecords(seed: seed)
    }

    /// Makes `count` records in each register, then edits, moves and deletes some; publishes several times.
    public mutating func fill(_ count: Int) throws {
        let originals = (0..<count * 8).map { Array("The original number \($0).\n".utf8) }
        let named = Dictionary(uniqueKeysWithValues: originals.map { (SHA256.hash($0).hex, $0) })
        try self.office.keep(named)
        self.samples.originals = named.keys.sorted()
        // There are two zones before the first conduit, which joins two.
        for book in self.inOrder() where ["sites", "zones"].contains(book.name) {
            try self.create(in: book, round: count)
        }
        for round in 0..<count {
            for book in self.inOrder() { try self.create(in: book, round: round) }
            if round % 3 == 0 { try self.office.publish() }
        }
        for book in self.books {
            try self.editSome(of: book)
            try self.moveSome(of: book)
        }
        try self.office.publish()
        for book in self.books.reversed() { try self.deleteOne(of: book) }
        try self.office.publish()
    }

    /// The registers in an order in which required links point at earlier ones.
    private func inOrder() -> [any AnyBook] {
        var samples = self.samples
        var left = self.books
        var ordered: [any AnyBook] = []
        while let place = left.firstIndex(where: { samples.canFill($0) }) {
            let book = left.remove(at: place)
            samples.known[book.name, default: []].append(UUID(high: 0, low: 0))
            ordered.append(book)
        }
        return ordered
    }

    private mutating func create(in book: any AnyBook, round: Int) throws {
        let id = self.office.newID()
        var batch = Registrar.Batch([])
        if round % 2 == 0 {
            let key = "\(book.name)-\(round)"
            batch.request = RequestKey(key, digest: SHA256.hash(Array(key.utf8)))
        }
        if round % 4 == 1 { batch.source = SHA256.hash(Array("file \(round)".utf8)) }
        // A key of two links may be taken already; then other links are tried.
        for attempt in 0..<20 {
            batch.proposals = [Proposal(new: book, id: id, cells: self.samples.cells(of: book))]
            do {
                _ = try Registrar(self.office).submit(batch, by: Self.author(9))
                break
            } catch Refusal.invalid where attempt < 19 { continue }
        }
        self.samples.known[book.name, default: []].append(id)
    }

    private mutating func editSome(of book: any AnyBook) throws {
        let table = try self.office.store.snapshot(of: [book.name])[book.name]
        for record in table?.kept.prefix(4) ?? [] {
            let wanted = self.samples.cells(of: book)
            // What names the record stays, so that no two records come to have one name.
            let cells = wanted.indices.map { place in
                let column = book.columns[place]
                let isName = book.keyPlaces.contains(place) || column.field.traits.contains(.unique)
                return isName || column.field.traits.contains(.required) ? record.cells[place] : wanted[place]
            }
            guard book.problems(in: cells).isEmpty else { continue }
            let batch = Registrar.Batch([Proposal(change: record, in: book, to: cells)])
            _ = try Registrar(self.office).submit(batch, by: Self.author(8))
        }
    }

    private func moveSome(of book: any AnyBook) throws {
        guard let step = book.stepNames.first else { return }
        let table = try self.office.store.snapshot(of: [book.name])[book.name]
        for record in table?.kept.suffix(3) ?? [] {
            _ = try Registrar(self.office).take(
                step, on: record.number, in: book, knowing: record.revision, by: Self.author(7))
        }
    }

    private func deleteOne(of book: any AnyBook) throws {
        let table = try self.office.store.snapshot(of: [book.name])[book.name]
        for record in table?.kept.reversed() ?? [] {
            do {
                try Registrar(self.office).delete(
                    record.number, in: book, knowing: record.revision, by: Self.author(6))
                return
            } catch Refusal.wrongState { continue }
        }
    }
}
