import Foundation
import Host
import Testing

@testable import Command

/// Streams that give prepared input and keep what is written.
final class RecordedStreams: Streams {
    private let prepared: [UInt8]
    /// How many bytes the reader of standard output takes before it goes away.
    var bytesRead = Int.max
    /// What the system says to every write to standard output.
    var fault: DiskError?
    private(set) var data: [UInt8] = []
    private(set) var words: [UInt8] = []
    private(set) var writes = 0

    init(input: String = "") { self.prepared = Array(input.utf8) }

    func write(_ bytes: [UInt8], to stream: Terminal.Stream) throws(DiskError) -> Bool {
        guard stream == .output else {
            self.words += bytes
            return true
        }
        if let fault { throw fault }
        self.writes += 1
        self.data += bytes
        return self.data.count <= self.bytesRead
    }

    func readInput(limit: Int) throws(DiskError) -> [UInt8] { self.prepared }
}

/// What a call of the program gave.
struct Outcome: Equatable {
    var status: ExitCode
    var data: String
    var words: String
}

/// Calls a program in this process.
func call(
    _ words: String..., input: String = "", in surroundings: Surroundings = Surroundings(),
    of program: Program = .holdfast
) -> Outcome {
    let streams = RecordedStreams(input: input)
    let status = program.run(words, Console(streams, surroundings))
    return Outcome(
        status: status, data: String(decoding: streams.data, as: UTF8.self),
        words: String(decoding: streams.words, as: UTF8.self))
}

/// A person at a terminal with room for so many characters.
func terminal(width: Int) -> Surroundings {
    var surroundings = Surroundings()
    surroundings.isOutputInteractive = true
    surroundings.isErrorInteractive = true
    surroundings.width = width
    return surroundings
}

/// Compares a text with a file of `Tests/Golden`; with HOLDFAST_UPDATE_GOLDEN=1 it writes the file instead.
func expectGolden(_ text: String, _ name: String, _ place: SourceLocation = #_sourceLocation) throws {
    let file = packageRoot.appending(path: "Tests/Golden/\(name)")
    if ProcessInfo.processInfo.environment["HOLDFAST_UPDATE_GOLDEN"] == "1" {
        try Data(text.utf8).write(to: file)
        return
    }
    let golden = try String(contentsOf: file, encoding: .utf8)
    guard golden != text else { return }
    let pairs = zip(golden.components(separatedBy: "\n"), text.components(separatedBy: "\n"))
    let line = pairs.enumerated().first { $1.0 != $1.1 }
    let difference = line.map { " in line \($0.offset + 1): “\($0.element.1)” was “\($0.element.0)”" } ?? " in length"
    Issue.record(
        """
        \(name) differs\(difference).
        When the change is meant: HOLDFAST_UPDATE_GOLDEN=1 swift test --filter CommandTests
        """, sourceLocation: place)
}

private var packageRoot: URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}

/// Whether a program of this machine can be called.
func isInstalled(_ path: String) -> Bool { FileManager.default.isExecutableFile(atPath: path) }

/// Runs a program of this machine; gives standard output and standard error together.
func output(of path: String, _ arguments: [String], input: String = "") throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // Files instead of pipes: no side waits for the other, whatever the size.
    let given = folder.appending(path: "input"), written = folder.appending(path: "output")
    try Data(input.utf8).write(to: given)
    try Data().write(to: written)
    process.standardInput = try FileHandle(forReadingFrom: given)
    let handle = try FileHandle(forWritingTo: written)
    process.standardOutput = handle
    process.standardError = handle
    try process.run()
    process.waitUntilExit()
    try handle.close()
    return try String(contentsOf: written, encoding: .utf8)
}
