public import Crypto

/// A stored piece of the tree: up to 256 neighbouring hashes of every eighth level.
///
/// - Source: c2sp.org/tlog-tiles.
public struct Tile: Hashable, Sendable {
    /// 0 for leaf hashes, 1 for the roots of full tiles of level 0, and so on; 0…7.
    public let level: Int
    /// Which tile of its level, counted from the left.
    public let number: Int
    /// How many hashes it holds: 256 when full, 1…255 at the right edge of a growing tree.
    public let width: Int

    /// A tile; `nil` for a level beyond 0…7, a negative number or a width beyond 1…256.
    public init?(level: Int, number: Int, width: Int = Tile.widthMax) {
        guard (0...Tile.levelMax).contains(level), number >= 0, (1...Tile.widthMax).contains(width) else { return nil }
        self.init(checked: level, number, width)
    }

    init(checked level: Int, _ number: Int, _ width: Int) {
        self.level = level
        self.number = number
        self.width = width
    }

    /// How many hashes a full tile holds.
    public static let widthMax = 256
    /// The highest level that a tree of 2^63 leaves has.
    public static let levelMax = 7

    /// The path below the ledger's folder: `tile/0/x001/x234/067`, with `.p/5` behind it when the tile is not full.
    public var path: String {
        var groups = [Self.threeDigits(self.number % 1000)]
        var rest = self.number / 1000
        while rest > 0 {
            groups.append("x" + Self.threeDigits(rest % 1000))
            rest /= 1000
        }
        let edge = self.width < Self.widthMax ? ".p/\(self.width)" : ""
        return "tile/\(self.level)/" + groups.reversed().joined(separator: "/") + edge
    }

    /// The tile of a path as `path` writes it; `nil` for any other text.
    public init?(path: String) {
        guard path.utf8.count <= 64, path.hasPrefix("tile/") else { return nil }
        var parts = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        guard let level = parts.popFirst().flatMap({ Int($0) }), let last = parts.last else { return nil }
        var width = Tile.widthMax
        if parts.count >= 2, parts[parts.endIndex - 2].hasSuffix(".p") {
            guard let count = Int(last), count < Tile.widthMax else { return nil }
            width = count
            parts.removeLast()
        }
        var number = 0
        for part in parts {
            guard let value = Int(part.filter { $0.isASCII && $0.isNumber }) else { return nil }
            let (product, isTooLarge) = number.multipliedReportingOverflow(by: 1000)
            guard !isTooLarge, value < 1000, product <= Int.max - value else { return nil }
            number = product + value
        }
        guard let tile = Tile(level: level, number: number, width: width) else { return nil }
        // There is one spelling only; what differs from it in any letter is refused.
        guard tile.path == path else { return nil }
        self = tile
    }

    /// The content of a tile's file: its hashes one behind the other, 32 bytes each.
    public static func encode(_ hashes: [Digest256]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(hashes.count * Digest256.byteCount)
        for hash in hashes { hash.append(to: &bytes) }
        return bytes
    }

    /// The hashes of a tile's file; `nil` when it does not hold exactly as many as the tile's width.
    public func decode(_ bytes: [UInt8]) -> [Digest256]? {
        guard bytes.count == self.width * Digest256.byteCount else { return nil }
        let span = bytes.span
        return (0..<self.width).compactMap { place in
            Digest256(span.extracting(place * Digest256.byteCount..<(place + 1) * Digest256.byteCount))
        }
    }

    /// How many hashes a level of tiles has for a tree of `size` leaves.
    static func hashCount(level: Int, size: Int) -> Int {
        level > Tile.levelMax ? 0 : size >> (8 * level)
    }

    private static func threeDigits(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: 3 - digits.utf8.count) + digits
    }
}

/// A tile with its hashes, ready to be written.
public struct FilledTile: Hashable, Sendable {
    /// Where it belongs.
    public let tile: Tile
    /// As many hashes as the tile is wide.
    public let hashes: [Digest256]

    /// A tile with its hashes; there must be as many as the tile is wide.
    public init(_ tile: Tile, _ hashes: [Digest256]) {
        precondition(tile.width == hashes.count, "a tile holds as many hashes as it is wide")
        self.tile = tile
        self.hashes = hashes
    }

    /// The content of its file.
    public var bytes: [UInt8] { Tile.encode(self.hashes) }
}

/// The tiles that a tree gains when it grows from `old` to `new` leaves: the full ones and the right edge.
///
/// They come level by level from the leaves up, each level from left to right; none for equal sizes. The reader is
/// asked for all leaf hashes from the start of the old right edge, and at levels 8, 16, … for hashes that were
/// complete in the old tree only, so the old tiles can answer. Writing the same growth twice gives the same tiles,
/// which makes it safe to repeat after a crash.
///
/// A growth of a million leaves holds 32 MB at once; cut longer ones into steps.
public func tiles<Reader: HashReader>(
    growing old: Int, to new: Int, reading reader: Reader
) throws(Reader.Failure) -> [FilledTile] {
    precondition(old >= 0 && old <= new, "a tree does not shrink")
    var filled: [FilledTile] = []
    // The hashes of this level that the growth adds, carried up from the level below.
    var added = old..<new
    var fresh = try reader.hashes(level: 0, added)
    for level in 0...Tile.levelMax where !added.isEmpty {
        let first = added.lowerBound / Tile.widthMax
        let edge = first * Tile.widthMax..<added.lowerBound
        let all = edge.isEmpty ? fresh : try reader.hashes(level: level * 8, edge) + fresh
        var raised: [Digest256] = []
        for number in first...(added.upperBound - 1) / Tile.widthMax {
            let start = (number - first) * Tile.widthMax
            let hashes = Array(all[start..<min(start + Tile.widthMax, all.count)])
            filled.append(FilledTile(Tile(checked: level, number, hashes.count), hashes))
            if hashes.count == Tile.widthMax { raised.append(Tree.root(of: hashes)) }
        }
        added = first..<added.upperBound / Tile.widthMax
        fresh = raised
    }
    return filled
}
