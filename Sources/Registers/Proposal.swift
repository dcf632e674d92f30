/// What an importer or a form wants written. The registrar decides.
public struct Proposal: Sendable {
    /// The register.
    public let book: any AnyBook
    /// The identity of the record: an existing one, or a new one.
    public let id: UUID
    /// The revision the proposal was made on; `nil` for a new record.
    public let known: Int?
    /// The values wanted, one for each column.
    public let cells: [Cell]

    /// Asks for a new record.
    public init(new book: any AnyBook, id: UUID, cells: [Cell]) {
        self.book = book
        self.id = id
        self.known = nil
        self.cells = cells
    }

    /// Asks for a change of a record as it was read.
    public init(change record: KeptRecord, in book: any AnyBook, to cells: [Cell]) {
        self.book = book
        self.id = record.id
        self.known = record.revision
        self.cells = cells
    }
}
