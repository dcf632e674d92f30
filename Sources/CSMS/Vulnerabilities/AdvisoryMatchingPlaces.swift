/// Two texts that are a key together.
struct NamePair: Hashable, Sendable {
    let vendor: String
    let name: String

    init(_ vendor: String, _ name: String) {
        self.vendor = vendor
        self.name = name
    }
}

/// Where the entries with a name or number lie; gives more than match, never less.
struct EntryPlaces: Sendable {
    private var byName: [String: [Int32]] = [:]
    private var byOrder: [String: [Int32]] = [:]
    /// By every shorter form of the name.
    private var bySimilarName: [NamePair: [Int32]] = [:]
    /// By the whole name in letters and digits.
    private var byPlainName: [NamePair: [Int32]] = [:]
    /// Entries whose numbers have wildcards, by vendor.
    private var byPattern: [String: [Int32]] = [:]
    private(set) var bySerial: [NamePair: [Int32]] = [:]

    mutating func add(_ entry: BulletinIndex.Entry, at place: Int32) {
        if !entry.name.isEmpty { self.byName[entry.name, default: []].append(place) }
        for order in entry.orders {
            if let number = order.literal {
                self.byOrder[number, default: []].append(place)
            } else {
                self.byPattern[entry.vendor, default: []].append(place)
            }
        }
        for serial in entry.serials {
            if let number = serial.literal { self.bySerial[NamePair(entry.vendor, number), default: []].append(place) }
        }
        for name in entry.similar { self.bySimilarName[NamePair(entry.vendor, name), default: []].append(place) }
        if let whole = entry.similar.first {
            self.byPlainName[NamePair(entry.vendor, whole), default: []].append(place)
        }
    }

    /// The entries that a record may be, each once, in ascending order.
    func mayBe(_ keys: ProductKeys) -> [Int32] {
        var found: [Int32] = []
        if !keys.name.isEmpty, let places = self.byName[keys.name] { found += places }
        if !keys.order.isEmpty, let places = self.byOrder[keys.order] { found += places }
        if !keys.model.isEmpty, let places = self.byOrder[keys.model] { found += places }
        if let places = self.byPattern[keys.vendor] { found += places }
        if let whole = keys.similar.first, let places = self.bySimilarName[NamePair(keys.vendor, whole)] {
            found += places
        }
        for name in keys.similar {
            if let places = self.byPlainName[NamePair(keys.vendor, name)] { found += places }
        }
        guard found.count > 1 else { return found }
        found.sort()
        var last: Int32 = -1
        found.removeAll { place in
            defer { last = place }
            return place == last
        }
        return found
    }
}
