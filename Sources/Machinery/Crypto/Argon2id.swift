import CArgon2

/// Password hashing by Argon2id, in the PHC text form that carries its own parameters.
///
///     let stored = try Argon2id().hash(password, salt: random.bytes(16))
///     try Argon2id.verify(stored, password)
///
/// - Source: RFC 9106; the default is OWASP's minimum (19 MiB, two passes, one lane).
public struct Argon2id: Hashable, Sendable {
    /// The memory in KiB.
    public let memory: Int
    /// How many passes go over the memory.
    public let passes: Int
    /// How many lanes can be filled at the same time.
    public let lanes: Int

    /// Parameters; the default takes about 20 ms.
    ///
    /// Values outside 8…1,048,576 KiB, 1…16 passes and 1…16 lanes are moved to the nearest value inside.
    public init(memory: Int = 19_456, passes: Int = 2, lanes: Int = 1) {
        self.lanes = min(max(lanes, 1), Self.lanesMax)
        // The algorithm needs eight blocks of one KiB for each lane.
        self.memory = min(max(memory, 8 * self.lanes), Self.memoryMax)
        self.passes = min(max(passes, 1), Self.passesMax)
    }

    /// The second choice of RFC 9106 with one lane: 64 MiB and three passes, about 150 ms.
    public static let strong = Argon2id(memory: 65_536, passes: 3, lanes: 1)

    /// The PHC text of a password: `$argon2id$v=19$m=19456,t=2,p=1$<salt>$<32 bytes>`.
    ///
    /// - Throws: `CryptoError.wrongLength` for a salt that is not 16 bytes, `.library` when memory is short.
    public func hash(_ password: [UInt8], salt: [UInt8]) throws(CryptoError) -> String {
        guard salt.count == 16 else { throw .wrongLength("A password's salt", expected: 16, found: salt.count) }
        let (memory, passes, lanes) = (UInt32(self.memory), UInt32(self.passes), UInt32(self.lanes))
        let room = argon2_encodedlen(passes, memory, lanes, 16, 32, Argon2_id)
        var text = [CChar](repeating: 0, count: room)
        // The room is what the library asks for, it writes no more, and it keeps no pointer.
        let code = unsafe argon2id_hash_encoded(
            passes, memory, lanes, password, password.count, salt, salt.count, 32, &text, room)
        guard code == ARGON2_OK.rawValue else { throw .library("hash a password (Argon2 says \(code))") }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Whether a password belongs to a stored PHC text.
    ///
    /// - Throws: `CryptoError.malformedHash` when the text is no Argon2id hash or asks for more than the limits.
    public static func verify(_ stored: String, _ password: [UInt8]) throws(CryptoError) -> Bool {
        // The parameters are read first, so that a planted hash cannot ask for all the memory of the machine.
        _ = try Self.parameters(of: stored)
        // The text ends with the zero that Swift adds; the library only reads.
        let code = unsafe argon2id_verify(stored, password, password.count)
        switch code {
        case ARGON2_OK.rawValue: return true
        case ARGON2_VERIFY_MISMATCH.rawValue: return false
        case ARGON2_MEMORY_ALLOCATION_ERROR.rawValue: throw .library("check a password")
        default: throw .malformedHash("Argon2 refuses it with code \(code).")
        }
    }

    /// The parameters that a stored PHC text was made with: compare them with today's to see whether to hash anew.
    ///
    /// - Throws: `CryptoError.malformedHash` when the text is no Argon2id hash or asks for more than the limits.
    public static func parameters(of stored: String) throws(CryptoError) -> Argon2id {
        guard stored.utf8.count <= Self.textBytesMax, !stored.utf8.contains(0) else {
            throw .malformedHash("it is too long.")
        }
        let parts = stored.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0].isEmpty, parts[1] == "argon2id", parts[2] == "v=19" else {
            throw .malformedHash("it does not start with $argon2id$v=19$.")
        }
        let settings = parts[3].split(separator: ",", omittingEmptySubsequences: false)
        guard settings.count == 3,
            let memory = Self.number(settings[0], after: "m="), memory <= Self.memoryMax,
            let passes = Self.number(settings[1], after: "t="), passes <= Self.passesMax,
            let lanes = Self.number(settings[2], after: "p="), lanes <= Self.lanesMax
        else { throw .malformedHash("its parameters are not m=…,t=…,p=… within the limits.") }
        return Argon2id(memory: memory, passes: passes, lanes: lanes)
    }

    private static let memoryMax = 1_048_576
    private static let passesMax = 16
    private static let lanesMax = 16
    private static let textBytesMax = 512

    private static func number(_ text: Substring, after mark: String) -> Int? {
        guard text.hasPrefix(mark), text.utf8.count <= 12 else { return nil }
        guard let value = Int(text.dropFirst(mark.count)), value > 0 else { return nil }
        return value
    }
}
