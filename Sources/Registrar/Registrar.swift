public import Crypto
public import Registers
import SQL
public import Store

/// The one who writes: permission, rules, workflow, then one transaction with row, revision and ledger entry.
public struct Registrar: Sendable {
    /// The installation written to.
    public let office: Office

    /// The registrar of an open installation.
    public init(_ office: Office) { self.office = office }

    /// What is to be written wholly or not at all.
    public struct Batch: Sendable {
        /// The records wanted, in an order in which links point at earlier or existing ones.
        public var proposals: [Proposal]
        /// The digest of the file they come from; `nil` for none.
        public var source: Digest256?
        /// The key by which a repeated request is known; `nil` for none.
        public var request: RequestKey?
        /// The SHA-256 in hex of the originals that come with the proposals.
        public var originals: Set<String> = []

        /// A batch of proposals.
        public init(_ proposals: [Proposal], source: Digest256? = nil, request: RequestKey? = nil) {
            self.proposals = proposals
            self.source = source
            self.request = request
        }
    }

    /// What was written.
    public struct Answer: Hashable, Sendable {
        /// The places of the new ledger entries; empty when nothing changed.
        public let entries: Range<Int>
        /// The records as they stand, one for each proposal; empty for a repeated request.
        public let records: [KeptRecord]
        /// Whether the same request had been answered before.
        public let isRepeated: Bool
    }

    /// Writes one batch.
    ///
    /// - Throws: `Refusal` for what people can mend; a fault for what they cannot.
    public func submit(_ batch: Batch, by author: Author) throws -> Answer {
        let context = self.context(of: batch, by: author)
        return try self.office.store.write(context) { writing in
            try self.write(batch, by: author, in: &writing)
        }
    }

    /// A batch was not tried, because one before it was refused.
    public struct NotTried: Error {}

    /// Writes many batches in order with one commit, each wholly or not at all, up to the first that is refused.
    ///
    /// Those behind it have the result ``NotTried``: what they asked for may rest on what was refused.
    public func submit(each batches: [Batch], by author: Author) throws -> [Result<Answer, any Error>] {
        let stop = Stop()
        return try self.office.store.write(
            each: batches.map { batch in
                (
                    self.context(of: batch, by: author),
                    { writing in try stop.unlessRefused { try self.write(batch, by: author, in: &writing) } }
                )
            })
    }

    /// Moves a record through its workflow.
    ///
    /// - Parameter known: The revision that the person had read.
    public func take(
        _ step: String, on number: Int, in book: any AnyBook, knowing known: Int, by author: Author
    ) throws -> KeptRecord {
        try self.office.store.write(self.office.context(for: author)) { writing in
            let record = try self.record(number, in: book, by: author, writing)
            try self.refuseClash(record, known, in: book)
            let history = try writing.deeds(on: record, in: book)
            let site = try writing.site(of: record.id, cells: record.cells, in: book)
            let state = try book.take(step, on: record, at: site, by: author, after: history)
            return try writing.change(record, in: book, to: record.cells, state: state, action: step)
        }
    }

    /// Takes a record out of its register; its history stays.
    public func delete(_ number: Int, in book: any AnyBook, knowing known: Int, by author: Author) throws {
        try self.office.store.write(self.office.context(for: author)) { writing in
            let record = try self.record(number, in: book, by: author, writing)
            try self.refuseClash(record, known, in: book)
            let site = try writing.site(of: record.id, cells: record.cells, in: book)
            guard author.has(book.permissions.delete, at: site) else {
                throw Refusal.notAllowed("You may not delete \(book.reference(number)).")
            }
            try self.refuseBrokenDuties(record, in: book, by: author)
            do { try writing.delete(record, in: book) } catch let error as DatabaseError {
                guard writing.connection.dialect.isBrokenLink(error) else { throw error }
                throw Refusal.wrongState("Other records point at \(book.reference(number)). Change those first.")
            }
        }
    }

    func context(of batch: Batch, by author: Author) -> WritingContext {
        self.office.context(
            for: author, source: batch.source, request: batch.request?.commitment(by: author.person))
    }

    func write(_ batch: Batch, by author: Author, in writing: inout Writing) throws -> Answer {
        if let request = batch.request, let entries = try writing.answer(to: request, by: author.person) {
            return Answer(entries: entries, records: [], isRepeated: true)
        }
        let first = writing.entries
        try self.refuseMissingOriginals(in: batch)
        var check = SiteCheck(author)
        var records: [KeptRecord] = []
        records.reserveCapacity(batch.proposals.count)
        for proposal in batch.proposals {
            records.append(try self.write(proposal, by: author, &check, in: &writing))
        }
        let entries = first..<writing.entries
        if let request = batch.request { try writing.remember(request, by: author.person, entries) }
        return Answer(entries: entries, records: records, isRepeated: false)
    }

    private func write(
        _ proposal: Proposal, by author: Author, _ check: inout SiteCheck, in writing: inout Writing
    ) throws -> KeptRecord {
        let book = proposal.book
        let problems = book.problems(in: proposal.cells)
        guard problems.isEmpty else { throw Refusal.invalid(problems) }
        let site = try writing.site(of: proposal.id, cells: proposal.cells, in: book)
        try check.refuse(site, in: book)
        try check.refuseLinks(of: proposal, at: site, in: writing)
        guard let known = proposal.known else {
            let record = KeptRecord(
                id: proposal.id, number: 0, revision: 0, state: book.firstState, cells: proposal.cells)
            try self.refuseBrokenDuties(record, in: book, by: author)
            return try self.translate(in: book, writing) {
                try writing.create(in: book, id: proposal.id, cells: proposal.cells)
            }
        }
        guard let current = try writing.record(proposal.id, in: book) else {
            throw Refusal.notFound("There is no such record in \(book.name) any more.")
        }
        try self.refuseClash(current, known, in: book)
        try check.refuse(try writing.site(of: current.id, cells: current.cells, in: book), in: book)
        if current.cells == proposal.cells { return current }
        let changed = KeptRecord(
            id: current.id, number: current.number, revision: current.revision, state: current.state,
            cells: proposal.cells)
        try self.refuseBrokenDuties(current, in: book, by: author)
        try self.refuseBrokenDuties(changed, in: book, by: author)
        let state = book.state(afterEditing: current, to: proposal.cells)
        return try self.translate(in: book, writing) {
            try writing.change(current, in: book, to: proposal.cells, state: state, action: "edit")
        }
    }

    /// An original must be there before a record may name it.
    private func refuseMissingOriginals(in batch: Batch) throws {
        for proposal in batch.proposals {
            for (column, cell) in zip(proposal.book.columns, proposal.cells)
            where column.field.traits.contains(.original) {
                guard case .text(let digest) = cell, !digest.isEmpty, !batch.originals.contains(digest) else {
                    continue
                }
                guard try self.office.hasOriginal(digest) else {
                    let sentence = "No original with this SHA-256 is kept. Import or attach the file itself."
                    throw Refusal.invalid([Problem(field: column.name, sentence)])
                }
            }
        }
    }

    private func record(
        _ number: Int, in book: any AnyBook, by author: Author, _ writing: Writing
    ) throws -> KeptRecord {
        let missing = Refusal.notFound("There is no \(book.reference(number)).")
        guard let record = try writing.record(number: number, in: book) else { throw missing }
        let site = try writing.site(of: record.id, cells: record.cells, in: book)
        // What a person may not see is not there for him.
        guard author.has(book.permissions.read, at: site) else { throw missing }
        return record
    }

    private func refuseClash(_ record: KeptRecord, _ known: Int, in book: any AnyBook) throws(Refusal) {
        guard record.revision != known else { return }
        throw .conflict(Conflict(reference: book.reference(record.number), known: known, current: record))
    }

    private func refuseBrokenDuties(
        _ record: KeptRecord, in book: any AnyBook, by author: Author
    ) throws(Refusal) {
        guard let sentence = book.brokenDuties(in: record, by: author).first else { return }
        throw .notAllowed(sentence)
    }

    /// Says in words what the tables refuse.
    private func translate<T>(in book: any AnyBook, _ writing: Writing, _ body: () throws -> T) throws -> T {
        do { return try body() } catch let error as DatabaseError {
            if let columns = writing.connection.dialect.brokenUniqueness(in: error), error.speaks(of: book.name) {
                let labels = book.columns.filter { columns.contains($0.name) }.map(\.field.label)
                let what = labels.isEmpty ? "name" : labels.joined(separator: " and ")
                throw Refusal.invalid([Problem(field: columns.first, "Another record has the same \(what).")])
            }
            guard writing.connection.dialect.isBrokenLink(error) else { throw error }
            throw Refusal.invalid([Problem(field: nil, "The record points at one that is not there.")])
        }
    }
}
