import Glibc

/// Where unpredictable bytes come from: the kernel in service, a seeded generator in tests.
public protocol Random: Sendable {
    /// As many bytes as asked for, fit for keys.
    func bytes(_ count: Int) -> [UInt8]
}

/// The random numbers of the kernel.
public struct SystemRandom: Random {
    /// The source needs no settings.
    public init() {}

    /// As many bytes as asked for, fit for keys.
    ///
    /// Waits at the start of the machine until the kernel has gathered enough; never gives weak bytes.
    public func bytes(_ count: Int) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: max(count, 0))
        // The call gives at most 256 bytes at a time, and then all of them: signals do not cut it short.
        for start in stride(from: 0, to: result.count, by: Self.bytesPerCall) {
            let count = min(Self.bytesPerCall, result.count - start)
            // The kernel writes `count` bytes from `start`, which our own array has.
            let code = unsafe result.withUnsafeMutableBytes { room in
                unsafe getentropy(room.baseAddress?.advanced(by: start), count)
            }
            // It fails for more than 256 bytes or a kernel without random numbers; there is no safe way to go on.
            precondition(code == 0, "the kernel gives no random bytes")
        }
        return result
    }

    private static let bytesPerCall = 256
}
