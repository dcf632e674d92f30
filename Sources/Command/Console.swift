public import Host

/// Where a command writes: data to standard output, words to standard error.
///
/// Data are gathered and written in large pieces; `Program` writes the last one when the command has ended.
public final class Console {
    /// What the program runs in.
    public let surroundings: Surroundings

    private let streams: any Streams
    private var waiting: [UInt8] = []
    private var progressLine: ProgressLine

    /// As many bytes are gathered before they are written.
    private static let gatheredBytesMax = 65_536

    /// A console on streams.
    public init(_ streams: any Streams, _ surroundings: Surroundings) {
        self.streams = streams
        self.surroundings = surroundings
        self.progressLine = ProgressLine(surroundings)
    }

    /// Writes data to standard output.
    ///
    /// - Throws: `ConsoleError.readerLeft` when nobody reads any more; let it pass, the program then ends quietly.
    public func data(_ bytes: some Sequence<UInt8>) throws(ConsoleError) {
        self.waiting.append(contentsOf: bytes)
        if self.waiting.count >= Self.gatheredBytesMax { try self.flush() }
    }

    /// Writes data to standard output, as UTF-8.
    public func data(_ text: String) throws(ConsoleError) {
        self.waiting.append(contentsOf: text.utf8)
        if self.waiting.count >= Self.gatheredBytesMax { try self.flush() }
    }

    /// Writes what was gathered.
    public func flush() throws(ConsoleError) {
        guard !self.waiting.isEmpty else { return }
        if self.surroundings.isOutputInteractive { self.clearProgress() }
        let bytes = self.waiting
        self.waiting.removeAll(keepingCapacity: true)
        let isRead: Bool
        do throws(DiskError) {
            isRead = try self.streams.write(bytes, to: .output)
        } catch {
            throw .failed(error)
        }
        guard isRead else { throw .readerLeft }
    }

    /// Says a sentence on standard error, on a line of its own.
    ///
    /// Control characters in it are shown as signs, so that quoted input cannot steer the terminal.
    public func say(_ text: String) {
        self.clearProgress()
        let lines = text.hasSuffix("\n") ? text : text + "\n"
        self.write(VisibleText.lines(lines))
    }

    /// Shows how far a long work is: a bar on a terminal, a line every few seconds elsewhere.
    ///
    /// Call it as often as is convenient; it writes rarely. `total` is `nil` when nobody knows it.
    public func progress(_ done: Int, of total: Int?, _ label: String) {
        let text = self.progressLine.text(done, of: total, label)
        if let text { self.write(text) }
    }

    /// Everything from standard input up to its end.
    public func input() throws(DiskError) -> [UInt8] { try self.streams.readInput(limit: Self.inputBytesMax) }

    /// Standard input with more bytes is refused.
    public static let inputBytesMax = 512 << 20

    /// `text` in bold letters where standard output shows them.
    public func emphasized(_ text: String) -> String {
        self.surroundings.usesColour ? "\u{1B}[1m\(text)\u{1B}[0m" : text
    }

    private func clearProgress() {
        let text = self.progressLine.clear()
        if let text { self.write(text) }
    }

    /// Words that nobody can read any more are no reason to stop the work.
    private func write(_ words: String) {
        _ = try? self.streams.write(Array(words.utf8), to: .error)
    }
}

/// Why nothing can be written to standard output any more.
public enum ConsoleError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The reader has gone away, which is no fault.
    case readerLeft
    /// The system refused, for example because a disk is full.
    case failed(DiskError)

    /// What is wrong, as a sentence.
    public var description: String {
        switch self {
        case .readerLeft: "Nobody reads standard output any more."
        case .failed(let error): error.description
        }
    }
}

/// The streams of a process, behind a seam so that tests can give and record them.
public protocol Streams {
    /// Writes all bytes; `false` when the reader has gone away.
    func write(_ bytes: [UInt8], to stream: Terminal.Stream) throws(DiskError) -> Bool

    /// Everything from standard input, at most `limit` bytes.
    func readInput(limit: Int) throws(DiskError) -> [UInt8]
}

/// The streams that this process was born with.
public struct SystemStreams: Streams {
    /// The streams need no settings.
    public init() {}

    public func write(_ bytes: [UInt8], to stream: Terminal.Stream) throws(DiskError) -> Bool {
        try Terminal.write(bytes, to: stream)
    }

    public func readInput(limit: Int) throws(DiskError) -> [UInt8] { try Terminal.readInput(limit: limit) }
}
