import Crypto
import Ledger
import Testing

/// The tree of RFC 9162, section 2.1, written down as the text says it: slow and obvious.
enum SlowTree {
    static func root(_ leaves: ArraySlice<Digest256>) -> Digest256 {
        guard leaves.count > 1 else { return leaves.first ?? SHA256.hash([UInt8]()) }
        let middle = leaves.startIndex + self.half(leaves.count)
        let (left, right) = (self.root(leaves[..<middle]), self.root(leaves[middle...]))
        return SHA256.hash([1] + left.bytes + right.bytes)
    }

    static func path(_ index: Int, _ leaves: ArraySlice<Digest256>) -> [Digest256] {
        guard leaves.count > 1 else { return [] }
        let half = self.half(leaves.count)
        let middle = leaves.startIndex + half
        return index < half
            ? self.path(index, leaves[..<middle]) + [self.root(leaves[middle...])]
            : self.path(index - half, leaves[middle...]) + [self.root(leaves[..<middle])]
    }

    static func proof(_ old: Int, _ leaves: ArraySlice<Digest256>, _ isWhole: Bool = true) -> [Digest256] {
        guard old < leaves.count else { return isWhole ? [] : [self.root(leaves)] }
        let half = self.half(leaves.count)
        let middle = leaves.startIndex + half
        return old <= half
            ? self.proof(old, leaves[..<middle], isWhole) + [self.root(leaves[middle...])]
            : self.proof(old - half, leaves[middle...], false) + [self.root(leaves[..<middle])]
    }

    private static func half(_ count: Int) -> Int {
        var half = 1
        while half * 2 < count { half *= 2 }
        return half
    }
}

func someLeaves(_ count: Int) -> [Digest256] {
    (0..<count).map { Tree.leaf(Array("entry \($0)".utf8)) }
}

struct TreeTests {
    /// The eight entries that the certificate transparency implementations test with, and the roots of 1…8 of them.
    private static let entries = [
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    ]
    private static let roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    @Test func theReferenceTreeHasThePublishedRoots() throws {
        var frontier = Frontier()
        #expect(frontier.root.hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        for (entry, root) in zip(Self.entries, Self.roots) {
            frontier.append(Tree.leaf(try #require(Hex.decode(entry))))
            #expect(frontier.root.hex == root)
        }
    }

    @Test func theFrontierAgreesWithTheSlowTree() {
        let leaves = someLeaves(300)
        var frontier = Frontier()
        for size in 0...leaves.count {
            #expect(frontier.size == size)
            #expect(frontier.root == SlowTree.root(leaves[..<size]))
            if size < leaves.count { frontier.append(leaves[size]) }
        }
    }

    @Test func aRestoredFrontierGoesOnAsTheOldOne() throws {
        var frontier = Frontier()
        for leaf in someLeaves(300) {
            frontier.append(leaf)
            #expect(Frontier(encoded: frontier.encoded) == frontier)
            #expect(Frontier(size: frontier.size, hashes: frontier.hashes) == frontier)
        }
        #expect(Frontier(encoded: Frontier().encoded) == Frontier())
    }

    @Test func aFrontierThatDoesNotFitItsSizeIsRefused() {
        #expect(Frontier(size: 3, hashes: [.zero]) == nil)
        #expect(Frontier(size: -1, hashes: Array(repeating: .zero, count: 64)) == nil)
        #expect(Frontier(encoded: []) == nil)
        #expect(Frontier(encoded: [0, 0, 0, 0, 0, 0, 0, 1]) == nil)
        #expect(Frontier(encoded: [255, 255, 255, 255, 255, 255, 255, 255]) == nil)
        #expect(Frontier(encoded: [0, 0, 0, 0, 0, 0, 0, 1] + [UInt8](repeating: 0, count: 33)) == nil)
    }

    @Test func everyEntryUpToSixtyFourIsProven() {
        self.proveInclusion(upTo: 64)
    }

    @Test func everyGrowthUpToSixtyFourIsProven() {
        self.proveConsistency(upTo: 64)
    }

    @Test(.enabled(if: isLongRun)) func everyEntryUpToThreeHundredIsProven() {
        self.proveInclusion(upTo: 300)
    }

    @Test(.enabled(if: isLongRun)) func everyGrowthUpToThreeHundredIsProven() {
        self.proveConsistency(upTo: 300)
    }

    private func proveInclusion(upTo sizeMax: Int) {
        let leaves = someLeaves(sizeMax)
        let reader = LeafHashes(leaves)
        for size in 1...sizeMax {
            let root = SlowTree.root(leaves[..<size])
            for index in 0..<size {
                let proof = TreeProof.inclusion(of: index, in: size, reading: reader)
                #expect(proof == SlowTree.path(index, leaves[..<size]))
                #expect(TreeProof.includes(leaf: leaves[index], at: index, in: size, root: root, by: proof))
            }
        }
    }

    private func proveConsistency(upTo sizeMax: Int) {
        let leaves = someLeaves(sizeMax)
        let reader = LeafHashes(leaves)
        let roots = (0...sizeMax).map { SlowTree.root(leaves[..<$0]) }
        for new in 0...sizeMax {
            for old in 0...new {
                let proof = TreeProof.consistency(from: old, to: new, reading: reader)
                if old > 0 { #expect(proof == SlowTree.proof(old, leaves[..<new])) }
                #expect(TreeProof.extends(from: old, root: roots[old], to: new, root: roots[new], by: proof))
            }
        }
    }

    @Test func aProofOfAnythingElseIsRefused() {
        let leaves = someLeaves(21)
        let reader = LeafHashes(leaves)
        for size in 1...21 {
            let root = Tree.root(of: Array(leaves[..<size]))
            for index in 0..<size {
                let proof = TreeProof.inclusion(of: index, in: size, reading: reader)
                for other in -1...22 where other != index {
                    #expect(!TreeProof.includes(leaf: leaves[index], at: other, in: size, root: root, by: proof))
                }
                for changed in self.variants(of: proof) {
                    #expect(!TreeProof.includes(leaf: leaves[index], at: index, in: size, root: root, by: changed))
                }
                #expect(!TreeProof.includes(leaf: .zero, at: index, in: size, root: root, by: proof))
                #expect(!TreeProof.includes(leaf: leaves[index], at: index, in: size, root: .zero, by: proof))
            }
        }
    }

    @Test func aProofOfAnotherGrowthIsRefused() {
        let leaves = someLeaves(21)
        let reader = LeafHashes(leaves)
        let roots = (0...21).map { Tree.root(of: Array(leaves[..<$0])) }
        for new in 0...21 {
            for old in 0...new {
                let proof = TreeProof.consistency(from: old, to: new, reading: reader)
                for changed in self.variants(of: proof) {
                    #expect(!TreeProof.extends(from: old, root: roots[old], to: new, root: roots[new], by: changed))
                }
                #expect(!TreeProof.extends(from: old, root: .zero, to: new, root: roots[new], by: proof))
                // An empty tree is the beginning of every tree, so its proof says nothing about the new root.
                if old > 0 { #expect(!TreeProof.extends(from: old, root: roots[old], to: new, root: .zero, by: proof)) }
                for other in 0...new where other != old {
                    #expect(!TreeProof.extends(from: other, root: roots[old], to: new, root: roots[new], by: proof))
                }
            }
        }
    }

    @Test func absurdSizesAreRefused() {
        let many = [Digest256](repeating: .zero, count: 64)
        #expect(!TreeProof.includes(leaf: .zero, at: 0, in: 0, root: Tree.emptyRoot, by: []))
        #expect(!TreeProof.includes(leaf: .zero, at: -1, in: 5, root: .zero, by: many))
        #expect(!TreeProof.includes(leaf: .zero, at: .max - 1, in: .max, root: .zero, by: many))
        #expect(!TreeProof.includes(leaf: .zero, at: 0, in: .max, root: .zero, by: many + many))
        #expect(!TreeProof.extends(from: -1, root: .zero, to: 5, root: .zero, by: many))
        #expect(!TreeProof.extends(from: 6, root: .zero, to: 5, root: .zero, by: many))
        #expect(!TreeProof.extends(from: 1, root: .zero, to: .max, root: .zero, by: many))
        #expect(!TreeProof.extends(from: .max - 1, root: .zero, to: .max, root: .zero, by: many))
    }

    /// A proof with one hash missing, doubled, changed or added.
    private func variants(of proof: [Digest256]) -> [[Digest256]] {
        var variants = [proof + [.zero], [.zero] + proof]
        for place in proof.indices {
            var without = proof
            without.remove(at: place)
            var changed = proof
            changed[place] = Tree.leaf(proof[place].bytes)
            var doubled = proof
            doubled.insert(proof[place], at: place)
            variants += [without, changed, doubled]
        }
        return variants
    }
}
