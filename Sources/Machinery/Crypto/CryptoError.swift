/// What can go wrong with keys, signatures and passwords.
public enum CryptoError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Something has the wrong number of bytes.
    case wrongLength(String, expected: Int, found: Int)
    /// A stored password is not a PHC string of Argon2id, or asks for more than we allow.
    case malformedHash(String)
    /// The C library failed to do its work; the machine is short of memory or misconfigured.
    case library(String)

    /// The sentence for people.
    public var description: String {
        switch self {
        case .wrongLength(let what, let expected, let found):
            "\(what) has \(expected) bytes, but \(found) were given."
        case .malformedHash(let why):
            "The stored password hash cannot be used: \(why)"
        case .library(let what):
            "The cryptographic library could not \(what). Check the memory and the OpenSSL settings of this machine."
        }
    }
}
