import Crypto
import Ledger
import Testing

struct NoteTests {
    // The example of Go's package golang.org/x/mod/sumdb/note.
    private static let peterNeumann = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    private static let goExample = """
        If you think cryptography is the answer to your problem,
        then you don't know what your problem is.

        — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=

        """

    @Test func theExampleOfGoIsAccepted() throws {
        let verifier = try NoteVerifier(encoded: Self.peterNeumann)
        let note = try SignedNote(encoded: Self.goExample)
        #expect(try note.verified(by: [verifier]) == [verifier])
        #expect(note.encoded == Self.goExample)
        #expect(verifier.encoded == Self.peterNeumann)
    }

    @Test func aNoteWithAnyByteChangedIsRefused() throws {
        let signer = try Self.signer("example.com/plant/e1", 1)
        let whole = try SignedNote("approved\n\nby two\n", signedBy: signer).encoded
        let bytes = Array(whole.utf8)
        for place in bytes.indices {
            for bit in 0..<8 {
                var changed = bytes
                changed[place] ^= 1 << UInt8(bit)
                guard let text = String(validating: changed, as: UTF8.self) else { continue }
                #expect(throws: NoteError.self) {
                    try SignedNote(encoded: text).verified(by: [signer.verifier])
                }
            }
        }
        for count in bytes.indices {
            let text = String(decoding: bytes[..<count], as: UTF8.self)
            #expect(throws: NoteError.self) { try SignedNote(encoded: text).verified(by: [signer.verifier]) }
        }
    }

    @Test func signaturesOfUnknownKeysAreIgnored() throws {
        let (known, unknown) = (try Self.signer("example.com/log", 1), try Self.signer("example.com/witness", 2))
        var note = try SignedNote("text\n", signedBy: unknown)
        #expect(throws: NoteError.self) { try note.verified(by: [known.verifier]) }
        try note.sign(by: known)
        #expect(try SignedNote(encoded: note.encoded).verified(by: [known.verifier]) == [known.verifier])
        let both = try note.verified(by: [known.verifier, unknown.verifier])
        #expect(both == [unknown.verifier, known.verifier])
    }

    @Test func aKeyOfTheSameNameButAnotherIDIsUnknown() throws {
        let (known, other) = (try Self.signer("example.com/log", 1), try Self.signer("example.com/log", 2))
        var note = try SignedNote("text\n", signedBy: other)
        try note.sign(by: known)
        #expect(try note.verified(by: [known.verifier]) == [known.verifier])
    }

    @Test func aWrongSignatureOfAKnownKeySpoilsTheWholeNote() throws {
        let (first, second) = (try Self.signer("example.com/log", 1), try Self.signer("example.com/witness", 2))
        var note = try SignedNote("text\n", signedBy: first)
        let other = try SignedNote("another text\n", signedBy: second)
        let line = other.encoded.split(separator: "\n")[1]
        note = try SignedNote(encoded: note.encoded + line + "\n")
        #expect(try note.verified(by: [first.verifier]) == [first.verifier])
        #expect(throws: NoteError.self) { try note.verified(by: [first.verifier, second.verifier]) }
    }

    @Test func seventeenSignaturesAreAcceptedAndHundredAndOneAreNot() throws {
        let signer = try Self.signer("example.com/log", 1)
        var note = try SignedNote("text\n", signedBy: signer)
        for _ in 1..<17 { try note.sign(by: signer) }
        #expect(try SignedNote(encoded: note.encoded).verified(by: [signer.verifier]) == [signer.verifier])
        for _ in 17..<100 { try note.sign(by: signer) }
        #expect(try SignedNote(encoded: note.encoded).signatures.count == 100)
        #expect(throws: NoteError.self) { try note.sign(by: signer) }
        let line = note.encoded.split(separator: "\n")[1]
        #expect(throws: NoteError.self) { try SignedNote(encoded: note.encoded + line + "\n") }
    }

    @Test(arguments: [
        "", "\n", "\n\n", "text\n", "text\n\n", "text\n\n— a\n", "text\n\n- a AAAAAAA=\n", "text\n\n— a AAAAAA==\n",
        "text\n\n— a AAAAAAB=\n", "text\n\n— a+b AAAAAAA=\n", "text\n\n—  AAAAAAA=\n", "text\n\n— a AAAAAAA=",
        "te\txt\n\n— a AAAAAAA=\n", "text\r\n\r\n— a AAAAAAA=\r\n", "text\n\n— a AAAAAAA= b\n", "text\n— a AAAAAAA=\n",
        "text\n\n— a\u{a0}b AAAAAAA=\n",
    ])
    func whatIsNoNoteIsRefused(text: String) {
        #expect(throws: NoteError.self) { try SignedNote(encoded: text) }
    }

    @Test(arguments: [
        "", "PeterNeumann", "PeterNeumann+c74f20a3",
        "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "PeterNeumann+c74f20a3+Ahpc",
        "PeterNeumann+c74f20a3+AhpC2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    ])
    func whatIsNoVerifierKeyIsRefused(text: String) {
        #expect(throws: NoteError.self) { try NoteVerifier(encoded: text) }
    }

    static func signer(_ name: String, _ seed: UInt8) throws -> NoteSigner {
        try NoteSigner(name: name, key: SigningKey(seed: [UInt8](repeating: seed, count: 32)))
    }
}

struct CheckpointTests {
    private let origin = "example.com/plant/e1"

    @Test func aCheckpointHasThreeLines() throws {
        let checkpoint = Checkpoint(origin: self.origin, size: 20_852_163, root: Tree.emptyRoot)
        #expect(
            checkpoint.text
                == "example.com/plant/e1\n20852163\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")
        #expect(try Checkpoint(text: checkpoint.text) == checkpoint)
        let more = Checkpoint(origin: self.origin, size: 0, root: .zero, extensions: ["one", "two"])
        #expect(try Checkpoint(text: more.text) == more)
    }

    @Test(arguments: [
        "", "a\n1\n", "a\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "a\n+1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "a\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "a\n9223372036854775808\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "a\n1\n47DEQpj8HBSa\n",
        "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n", "\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n",
    ])
    func whatIsNoCheckpointIsRefused(text: String) {
        #expect(throws: NoteError.self) { try Checkpoint(text: text) }
    }

    @Test func aSignedCheckpointIsReadWithItsLedgersKey() throws {
        let signer = try NoteTests.signer(self.origin, 1)
        let checkpoint = Checkpoint(origin: self.origin, size: 3, root: Tree.emptyRoot)
        let note = try SignedNote(encoded: checkpoint.signed(by: signer).encoded)
        #expect(try Checkpoint(note, from: signer.verifier) == checkpoint)
    }

    @Test func aKeySignsForItsOwnLedgerOnly() throws {
        let stranger = try NoteTests.signer("example.com/other", 1)
        let checkpoint = Checkpoint(origin: self.origin, size: 3, root: Tree.emptyRoot)
        #expect(throws: NoteError.self) { try checkpoint.signed(by: stranger) }
        let note = try SignedNote(checkpoint.text, signedBy: stranger)
        #expect(throws: NoteError.self) { try Checkpoint(note, from: stranger.verifier) }
    }

    @Test func aLineBreakInTheOriginIsNotSigned() throws {
        let checkpoint = Checkpoint(origin: self.origin, size: 3, root: .zero, extensions: ["a\nb"])
        let signer = try NoteTests.signer(self.origin, 1)
        #expect(throws: NoteError.self) { try checkpoint.signed(by: signer) }
    }
}

struct ReceiptTests {
    private let signer: NoteSigner
    private let receipt: Receipt
    private let entry = Array("entry 5".utf8)

    init() throws {
        self.signer = try NoteTests.signer("example.com/plant/e1", 9)
        let leaves = someLeaves(11)
        let checkpoint = Checkpoint(origin: "example.com/plant/e1", size: 11, root: Tree.root(of: leaves))
        self.receipt = Receipt(
            index: 5, hashes: TreeProof.inclusion(of: 5, in: 11, reading: LeafHashes(leaves)),
            extra: [1, 2, 3], note: try checkpoint.signed(by: self.signer))
    }

    @Test func aReceiptProvesItsEntryWithoutTheLedger() throws {
        let read = try Receipt(encoded: self.receipt.encoded)
        #expect(read == self.receipt)
        #expect(try read.verify(entry: self.entry, from: self.signer.verifier).size == 11)
    }

    @Test func aReceiptHasTheLinesOfTheSpecification() {
        let lines = self.receipt.encoded.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[0...2] == ["c2sp.org/tlog-proof@v1", "extra AQID", "index 5"])
        #expect(lines[3...6].allSatisfy { $0.utf8.count == 44 })
        #expect(lines[7...9] == ["", "example.com/plant/e1", "11"])
    }

    @Test func aReceiptOfAnotherEntryIsRefused() {
        #expect(throws: NoteError.self) {
            try self.receipt.verify(entry: Array("entry 6".utf8), from: self.signer.verifier)
        }
    }

    @Test func aReceiptWithAnyByteChangedIsRefusedOrProvesTheSame() throws {
        let bytes = Array(self.receipt.encoded.utf8)
        for place in bytes.indices {
            var changed = bytes
            changed[place] ^= 1
            guard let text = String(validating: changed, as: UTF8.self) else { continue }
            // Nobody signs the extra data, so a change there is the only one that may pass.
            guard let read = try? Receipt(encoded: text), read.extra == self.receipt.extra else { continue }
            #expect(throws: NoteError.self) { try read.verify(entry: self.entry, from: self.signer.verifier) }
        }
    }

    @Test(arguments: [
        "", "c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v2\nindex 0\n\n", "c2sp.org/tlog-proof@v1\n\n",
        "c2sp.org/tlog-proof@v1\nindex 00\n\n", "c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\n",
        "c2sp.org/tlog-proof@v1\nextra ?\nindex 0\n\n", "c2sp.org/tlog-proof@v1\nindex 0\n\na\n0\n",
        "\n\n", "c2sp.org/tlog-proof@v1\r\nindex 0\n\n",
    ])
    func whatIsNoReceiptIsRefused(text: String) {
        #expect(throws: NoteError.self) { try Receipt(encoded: text) }
    }

    @Test func moreThanSixtyFourHashesAreRefused() {
        let long = Receipt(index: 0, hashes: Array(repeating: .zero, count: 65), note: self.receipt.note)
        #expect(throws: NoteError.self) { try Receipt(encoded: long.encoded) }
    }
}
