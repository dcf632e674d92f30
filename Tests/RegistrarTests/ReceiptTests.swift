import CSMS
import Crypto
import Host
import Ledger
import Registers
import Registrar
import Store
import Testing

/// What somebody outside can check with files alone.
@Suite struct ReceiptTests {
    private let plant: TrialPlant
    private let record: KeptRecord
    private let verifier: NoteVerifier

    init() throws {
        self.plant = try TrialPlant(catalogue)
        self.verifier = try self.plant.office.store.ledgerVerifier()
        for count in 0..<300 {
            let team = Team(id: ID(self.plant.office.newID())) { $0.name = "Shift \(count)" }
            try self.plant.keep(team.cells, in: Teams.book)
            if count == 100 { try self.plant.office.publish() }
        }
        try self.plant.office.publish()
        self.record = try #require(try self.plant.office.store.record(42, in: Teams.book))
    }

    private func note(_ name: String) throws -> SignedNote {
        let bytes = try SystemDisk().read("\(self.plant.folder.ledger)/\(name)", limit: 1000)
        return try SignedNote(encoded: String(decoding: bytes, as: UTF8.self))
    }

    /// The tree as its files tell it.
    private func tiles(of size: Int) -> TileHashes<any Error> {
        let folder = self.plant.folder.ledger
        return TileHashes(size: size) { (tile: Tile) throws(any Error) in
            try #require(tile.decode(try SystemDisk().read("\(folder)/\(tile.path)", limit: 8192)))
        }
    }

    @Test func aReceiptMadeOfFilesProvesARecordsEntry() throws {
        let (place, entry) = try #require(try self.plant.office.store.history(of: 42, in: Teams.book).last)
        let newest = try self.note("checkpoint")
        let size = try Checkpoint(newest, from: self.verifier).size
        let hashes = try TreeProof.inclusion(of: place, in: size, reading: self.tiles(of: size))
        let receipt = try Receipt(encoded: Receipt(index: place, hashes: hashes, note: newest).encoded)
        #expect(try receipt.verify(entry: entry.encoded(), from: self.verifier).size == 301)
        var other = entry
        other.revision += 1
        #expect(throws: NoteError.self) { try receipt.verify(entry: try other.encoded(), from: self.verifier) }
    }

    @Test func theNewestCheckpointContinuesAnEarlierOne() throws {
        let early = try Checkpoint(self.note("checkpoints/000000000102"), from: self.verifier)
        let late = try Checkpoint(self.note("checkpoint"), from: self.verifier)
        let proof = try TreeProof.consistency(from: early.size, to: late.size, reading: self.tiles(of: late.size))
        #expect(TreeProof.extends(from: early.size, root: early.root, to: late.size, root: late.root, by: proof))
        #expect(!TreeProof.extends(from: early.size, root: late.root, to: late.size, root: late.root, by: proof))
    }

    @Test func anotherKeyThanTheTrustedOneIsFoundOut() throws {
        #expect(verify(self.plant.folder, books: catalogue, trusted: self.verifier).exitStatus == 0)
        let other = try NoteSigner(name: "trial.invalid/plant", key: SigningKey(seed: SystemRandom().bytes(32)))
        #expect(verify(self.plant.folder, books: catalogue, trusted: other.verifier).exitStatus == 1)
    }
}
