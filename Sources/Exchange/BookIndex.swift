import Registers

/// The records of one register at the desk: those that are kept and those that this file asks for, found by key.
///
/// One thread uses it. Places are stable: a record stays where it is until a file that made it is taken back.
final class BookIndex {
    /// What became of a record in the file that is being filed.
    enum Mark: UInt8 { case untouched, filed, along }

    let book: any AnyBook
    /// The place of the text that names a record for people; `nil` when the key begins with a link.
    let namePlace: Int?
    /// The state in which a record begins.
    let firstState: String
    private let keyPlaces: [Int]
    private(set) var records: [KeptRecord]
    /// How many of `records` were there before this file; the others are new.
    private(set) var keptCount: Int
    /// The records of this file in the order in which it first spoke of them.
    private(set) var touched: [Int] = []
    private var marks: [Mark]
    private var before: [Int: KeptRecord] = [:]
    private var places: [[Cell]: Int] = [:]
    private var titlePlace: Int?
    private var byName: [String: [Int]] = [:]
    private var byTitle: [String: [Int]]?
    private var byNumber: [Int: Int]?

    init(_ book: any AnyBook, _ records: [KeptRecord]) {
        self.book = book
        self.firstState = book.firstState
        self.keyPlaces = book.keyPlaces
        self.records = records
        self.keptCount = records.count
        self.marks = Array(repeating: .untouched, count: records.count)
        let columns = book.columns
        self.namePlace = book.keyPlaces.first.flatMap { place in
            if case .text = columns[place].field.type { place } else { nil }
        }
        let title = book.place(of: "name") ?? book.place(of: "title")
        self.titlePlace = title == self.namePlace ? nil : title
        self.places.reserveCapacity(records.count)
        for place in records.indices { self.learn(place) }
    }

    /// The key of a record as it is compared: texts folded, no text as no value.
    func key(of cells: [Cell]) -> [Cell] { self.keyPlaces.map { BookIndex.compared(cells[$0]) } }

    /// One value of a key as it is compared.
    static func compared(_ cell: Cell) -> Cell {
        guard case .text(let text) = cell else { return cell }
        return text.isEmpty ? .none : .text(folded(text))
    }

    func place(of key: [Cell]) -> Int? { self.places[key] }

    /// Whether the record was made by this file.
    func isNew(_ place: Int) -> Bool { place >= self.keptCount }

    func mark(at place: Int) -> Mark { self.marks[place] }

    /// The record as it was before this file; `nil` for a new one.
    func kept(at place: Int) -> KeptRecord? {
        self.isNew(place) ? nil : self.before[place] ?? self.records[place]
    }

    /// The places of the records with this naming text, folded.
    func places(named name: String) -> [Int] { self.byName[name] ?? [] }

    /// The places of the records whose name or title is this text, folded, where that is not the key.
    func places(titled title: String) -> [Int] {
        guard let titlePlace = self.titlePlace else { return [] }
        if self.byTitle == nil {
            self.byTitle = [:]
            for place in self.records.indices { self.learnTitle(place) }
        }
        // Titles change; what was learnt once may no longer hold.
        return (self.byTitle?[title] ?? []).filter {
            $0 < self.records.count && BookIndex.compared(self.records[$0].cells[titlePlace]) == .text(title)
        }
    }

    /// The place of the kept record with this number.
    func place(numbered number: Int) -> Int? {
        if self.byNumber == nil {
            let pairs = self.records.enumerated().compactMap { $1.number > 0 ? ($1.number, $0) : nil }
            self.byNumber = Dictionary(pairs) { first, _ in first }
        }
        return self.byNumber?[number]
    }

    /// Notes that the file speaks of a record; `filed` wins over `along`.
    func touch(_ place: Int, as mark: Mark) {
        if self.marks[place] == .untouched { self.touched.append(place) }
        if self.marks[place] != .filed { self.marks[place] = mark }
    }

    func add(_ record: KeptRecord, as mark: Mark) {
        self.records.append(record)
        self.marks.append(.untouched)
        self.touch(self.records.count - 1, as: mark)
        self.learn(self.records.count - 1)
        if self.byTitle != nil { self.learnTitle(self.records.count - 1) }
    }

    func change(_ place: Int, to cells: [Cell]) {
        let record = self.records[place]
        if !self.isNew(place), self.before[place] == nil { self.before[place] = record }
        self.records[place] = record.with(cells: cells, revision: record.revision)
        if self.byTitle != nil { self.learnTitle(place) }
    }

    /// Makes what this file asked for the new state of the plant.
    func keep() {
        for place in self.touched {
            let record = self.records[place]
            let isWritten = self.isNew(place) || self.before[place].map { $0.cells != record.cells } ?? false
            if isWritten { self.records[place] = record.with(cells: record.cells, revision: record.revision + 1) }
        }
        self.keptCount = self.records.count
        self.forget()
    }

    /// Takes back everything that this file asked for.
    func revert() {
        for place in self.keptCount..<self.records.count { self.unlearn(place) }
        self.records.removeSubrange(self.keptCount...)
        self.marks.removeSubrange(self.keptCount...)
        self.touched.removeAll { $0 >= self.keptCount }
        for (place, record) in self.before { self.records[place] = record }
        self.forget()
    }

    private func forget() {
        for place in self.touched { self.marks[place] = .untouched }
        self.touched.removeAll(keepingCapacity: true)
        self.before.removeAll()
    }

    private func learn(_ place: Int) {
        let key = self.key(of: self.records[place].cells)
        // Of two kept records with one key the first is meant; a register with a unique key has none.
        if self.places[key] == nil { self.places[key] = place }
        guard self.namePlace != nil, case .text(let name)? = key.first else { return }
        self.byName[name, default: []].append(place)
    }

    private func unlearn(_ place: Int) {
        let key = self.key(of: self.records[place].cells)
        if self.places[key] == place { self.places[key] = nil }
        guard self.namePlace != nil, case .text(let name)? = key.first else { return }
        self.byName[name]?.removeAll { $0 == place }
    }

    private func learnTitle(_ place: Int) {
        guard let titlePlace = self.titlePlace,
            case .text(let title) = BookIndex.compared(self.records[place].cells[titlePlace])
        else { return }
        if self.byTitle?[title]?.contains(place) != true { self.byTitle?[title, default: []].append(place) }
    }
}

extension KeptRecord {
    func with(cells: [Cell], revision: Int) -> KeptRecord {
        KeptRecord(id: self.id, number: self.number, revision: revision, state: self.state, cells: cells)
    }
}
