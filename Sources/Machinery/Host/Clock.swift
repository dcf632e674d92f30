import Glibc

/// Where the time comes from: the machine in service, a fixed value in tests.
public protocol Clock: Sendable {
    /// The time of day in UTC, as milliseconds since the first of January 1970.
    var now: Int64 { get }
}

/// The clock of this machine.
public struct SystemClock: Clock {
    /// The clock needs no settings.
    public init() {}

    /// The time of day in UTC, as milliseconds since the first of January 1970.
    public var now: Int64 { Self.read(CLOCK_REALTIME) / 1_000_000 }

    /// Nanoseconds since some moment in the past; never goes back, so it measures durations.
    public static var monotonic: Int64 { Self.read(CLOCK_MONOTONIC) }

    private static func read(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        // The call writes into our own value. It fails for an unknown clock only, and both exist on every Linux.
        let code = unsafe clock_gettime(clock, &time)
        precondition(code == 0, "clock_gettime does not know its own clock")
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
