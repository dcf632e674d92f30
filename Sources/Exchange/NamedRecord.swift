import CSMS
public import Registers

/// What a text that should name a record leads to.
public enum NamedRecord: Hashable, Sendable {
    /// The record that is meant.
    case record(KeptRecord)
    /// No record has the name.
    case unknown
    /// Several records have it, and nothing says which is meant.
    case several
}

extension ImportDesk {
    /// The record of a register that a text names: by its key's text, by reference such as `ZON-0003`, or by its title.
    ///
    /// - Parameter context: For registers whose key is a name and a link, such as the zone of a site: the record that
    ///   the link should point at. A record without the link fits too; without a context a name must be unique.
    public func named(_ text: String, in book: any AnyBook, context: UUID? = nil) -> NamedRecord {
        let index = self.index(of: book)
        let name = folded(text)
        let places = index.places(named: name)
        if !places.isEmpty { return index.choose(among: places, context: context) }
        if let place = book.referenced(in: text).flatMap(index.place(numbered:)) {
            return .record(index.records[place])
        }
        let titled = index.places(titled: name)
        if titled.count > 1 { return .several }
        return titled.first.map { .record(index.records[$0]) } ?? .unknown
    }

    /// Makes a record along that a file names and nobody knows: a site, area, zone or team.
    ///
    /// - Returns: Its identity; `nil` when records of this register are not made along, or the name is refused.
    func createNamed(_ text: String, in book: any AnyBook, context: UUID?) -> UUID? {
        guard book.isMadeAlong, book.referenced(in: text) == nil, let namePlace = book.keyPlaces.first else {
            return nil
        }
        let link: LinkReading = { _, _ in nil }
        guard case .cell(let name) = book.columns[namePlace].field.cell(from: text, link: link) else { return nil }
        var cells = book.blank
        cells[namePlace] = name
        if let contextPlace = book.contextPlace { cells[contextPlace] = context.map { .id($0) } ?? .none }
        return self.create(along: book, cells, called: "\(book.singular) \(book.title(of: cells))")?.id
    }
}

extension AnyBook {
    /// The number in a reference with the register's mark; a bare number is a name and no reference.
    func referenced(in text: String) -> Int? {
        let text = tidied(text)
        return text.utf8.count > 4 && text.prefix(4).uppercased() == self.mark + "-" ? self.number(in: text) : nil
    }

    /// The place of the link in a key of a name and a link: the site of a zone, the framework of a requirement.
    var contextPlace: Int? {
        guard self.keyPlaces.count == 2, case .text = self.columns[self.keyPlaces[0]].field.type,
            case .link = self.columns[self.keyPlaces[1]].field.type
        else { return nil }
        return self.keyPlaces[1]
    }

    /// The register that the link of such a key points at.
    var contextRegister: String? {
        guard let place = self.contextPlace, case .link(let register) = self.columns[place].field.type else {
            return nil
        }
        return register
    }

    /// Whether an import makes records of the register along when other records name them.
    var isMadeAlong: Bool { ["sites", "areas", "zones", "teams"].contains(self.name) }

    /// What people call the records: `zones`, `requirement states`.
    var plural: String { self.name.replacing("_", with: " ") }

    /// What people call one record: `zone`, `requirement state`.
    var singular: String {
        let words = self.plural
        if words.hasSuffix("ies") { return words.dropLast(3) + "y" }
        if words.hasSuffix("aliases") { return String(words.dropLast(2)) }
        return words.hasSuffix("s") ? String(words.dropLast()) : words
    }
}

extension BookIndex {
    /// Which of the records with one name is meant.
    fileprivate func choose(among places: [Int], context: UUID?) -> NamedRecord {
        guard let contextPlace = self.book.contextPlace else {
            return places.count == 1 ? .record(self.records[places[0]]) : .several
        }
        guard let context = context else {
            let free = places.filter { self.records[$0].cells[contextPlace].isBlank }
            let fitting = free.count == 1 ? free : places
            return fitting.count == 1 ? .record(self.records[fitting[0]]) : .several
        }
        let exact = places.first { self.records[$0].cells[contextPlace] == .id(context) }
        let place = exact ?? places.first { self.records[$0].cells[contextPlace].isBlank }
        return place.map { .record(self.records[$0]) } ?? .unknown
    }
}

/// The registers of the catalogue by name.
let booksByName: [String: any AnyBook] = Dictionary(catalogue.map { ($0.name, $0) }) { first, _ in first }
