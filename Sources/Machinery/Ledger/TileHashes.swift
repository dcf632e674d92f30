public import Crypto

/// Gives the hashes of a tree from its stored tiles.
///
/// It asks for each tile in the width that the tree's size implies, so it works on what `tiles(growing:to:reading:)`
/// has written for that size.
public struct TileHashes<Fault: Error>: HashReader {
    /// How many leaves the stored tree has.
    public let size: Int
    private let fetch: (Tile) throws(Fault) -> [Digest256]

    /// The tree of `size` leaves whose tiles `fetch` reads; it returns as many hashes as the tile is wide.
    public init(size: Int, fetch: @escaping (Tile) throws(Fault) -> [Digest256]) {
        self.size = size
        self.fetch = fetch
    }

    /// The root of the stored tree.
    ///
    /// - Throws: whatever `fetch` throws.
    public func root() throws(Fault) -> Digest256 {
        try self.root(of: 0..<self.size)
    }

    /// The roots of complete subtrees; see `HashReader`.
    public func hashes(level: Int, _ range: Range<Int>) throws(Fault) -> [Digest256] {
        precondition(range.upperBound <= self.size >> level, "the stored tree has no such subtree")
        guard !range.isEmpty else { return [] }
        let climb = level % 8
        var hashes = try self.stored(level / 8, range.lowerBound << climb..<range.upperBound << climb)
        for _ in 0..<climb { hashes = pairedUp(hashes) }
        return hashes
    }

    /// Hashes of a tile level, joined from as many tiles as they lie in.
    private func stored(_ level: Int, _ range: Range<Int>) throws(Fault) -> [Digest256] {
        let count = Tile.hashCount(level: level, size: self.size)
        var hashes: [Digest256] = []
        hashes.reserveCapacity(range.count)
        for number in range.lowerBound / Tile.widthMax...(range.upperBound - 1) / Tile.widthMax {
            let start = number * Tile.widthMax
            let tile = Tile(checked: level, number, min(Tile.widthMax, count - start))
            let content = try self.fetch(tile)
            precondition(content.count == tile.width, "a tile holds as many hashes as it is wide")
            let from = max(range.lowerBound, start) - start
            let to = min(range.upperBound, start + tile.width) - start
            hashes.append(contentsOf: content[from..<to])
        }
        return hashes
    }
}
