import Crypto
import Testing

/// Answers published with the standards.
struct CryptoTests {
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func sha256GivesThePublishedDigests(message: String, digest: String) {
        #expect(SHA256.hash(message).hex == digest)
        #expect(SHA256.hash(Array(message.utf8)).hex == digest)
    }

    @Test func aMillionLettersInPiecesGiveThePublishedDigest() {
        var hash = SHA256()
        let piece = [UInt8](repeating: UInt8(ascii: "a"), count: 8_000)
        for _ in 0..<125 { hash.update(piece.span) }
        #expect(hash.digest().hex == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    @Test func aDigestCanBeAskedForBeforeTheEnd() {
        var hash = SHA256()
        hash.update([UInt8(ascii: "a")].span)
        let early = hash.digest()
        hash.update(Array("bc".utf8).span)
        #expect(early == SHA256.hash("a"))
        #expect(hash.digest() == SHA256.hash("abc"))
    }

    @Test func sha512GivesThePublishedDigest() {
        let expected =
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
            + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
        #expect(Hex.encode(SHA512.hash(Array("abc".utf8))) == expected)
    }

    @Test func taggedHashesEqualTheHashOfTheJoinedBytes() {
        let (left, right) = (SHA256.hash("left"), SHA256.hash("right"))
        let message = Array("message".utf8)
        #expect(SHA256.hash(tag: 7, message.span) == SHA256.hash([7] + message))
        #expect(SHA256.hash(tag: 7, left, right) == SHA256.hash([7] + left.bytes + right.bytes))
        #expect(SHA256.hash(tag: 7, salt: left, message.span) == SHA256.hash([7] + left.bytes + message))
    }

    // RFC 4231, cases 1, 2, 3 and 6.
    @Test(arguments: [
        (
            [UInt8](repeating: 0x0b, count: 20), Array("Hi There".utf8),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        ),
        (
            Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        (
            [UInt8](repeating: 0xaa, count: 20), [UInt8](repeating: 0xdd, count: 50),
            "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
        ),
        (
            [UInt8](repeating: 0xaa, count: 131), Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
    ])
    func hmacGivesTheTagsOfRFC4231(key: [UInt8], message: [UInt8], tag: String) throws {
        #expect(HMACKey(key).tag(of: message).hex == tag)
        #expect(HMACKey(key).accepts(try #require(Digest256(hex: tag)), of: message))
        #expect(!HMACKey(key).accepts(.zero, of: message))
    }

    // RFC 8032, section 7.1, tests 1 and 2.
    @Test(arguments: [
        (
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
                + "d25bf5f0595bbe24655141438e7a100b"
        ),
        (
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
                + "387b2eaeb4302aeeb00d291612bb0c00"
        ),
    ])
    func ed25519GivesTheSignaturesOfRFC8032(seed: String, point: String, message: String, signature: String) throws {
        let key = try SigningKey(seed: try #require(Hex.decode(seed)))
        let message = try #require(Hex.decode(message))
        #expect(Hex.encode(key.publicKey.bytes) == point)
        #expect(Hex.encode(try key.signature(of: message)) == signature)
        #expect(key.publicKey.accepts(try #require(Hex.decode(signature)), of: message))
    }

    @Test func aSignatureWithAnyBitTurnedIsRefused() throws {
        let key = try SigningKey(seed: [UInt8](repeating: 3, count: 32))
        let message = Array("approved".utf8)
        let signature = try key.signature(of: message)
        for bit in 0..<512 {
            var changed = signature
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(!key.publicKey.accepts(changed, of: message))
        }
        #expect(!key.publicKey.accepts(signature, of: Array("refused".utf8)))
        #expect(!key.publicKey.accepts(Array(signature.dropLast()), of: message))
        #expect(!key.publicKey.accepts([], of: message))
    }

    @Test func aPrintedKeyDoesNotShowItsSecret() throws {
        let key = try SigningKey(seed: [UInt8](repeating: 77, count: 32))
        #expect("\(key)" == "signing key of \(Hex.encode(key.publicKey.bytes))")
        #expect(!String(describing: [key]).contains("77, 77"))
    }

    @Test func aKeyOfTheWrongLengthIsRefused() {
        #expect(throws: CryptoError.wrongLength("An Ed25519 seed", expected: 32, found: 31)) {
            try SigningKey(seed: [UInt8](repeating: 0, count: 31))
        }
        #expect(throws: CryptoError.wrongLength("An Ed25519 public key", expected: 32, found: 33)) {
            try VerifyingKey([UInt8](repeating: 0, count: 33))
        }
    }

    @Test func digestsSortByTheirBytes() throws {
        let first = try #require(Digest256([0] + [UInt8](repeating: 255, count: 31)))
        let second = try #require(Digest256([1] + [UInt8](repeating: 0, count: 31)))
        #expect(first < second)
        #expect(!(second < first))
        #expect(first.bytes == [0] + [UInt8](repeating: 255, count: 31))
        #expect(Digest256([UInt8](repeating: 0, count: 31)) == nil)
        #expect(Digest256(hex: first.hex) == first)
    }

    @Test func byteStringsAreComparedWhole() {
        #expect(constantTimeEqual([], []))
        #expect(constantTimeEqual([1, 2], [1, 2]))
        #expect(!constantTimeEqual([1, 2], [1, 3]))
        #expect(!constantTimeEqual([1, 2], [1, 2, 3]))
    }
}

struct PasswordTests {
    // Small parameters keep the tests short.
    private let quick = Argon2id(memory: 64, passes: 1, lanes: 1)
    private let salt = Array("0123456789abcdef".utf8)

    @Test func aPasswordIsKnownAgainByItsHash() throws {
        let stored = try self.quick.hash(Array("correct horse".utf8), salt: self.salt)
        #expect(stored.hasPrefix("$argon2id$v=19$m=64,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$"))
        #expect(try Argon2id.verify(stored, Array("correct horse".utf8)))
        #expect(try !Argon2id.verify(stored, Array("correct horsf".utf8)))
        #expect(try !Argon2id.verify(stored, []))
    }

    // From the tests of the reference implementation (phc-winner-argon2, src/test.c).
    @Test func aHashOfTheReferenceProgramIsAccepted() throws {
        let stored = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
        #expect(try Argon2id.verify(stored, Array("password".utf8)))
    }

    @Test func theParametersOfAStoredHashAreRead() throws {
        let stored = try self.quick.hash([], salt: self.salt)
        #expect(try Argon2id.parameters(of: stored) == self.quick)
        #expect(Argon2id() == Argon2id(memory: 19_456, passes: 2, lanes: 1))
    }

    @Test(arguments: [
        "", "secret", "$argon2i$v=19$m=64,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$AAAA",
        "$argon2id$v=16$m=64,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$AAAA",
        "$argon2id$v=19$m=4194304,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$AAAA",
        "$argon2id$v=19$m=64,t=1000,p=1$MDEyMzQ1Njc4OWFiY2RlZg$AAAA",
        "$argon2id$v=19$m=64,t=1,p=-1$MDEyMzQ1Njc4OWFiY2RlZg$AAAA",
        "$argon2id$v=19$m=64,t=1,p=1$***$AAAA",
    ])
    func aHashThatIsNoneOrAsksForTooMuchIsRefused(stored: String) {
        #expect(throws: CryptoError.self) { try Argon2id.verify(stored, Array("secret".utf8)) }
    }

    // These are refused before any memory is taken.
    @Test(arguments: [
        "v=19$m=1048577,t=1,p=1", "v=19$m=64,t=17,p=1", "v=19$m=64,t=1,p=17", "v=19$m=64,t=0,p=1", "v=19$t=1,m=64,p=1",
        "v=19$m=64,t=1", "v=16$m=64,t=1,p=1",
    ])
    func parametersBeyondTheLimitsAreRefused(settings: String) {
        let stored = "$argon2id$\(settings)$MDEyMzQ1Njc4OWFiY2RlZg$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
        #expect(throws: CryptoError.self) { try Argon2id.parameters(of: stored) }
    }

    @Test func aSaltOfTheWrongLengthIsRefused() {
        #expect(throws: CryptoError.self) { try self.quick.hash([], salt: [1, 2, 3]) }
    }
}

struct TextCodingTests {
    // RFC 4648, section 10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ])
    func base64GivesThePublishedTexts(plain: String, coded: String) {
        #expect(Base64.encode(Array(plain.utf8)) == coded)
        #expect(Base64.decode(coded) == Array(plain.utf8))
    }

    @Test(arguments: ["Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Z g=", "Zm9v\n", "Zm-_", "====", "=", "A===", "Zg==Zg=="])
    func base64AcceptsOneSpellingOnly(text: String) {
        #expect(Base64.decode(text) == nil)
    }

    @Test func everyByteSurvivesBothCodings() {
        let all = (0...255).map { UInt8($0) }
        #expect(Base64.decode(Base64.encode(all)) == all)
        #expect(Hex.decode(Hex.encode(all)) == all)
    }

    @Test(arguments: ["0", "0g", "AB", "0x", " 0", "é"])
    func hexRefusesEverythingElse(text: String) {
        #expect(Hex.decode(text) == nil)
    }
}
