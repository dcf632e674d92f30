public import Registers

/// From where the zones of a plant can be reached, through which conduits, and how well these are guarded.
///
/// Zones are joined by conduits in the direction in which a connection may be opened. An attack starts in a zone of
/// kind `external` or `remote`, in a zone that a conduit names and the snapshot does not hold, or in a conduit used
/// for remote access that has no untrusted zone at its ends. Data passes a diode from its first to its second zone
/// only, whatever direction is on record. What is not known is never the safer case.
///
///     Reachability(in: plant)[boiler.id]?.sentence   // “Reachable from Internet through CON-0003 (filtered).”
///
/// - Complexity: Zones plus conduits, for all zones together; a path costs its length.
/// - Source: IEC 62443-3-2:2020, ZCR 3.6 and ZCR 6.4; the three classes are CERT/CC SSVC, System Exposure.
public struct Reachability: Sendable {
    private let table: Table<Zones>
    private let places: [ID<Zones>: Int]
    private let conduits: [Conduit]
    private let graph: ConduitGraph
    private let all: ConduitGraph.Tree
    private let open: ConduitGraph.Tree

    /// Looks at all zones and conduits of a plant.
    public init(in plant: Snapshot) {
        self.table = plant[Zones.self]
        self.conduits = Array(plant[Conduits.self])
        self.places = Dictionary(self.table.enumerated().map { ($1.id, $0) }) { _, last in last }
        self.graph = ConduitGraph(self.table, self.conduits, places: self.places)
        self.all = self.graph.tree(upTo: ConduitGraph.strongest)
        self.open = self.graph.tree(upTo: ConduitGraph.strongestOpen)
    }

    /// How each zone can be reached, in the order of the zones' numbers.
    public var zones: [ZoneReach] { self.table.indices.map { self.reach(at: $0) } }

    /// How a zone can be reached; `nil` when the zone is not in the plant.
    public subscript(zone: ID<Zones>) -> ZoneReach? { self.places[zone].map { self.reach(at: $0) } }

    /// The untrusted zones from which a zone can be reached, in the order of their numbers, without itself.
    public func untrustedZones(reaching zone: ID<Zones>) -> [Zone] {
        guard let place = self.places[zone] else { return [] }
        let reached = self.graph.nodes(reaching: place)
        return self.table.indices.compactMap { other in
            other != place && reached[other] && self.graph.isUntrusted[other] ? self.table[other] : nil
        }
    }

    private func reach(at place: Int) -> ZoneReach {
        let zone = self.table[place]
        let shortest = self.path(to: place, in: self.all)
        func result(
            _ exposure: SystemExposure, _ basis: ZoneReach.Basis, _ path: ReachPath? = nil, diode: Conduit? = nil
        ) -> ZoneReach {
            ZoneReach(zone: zone, exposure: exposure, basis: basis, path: path, shortest: shortest, diode: diode)
        }
        if self.graph.isUntrusted[place] { return result(.open, .untrusted) }
        if let path = self.path(to: place, in: self.open) { return result(.open, .path, path) }
        guard self.graph.hasConduit[place] else { return result(.open, .noConduit) }
        guard self.graph.hasOutside else { return result(.open, .noOutside) }
        if let shortest { return result(.controlled, .path, shortest) }
        let diode = self.graph.diodeOut[place].map { self.conduits[$0] }
        return result(.small, .unreachable, diode: diode)
    }

    /// The path in a tree, at most as long as there are zones; `nil` where the tree does not come.
    private func path(to place: Int, in tree: ConduitGraph.Tree) -> ReachPath? {
        guard tree.isReached[place], !self.graph.isUntrusted[place] else { return nil }
        var hops: [ReachPath.Hop] = []
        var node = place
        while let edge = tree.edge(into: node) {
            hops.append(ReachPath.Hop(conduit: self.conduits[edge.conduit], zone: self.table[node]))
            node = edge.from
            guard node < self.table.count else {
                hops.reverse()
                return ReachPath(origin: edge.isRemoteAccess ? .remoteAccess : .beyond, hops: hops)
            }
        }
        hops.reverse()
        return ReachPath(origin: .zone(self.table[node]), hops: hops)
    }
}

/// How exposed something is to attackers from outside.
///
/// - Source: CERT/CC, SSVC 2, System Exposure.
public enum SystemExposure: String, Choice, Comparable {
    /// Not reachable from any untrusted zone, or only against a diode.
    case small
    /// Reachable only through a conduit that filters, inspects or brokers.
    case controlled
    /// Reachable without any filter, or nobody knows.
    case open

    /// 0 for small to 2 for open.
    public var rank: Int {
        switch self {
        case .small: 0
        case .controlled: 1
        case .open: 2
        }
    }

    /// A smaller exposure is less.
    public static func < (one: SystemExposure, other: SystemExposure) -> Bool { one.rank < other.rank }
}

extension Conduits.Protection {
    /// 1 for none to 6 for a diode; 0 stands for a protection that nobody has recorded.
    public var rank: Int {
        switch self {
        case .none: 1
        case .routed: 2
        case .filtered: 3
        case .inspected: 4
        case .brokered: 5
        case .diode: 6
        }
    }
}
