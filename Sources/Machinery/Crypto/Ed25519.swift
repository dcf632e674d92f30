import COpenSSL

/// A private key for Ed25519 signatures.
///
/// It is a value made of its seed; whoever stores it keeps the 32 bytes of `seed` secret.
/// - Source: RFC 8032, section 5.1.
public struct SigningKey: Sendable {
    /// The 32 secret bytes from which everything else follows.
    public let seed: [UInt8]
    /// The key that others use to check the signatures.
    public let publicKey: VerifyingKey

    /// The key of a seed.
    ///
    /// - Throws: `CryptoError.wrongLength` when the seed is not 32 bytes, `.library` when OpenSSL fails.
    public init(seed: [UInt8]) throws(CryptoError) {
        guard seed.count == 32 else {
            throw .wrongLength("An Ed25519 seed", expected: 32, found: seed.count)
        }
        // OpenSSL copies the 32 bytes; the key is freed when this function ends.
        guard let key = unsafe EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, 32) else {
            throw .library("make a signing key")
        }
        defer { unsafe EVP_PKEY_free(key) }
        var point = [UInt8](repeating: 0, count: 32)
        var count = 32
        // The room has the 32 bytes that an Ed25519 public key needs, and `count` says so.
        guard unsafe EVP_PKEY_get_raw_public_key(key, &point, &count) == 1, count == 32 else {
            throw .library("derive the public key")
        }
        self.seed = seed
        self.publicKey = try VerifyingKey(point)
    }

    /// The signature of a message: 64 bytes, always the same for the same key and message.
    ///
    /// - Throws: `CryptoError.library` when OpenSSL fails.
    public func signature(of message: [UInt8]) throws(CryptoError) -> [UInt8] {
        // Key and context live until this function ends; OpenSSL reads `message` and writes at most `count` bytes.
        guard let key = unsafe EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, self.seed, 32) else {
            throw .library("make a signing key")
        }
        defer { unsafe EVP_PKEY_free(key) }
        guard let context = unsafe EVP_MD_CTX_new() else { throw .library("start a signature") }
        defer { unsafe EVP_MD_CTX_free(context) }
        var signature = [UInt8](repeating: 0, count: 64)
        var count = 64
        guard unsafe EVP_DigestSignInit(context, nil, nil, nil, key) == 1,
            unsafe EVP_DigestSign(context, &signature, &count, message, message.count) == 1, count == 64
        else { throw .library("sign") }
        return signature
    }
}

extension SigningKey: CustomStringConvertible {
    /// The public half only: a key that is printed by mistake stays secret.
    public var description: String { "signing key of \(Hex.encode(self.publicKey.bytes))" }
}

/// A public key for Ed25519 signatures.
///
/// - Source: RFC 8032, section 5.1.
public struct VerifyingKey: Hashable, Sendable {
    /// The 32 bytes of the key.
    public let bytes: [UInt8]

    /// A key of 32 bytes.
    ///
    /// - Throws: `CryptoError.wrongLength` for any other count.
    public init(_ bytes: [UInt8]) throws(CryptoError) {
        guard bytes.count == 32 else {
            throw .wrongLength("An Ed25519 public key", expected: 32, found: bytes.count)
        }
        self.bytes = bytes
    }

    /// Whether this key's owner signed the message; `false` also for a signature that is no signature at all.
    public func accepts(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        guard signature.count == 64 else { return false }
        // Key and context live until this function ends; OpenSSL only reads signature and message.
        guard let key = unsafe EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, self.bytes, 32) else { return false }
        defer { unsafe EVP_PKEY_free(key) }
        guard let context = unsafe EVP_MD_CTX_new() else { return false }
        defer { unsafe EVP_MD_CTX_free(context) }
        return unsafe EVP_DigestVerifyInit(context, nil, nil, nil, key) == 1
            && EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
    }
}
