import CSMS
import Foundation
import Host
import Registrar
import Samples

/// Works on a plant until it is killed, and tells of everything that was acknowledged.
///
/// It is driven by the scripts in `Tests/acceptance`; whatever looks random follows from the seed.
///
///     faultdriver fill FOLDER SEED COUNT         makes a plant with COUNT records in every register
///     faultdriver write FOLDER SEED THREADS OPS  writes until OPS operations are done, then waits for a line
///     faultdriver write-only …                   the same without publishing tiles and checkpoints
///     faultdriver retry FOLDER SEED              repeats the requests that standard input names
///     faultdriver check                          verifies the folders that standard input names, one a line
@main struct FaultDriver {
    static func main() {
        let words = Array(CommandLine.arguments.dropFirst())
        do {
            switch (words.first, words.count) {
            case ("fill", 4): try Self.fill(words[1], seed: Self.number(words[2]), count: Int(Self.number(words[3])))
            case ("write", 5), ("write-only", 5):
                let writer = try Writer(words[1], seed: Self.number(words[2]), publishes: words[0] == "write")
                try writer.run(threads: Int(Self.number(words[3])), operations: Int(Self.number(words[4])))
            case ("retry", 3): try Writer(words[1], seed: Self.number(words[2]), publishes: false).retry()
            case ("check", 1): Self.check()
            default: throw FolderError("faultdriver does not know these words: \(words)")
            }
        } catch {
            FileHandle.standardError.write(Data("faultdriver: \(error)\n".utf8))
            exit(3)
        }
    }

    private static func number(_ word: String) throws -> UInt64 {
        guard let number = UInt64(word) else { throw FolderError("“\(word)” is no number.") }
        return number
    }

    private static func fill(_ folder: String, seed: UInt64, count: Int) throws {
        let office = try Office.make(
            in: DataFolder(folder), name: "faults.invalid/plant", books: catalogue, clock: SteppingClock(),
            random: SeededBytes(seed: seed))
        var plant = SamplePlant(office, books: catalogue, seed: seed)
        try plant.fill(count)
    }

    /// Answers each line with the exit status of `verify` and its sentences, between tabs.
    private static func check() {
        while let folder = readLine() {
            let verdict = verify(DataFolder(folder), books: catalogue)
            let words = ["\(verdict.exitStatus)"] + verdict.alterations + verdict.unchecked
            let line = words.map { $0.replacing("\n", with: " ").replacing("\t", with: " ") }.joined(separator: "\t")
            say(line)
        }
    }
}

/// Writes a line in one piece, so that a kill never leaves half of one.
func say(_ line: String) { FileHandle.standardOutput.write(Data("\(line)\n".utf8)) }
