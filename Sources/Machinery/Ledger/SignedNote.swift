public import Crypto

/// A text with signatures that people can read, print and check.
///
/// - Source: c2sp.org/signed-note.
public struct SignedNote: Hashable, Sendable {
    /// One line of signature.
    public struct Signature: Hashable, Sendable {
        /// The name of the key.
        public let name: String
        /// The four bytes that tell keys of one name apart.
        public let keyID: UInt32
        /// The signature itself.
        public let bytes: [UInt8]
    }

    /// What is signed; ends with a line break.
    public let text: String
    /// The signatures in the order of their lines.
    public private(set) var signatures: [Signature]

    /// More bytes are refused.
    public static let bytesMax = 131_072
    /// More lines of signatures are refused.
    public static let signaturesMax = 100

    /// A note signed by one key.
    ///
    /// - Throws: `NoteError` when the text has no line break at its end or holds control characters.
    public init(_ text: String, signedBy signer: NoteSigner) throws(NoteError) {
        guard text.utf8.last == newline, Self.isPlain(text), text.utf8.count < Self.bytesMax / 2 else {
            throw NoteError("A note's text ends with a line break and has no other control characters.")
        }
        self.text = text
        self.signatures = []
        try self.sign(by: signer)
    }

    /// Adds the signature of another key.
    ///
    /// - Throws: `NoteError` when the cryptographic library fails or there are too many signatures.
    public mutating func sign(by signer: NoteSigner) throws(NoteError) {
        guard self.signatures.count < Self.signaturesMax else { throw NoteError("A note has at most 100 signatures.") }
        do throws(CryptoError) {
            let bytes = try signer.key.signature(of: Array(self.text.utf8))
            let verifier = signer.verifier
            self.signatures.append(Signature(name: verifier.name, keyID: verifier.keyID, bytes: bytes))
        } catch {
            throw NoteError(error.description)
        }
    }

    /// The note of a text as `encoded` writes it. Its signatures are not checked: use `verified(by:)`.
    ///
    /// - Throws: `NoteError` when the text is no note.
    public init(encoded: String) throws(NoteError) {
        guard encoded.utf8.count <= Self.bytesMax else { throw NoteError("A note has at most 131,072 bytes.") }
        guard Self.isPlain(encoded), encoded.utf8.last == newline else {
            throw NoteError("A note ends with a line break and has no other control characters.")
        }
        // The last empty line divides text and signatures.
        let bytes = Array(encoded.utf8)
        let blank = (1..<bytes.count).last { bytes[$0] == newline && bytes[$0 - 1] == newline }
        guard let blank else { throw NoteError("The note has no empty line before its signatures.") }
        let lines = bytes[(blank + 1)...].split(separator: newline, omittingEmptySubsequences: false).dropLast()
        guard (1...Self.signaturesMax).contains(lines.count) else {
            throw NoteError("A note has 1 to 100 signatures; this one has \(lines.count).")
        }
        var signatures: [Signature] = []
        for line in lines { signatures.append(try Self.signature(of: line)) }
        self.text = String(decoding: bytes[..<blank], as: UTF8.self)
        self.signatures = signatures
    }

    /// The whole note: text, empty line, one line for each signature.
    public var encoded: String {
        var result = self.text + "\n"
        for signature in self.signatures {
            let id = (0..<4).map { UInt8(truncatingIfNeeded: signature.keyID >> (24 - 8 * $0)) }
            result += "— \(signature.name) \(Base64.encode(id + signature.bytes))\n"
        }
        return result
    }

    /// The keys among `verifiers` that signed this note, in the order of their signatures; never empty.
    ///
    /// Signatures of unknown keys are ignored.
    /// - Throws: `NoteError` when a known key's signature is wrong, or no known key has signed.
    public func verified(by verifiers: [NoteVerifier]) throws(NoteError) -> [NoteVerifier] {
        let message = Array(self.text.utf8)
        var signers: [NoteVerifier] = []
        for signature in self.signatures {
            let known = verifiers.first { $0.name == signature.name && $0.keyID == signature.keyID }
            guard let known else { continue }
            guard known.key.accepts(signature.bytes, of: message) else {
                throw NoteError("The signature of “\(known.name)” is wrong: the note was changed or forged.")
            }
            if !signers.contains(known) { signers.append(known) }
        }
        guard !signers.isEmpty else { throw NoteError("The note carries no signature of a key that is trusted here.") }
        return signers
    }

    // MARK: Private

    private static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 >= 0x20 || $0 == newline }
    }

    private static func signature(of line: ArraySlice<UInt8>) throws(NoteError) -> Signature {
        let parts = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].elementsEqual("—".utf8), !parts[1].isEmpty else {
            throw NoteError("A signature line has the form “— name signature”.")
        }
        let name = String(decoding: parts[1], as: UTF8.self)
        guard NoteVerifier.isName(name), let bytes = Base64.decode(parts[2]), bytes.count > 4 else {
            throw NoteError("The signature line of “\(name.prefix(80))” is malformed.")
        }
        return Signature(name: name, keyID: bytes[..<4].reduce(0) { $0 << 8 | UInt32($1) }, bytes: Array(bytes[4...]))
    }
}

/// A named public key that checks notes.
public struct NoteVerifier: Hashable, Sendable, CustomStringConvertible {
    /// The name, such as an address without a scheme: `example.com/plant/e1`.
    public let name: String
    /// The public key.
    public let key: VerifyingKey
    /// The four bytes that tell keys of one name apart.
    public let keyID: UInt32

    /// A named key.
    ///
    /// - Throws: `NoteError` when the name is empty or has spaces, control characters or a plus sign.
    public init(name: String, key: VerifyingKey) throws(NoteError) {
        guard Self.isName(name) else {
            throw NoteError("“\(name.prefix(80))” cannot name a key: use up to 255 characters, no space, no plus sign.")
        }
        self.name = name
        self.key = key
        let digest = SHA256.hash(Array(name.utf8) + [newline, Self.algorithm] + key.bytes).bytes
        self.keyID = digest[..<4].reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// The key of its text form `name+8 hexadecimal digits+base64`.
    ///
    /// - Throws: `NoteError` when the text is malformed, the key is not Ed25519, or the digits do not belong to it.
    public init(encoded: String) throws(NoteError) {
        let parts = encoded.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard encoded.utf8.count <= 512, parts.count == 3, let bytes = Base64.decode(String(parts[2])),
            bytes.count == 33, bytes[0] == Self.algorithm, let key = try? VerifyingKey(Array(bytes[1...]))
        else { throw NoteError("A verifier key has the form name+hash+key with an Ed25519 key.") }
        try self.init(name: String(parts[0]), key: key)
        guard self.encoded == encoded else { throw NoteError("The hash of the verifier key does not belong to it.") }
    }

    /// The text form `name+8 hexadecimal digits+base64`.
    public var encoded: String {
        let id = (0..<4).map { UInt8(truncatingIfNeeded: self.keyID >> (24 - 8 * $0)) }
        return "\(self.name)+\(Hex.encode(id))+\(Base64.encode([Self.algorithm] + self.key.bytes))"
    }

    /// The same as `encoded`.
    public var description: String { self.encoded }

    static func isName(_ name: String) -> Bool {
        (1...255).contains(name.utf8.count)
            && name.unicodeScalars.allSatisfy { !$0.properties.isWhitespace && $0 != "+" && $0.value >= 0x20 }
    }

    private static let algorithm: UInt8 = 0x01
}

/// A named private key that signs notes.
public struct NoteSigner: Sendable {
    /// The public side, which others need to check.
    public let verifier: NoteVerifier
    let key: SigningKey

    /// A named key.
    ///
    /// - Throws: `NoteError` when the name is empty or has spaces, control characters or a plus sign.
    public init(name: String, key: SigningKey) throws(NoteError) {
        self.verifier = try NoteVerifier(name: name, key: key.publicKey)
        self.key = key
    }
}

/// Why a note, a checkpoint or a receipt is not accepted.
public struct NoteError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, for people.
    public let sentence: String

    init(_ sentence: String) {
        self.sentence = sentence
    }

    /// The same as `sentence`.
    public var description: String { self.sentence }
}

let newline = UInt8(ascii: "\n")
