public import Crypto

/// The hashes of a Merkle tree: a leaf from an entry, a node from its two children.
///
/// - Source: RFC 9162, section 2.1.1 (the same as RFC 6962, section 2.1).
public enum Tree {
    /// The hash of an entry.
    public static func leaf(_ entry: [UInt8]) -> Digest256 {
        SHA256.hash(tag: 0x00, entry.span)
    }

    /// The hash of an entry.
    public static func leaf(_ entry: Span<UInt8>) -> Digest256 {
        SHA256.hash(tag: 0x00, entry)
    }

    /// The hash of an inner node.
    public static func node(_ left: Digest256, _ right: Digest256) -> Digest256 {
        SHA256.hash(tag: 0x01, left, right)
    }

    /// The root of the tree without entries: the hash of nothing.
    public static let emptyRoot = SHA256.hash([UInt8]())

    /// The root of a tree of given leaf hashes; the empty root for none.
    public static func root(of leaves: [Digest256]) -> Digest256 {
        var frontier = Frontier()
        for leaf in leaves { frontier.append(leaf) }
        return frontier.root
    }

    /// The largest power of two below `size`, which is two or more: where RFC 9162 splits a tree.
    static func split(_ size: Int) -> Int {
        1 << (Int.bitWidth - 1 - (size - 1).leadingZeroBitCount)
    }
}

/// What is needed of a tree to go on appending: one hash for each set bit of its size.
///
/// It holds at most 63 hashes however large the tree is.
public struct Frontier: Hashable, Sendable {
    /// How many leaves the tree has.
    public private(set) var size: Int
    /// The roots of the largest complete subtrees, from left (largest) to right.
    public private(set) var hashes: [Digest256]

    /// The tree without leaves.
    public init() {
        self.size = 0
        self.hashes = []
    }

    /// A tree restored from its size and subtree roots; `nil` when their count does not fit the size.
    public init?(size: Int, hashes: [Digest256]) {
        guard size >= 0, size.nonzeroBitCount == hashes.count else { return nil }
        self.size = size
        self.hashes = hashes
    }

    /// A tree restored from `encoded`; `nil` when the bytes are not a frontier.
    public init?(encoded: [UInt8]) {
        guard encoded.count >= 8, (encoded.count - 8) % Digest256.byteCount == 0 else { return nil }
        guard let size = Int(exactly: encoded[..<8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }) else { return nil }
        let span = encoded.span
        let starts = stride(from: 8, to: encoded.count, by: Digest256.byteCount)
        let hashes = starts.compactMap { Digest256(span.extracting($0..<$0 + Digest256.byteCount)) }
        self.init(size: size, hashes: hashes)
    }

    /// The size in eight bytes, highest first, then the hashes: at most 2,024 bytes.
    public var encoded: [UInt8] {
        var bytes = (0..<8).map { UInt8(truncatingIfNeeded: self.size >> (56 - 8 * $0)) }
        for hash in self.hashes { hash.append(to: &bytes) }
        return bytes
    }

    /// Adds a leaf at the right end.
    public mutating func append(_ leaf: Digest256) {
        var hash = leaf
        // Each set bit at the end of the size is a complete subtree that the new one closes.
        for _ in 0..<(~self.size).trailingZeroBitCount {
            guard let left = self.hashes.popLast() else { break }
            hash = Tree.node(left, hash)
        }
        self.hashes.append(hash)
        self.size += 1
    }

    /// The root of the whole tree.
    public var root: Digest256 {
        guard var root = self.hashes.last else { return Tree.emptyRoot }
        for left in self.hashes.dropLast().reversed() { root = Tree.node(left, root) }
        return root
    }
}
