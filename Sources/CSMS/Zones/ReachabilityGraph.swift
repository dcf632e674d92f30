import Registers

/// Zones and conduits as numbers: nodes are the places of the zones, and one more stands for everything outside.
struct ConduitGraph: Sendable {
    /// The highest rank of protection that does not filter.
    static let strongestOpen = Conduits.Protection.routed.rank
    /// The highest rank of protection there is.
    static let strongest = Conduits.Protection.diode.rank

    /// A conduit in one direction.
    struct Edge: Sendable {
        let from: Int
        let to: Int
        /// The place of the conduit in the list.
        let conduit: Int
        /// The rank of its protection; 0 when there is none on record.
        let rank: Int
        /// Whether it starts outside because people come in there from afar.
        let isRemoteAccess: Bool
    }

    /// The shortest ways from the untrusted nodes to all others.
    struct Tree: Sendable {
        fileprivate(set) var isReached: [Bool]
        fileprivate var last: [Edge?]

        /// The last conduit on the way to a node; `nil` where the way starts.
        func edge(into node: Int) -> Edge? { self.last[node] }
    }

    /// Whether an attacker from outside may already stand in the zone.
    let isUntrusted: [Bool]
    /// Whether any conduit ends at the zone.
    let hasConduit: [Bool]
    /// A diode that lets data out of the zone, by its place among the conduits.
    let diodeOut: [Int?]
    /// Whether anything untrusted is on record at all.
    let hasOutside: Bool
    private let edges: [Edge]
    /// The places in `edges` of those that leave a node, the weakest first.
    private let leaving: [[Int]]

    init(_ zones: Table<Zones>, _ conduits: [Conduit], places: [ID<Zones>: Int]) {
        let outside = zones.count
        let isUntrusted = zones.map(\.kind.isUntrusted)
        var edges: [Edge] = []
        var hasConduit = zones.map { _ in false }
        var diodeOut: [Int?] = zones.map { _ in nil }
        for (place, conduit) in conduits.enumerated() {
            let from = conduit.from.flatMap { places[$0] } ?? outside
            let to = conduit.to.flatMap { places[$0] } ?? outside
            let protection = conduit.protection
            let rank = protection?.rank ?? 0
            let isTwoWay = conduit.direction == .both && protection != .diode
            for end in [from, to] where end != outside { hasConduit[end] = true }
            if protection == .diode, from != outside { diodeOut[from] = place }

            func add(_ from: Int, _ to: Int, isRemoteAccess: Bool = false) {
                guard to != outside, from != to else { return }
                edges.append(Edge(from: from, to: to, conduit: place, rank: rank, isRemoteAccess: isRemoteAccess))
            }
            add(from, to)
            if isTwoWay { add(to, from) }
            // Remote access without an untrusted zone at its ends still brings people in from somewhere.
            let ends = [from, to]
            if conduit.remoteAccess, !ends.contains(where: { $0 == outside || isUntrusted[$0] }) {
                add(outside, to, isRemoteAccess: true)
                if isTwoWay { add(outside, from, isRemoteAccess: true) }
            }
        }
        edges.sort { ($0.rank, $0.conduit, $0.from) < ($1.rank, $1.conduit, $1.from) }
        var leaving: [[Int]] = Array(repeating: [], count: outside + 1)
        for (place, edge) in edges.enumerated() { leaving[edge.from].append(place) }
        self.isUntrusted = isUntrusted
        self.hasConduit = hasConduit
        self.diodeOut = diodeOut
        self.hasOutside = isUntrusted.contains(true) || !leaving[outside].isEmpty
        self.edges = edges
        self.leaving = leaving
    }

    /// The shortest ways from outside over conduits whose protection has at most this rank.
    func tree(upTo rank: Int) -> Tree {
        var tree = Tree(
            isReached: self.isUntrusted + [true], last: Array(repeating: nil, count: self.leaving.count))
        var queue = self.leaving.indices.filter { tree.isReached[$0] }
        var next = 0
        while next < queue.count {
            for place in self.leaving[queue[next]] {
                let edge = self.edges[place]
                guard edge.rank <= rank else { break }
                guard !tree.isReached[edge.to] else { continue }
                tree.isReached[edge.to] = true
                tree.last[edge.to] = edge
                queue.append(edge.to)
            }
            next += 1
        }
        return tree
    }

    /// For each node whether there is a way from it to `node`.
    func nodes(reaching node: Int) -> [Bool] {
        var coming: [[Int]] = Array(repeating: [], count: self.leaving.count)
        for edge in self.edges { coming[edge.to].append(edge.from) }
        var isReached = Array(repeating: false, count: self.leaving.count)
        isReached[node] = true
        var queue = [node]
        var next = 0
        while next < queue.count {
            for from in coming[queue[next]] where !isReached[from] {
                isReached[from] = true
                queue.append(from)
            }
            next += 1
        }
        return isReached
    }
}
