import Host

/// What a program runs in: who sits at its streams, and how much fits on a line.
public struct Surroundings: Sendable {
    /// Whether a person reads standard output.
    public var isOutputInteractive = false
    /// Whether a person reads standard error.
    public var isErrorInteractive = false
    /// How many characters fit on a line of standard output, or `nil` for any number.
    public var width: Int?
    /// Whether bold letters are wanted.
    public var usesColour = false
    /// Nanoseconds since some moment, to write progress rarely.
    public var moment: @Sendable () -> Int64 = { 0 }

    /// Surroundings without a person: no terminal, no width, no colour, time stands still.
    public init() {}

    /// The surroundings of this process.
    public static var ofThisProcess: Surroundings {
        var surroundings = Surroundings()
        surroundings.isOutputInteractive = Terminal.isInteractive(.output)
        surroundings.isErrorInteractive = Terminal.isInteractive(.error)
        surroundings.width = surroundings.isOutputInteractive ? Terminal.width ?? self.usualWidth : nil
        let forbidsColour = environment("NO_COLOR").map { !$0.isEmpty } ?? false
        let isDumb = environment("TERM") == "dumb"
        surroundings.usesColour = surroundings.isOutputInteractive && !forbidsColour && !isDumb
        surroundings.moment = { SystemClock.monotonic }
        return surroundings
    }

    /// The width of a terminal that does not tell.
    static let usualWidth = 80
}
