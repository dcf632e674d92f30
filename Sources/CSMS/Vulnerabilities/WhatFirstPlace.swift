import Registers

/// What counts about the place of an asset in the plant, and why.
struct AssetPlace: Sendable {
    /// How exposed the asset is.
    let exposure: SystemExposure
    /// What an attack on it does.
    let impact: SSVC.HumanImpact
    /// The ranks by which lines are ordered; what is not known stands right below the worst.
    let zoneRank, assetRank, safetyRank: Int
    /// The number of the asset; the largest one where the asset is not in the snapshot.
    let number: Int
    /// Whether weaknesses of the asset count.
    let isPresent: Bool
    /// Why, in sentences.
    let reasons: [String]
}

/// Looks up the places of assets, each asset and each zone once.
struct PlaceReader {
    private let assets: Table<Assets>
    private let zones: Table<Zones>
    private let reachability: Reachability
    private let remote: [ID<Assets>: RemoteAccess]
    private var surroundings: [ID<Zones>: Surroundings] = [:]
    private var found: [AssetPlace] = []
    private var placeOf: [ID<Assets>: Int] = [:]

    /// What all assets of a zone have in common.
    private struct Surroundings {
        let exposure: SystemExposure
        let sentence: String
        let criticality: Criticality?
        let safety: SafetyImpact?
        let safetySentence: String
    }

    init(in plant: Snapshot) {
        self.assets = plant[Assets.self]
        self.zones = plant[Zones.self]
        self.reachability = Reachability(in: plant)
        self.remote = Dictionary(CSMS.remoteAccess(in: plant).map { ($0.asset.id, $0) }) { first, _ in first }
    }

    /// A place that was looked up.
    subscript(place: Int) -> AssetPlace { self.found[place] }

    /// Looks up the place of an asset, and says where it stands in this reader.
    mutating func place(of id: ID<Assets>) -> Int {
        if let known = self.placeOf[id] { return known }
        self.found.append(self.lookUp(id))
        self.placeOf[id] = self.found.count - 1
        return self.found.count - 1
    }

    /// The place of an asset; one that is not in the snapshot counts as present and in no zone.
    private mutating func lookUp(_ id: ID<Assets>) -> AssetPlace {
        let asset = self.assets[id]
        let home = asset?.zone
        let lifecycle = asset?.lifecycle ?? .inService
        let zone = self.surroundings(of: home)
        var exposure = zone?.exposure ?? .open
        var reasons: [String] = []
        if let zone {
            reasons.append(zone.sentence)
        } else if home == nil, lifecycle == .spare {
            exposure = .small
            reasons.append("A spare in no zone is not connected; deal with it before it goes into service.")
        } else {
            reasons.append("The asset is in no zone on record: exposure is not known and counted as open.")
        }
        if let access = self.remote[id], let conduit = access.conduits.first {
            exposure = max(exposure, .controlled)
            reasons.append("People reach it from afar through \(conduit.reference).")
        }
        // How critical the asset itself is says more than its zone; the zone speaks for assets nobody has rated.
        let own = asset?.criticality
        let rated = own ?? zone?.criticality
        let impact = SSVC.HumanImpact(
            safety: zone?.safety ?? .catastrophic, mission: SSVC.MissionImpact(rated ?? .critical))
        reasons.append(zone?.safetySentence ?? "The safety impact is not known and counted as catastrophic.")
        reasons.append(self.criticalitySentence(own, zone?.criticality))
        return AssetPlace(
            exposure: exposure, impact: impact, zoneRank: self.rank(zone?.criticality),
            assetRank: self.rank(own), safetyRank: zone?.safety.map { 2 * $0.rank + 1 } ?? 6,
            number: asset?.number ?? .max, isPresent: asset?.isPresent ?? true, reasons: reasons)
    }

    /// 2 for low to 8 for critical; 7 where nobody has rated it.
    private func rank(_ criticality: Criticality?) -> Int { criticality.map { 2 * $0.rank } ?? 7 }

    private func criticalitySentence(_ asset: Criticality?, _ zone: Criticality?) -> String {
        if let asset { return "The criticality of the asset is \(asset.rawValue)." }
        if let zone {
            return "Nobody has rated the asset; its zone has the criticality \(zone.rawValue)."
        }
        return "Nobody has rated the asset or its zone: counted as critical."
    }

    private mutating func surroundings(of id: ID<Zones>?) -> Surroundings? {
        guard let id else { return nil }
        if let known = self.surroundings[id] { return known }
        guard let zone = self.zones[id], let reach = self.reachability[id] else { return nil }
        let safety = zone.safetyImpact
        let surroundings = Surroundings(
            exposure: reach.exposure, sentence: reach.sentence, criticality: zone.criticality, safety: safety,
            safetySentence: safety.map { "The safety impact of \(zone.name) is \($0.rawValue)." }
                ?? "The safety impact of \(zone.name) is not on record and counted as catastrophic.")
        self.surroundings[id] = surroundings
        return surroundings
    }
}
