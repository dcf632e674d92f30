import CSMS
import Crypto
import Exchange
import Files
import Foundation
import Host
import Ledger
import Registers
import Registrar
import SQL
import Store

// The figures that need no process of their own. `bin/bench` runs this and puts the engine's own figure beside each.
//
// Use: holdfast-bench tree | cvss FILE | matching FOLDER
// Each line of the answer: name, how many things were done in one run, then the CPU seconds of each run.

/// How often each figure is taken; the reader takes the median.
let runs = 5

/// Does `work` some times and writes how long each took, in CPU seconds of the process.
///
/// - Parameter work: Returns something of its result, so that the compiler cannot leave it out.
func measure(_ name: String, count: Int, _ work: () throws -> Int) rethrows {
    var seconds: [String] = []
    var sum = 0
    for _ in 0..<runs {
        let start = clock()
        sum ^= try work()
        seconds.append(String(Double(clock() - start) / Double(CLOCKS_PER_SEC)))
    }
    if sum == .min { seconds.append("0") }
    print(name, count, seconds.joined(separator: " "))
}

/// Appends entries of 700 bytes to a tree; beside it the same bytes through SHA-256 alone.
func measureTree() {
    let count = 300_000
    var entry = [UInt8](repeating: 0x61, count: 700)
    measure("tree", count: count) {
        var frontier = Frontier()
        for place in 0..<count {
            entry[0] = UInt8(truncatingIfNeeded: place)
            frontier.append(Tree.leaf(entry))
        }
        return frontier.root.hashValue
    }
    measure("tree-bare", count: count) {
        var sum = 0
        for place in 0..<count {
            entry[0] = UInt8(truncatingIfNeeded: place)
            sum ^= SHA256.hash(entry).hashValue
        }
        return sum
    }
}

/// Reads and scores the CVSS 3.1 vectors of a table a million times; beside it, only looks at each byte.
func measureCVSS(_ path: String) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let vectors = text.split(separator: "\n").compactMap { line in
        line.split(separator: ",").first { $0.hasPrefix("CVSS:3.1/") }.map(String.init)
    }
    let count = 1_000_000
    guard !vectors.isEmpty else { return }
    try measure("cvss", count: count) {
        var sum = 0
        for place in 0..<count { sum += Int(try CVSS(vector: vectors[place % vectors.count]).base) }
        return sum
    }
    measure("cvss-bare", count: count) {
        var sum = 0
        for place in 0..<count {
            for byte in vectors[place % vectors.count].utf8 { sum &+= Int(byte) }
        }
        return sum
    }
}

/// Matches a stored plant in memory: all of it, each bulletin alone, and some assets alone.
func measureMatching(_ folder: String) throws {
    let office = try Office(DataFolder(folder), books: catalogue, for: .read)
    let plant = try office.store.snapshot()
    let bulletins = try plant[Advisories.self].map { try bulletin(from: JSON(parsing: office.original($0.digest))) }
    let index = BulletinIndex(bulletins, aliases: plant[VendorAliases.self])
    measure("match-all", count: plant[Assets.self].count) {
        exposures(of: plant, against: index).count
    }
    measure("assets-index", count: plant[Assets.self].count) {
        AssetIndex(plant).exposures(to: bulletins[0]).count
    }
    let prepared = AssetIndex(plant)
    measure("match-advisory", count: bulletins.count) {
        bulletins.reduce(0) { $0 + prepared.exposures(to: $1).count }
    }
    // The one that costs most, because it names most of the assets.
    let most = bulletins.max { prepared.exposures(to: $0).count < prepared.exposures(to: $1).count }
    guard let most else { return }
    measure("match-advisory-most", count: 1) { prepared.exposures(to: most).count }
    let assets = Array(plant[Assets.self].prefix(1000))
    measure("match-asset", count: assets.count) {
        assets.reduce(0) { $0 + exposures(of: $1, components: [], against: index).count }
    }
}

switch Array(CommandLine.arguments.dropFirst()) {
case ["tree"]: measureTree()
case let words where words.count == 2 && words[0] == "cvss": try measureCVSS(words[1])
case let words where words.count == 2 && words[0] == "matching": try measureMatching(words[1])
default: print("Use: holdfast-bench tree | cvss FILE | matching FOLDER")
}
