import Host
import Synchronization
import Testing

@testable import Command

@Suite struct ConsoleTests {
    @Test func dataAreWrittenInLargePieces() throws {
        let streams = RecordedStreams()
        let console = Console(streams, Surroundings())
        for _ in 0..<100_000 { try console.data("0123456789") }
        try console.flush()
        #expect(streams.data.count == 1_000_000)
        #expect(streams.writes == 16)
    }

    @Test func aReaderWhoLeavesEndsTheProgramQuietly() {
        let vector = "AV:N/AC:L/Au:N/C:N/I:N/A:C\n"
        let streams = RecordedStreams(input: String(repeating: vector, count: 10_000))
        streams.bytesRead = 0
        let status = Program.holdfast.run(["cvss"], Console(streams, Surroundings()))
        #expect(status == .done)
        #expect(streams.words.isEmpty)
        #expect(streams.writes == 1)
    }

    @Test func aFullDiskIsSaid() {
        let streams = RecordedStreams()
        streams.fault = DiskError(path: "standard output", operation: "write to", code: 28)
        let status = Program.holdfast.run(["help"], Console(streams, Surroundings()))
        #expect(status == .refused)
        #expect(
            String(decoding: streams.words, as: UTF8.self)
                == "holdfast: Cannot write to “standard output”: No space left on device.\n")
    }

    @Test func quotedInputCannotSteerTheTerminal() {
        let outcome = call("\u{1B}[2Jx")
        #expect(outcome.words.contains("“␛[2Jx”"))
        #expect(!outcome.words.contains("\u{1B}"))
    }

    @Test func aShortWorkShowsNoProgress() {
        let streams = RecordedStreams()
        let console = Console(streams, Surroundings())
        for done in 0...100 { console.progress(done, of: 100, "Import") }
        #expect(streams.words.isEmpty)
    }

    @Test func aLongWorkWritesALineNowAndThen() {
        let (words, _) = Self.progress(in: Surroundings(), secondsAStep: 1)
        #expect(
            words == "Import: 5 of 20 (25 %)\nImport: 10 of 20 (50 %)\nImport: 15 of 20 (75 %)\n"
                + "Import: 20 of 20 (100 %)\n")
    }

    @Test func onATerminalABarIsDrawnAndTakenAway() {
        let (words, console) = Self.progress(in: terminal(width: 80), secondsAStep: 1)
        #expect(words.contains("\r███████████████░░░░░░░░░░░░░░░ Import: 10 of 20 (50 %)\u{1B}[K"))
        #expect(words.hasSuffix("\r\u{1B}[K"))
        #expect(!words.contains("\n"))
        _ = console
    }

    @Test func aBarDoesNotWrap() {
        let (words, _) = Self.progress(in: terminal(width: 40), secondsAStep: 1)
        let lines = words.split(separator: "\r").map { $0.replacing("\u{1B}[K", with: "") }
        #expect(lines.allSatisfy { TextWidth.of(String($0)) <= 39 })
    }

    @Test func progressWithoutATotalCounts() {
        var surroundings = Surroundings()
        surroundings.moment = Self.clock(secondsAStep: 10)
        let streams = RecordedStreams()
        let console = Console(streams, surroundings)
        console.progress(1, of: nil, "Rows")
        console.progress(2, of: nil, "Rows")
        #expect(String(decoding: streams.words, as: UTF8.self) == "Rows: 2\n")
    }

    private static func progress(in base: Surroundings, secondsAStep: Int64) -> (String, Console) {
        var surroundings = base
        surroundings.moment = Self.clock(secondsAStep: secondsAStep)
        let streams = RecordedStreams()
        let console = Console(streams, surroundings)
        for done in 0...20 { console.progress(done, of: 20, "Import") }
        return (String(decoding: streams.words, as: UTF8.self), console)
    }

    /// A clock that goes on with every look at it.
    private static func clock(secondsAStep: Int64) -> @Sendable () -> Int64 {
        let moment = Moment()
        return { moment.next(secondsAStep * 1_000_000_000) }
    }
}

private final class Moment: Sendable {
    private let value = Mutex<Int64>(0)

    func next(_ step: Int64) -> Int64 {
        self.value.withLock { value in
            value += step
            return value
        }
    }
}
