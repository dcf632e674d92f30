public import Host
import Synchronization

/// Numbers that look random and are the same for the same seed (SplitMix64).
public struct SeededNumbers: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// The numbers of a seed.
    public init(seed: UInt64) { self.state = seed }

    public mutating func next() -> UInt64 {
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = self.state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Bytes for identities, keys and salts that are the same for the same seed.
public final class SeededBytes: Random {
    private let numbers: Mutex<SeededNumbers>

    /// The bytes of a seed.
    public init(seed: UInt64) { self.numbers = Mutex(SeededNumbers(seed: seed)) }

    public func bytes(_ count: Int) -> [UInt8] {
        self.numbers.withLock { numbers in (0..<count).map { _ in UInt8(truncatingIfNeeded: numbers.next()) } }
    }
}

/// A clock that moves one second at each look.
public final class SteppingClock: Clock {
    private let time: Atomic<Int64>

    /// A clock that starts at a time in UTC milliseconds.
    public init(from milliseconds: Int64 = 1_780_000_000_000) { self.time = Atomic(milliseconds) }

    public var now: Int64 { self.time.wrappingAdd(1000, ordering: .relaxed).newValue }
}
