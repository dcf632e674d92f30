import CSMS
import Foundation
import Host
import Registers
import Registrar
import SQL
import Samples
import Store
import Synchronization
import Testing

/// A disk whose writes fail from the N-th on, as a full or broken one does.
private final class FailingDisk: Disk {
    private let left: Atomic<Int>
    private let disk = SystemDisk()

    init(writesBeforeFailure count: Int) { self.left = Atomic(count) }

    /// Whether any write failed.
    var hasFailed: Bool { self.left.load(ordering: .relaxed) < 0 }

    private func count(_ path: String) throws(DiskError) {
        guard self.left.wrappingSubtract(1, ordering: .relaxed).newValue >= 0 else {
            throw DiskError(path: path, operation: "write", code: ENOSPC)
        }
    }

    func read(_ path: String, limit: Int) throws(DiskError) -> [UInt8] { try self.disk.read(path, limit: limit) }

    /// Each file is a write of its own: those before the failure are there, the others are not.
    func write(_ files: [FileToWrite]) throws(DiskError) {
        for file in files {
            try self.count(file.path)
            try self.disk.write(file)
        }
    }

    func append(_ bytes: [UInt8], to path: String) throws(DiskError) {
        try self.count(path)
        try self.disk.append(bytes, to: path)
    }

    func list(_ folder: String) throws(DiskError) -> [DiskItem] { try self.disk.list(folder) }

    func makeFolder(_ path: String) throws(DiskError) {
        try self.count(path)
        try self.disk.makeFolder(path)
    }

    func kind(_ path: String) throws(DiskError) -> DiskItem.Kind? { try self.disk.kind(path) }
    func size(_ path: String) throws(DiskError) -> Int { try self.disk.size(path) }

    func remove(_ path: String) throws(DiskError) {
        try self.count(path)
        try self.disk.remove(path)
    }

    func lock(_ path: String) throws(DiskError) -> DiskLock? { try self.disk.lock(path) }
}

/// The disk fails at each of its writes in turn: nothing that stays behind is ever called altered, and the next start
/// mends it.
@Suite struct DiskFaultTests {
    /// The most writes that any of these operations makes.
    private static let writesMax = 60

    /// Runs `body` with a disk that fails at its first write, then at its second, until nothing fails any more.
    private func atEachWrite(_ body: (FailingDisk, DataFolder) throws -> Void) throws {
        for count in 0..<DiskFaultTests.writesMax {
            let folder = DataFolder(TrialPlant.freshPath())
            defer { try? FileManager.default.removeItem(atPath: folder.path) }
            let disk = FailingDisk(writesBeforeFailure: count)
            try body(disk, folder)
            guard disk.hasFailed else {
                #expect(count > 0)
                return
            }
        }
        Issue.record("More than \(DiskFaultTests.writesMax) writes were made.")
    }

    private func expectIntact(_ folder: DataFolder, after count: String) {
        let verdict = verify(folder, books: catalogue)
        #expect(verdict.alterations + verdict.unchecked == [], "\(count)")
    }

    private func keepTeams(_ count: Int, in office: Office, named name: String) throws {
        let proposals = (0..<count).map { place in
            let team = Team(id: ID(office.newID())) { $0.name = "\(name) \(place)" }
            return Proposal(new: Teams.book, id: team.id.uuid, cells: team.cells)
        }
        _ = try Registrar(office).submit(Registrar.Batch(proposals), by: everyRole)
    }

    @Test func aPlantWhoseMakingFailedIsMadeAgainOrOpens() throws {
        try self.atEachWrite { disk, folder in
            let made = try? Office.make(in: folder, name: "a.invalid/b", books: catalogue, disk: disk)
            guard made == nil else { return }
            // Before the first entry it is made again; after it, it opens.
            let again =
                try (try? Office.make(in: folder, name: "a.invalid/b", books: catalogue))
                ?? Office(folder, books: catalogue, for: .write)
            try again.publish()
            self.expectIntact(folder, after: "making")
        }
    }

    @Test func failedPublishingAltersNothingAndIsMadeUpFor() throws {
        try self.atEachWrite { disk, folder in
            do {
                let office = try Office.make(in: folder, name: "a.invalid/b", books: catalogue)
                try self.keepTeams(300, in: office, named: "First")
                try office.publish()
                try self.keepTeams(300, in: office, named: "Second")
            }
            // Opening publishes what came last.
            let office = try? Office(folder, books: catalogue, for: .write, disk: disk)
            self.expectIntact(folder, after: "failed publishing")
            guard office == nil else { return }
            do {
                let again = try Office(folder, books: catalogue, for: .write)
                try self.keepTeams(1, in: again, named: "Third")
                try again.publish()
            }
            self.expectIntact(folder, after: "the next start")
        }
    }

    @Test func failedKeepingOfOriginalsAltersNothing() throws {
        try self.atEachWrite { disk, folder in
            _ = try Office.make(in: folder, name: "a.invalid/b", books: catalogue)
            let office = try Office(folder, books: catalogue, for: .write, disk: disk)
            var plant = SamplePlant(office, books: catalogue, seed: 3)
            // Originals are kept before the records that name them, so a failure leaves at most files without a record.
            guard (try? plant.fill(1)) == nil else { return }
            self.expectIntact(folder, after: "failed keeping")
        }
    }
}

/// A database that is older than what was signed.
@Suite struct ForkTests {
    @Test func aLedgerThatLostSignedEntriesIsNotWrittenToAgain() throws {
        let plant = try TrialPlant(catalogue)
        let team = Team(id: ID(plant.office.newID())) { $0.name = "Shift A" }
        try plant.keep(team.cells, in: Teams.book)
        plant.close()
        let path = plant.folder.database
        try FileManager.default.copyItem(atPath: path, toPath: path + "-old")
        try plant.reopen()
        let other = Team(id: ID(plant.office.newID())) { $0.name = "Shift B" }
        try plant.keep(other.cells, in: Teams.book)
        try plant.office.publish()
        plant.close()
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.moveItem(atPath: path + "-old", toPath: path)
        let error = #expect(throws: FolderError.self) { try plant.reopen() }
        #expect(error?.description.hasPrefix("The ledger lost entries") ?? false)
        #expect(verify(plant.folder, books: catalogue).exitStatus == 1)
    }
}
