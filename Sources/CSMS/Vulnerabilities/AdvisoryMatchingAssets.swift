public import Registers

/// The present assets of a plant prepared for a new advisory: every distinct description folded once.
///
/// Make it once and keep it until an asset, a component or an alias changes.
public struct AssetIndex: Sendable {
    /// Which spellings name the same vendor.
    public let vendors: VendorNames
    private let assets: [Asset]
    private let components: [ID<Assets>: [Component]]
    /// The distinct descriptions, each with the places of the assets that have it, themselves or in a component.
    private var groups: [Int32] = []
    private var groupStarts: [Int32] = []
    /// Hashes of names and numbers with the description that has them, sorted by hash.
    private var hints: [Hint] = []

    private struct Hint: Sendable {
        let hash: UInt64
        let description: Int32
    }

    /// Prepares the present assets of a plant.
    public init(_ plant: Snapshot, vendors: VendorNames) {
        self.vendors = vendors
        self.components = componentsByAsset(of: plant)
        var presence = Presence()
        self.assets = plant[Assets.self].filter { presence.isPresent($0) }
        var known: [ProductTexts: Int32] = [:]
        var pairs: [(description: Int32, asset: Int32)] = []
        pairs.reserveCapacity(self.assets.count)
        for (place, asset) in self.assets.enumerated() {
            let device = MatchedItem(asset)
            var texts = [device.texts]
            if !self.components.isEmpty {
                for component in self.components[asset.id] ?? [] {
                    texts.append(MatchedItem(component, in: device).texts)
                }
            }
            for text in texts {
                let next = Int32(truncatingIfNeeded: known.count)
                let description = known[text] ?? next
                if description == next {
                    known[text] = next
                    self.addHints(of: ProductKeys(text, vendors: vendors), description)
                }
                pairs.append((description, Int32(truncatingIfNeeded: place)))
            }
        }
        self.hints.sort { $0.hash < $1.hash }
        self.group(pairs, count: known.count)
    }

    /// Prepares the present assets of a plant, with the aliases that people keep.
    public init(_ plant: Snapshot) {
        self.init(plant, vendors: VendorNames(aliases: plant[VendorAliases.self]))
    }

    /// What one bulletin means for the assets, in their order; `place` is where the caller keeps the bulletin.
    ///
    /// The same rows as matching the whole plant against that bulletin alone.
    public func exposures(to bulletin: Bulletin, at place: Int = 0) -> [Exposure] {
        let index = BulletinIndex([bulletin], vendors: self.vendors)
        var matching = Matching(index)
        var rows: [Exposure] = []
        for asset in self.assets(near: index) {
            let record = self.assets[Int(asset)]
            matching.match(record, self.components.isEmpty ? [] : self.components[record.id] ?? [], into: &rows)
        }
        return place == 0 ? rows : rows.map { $0.moved(to: place) }
    }

    /// The places of all assets that one of the entries may mean, ascending; some of them it does not mean.
    private func assets(near index: BulletinIndex) -> [Int32] {
        var descriptions: Set<Int32> = []
        for entry in index.entries {
            for hash in Self.hashes(of: entry) { self.insert(hash, into: &descriptions) }
        }
        var places: Set<Int32> = []
        for description in descriptions {
            let start = Int(self.groupStarts[Int(description)])
            let end = Int(self.groupStarts[Int(description) + 1])
            places.formUnion(self.groups[start..<end])
        }
        return places.sorted()
    }

    private func insert(_ hash: UInt64, into descriptions: inout Set<Int32>) {
        var low = 0
        var high = self.hints.count
        while low < high {
            let middle = (low + high) / 2
            if self.hints[middle].hash < hash { low = middle + 1 } else { high = middle }
        }
        while low < self.hints.count, self.hints[low].hash == hash {
            descriptions.insert(self.hints[low].description)
            low += 1
        }
    }

    private mutating func group(_ pairs: [(description: Int32, asset: Int32)], count: Int) {
        var starts = [Int32](repeating: 0, count: count + 1)
        for pair in pairs { starts[Int(pair.description) + 1] += 1 }
        for place in 0..<count { starts[place + 1] += starts[place] }
        self.groupStarts = starts
        self.groups = [Int32](repeating: 0, count: pairs.count)
        for pair in pairs {
            self.groups[Int(starts[Int(pair.description)])] = pair.asset
            starts[Int(pair.description)] += 1
        }
    }
}

// Hashes give more than match, never less; the rules decide afterwards.
extension AssetIndex {
    private enum Mark: UInt8 { case name = 1, number, similar, vendor }

    private mutating func addHints(of keys: ProductKeys, _ description: Int32) {
        var hashes = [Self.hash(.vendor, keys.vendor)]
        if !keys.name.isEmpty { hashes.append(Self.hash(.name, keys.name)) }
        if !keys.order.isEmpty { hashes.append(Self.hash(.number, keys.order)) }
        if !keys.model.isEmpty { hashes.append(Self.hash(.number, keys.model)) }
        for name in keys.similar { hashes.append(Self.hash(.similar, name)) }
        for hash in hashes { self.hints.append(Hint(hash: hash, description: description)) }
    }

    private static func hashes(of entry: BulletinIndex.Entry) -> [UInt64] {
        var hashes: [UInt64] = []
        if !entry.name.isEmpty { hashes.append(Self.hash(.name, entry.name)) }
        for order in entry.orders { if let number = order.literal { hashes.append(Self.hash(.number, number)) } }
        for name in entry.similar { hashes.append(Self.hash(.similar, name)) }
        // Wildcards and serial numbers are looked for among all assets of the vendor.
        if !entry.serials.isEmpty || entry.orders.contains(where: \.hasWildcard) {
            hashes.append(Self.hash(.vendor, entry.vendor))
        }
        return hashes
    }

    /// FNV-1a of 64 bits: the same in every run.
    private static func hash(_ mark: Mark, _ text: String) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        hash = (hash ^ UInt64(mark.rawValue)) &* 0x100_0000_01B3
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash
    }
}

extension Exposure {
    /// The same exposure to a bulletin that is kept at another place.
    fileprivate func moved(to place: Int) -> Exposure {
        Exposure(
            asset: self.asset, assetTag: self.assetTag, component: self.component, advisoryId: self.advisoryId,
            bulletin: place, product: self.product, productId: self.productId, status: self.status, basis: self.basis,
            matchBy: self.matchBy, cves: self.cves)
    }
}
