import Crypto
import Foundation
import Ledger
import Testing

/// Whether the long checks were asked for.
let isLongRun = ProcessInfo.processInfo.environment["HOLDFAST_LONG"] != nil

struct TileTests {
    struct Missing: Error, Equatable {
        let path: String
    }

    @Test(arguments: [
        (0, 0, 256, "tile/0/000"), (0, 5, 256, "tile/0/005"), (1, 999, 256, "tile/1/999"),
        (0, 1000, 256, "tile/0/x001/000"), (0, 1_234_067, 256, "tile/0/x001/x234/067"),
        (2, 1_234_067, 5, "tile/2/x001/x234/067.p/5"), (7, 0, 255, "tile/7/000.p/255"),
    ])
    func aTileHasThePathOfTheSpecification(level: Int, number: Int, width: Int, path: String) throws {
        let tile = try #require(Tile(level: level, number: number, width: width))
        #expect(tile.path == path)
        #expect(Tile(path: path) == tile)
    }

    @Test(arguments: [
        "", "tile", "tile/", "tile/0", "tile/0/", "tile/0/1", "tile/0/0001", "tile/8/000", "tile/-1/000", "tile/00/000",
        "tile/0/001/000", "tile/0/x000/001", "tile/0/x01/001", "tile/0/x001", "tile/0/000.p", "tile/0/000.p/",
        "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/000.p/+1", "tile/0/000/", "/tile/0/000",
        "tile/0/../000", "tile/0/x999/x999/x999/x999/x999/x999/999", "tile/0/٠٠٠", "tile/entries/000",
    ])
    func everyOtherPathIsRefused(path: String) {
        #expect(Tile(path: path) == nil)
    }

    @Test func aTreeIsRebuiltFromItsTilesAfterAnyGrowth() throws {
        var dice = Dice(6962)
        let leaves = someLeaves(70_000)
        var stored: [Tile: [Digest256]] = [:]
        var size = 0
        for step in [1, 1, 253, 1, 1, 255, 256, 1, 511, 60_000, 5_000, 300] {
            // The reader knows what the growth may ask for: all leaves, and of higher levels what was stored before.
            let before = self.reader(of: stored, size: size)
            let grown = try tiles(growing: size, to: size + step, reading: Growth(leaves: leaves, stored: before))
            for filled in grown { stored[filled.tile] = filled.tile.decode(filled.bytes) }
            size += step
            let reader = self.reader(of: stored, size: size)
            let root = Tree.root(of: Array(leaves[..<size]))
            #expect(try reader.root() == root)
            for _ in 0..<10 {
                let index = Int.random(in: 0..<size, using: &dice)
                let proof = try TreeProof.inclusion(of: index, in: size, reading: reader)
                #expect(TreeProof.includes(leaf: leaves[index], at: index, in: size, root: root, by: proof))
                let old = Tree.root(of: Array(leaves[..<index]))
                let growth = try TreeProof.consistency(from: index, to: size, reading: reader)
                #expect(TreeProof.extends(from: index, root: old, to: size, root: root, by: growth))
            }
        }
        let top = try #require(Tile(level: 2, number: 0, width: 1))
        #expect(stored[top]?.count == 1)
    }

    @Test func growingInStepsLeavesTheSameFullTilesAsGrowingAtOnce() throws {
        let leaves = LeafHashes(someLeaves(2_000))
        let once = tiles(growing: 0, to: 2_000, reading: leaves)
        var steps: [Tile: [Digest256]] = [:]
        for start in stride(from: 0, to: 2_000, by: 125) {
            for filled in tiles(growing: start, to: start + 125, reading: leaves) { steps[filled.tile] = filled.hashes }
        }
        for filled in once { #expect(steps[filled.tile] == filled.hashes) }
        #expect(once.map(\.tile.path) == (0..<7).map { "tile/0/00\($0)" } + ["tile/0/007.p/208", "tile/1/000.p/7"])
        #expect(tiles(growing: 2_000, to: 2_000, reading: leaves).isEmpty)
    }

    @Test func aMissingTileIsReported() {
        let reader = self.reader(of: [:], size: 300)
        #expect(throws: Missing(path: "tile/1/000.p/1")) { try reader.root() }
    }

    @Test func aTileFileOfTheWrongLengthIsRefused() throws {
        let tile = try #require(Tile(level: 0, number: 0, width: 2))
        #expect(tile.decode([UInt8](repeating: 0, count: 64)) == [.zero, .zero])
        #expect(tile.decode([UInt8](repeating: 0, count: 63)) == nil)
        #expect(tile.decode([UInt8](repeating: 0, count: 96)) == nil)
    }

    private func reader(of stored: [Tile: [Digest256]], size: Int) -> TileHashes<Missing> {
        TileHashes(size: size) { tile throws(Missing) in
            guard let hashes = stored[tile] else { throw Missing(path: tile.path) }
            return hashes
        }
    }

    /// What a store has while it writes tiles: a row for each leaf, and the tiles of the old tree.
    private struct Growth: HashReader {
        let leaves: [Digest256]
        let stored: TileHashes<Missing>

        func hashes(level: Int, _ range: Range<Int>) throws(Missing) -> [Digest256] {
            level == 0 ? Array(self.leaves[range]) : try self.stored.hashes(level: level, range)
        }
    }
}
