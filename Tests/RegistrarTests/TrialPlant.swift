import Foundation
import Host
import Registers
import Registrar
import SQL
import Samples
import Testing

/// An installation in a folder of its own, which goes away with the test.
final class TrialPlant {
    let folder: DataFolder
    let books: [any AnyBook]
    private var opened: Office?

    init(_ books: [any AnyBook], seed: UInt64 = 1) throws {
        self.folder = DataFolder(Self.freshPath())
        self.books = books
        self.opened = try Office.make(
            in: self.folder, name: "trial.invalid/plant", books: books, clock: SteppingClock(),
            random: SeededBytes(seed: seed))
    }

    deinit { try? FileManager.default.removeItem(atPath: self.folder.path) }

    var registrar: Registrar { Registrar(self.office) }

    var office: Office {
        guard let office = self.opened else { preconditionFailure("The trial plant is closed.") }
        return office
    }

    /// Closes the installation: nobody else may hold it.
    func close() { self.opened = nil }

    /// Closes the installation and opens it again.
    func reopen() throws {
        self.close()
        self.opened = try Office(self.folder, books: self.books, for: .write, clock: SteppingClock())
    }

    /// Keeps a new record and returns it.
    @discardableResult
    func keep(_ cells: [Cell], in book: any AnyBook, by author: Author = everyRole) throws -> KeptRecord {
        let batch = Registrar.Batch([Proposal(new: book, id: self.office.newID(), cells: cells)])
        return try #require(try self.registrar.submit(batch, by: author).records.first)
    }

    /// Expects that verify finds nothing.
    func expectIntact(sourceLocation: SourceLocation = #_sourceLocation) throws {
        try self.office.publish()
        let verdict = verify(self.folder, books: self.books)
        #expect(verdict.alterations + verdict.unchecked == [], sourceLocation: sourceLocation)
    }

    static func freshPath() -> String {
        let name = SystemRandom().bytes(8).map { String($0) }.joined(separator: "-")
        return NSTemporaryDirectory() + "/holdfast-trial-" + name
    }
}

/// Somebody with every role at every site.
let everyRole = SamplePlant.author(1)

/// Somebody with some roles, at one site or at all.
func someone(_ digit: UInt64, _ roles: Set<Role>, at site: Registers.UUID? = nil) -> Author {
    Author(
        person: UUID(high: 0, low: digit), name: "author\(digit)", grants: Set(roles.map { Grant($0, at: site) }),
        via: "system")
}
