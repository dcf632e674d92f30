import CSMS
import Crypto
import Foundation
import Host
import Registers
import Registrar
import SQL
import Samples
import Store

/// Writes batches from several threads and says what was asked (`sent`) and what was acknowledged (`acked`).
///
/// A key such as `k7-2-15x3` holds the seed, the thread, a counter and how many teams the batch makes; the names of
/// the teams begin with the key. So whoever reads the database can tell whether a batch is there once and whole.
final class Writer: Sendable {
    /// How many teams form the ring: each names the next one in its e-mail field.
    static let ringLength = 16

    private let office: Office
    private let registrar: Registrar
    private let seed: UInt64
    private let publishes: Bool

    init(_ folder: String, seed: UInt64, publishes: Bool) throws {
        self.publishes = publishes
        self.office = try Office(DataFolder(folder), books: catalogue, for: .write)
        self.registrar = Registrar(self.office)
        self.seed = seed
        say("open")
    }

    /// Starts the threads and waits until all have done their share, then until standard input ends.
    func run(threads: Int, operations: Int) throws {
        try self.makeRing()
        let group = DispatchGroup()
        for thread in 0..<threads {
            group.enter()
            Thread.detachNewThread {
                self.work(thread, operations / threads)
                group.leave()
            }
        }
        group.wait()
        say("done")
        _ = readLine()
    }

    /// Repeats the requests whose keys standard input names.
    func retry() throws {
        while let key = readLine() { try self.create(key) }
        say("done")
    }

    private func work(_ thread: Int, _ operations: Int) {
        var numbers = SeededNumbers(seed: self.seed &* 1000 &+ UInt64(thread))
        for count in 0..<operations {
            do {
                switch Int.random(in: 0..<8, using: &numbers) {
                case 0: try self.rotateRing(&numbers)
                case 1 where thread == 0 && self.publishes: try self.office.publish()
                case 2: try self.createAndDelete("d\(self.seed)-\(thread)-\(count)")
                default:
                    let size = Int.random(in: 1...6, using: &numbers)
                    try self.create("k\(self.seed)-\(thread)-\(count)x\(size)")
                }
            } catch Refusal.conflict { continue } catch {
                say("broken\t\(error)")
                return
            }
        }
    }

    private func create(_ key: String) throws {
        guard let size = key.split(separator: "x").last.flatMap({ Int($0) }) else {
            throw FolderError("“\(key)” is no key of ours.")
        }
        let proposals = (0..<size).map { place in self.team("\(key)-\(place)", email: "") }
        let request = RequestKey(key, digest: SHA256.hash(key))
        say("sent\t\(key)")
        let answer = try self.registrar.submit(
            Registrar.Batch(proposals, request: request), by: SamplePlant.author(1))
        let journal = (try? SystemDisk().size(self.office.folder.database + "-wal")) ?? 0
        say("acked\t\(key)\t\(answer.entries.lowerBound)\t\(answer.entries.count)\t\(journal)")
    }

    /// Makes a team and deletes it again: two acknowledged writes, after which its name is gone.
    private func createAndDelete(_ name: String) throws {
        let answer = try self.registrar.submit(
            Registrar.Batch([self.team(name, email: "")]), by: SamplePlant.author(1))
        guard let record = answer.records.first else { return }
        say("made\t\(record.number)\t\(name)")
        try self.registrar.delete(record.number, in: Teams.book, knowing: record.revision, by: SamplePlant.author(1))
        say("deleted\t\(record.number)\t\(name)")
    }

    private func team(_ name: String, email: String) -> Proposal {
        let team = Team(id: ID(self.office.newID())) {
            $0.name = name
            $0.email = email
        }
        return Proposal(new: Teams.book, id: team.id.uuid, cells: team.cells)
    }
}

// MARK: The ring

extension Writer {
    private func makeRing() throws {
        guard try self.ring().isEmpty else { return }
        let proposals = (0..<Writer.ringLength).map { place in
            self.team("ring-\(place)", email: "ring-\((place + 1) % Writer.ringLength)")
        }
        _ = try self.registrar.submit(Registrar.Batch(proposals), by: SamplePlant.author(1))
    }

    private func ring() throws -> [String: Team] {
        let teams = try self.office.store.snapshot(of: [Teams.name])[Teams.self].filter { $0.name.hasPrefix("ring-") }
        return Dictionary(uniqueKeysWithValues: teams.map { ($0.name, $0) })
    }

    /// Takes the team behind another out of the ring and puts it one place further: three edits in one batch.
    ///
    /// Half of it would cut the ring.
    private func rotateRing(_ numbers: inout SeededNumbers) throws {
        let ring = try self.ring()
        let start = "ring-\(Int.random(in: 0..<Writer.ringLength, using: &numbers))"
        guard let first = ring[start], let second = ring[first.email], let third = ring[second.email] else {
            throw FolderError("The ring is cut at \(start).")
        }
        let changes = [(first, third.name), (second, third.email), (third, second.name)]
        let proposals = changes.map { team, next in
            var changed = team
            changed.email = next
            return Proposal(change: KeptRecord(team), in: Teams.book, to: changed.cells)
        }
        _ = try self.registrar.submit(Registrar.Batch(proposals), by: SamplePlant.author(2))
    }
}

extension KeptRecord {
    fileprivate init(_ team: Team) {
        self.init(
            id: team.id.uuid, number: team.number, revision: team.revision, state: team.state.rawValue,
            cells: team.cells)
    }
}
