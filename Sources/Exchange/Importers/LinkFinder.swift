import Registers

/// Finds the records that the texts of a table name, each distinct text once.
struct LinkFinder {
    private let desk: ImportDesk
    private var known: [Query: Answer] = [:]

    init(_ desk: ImportDesk) { self.desk = desk }

    /// What a text leads to.
    enum Answer {
        /// The link, or the links.
        case cell(Cell)
        /// Why the field cannot have it.
        case refused(String)
        /// Why the row is not taken, because nothing is made along in strict mode.
        case strict(String)
    }

    /// The records that a text names: one, or several with semicolons between them; `nil` for a blank.
    ///
    /// - Parameter context: The record that makes a name clear, such as the site of a zone.
    mutating func answer(_ text: String, in book: any AnyBook, isList: Bool, context: UUID?) -> Answer? {
        if isBlank(text) { return nil }
        guard isList else { return self.answer(text, in: book, context: context) }
        var ids: [UUID] = []
        for part in text.split(separator: ";") where !isBlank(String(part)) {
            let answer = self.answer(String(part), in: book, context: context)
            guard case .cell(.id(let id)) = answer else { return answer }
            ids.append(id)
        }
        return .cell(.ids(ids))
    }

    private struct Query: Hashable {
        let register: String
        let text: String
        let context: UUID?
    }

    private mutating func answer(_ text: String, in book: any AnyBook, context: UUID?) -> Answer {
        let query = Query(register: book.name, text: text, context: context)
        if let answer = self.known[query] { return answer }
        let answer = self.find(text, in: book, context: context)
        self.known[query] = answer
        return answer
    }

    private func find(_ text: String, in book: any AnyBook, context: UUID?) -> Answer {
        switch self.desk.named(text, in: book, context: context) {
        case .record(let record): return .cell(.id(record.id))
        case .several:
            let clear = book.contextRegister.map { "a column “\($0.dropLast())” or " } ?? ""
            return .refused("several \(book.plural) are called so, which needs \(clear)a reference")
        case .unknown: break
        }
        guard book.isMadeAlong, book.referenced(in: text) == nil else { return .refused("no such \(book.singular)") }
        if self.desk.strict {
            return .strict(
                "There is no \(book.singular) “\(shortened(tidied(text)))”, and none is made in strict mode.")
        }
        if let id = self.desk.createNamed(text, in: book, context: context) { return .cell(.id(id)) }
        let needed = book.contextPlace.map { book.columns[$0] }
        if let needed = needed, context == nil, needed.field.traits.contains(.required) {
            return .refused("no such \(book.singular), and without \(needed.name) none can be made")
        }
        return .refused("not a name for a \(book.singular)")
    }
}
