import Registers
import Store
import Synchronization

/// Asks once per site and register whether the author may write there.
struct SiteCheck {
    private let author: Author
    private var allowed: [String: Set<UUID?>] = [:]
    /// Where the records are that links pointed at.
    private var places: [UUID: RecordPlace] = [:]

    init(_ author: Author) { self.author = author }

    mutating func refuse(_ site: UUID?, in book: any AnyBook) throws(Refusal) {
        if self.allowed[book.name]?.contains(site) ?? false { return }
        guard self.author.has(book.permissions.edit, at: site) else {
            throw .notAllowed("You may not write to \(book.name) at this site.")
        }
        self.allowed[book.name, default: []].insert(site)
    }

    /// Refuses links to records that are not there, and links into a site where the author may not write.
    ///
    /// A conduit into another site's zone, or an asset in it, would change that site's picture.
    mutating func refuseLinks(of proposal: Proposal, at site: UUID?, in writing: Writing) throws {
        let edit = proposal.book.permissions.edit
        for (column, cell) in zip(proposal.book.columns, proposal.cells) {
            let register: String
            let members: [UUID]
            switch (column.field.type, cell) {
            case (.link(let name), .id(let id)): (register, members) = (name, [id])
            case (.links(let name), .ids(let ids)): (register, members) = (name, ids)
            default: continue
            }
            for member in members {
                switch try self.place(of: member, in: register, writing) {
                case .nowhere:
                    throw Refusal.invalid([Problem(field: column.name, "The record points at one that is not there.")])
                case .site(let other) where other != site && !self.author.has(edit, at: other):
                    throw Refusal.notAllowed("\(column.field.label) belongs to a site where you may not write.")
                case .site, .allSites: continue
                }
            }
        }
    }

    private mutating func place(of id: UUID, in register: String, _ writing: Writing) throws -> RecordPlace {
        if let known = self.places[id] { return known }
        let place = try writing.place(of: id, in: register)
        self.places[id] = place
        return place
    }
}

/// Stops a row of batches at the first that is refused.
final class Stop: Sendable {
    private let isRefused = Atomic<Bool>(false)

    func unlessRefused<T>(_ body: () throws -> T) throws -> T {
        guard !self.isRefused.load(ordering: .relaxed) else { throw Registrar.NotTried() }
        do { return try body() } catch {
            self.isRefused.store(true, ordering: .relaxed)
            throw error
        }
    }
}
