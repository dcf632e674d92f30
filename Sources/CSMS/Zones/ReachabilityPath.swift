public import Registers

/// How one zone can be reached from outside, and how exposed that makes it.
public struct ZoneReach: Sendable, Hashable {
    /// The zone.
    public let zone: Zone
    /// How exposed it is.
    public let exposure: SystemExposure
    /// On what the class rests.
    public let basis: Basis
    /// The shortest way that shows the class: one without a filter where the zone is open; `nil` without a way.
    public let path: ReachPath?
    /// The way with the fewest conduits, filtered or not; `nil` without a way and for untrusted zones.
    public let shortest: ReachPath?
    let diode: Conduit?

    /// On what the class of a zone rests.
    public enum Basis: String, Choice {
        case untrusted, path, unreachable, noConduit, noOutside
    }

    /// Whether the class follows from records; `false` where it is only the worst case.
    public var isKnown: Bool { self.basis != .noConduit && self.basis != .noOutside }

    /// Why the zone is as exposed as it is.
    public var sentence: String {
        switch self.basis {
        case .untrusted:
            return "The zone itself is not under the organization's control (\(self.zone.kind.rawValue))."
        case .path:
            let ending = self.exposure == .open ? ", with no filter on the way" : ""
            return "Reachable \(self.path?.words ?? "from outside")\(ending)."
        case .unreachable:
            let diode = self.diode.map { "; \($0.reference) is a diode that only lets data out" } ?? ""
            return "Not reachable from any untrusted zone\(diode)."
        case .noConduit:
            return "The zone has no conduit on record: exposure is not known and counted as open."
        case .noOutside:
            return "No external or remote zone is on record: exposure is not known and counted as open."
        }
    }
}

/// A way from outside to a zone, conduit by conduit.
public struct ReachPath: Sendable, Hashable {
    /// More conduits than this are counted, not named.
    public static let hopsNamedMax = 6

    /// Where the way starts.
    public let origin: Origin
    /// The conduits in the order in which they are passed; never empty.
    public let hops: [Hop]

    /// Where an attack may start.
    public enum Origin: Sendable, Hashable {
        /// An untrusted zone.
        case zone(Zone)
        /// A conduit through which people come in from afar.
        case remoteAccess
        /// A zone that the snapshot does not hold, such as one of another site.
        case beyond
    }

    /// A conduit and the zone behind it.
    public struct Hop: Sendable, Hashable {
        /// The conduit.
        public let conduit: Conduit
        /// The zone that it leads into.
        public let zone: Zone
    }

    /// The weakest protection on the way; `nil` when the protection of a conduit is not on record.
    public var weakest: Conduits.Protection? {
        let known = self.hops.compactMap(\.conduit.protection)
        return known.count == self.hops.count ? known.min { $0.rank < $1.rank } : nil
    }

    /// The way in words: “from Internet through CON-0001 (filtered) into DMZ and CON-0004 (routed)”.
    public var words: String {
        let named = self.hops.prefix(Self.hopsNamedMax)
        var parts = named.enumerated().map { place, hop in
            let protection = hop.conduit.protection?.rawValue ?? "protection not on record"
            let isLast = place == self.hops.count - 1
            return "\(hop.conduit.reference) (\(protection))\(isLast ? "" : " into \(hop.zone.name)")"
        }
        let unnamed = self.hops.count - named.count
        if unnamed > 0 { parts.append(unnamed == 1 ? "one more conduit" : "\(unnamed) more conduits") }
        let last = parts.removeLast()
        let list = parts.isEmpty ? last : "\(parts.joined(separator: ", ")) and \(last)"
        return "\(self.start) through \(list)"
    }

    private var start: String {
        switch self.origin {
        case .zone(let zone): "from \(zone.name)"
        case .remoteAccess: "by remote access"
        case .beyond: "from a zone that is not on record here"
        }
    }
}

/// An asset that people reach from afar, and by which conduits.
public struct RemoteAccess: Sendable, Hashable {
    /// The asset.
    public let asset: Asset
    /// The conduits used for remote access that lead to it or that it guards, in the order of their numbers.
    public let conduits: [Conduit]
}

/// The assets that people reach from afar, in the order of their numbers.
///
/// A conduit is used for remote access when it says so or when a zone of kind `remote` is at one of its ends. The
/// assets are those its flows lead to, and the device that guards it.
public func remoteAccess(in plant: Snapshot) -> [RemoteAccess] {
    let zones = plant[Zones.self]
    let conduits = plant[Conduits.self].filter { conduit in
        conduit.remoteAccess || zones[conduit.from]?.kind == .remote || zones[conduit.to]?.kind == .remote
    }
    let places = Dictionary(conduits.enumerated().map { ($1.id, $0) }) { _, last in last }
    var found: [ID<Assets>: Set<Int>] = [:]
    for (place, conduit) in conduits.enumerated() {
        if let device = conduit.device { found[device, default: []].insert(place) }
    }
    for flow in plant[Flows.self] {
        guard let place = flow.conduit.flatMap({ places[$0] }), let asset = flow.destination else { continue }
        found[asset, default: []].insert(place)
    }
    return plant[Assets.self].compactMap { asset in
        found[asset.id].map { RemoteAccess(asset: asset, conduits: $0.sorted().map { conduits[$0] }) }
    }
}
