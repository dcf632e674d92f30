import Glibc

/// The three streams that every process is born with.
public enum Terminal {
    /// One of the three streams.
    public enum Stream: Int32, Sendable {
        /// Standard input.
        case input = 0
        /// Standard output.
        case output = 1
        /// Standard error.
        case error = 2
    }

    /// Whether a person sits at the other end of a stream.
    public static func isInteractive(_ stream: Stream) -> Bool {
        isatty(stream.rawValue) == 1
    }

    /// How many characters fit on a line, or `nil` when standard output is no terminal.
    public static var width: Int? {
        var size = winsize()
        // The call writes into our own value.
        guard unsafe ioctl(Stream.output.rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// Writes all bytes to a stream.
    ///
    /// Returns `false` when the reader has gone away, as in `holdfast list | head`; that is no error.
    /// - Throws: `DiskError` for everything else, such as a full disk behind a redirection.
    @discardableResult
    public static func write(_ bytes: [UInt8], to stream: Stream = .output) throws(DiskError) -> Bool {
        let code = writeDescriptor(stream.rawValue, bytes)
        if code == EPIPE { return false }
        guard code == 0 else { throw DiskError(path: Self.name(of: stream), operation: "write to", code: code) }
        return true
    }

    /// Everything from standard input up to its end.
    ///
    /// - Throws: `DiskError`, with `EFBIG` when there are more than `limit` bytes.
    public static func readInput(limit: Int) throws(DiskError) -> [UInt8] {
        switch readDescriptor(Stream.input.rawValue, hint: 65_535, limit: limit) {
        case .success(let bytes): return bytes
        case .failure(let error):
            throw DiskError(path: Self.name(of: .input), operation: "read", code: error.code)
        }
    }

    /// Ends the process with this status, which the caller sees.
    public static func end(_ status: Int32) -> Never { exit(status) }

    /// Makes a write to a closed pipe an error instead of the end of the process; called once at the start.
    public static func ignoreBrokenPipes() {
        // SIG_IGN is a constant; no handler of ours runs in a signal.
        _ = signal(SIGPIPE, SIG_IGN)
    }

    private static func name(of stream: Stream) -> String {
        switch stream {
        case .input: "standard input"
        case .output: "standard output"
        case .error: "standard error"
        }
    }
}

/// The value of an environment variable, or `nil` when it is not set; an empty value is a value.
public func environment(_ name: String) -> String? {
    // The text is copied at once; this product never changes its environment.
    unsafe getenv(name).map { unsafe String(cString: $0) }
}
