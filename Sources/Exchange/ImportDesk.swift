import CSMS
import Crypto
public import Registers

/// Where importers find records and propose new ones, one file after the other, on one thread.
///
/// The desk knows the plant as it was read and everything that was proposed since. The registrar decides after each
/// file; ``settle(kept:)`` tells the desk what came of it.
///
///     desk.begin(kind: "inventory")
///     filing(desk)
///     let draft = desk.finish()
///     desk.settle(kept: registrar.accepts(draft))
public final class ImportDesk {
    /// Whether links to records that do not exist are refused instead of made along.
    public let strict: Bool
    /// What people call the kind of the file that is being filed. An importer may say it more exactly.
    public var kind = ""

    private let plant: Snapshot
    private let newID: () -> UUID
    private var indexes: [String: BookIndex] = [:]
    private var order: [(index: BookIndex, place: Int)] = []
    private var draft = ImportDraft(kind: "")

    /// A desk for a plant as it was read.
    ///
    /// - Parameter newID: Makes the identity of a new record.
    public init(plant: Snapshot, strict: Bool, newID: @escaping () -> UUID) {
        self.plant = plant
        self.strict = strict
        self.newID = newID
    }

    /// What became of a proposal.
    public enum Outcome: Equatable, Sendable {
        /// The record is new, or was made by this file and differs now.
        case new
        /// The record is kept and differs.
        case changed
        /// The record is already as it was proposed.
        case same
        /// The record would break its rules; nothing was proposed.
        case refused([Problem])
    }

    /// Begins a file. What an earlier file asked for and nobody settled is taken back.
    public func begin(kind: String) {
        self.settle(kept: false)
        self.kind = kind
        self.draft = ImportDraft(kind: kind)
    }

    /// The record with these key values, in the order of the register's key; proposals of this file count.
    public func find(_ book: any AnyBook, _ key: Cell...) -> KeptRecord? { self.find(book, key: key) }

    /// The record with these key values, in the order of the register's key; proposals of this file count.
    public func find(_ book: any AnyBook, key: [Cell]) -> KeptRecord? {
        let index = self.index(of: book)
        return index.place(of: key.map(BookIndex.compared)).map { index.records[$0] }
    }

    /// All records of a register, with what this file asks for.
    public func records(of book: any AnyBook) -> [KeptRecord] { self.index(of: book).records }

    /// Proposes a record with these values, one for each column; the register's key says which record is meant.
    public func propose(_ book: any AnyBook, _ cells: [Cell]) -> Outcome { self.propose(book, cells, as: .filed) }

    /// Proposes a record that others need; it is listed in the draft under `name`, such as “site Linz (AT)”.
    ///
    /// - Returns: The record; `nil` when it would break its rules.
    public func create(along book: any AnyBook, _ cells: [Cell], called name: String) -> KeptRecord? {
        let outcome = self.propose(book, cells, as: .along)
        if case .refused = outcome { return nil }
        if outcome == .new { self.draft.created.append(name) }
        let index = self.index(of: book)
        return index.place(of: index.key(of: cells)).map { index.records[$0] }
    }

    /// Keeps an original beside the records.
    ///
    /// - Returns: The SHA-256 of the bytes in hex, under which they are kept.
    public func attach(_ bytes: [UInt8]) -> String {
        let digest = SHA256.hash(bytes).hex
        self.draft.attachments[digest] = bytes
        return digest
    }

    /// Says something about the file.
    public func note(_ problem: ImportProblem) { self.draft.problems.append(problem) }

    /// Says why a record of the file was not taken.
    public func reject(_ problem: ImportProblem) {
        self.draft.rejected += 1
        self.draft.problems.append(problem)
    }

    /// Ends the file and gives what it asks for; records stand behind those that they point at.
    public func finish() -> ImportDraft {
        var draft = self.draft
        draft.kind = self.kind
        for (index, place) in self.order where index.mark(at: place) == .filed {
            if let kept = index.kept(at: place) {
                if kept.cells == index.records[place].cells { draft.same += 1 } else { draft.changed += 1 }
            } else {
                draft.new += 1
            }
        }
        draft.proposals = ProposalOrder(self.order).proposals
        return draft
    }

    /// Takes over what the registrar decided about the file: its records are kept, or taken back.
    public func settle(kept: Bool) {
        for index in self.indexes.values { if kept { index.keep() } else { index.revert() } }
        self.order.removeAll()
        self.draft = ImportDraft(kind: self.kind)
    }

    func index(of book: any AnyBook) -> BookIndex {
        if let index = self.indexes[book.name] { return index }
        let index = BookIndex(book, self.plant[book.name]?.kept ?? [])
        self.indexes[book.name] = index
        return index
    }

    private func propose(_ book: any AnyBook, _ cells: [Cell], as mark: BookIndex.Mark) -> Outcome {
        precondition(cells.count == book.columns.count, "A record has one cell for each column.")
        let index = self.index(of: book)
        guard let place = index.place(of: index.key(of: cells)) else {
            let problems = book.problems(in: cells)
            guard problems.isEmpty else { return .refused(problems) }
            index.add(
                KeptRecord(id: self.newID(), number: 0, revision: 0, state: index.firstState, cells: cells), as: mark)
            self.order.append((index, index.records.count - 1))
            return .new
        }
        let isSame = index.records[place].cells == cells
        if !isSame {
            let problems = book.problems(in: cells)
            guard problems.isEmpty else { return .refused(problems) }
        }
        if index.mark(at: place) == .untouched { self.order.append((index, place)) }
        index.touch(place, as: mark)
        guard !isSame else { return .same }
        index.change(place, to: cells)
        return index.isNew(place) ? .new : .changed
    }
}

/// Puts the records that a file touched into an order in which each stands behind those that it points at.
private struct ProposalOrder {
    private(set) var proposals: [Proposal] = []
    private var waiting: [UUID: (index: BookIndex, place: Int)] = [:]

    init(_ order: [(index: BookIndex, place: Int)]) {
        for (index, place) in order where index.isNew(place) { self.waiting[index.records[place].id] = (index, place) }
        self.proposals.reserveCapacity(order.count)
        for (index, place) in order { self.emit(index, place, depth: 0) }
    }

    /// Registers point at each other without circles, so chains are short; deeper ones are written as they come.
    private mutating func emit(_ index: BookIndex, _ place: Int, depth: Int) {
        let depthMax = 16
        let record = index.records[place]
        if index.isNew(place) {
            guard self.waiting.removeValue(forKey: record.id) != nil else { return }
        } else if index.kept(at: place)?.cells == record.cells {
            return
        }
        if !self.waiting.isEmpty, depth < depthMax {
            for cell in record.cells {
                switch cell {
                case .id(let id): self.emit(id, depth: depth + 1)
                case .ids(let ids): for id in ids { self.emit(id, depth: depth + 1) }
                case .none, .text, .integer, .flag, .day, .moment: break
                }
            }
        }
        if let kept = index.kept(at: place) {
            self.proposals.append(Proposal(change: kept, in: index.book, to: record.cells))
        } else {
            self.proposals.append(Proposal(new: index.book, id: record.id, cells: record.cells))
        }
    }

    private mutating func emit(_ id: UUID, depth: Int) {
        guard let target = self.waiting[id] else { return }
        self.emit(target.index, target.place, depth: depth)
    }
}
