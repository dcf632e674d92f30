public import Registers

/// Bulletins prepared for matching: every name folded once, every version text read once.
///
/// An advisory that changes or an alias that is added asks for a new index; making one takes some milliseconds for a
/// hundred bulletins.
public struct BulletinIndex: Sendable {
    /// The bulletins in the order in which they were added; an ``Exposure`` gives the place.
    public private(set) var bulletins: [Bulletin] = []
    /// Which spellings name the same vendor.
    public let vendors: VendorNames

    private(set) var entries: [Entry] = []
    /// The facts of each entry, at the same place.
    private(set) var facts: [Facts] = []
    /// Products that only say on what another one is installed.
    private(set) var parts: [Entry] = []
    private(set) var ranges: [VersionRange] = []
    private var rangePlaces: [String: Int32] = [:]
    private var vendorKeys: [String: String] = [:]
    private var places = EntryPlaces()
    private(set) var hasSerials = false

    /// One product of a bulletin, with what records are compared by.
    struct Entry: Sendable {
        let facts: Facts
        let vendor: String
        let name: String
        /// The names under which it may be meant; see `similarNames`.
        let similar: [String]
        let orders: [NumberPattern]
        let serials: [NumberPattern]
        /// The places in `parts` of the products that must be there too.
        var parts: [Int32] = []
    }

    /// What is asked of an entry for every record; plain numbers, because that is a hundred thousand times.
    struct Facts: Sendable {
        let bulletin: Int32
        let product: Int32
        /// The place of the range; -1 when the product has no version text.
        let range: Int32
        /// How many weaknesses list the product as affected.
        let cves: Int32
        let judgement: Judgement
        let hasSerials: Bool
        let hasConditions: Bool
        var hasParts = false
    }

    /// Prepares bulletins, with the aliases that people keep.
    public init(_ bulletins: [Bulletin], aliases: Table<VendorAliases>) {
        self.init(bulletins, vendors: VendorNames(aliases: aliases))
    }

    /// Prepares bulletins.
    public init(_ bulletins: [Bulletin], vendors: VendorNames) {
        self.vendors = vendors
        for bulletin in bulletins { self.add(bulletin) }
    }

    /// Adds a bulletin behind the others.
    public mutating func add(_ bulletin: Bulletin) {
        let place = Int32(truncatingIfNeeded: self.bulletins.count)
        self.bulletins.append(bulletin)
        var ids: [String: Int] = [:]
        if bulletin.products.contains(where: { !$0.on.isEmpty }) {
            ids = Dictionary(bulletin.products.enumerated().map { ($1.productId, $0) }) { first, _ in first }
        }
        for (number, product) in bulletin.products.enumerated() where !Judgement(of: product).isEmpty {
            let others = product.on.prefix(Self.partsMax).compactMap { ids[$0] }
            // Firmware is no asset of its own: the device it runs on is looked for, and the firmware's version counts.
            if others.count == 1, Self.isFirmware(product) {
                self.keep(self.entry(bulletin.products[others[0]], version: product, at: place, number), [])
            } else {
                let parts = others.map { other in
                    let part = bulletin.products[other]
                    return self.entry(part, version: part, at: place, other)
                }
                self.keep(self.entry(product, version: product, at: place, number), parts)
            }
        }
    }

    /// How many products one product may be installed on at once.
    private static let partsMax = 8

    private static func isFirmware(_ product: BulletinProduct) -> Bool {
        let name = folded(product.name)
        return name == "firmware" || name.hasSuffix(" firmware")
    }

    private mutating func entry(
        _ named: BulletinProduct, version: BulletinProduct, at bulletin: Int32, _ number: Int
    ) -> Entry {
        let serials = (named.serialNumbers + (version == named ? [] : version.serialNumbers)).map(NumberPattern.init)
        let facts = Facts(
            bulletin: bulletin, product: Int32(truncatingIfNeeded: number),
            range: version.versionText.map { self.rangePlace(of: $0) } ?? -1,
            cves: Int32(truncatingIfNeeded: version.affectedBy.count), judgement: Judgement(of: version),
            hasSerials: !serials.isEmpty, hasConditions: !version.conditions.isEmpty)
        let vendor = self.vendorKey(of: named.vendor)
        let name = folded(named.name)
        return Entry(
            facts: facts, vendor: vendor, name: name, similar: similarNames(of: name, vendor: vendor),
            orders: named.orderNumbers.map(NumberPattern.init).filter(\.isTelling), serials: serials)
    }

    private mutating func vendorKey(of vendor: String) -> String {
        if let known = self.vendorKeys[vendor] { return known }
        let key = self.vendors.key(of: vendor)
        self.vendorKeys[vendor] = key
        return key
    }

    private mutating func rangePlace(of text: String) -> Int32 {
        if let known = self.rangePlaces[text] { return known }
        let place = Int32(truncatingIfNeeded: self.ranges.count)
        self.ranges.append(VersionRange(text))
        self.rangePlaces[text] = place
        return place
    }

    private mutating func keep(_ entry: Entry, _ parts: [Entry]) {
        var entry = entry
        for part in parts {
            entry.parts.append(Int32(truncatingIfNeeded: self.parts.count))
            self.parts.append(part)
        }
        var facts = entry.facts
        facts.hasParts = !parts.isEmpty
        self.places.add(entry, at: Int32(truncatingIfNeeded: self.entries.count))
        if facts.hasSerials { self.hasSerials = true }
        self.entries.append(entry)
        self.facts.append(facts)
    }
}

/// A product of a bulletin that a record may be.
struct Candidate: Sendable, Hashable {
    let entry: Int32
    let match: Exposure.Match
    /// Whether the rules leave no doubt that the record is this product.
    let isCertain: Bool
}

extension BulletinIndex {
    /// The entries that a record with these keys is or may be, in the order of bulletins and products.
    ///
    /// Where a bulletin certainly names the record and calls it affected, its similar products are left out.
    func candidates(of keys: ProductKeys) -> [Candidate] {
        var found: [Candidate] = []
        var certain: Set<Int32> = []
        for place in self.places.mayBe(keys) {
            let entry = self.entries[Int(place)]
            guard let (match, isCertain) = entry.recognises(keys) else { continue }
            found.append(Candidate(entry: place, match: match, isCertain: isCertain))
            if isCertain, entry.facts.judgement.contains(.affected) { certain.insert(entry.facts.bulletin) }
        }
        guard !certain.isEmpty else { return found }
        return found.filter { $0.isCertain || !certain.contains(self.facts[Int($0.entry)].bulletin) }
    }

    /// The entries of a vendor that list this serial number in full.
    func entries(ofSerial serial: String, vendor: String) -> [Int32] {
        self.places.bySerial[NamePair(vendor, serial)] ?? []
    }
}

extension BulletinIndex.Entry {
    /// By what a record is recognised as this product, and whether that is certain; `nil` when it is another product.
    ///
    /// - Source: corpora/inventory/README.md, rules 1 and 2.
    func recognises(_ keys: ProductKeys) -> (match: Exposure.Match, isCertain: Bool)? {
        let isSameVendor = !keys.vendor.isEmpty && keys.vendor == self.vendor
        if !self.orders.isEmpty, !keys.order.isEmpty {
            // With an order number on both sides, it decides alone.
            guard self.orders.contains(where: { $0.matches(keys.order) }) else { return nil }
            if isSameVendor { return (.orderNumber, true) }
            return keys.order.utf8.count >= Self.tellingOrderBytes ? (.otherVendor, false) : nil
        }
        if !keys.name.isEmpty, keys.name == self.name { return isSameVendor ? (.name, true) : (.otherVendor, false) }
        guard isSameVendor else { return nil }
        if !self.orders.isEmpty, !keys.model.isEmpty, self.orders.contains(where: { $0.matches(keys.model) }) {
            return (.orderNumber, false)
        }
        return self.isSimilar(to: keys) ? (.similarName, false) : nil
    }

    /// A shorter order number says nothing without its vendor.
    private static let tellingOrderBytes = 6

    private func isSimilar(to keys: ProductKeys) -> Bool {
        guard let mine = self.similar.first, let theirs = keys.similar.first else { return false }
        return self.similar.contains(theirs) || keys.similar.contains(mine)
    }
}
