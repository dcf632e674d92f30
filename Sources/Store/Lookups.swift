import Crypto
import Ledger
public import Registers
import SQL

extension Writing {
    /// The record with this number as this transaction sees it.
    public func record(number: Int, in book: any AnyBook) throws -> KeptRecord? {
        try self.store.table(of: book).first(number: number, on: self.connection)
    }

    /// The site of a record: its own, or that of the record it takes its site through; `nil` for all sites.
    public func site(of id: UUID, cells: [Cell], in book: any AnyBook) throws -> UUID? {
        guard let place = book.siteThroughPlace else { return book.ownSite(of: id, cells: cells) }
        guard case .link(let register) = book.columns[place].field.type, case .id(let next) = cells[place],
            let other = self.store.books.first(where: { $0.name == register }),
            let record = try self.record(next, in: other)
        else { return nil }
        return try self.site(of: record.id, cells: record.cells, in: other)
    }

    /// Where the record with this identity is, in the register of this name.
    public func place(of id: UUID, in register: String) throws -> RecordPlace {
        guard let book = self.store.books.first(where: { $0.name == register }),
            let record = try self.record(id, in: book)
        else { return .nowhere }
        return try self.site(of: id, cells: record.cells, in: book).map { .site($0) } ?? .allSites
    }

    /// What people did to a record, oldest first, as the ledger tells it.
    public func deeds(on record: KeptRecord, in book: any AnyBook) throws -> [Deed] {
        var deeds: [Deed] = []
        try self.connection.each(
            """
            SELECT bytes FROM ledger JOIN revisions USING (entry)
            WHERE register = \(book.name) AND number = \(record.number) ORDER BY revision
            """
        ) { row in
            let entry = try Entry(encoded: row.bytes(0))
            deeds.append(Deed(entry.action, by: UUID(entry.actor)))
        }
        return deeds
    }
}

/// Where a record is.
public enum RecordPlace: Hashable, Sendable {
    /// There is no such record.
    case nowhere
    /// It belongs to no single site.
    case allSites
    /// It belongs to this site.
    case site(UUID)
}

extension AnyBook {
    /// The state of a record after an edit: an edit of what a step speaks of takes it back to its start.
    public func state(afterEditing record: KeptRecord, to cells: [Cell]) -> String {
        guard record.state != self.firstState else { return record.state }
        let changed = zip(self.columns, zip(record.cells, cells)).contains { column, cells in
            column.field.traits.contains(.material) && cells.0 != cells.1
        }
        return changed ? self.firstState : record.state
    }
}
