public import Registers

/// What the bulletins mean for every present asset of a plant and for its components.
///
/// Assets that are planned, ordered or gone are left out. The rows stand in the order of the assets, each asset before
/// its components, and for each in the order of bulletins and products. No row means that no bulletin names the asset.
///
/// - Source: corpora/inventory/README.md, section “How the truth was computed”; CSAF 2.0, 3.2.2 and 3.2.3.9.
public func exposures(of plant: Snapshot, against index: BulletinIndex) -> [Exposure] {
    let components = componentsByAsset(of: plant)
    let assets = plant[Assets.self]
    var matching = Matching(index)
    var presence = Presence()
    var rows: [Exposure] = []
    rows.reserveCapacity(assets.count)
    for asset in assets where presence.isPresent(asset) {
        matching.match(asset, components.isEmpty ? [] : components[asset.id] ?? [], into: &rows)
    }
    return rows
}

/// What the bulletins mean for one asset and its components; for an asset that was just changed.
///
/// An asset that is not present is matched too: whoever asks for one asset wants to know.
public func exposures(of asset: Asset, components: [Component], against index: BulletinIndex) -> [Exposure] {
    var matching = Matching(index)
    var rows: [Exposure] = []
    matching.match(asset, components, into: &rows)
    return rows
}

/// The components of a plant by the asset they are part of, in the order of their numbers.
func componentsByAsset(of plant: Snapshot) -> [ID<Assets>: [Component]] {
    var components: [ID<Assets>: [Component]] = [:]
    for component in plant[Components.self] {
        if let asset = component.asset { components[asset, default: []].append(component) }
    }
    return components
}

/// A walk over assets that looks up equal names and reads equal versions once.
struct Matching {
    private let index: BulletinIndex
    private var known: [ProductTexts: Int] = [:]
    private var lists: [(keys: ProductKeys, candidates: [Candidate])] = []
    private var knownVersions: [String: Int] = [:]
    private var versions: [Version?] = []

    init(_ index: BulletinIndex) { self.index = index }

    /// Adds the rows of an asset and its components.
    mutating func match(_ asset: Asset, _ components: [Component], into rows: inout [Exposure]) {
        let device = MatchedItem(asset)
        let modules = components.map { MatchedItem($0, in: device) }
        self.match(device, of: asset, device.tag, unit: { [device] + modules }, into: &rows)
        for module in modules { self.match(module, of: asset, device.tag, unit: { [device] + modules }, into: &rows) }
    }

    private mutating func match(
        _ item: MatchedItem, of asset: Asset, _ tag: String, unit: () -> [MatchedItem], into rows: inout [Exposure]
    ) {
        let candidates = self.candidates(of: item)
        if candidates.isEmpty { return }
        let version = self.version(item.version)
        for candidate in candidates {
            let facts = self.index.facts[Int(candidate.entry)]
            guard let plain = self.verdict(facts, item, version) else { continue }
            var match = candidate.match
            var verdict: Verdict? = plain
            if !candidate.isCertain { verdict = plain.suggested(by: match, facts.judgement) }
            if facts.hasParts, candidate.isCertain {
                verdict = self.verdict(plain, with: candidate, facts, in: unit())
            }
            if facts.hasConditions { verdict = verdict?.doubted(because: Verdict.hasCondition, facts.judgement) }
            if facts.hasSerials { (match, verdict) = self.match(verdict, candidate, facts, item) }
            guard let verdict else { continue }
            let bulletin = Int(facts.bulletin)
            rows.append(
                Exposure(
                    asset: asset.id, assetTag: tag, component: item.component,
                    advisoryId: self.index.bulletins[bulletin].advisoryId, bulletin: bulletin,
                    product: Int(facts.product),
                    productId: self.index.bulletins[bulletin].products[Int(facts.product)].productId,
                    status: verdict.status, basis: verdict.basis, matchBy: match, cves: Int(facts.cves)))
        }
    }

    /// The candidates by name and order number, and those that list the item's serial number.
    private mutating func candidates(of item: MatchedItem) -> [Candidate] {
        let list = self.list(of: item.texts)
        let candidates = self.lists[list].candidates
        guard self.index.hasSerials, !item.serial.isEmpty else { return candidates }
        let listed = self.index.entries(ofSerial: orderKey(item.serial), vendor: self.lists[list].keys.vendor)
            .filter { place in !candidates.contains { $0.entry == place && $0.isCertain } }
            .map { Candidate(entry: $0, match: .serialNumber, isCertain: true) }
        guard !listed.isEmpty else { return candidates }
        let others = candidates.filter { candidate in !listed.contains { $0.entry == candidate.entry } }
        return (others + listed).sorted { $0.entry < $1.entry }
    }

    private mutating func list(of texts: ProductTexts) -> Int {
        if let place = self.known[texts] { return place }
        let keys = ProductKeys(texts, vendors: self.index.vendors)
        let place = self.lists.count
        self.lists.append((keys, self.index.candidates(of: keys)))
        self.known[texts] = place
        return place
    }

    /// The place of the version that a text writes.
    private mutating func version(_ text: String) -> Int {
        if let place = self.knownVersions[text] { return place }
        let place = self.versions.count
        self.versions.append(Version(text))
        self.knownVersions[text] = place
        return place
    }

    private func verdict(_ facts: BulletinIndex.Facts, _ item: MatchedItem, _ version: Int) -> Verdict? {
        guard facts.range >= 0 else { return Verdict(withoutVersion: facts.judgement) }
        let position = self.index.ranges[Int(facts.range)].position(of: self.versions[version])
        guard position == .unknown else { return Verdict(facts.judgement, at: position) }
        let listed = self.index.bulletins[Int(facts.bulletin)].products[Int(facts.product)].versionText
        let isListed = isSameVersionText(item.version, listed ?? "")
        return Verdict(facts.judgement, at: isListed ? .inside(.exactVersion) : .unknown)
    }

    /// The verdict on a product that is meant only together with others; `nil` while it is not affected in any case.
    private mutating func verdict(
        _ plain: Verdict, with candidate: Candidate, _ facts: BulletinIndex.Facts, in unit: [MatchedItem]
    ) -> Verdict? {
        let parts = self.index.entries[Int(candidate.entry)].parts
        if parts.allSatisfy({ self.isPresent(self.index.parts[Int($0)], in: unit) }) { return plain }
        // The other part may be there without being recorded; the plain product is not what the bulletin means.
        guard plain.status == .affected || plain.status == .possible else { return nil }
        return plain.doubted(because: Verdict.lacksPart, facts.judgement)
    }

    /// Whether the product is among the asset and its components, in a version that is meant.
    private mutating func isPresent(_ part: BulletinIndex.Entry, in unit: [MatchedItem]) -> Bool {
        for item in unit {
            let keys = self.lists[self.list(of: item.texts)].keys
            guard let (_, isCertain) = part.recognises(keys), isCertain else { continue }
            guard part.facts.range >= 0 else { return true }
            let version = self.versions[self.version(item.version)]
            let position = self.index.ranges[Int(part.facts.range)].position(of: version)
            if case .inside = position { return true }
        }
        return false
    }

    /// What the serial numbers of an entry make of a verdict; none when the item's is not listed.
    private func match(
        _ verdict: Verdict?, _ candidate: Candidate, _ facts: BulletinIndex.Facts, _ item: MatchedItem
    ) -> (Exposure.Match, Verdict?) {
        let serial = orderKey(item.serial)
        if serial.isEmpty {
            return (candidate.match, verdict?.doubted(because: Verdict.someSerials, facts.judgement))
        }
        let isListed = self.index.entries[Int(candidate.entry)].serials.contains { $0.matches(serial) }
        return (candidate.isCertain ? .serialNumber : candidate.match, isListed ? verdict : nil)
    }
}

/// Whether an unreadable version is written exactly as the bulletin writes it, as `MX-V4.0.1.15` is.
private func isSameVersionText(_ installed: String, _ listed: String) -> Bool {
    guard listed.utf8.contains(where: { $0 &- UInt8(ascii: "0") < 10 }),
        !listed.utf8.contains(where: { [UInt8](",<>=*|".utf8).contains($0) })
    else { return false }
    return folded(installed) == folded(listed)
}
