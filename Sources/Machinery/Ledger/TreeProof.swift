public import Crypto

/// Proofs that an entry is in a tree, and that one tree is the beginning of another.
///
/// - Source: RFC 9162, sections 2.1.3 and 2.1.4.
public enum TreeProof {
    /// The hashes that lead from a leaf to the root, the leaf's neighbour first.
    ///
    /// `index` counts from 0 and must be below `size`; `size` must not exceed the stored tree.
    public static func inclusion<Reader: HashReader>(
        of index: Int, in size: Int, reading reader: Reader
    ) throws(Reader.Failure) -> [Digest256] {
        precondition(index >= 0 && index < size, "an entry beyond the tree has no proof")
        var range = 0..<size
        var hashes: [Digest256] = []
        // Each round leaves at most the larger part of a split, so there are at most 63 rounds.
        while range.count > 1 {
            let middle = range.lowerBound + Tree.split(range.count)
            let (left, right) = (range.lowerBound..<middle, middle..<range.upperBound)
            hashes.append(try reader.root(of: index < middle ? right : left))
            range = index < middle ? left : right
        }
        return hashes.reversed()
    }

    /// The hashes that show that the tree of `old` leaves is the beginning of the tree of `new` leaves.
    ///
    /// `old` must be at most `new`, `new` must not exceed the stored tree. Empty for equal sizes and for an empty old
    /// tree, which is the beginning of every tree.
    public static func consistency<Reader: HashReader>(
        from old: Int, to new: Int, reading reader: Reader
    ) throws(Reader.Failure) -> [Digest256] {
        precondition(old >= 0 && old <= new, "a larger tree is not the beginning of a smaller one")
        guard old > 0, old < new else { return [] }
        var range = 0..<new
        var hashes: [Digest256] = []
        while old != range.upperBound {
            let middle = range.lowerBound + Tree.split(range.count)
            let (left, right) = (range.lowerBound..<middle, middle..<range.upperBound)
            hashes.append(try reader.root(of: old <= middle ? right : left))
            range = old <= middle ? left : right
        }
        // The old root itself is known to whoever checks, unless it lies inside the new tree.
        if range.lowerBound > 0 { hashes.append(try reader.root(of: range)) }
        return hashes.reversed()
    }

    /// Whether `hashes` lead from the leaf at `index` to the root of a tree of `size` leaves.
    public static func includes(
        leaf: Digest256, at index: Int, in size: Int, root: Digest256, by hashes: [Digest256]
    ) -> Bool {
        guard index >= 0, index < size, hashes.count <= Self.hashesMax else { return false }
        var place = index
        var last = size - 1
        var hash = leaf
        for other in hashes {
            guard last > 0 else { return false }
            if place & 1 == 1 || place == last {
                hash = Tree.node(other, hash)
                Self.skipLoneNodes(&place, &last)
            } else {
                hash = Tree.node(hash, other)
            }
            place >>= 1
            last >>= 1
        }
        return last == 0 && hash == root
    }

    /// Whether `hashes` show that a tree of `old` leaves is the beginning of a tree of `new` leaves.
    public static func extends(
        from old: Int, root oldRoot: Digest256, to new: Int, root newRoot: Digest256, by hashes: [Digest256]
    ) -> Bool {
        guard old >= 0, old <= new, hashes.count <= Self.hashesMax else { return false }
        if old == new { return hashes.isEmpty && oldRoot == newRoot && (old > 0 || oldRoot == Tree.emptyRoot) }
        if old == 0 { return hashes.isEmpty && oldRoot == Tree.emptyRoot }
        var path = hashes[...]
        // A complete old tree is a subtree of the new one, so that its own root starts the path.
        guard let first = old.nonzeroBitCount == 1 ? oldRoot : path.popFirst() else { return false }
        var place = old - 1
        var last = new - 1
        let full = (~place).trailingZeroBitCount
        place >>= full
        last >>= full
        var (oldHash, newHash) = (first, first)
        for other in path {
            guard last > 0 else { return false }
            if place & 1 == 1 || place == last {
                oldHash = Tree.node(other, oldHash)
                newHash = Tree.node(other, newHash)
                Self.skipLoneNodes(&place, &last)
            } else {
                newHash = Tree.node(newHash, other)
            }
            place >>= 1
            last >>= 1
        }
        return last == 0 && oldHash == oldRoot && newHash == newRoot
    }

    /// No honest proof has more hashes: a tree has at most 2^62 leaves, and a consistency proof one hash more.
    public static let hashesMax = 64

    /// Climbs while the node is the lone last one of its level: such a node moves up without a neighbour.
    private static func skipLoneNodes(_ place: inout Int, _ last: inout Int) {
        while place & 1 == 0 && place != 0 {
            place >>= 1
            last >>= 1
        }
    }
}
