public import Crypto

/// Gives the hashes of a tree that is stored somewhere.
public protocol HashReader {
    /// What reading can throw; `Never` for a tree in memory.
    associatedtype Failure: Error

    /// The roots of complete subtrees of 2^`level` leaves, `range` counted in such subtrees from the left.
    ///
    /// Level 0 are the leaf hashes. Each subtree of the range is complete in the stored tree. The result has exactly
    /// as many hashes as the range.
    func hashes(level: Int, _ range: Range<Int>) throws(Failure) -> [Digest256]
}

extension HashReader {
    /// The root of the leaves in `range`, whose start must be one that RFC 9162 can split at.
    func root(of range: Range<Int>) throws(Failure) -> Digest256 {
        // Complete subtrees from left to right: while the rest is long, each is as large as its start allows.
        var start = range.lowerBound
        var parts: [Digest256] = []
        while start < range.upperBound {
            let rest = range.upperBound - start
            let size = 1 << (Int.bitWidth - 1 - rest.leadingZeroBitCount)
            let level = size.trailingZeroBitCount
            let place = start >> level
            parts.append(contentsOf: try self.hashes(level: level, place..<place + 1))
            start += size
        }
        guard var root = parts.popLast() else { return Tree.emptyRoot }
        while let left = parts.popLast() { root = Tree.node(left, root) }
        return root
    }
}

/// The hashes of a tree whose leaf hashes are all in memory; computes everything else anew.
public struct LeafHashes: HashReader, Sendable {
    /// The leaf hashes from the left.
    public let leaves: [Digest256]

    /// A tree of these leaves.
    public init(_ leaves: [Digest256]) {
        self.leaves = leaves
    }

    /// The roots of complete subtrees; see `HashReader`.
    public func hashes(level: Int, _ range: Range<Int>) -> [Digest256] {
        var hashes = Array(self.leaves[range.lowerBound << level..<range.upperBound << level])
        for _ in 0..<level { hashes = pairedUp(hashes) }
        return hashes
    }
}

/// The next level of a complete tree: one hash for each two.
func pairedUp(_ hashes: [Digest256]) -> [Digest256] {
    stride(from: 0, to: hashes.count - 1, by: 2).map { Tree.node(hashes[$0], hashes[$0 + 1]) }
}
