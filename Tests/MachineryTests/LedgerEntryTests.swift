import Crypto
import Ledger
import Testing

struct EntryTests {
    private let entry = Entry(
        time: 1_790_000_000_123, actor: ID128(high: 1, low: 2), via: "web", action: "approve", register: "changes",
        number: 42, record: ID128(high: 3, low: .max), revision: 7, shape: FieldNames(["title", "owner"]).shape,
        commitments: [SHA256.hash("a"), SHA256.hash("b")], previous: SHA256.hash("c"), request: SHA256.hash("d"),
        details: ["four-eyes"])

    @Test func anEntryIsReadAsItWasWritten() throws {
        let bytes = try self.entry.encoded()
        let read = try Entry(encoded: bytes)
        #expect(read == self.entry)
        #expect(try read.encoded() == bytes)
    }

    // The bytes are the format; a change of them needs a new version, as old ledgers hold these.
    @Test func theSmallestEntryHasTheBytesOfVersionOne() throws {
        let entry = Entry(time: 0, actor: .zero, via: "system", action: "genesis")
        let zeros = String(repeating: "0", count: 32)
        let hex =
            "8f" + "01" + "00" + "50" + zeros + "6673797374656d" + "6767656e65736973" + "60" + "00" + "50" + zeros
            + "00" + "5820" + zeros + zeros + "40" + "f6f6f6" + "80"
        #expect(Hex.encode(try entry.encoded()) == hex)
    }

    @Test func theLargestEntryStaysBelowItsLimit() throws {
        let code = String(repeating: "x", count: Entry.codeBytesMax)
        let detail = String(repeating: "y", count: Entry.detailBytesMax)
        let largest = Entry(
            time: Entry.times.lowerBound, actor: .zero, via: code, action: code, register: code,
            number: Entry.countMax - 1, record: .zero, revision: Entry.countMax - 1,
            commitments: Array(repeating: .zero, count: Entry.fieldsMax), previous: .zero,
            source: .zero, request: .zero, details: Array(repeating: detail, count: Entry.detailsMax))
        let bytes = try largest.encoded()
        #expect(bytes.count <= Entry.bytesMax)
        #expect(try Entry(encoded: bytes) == largest)
    }

    @Test func valuesBeyondTheLimitsAreRefused() {
        let changes: [(inout Entry) -> Void] = [
            { $0.via = String(repeating: "x", count: 65) }, { $0.action = "zwölf" }, { $0.register = "a\nb" },
            { $0.details = [String(repeating: "x", count: 256)] }, { $0.details = Array(repeating: "", count: 65) },
            { $0.commitments = Array(repeating: .zero, count: 1_501) }, { $0.details = ["\u{202e}"] },
            { $0.number = -1 }, { $0.number = .max }, { $0.revision = Entry.countMax }, { $0.time = .min },
        ]
        for change in changes {
            var entry = self.entry
            change(&entry)
            var writer = CBORWriter()
            #expect(throws: EntryError.self) { try entry.encode(into: &writer) }
            #expect(writer.bytes.isEmpty)
        }
    }

    @Test func entriesFollowEachOtherInOneBuffer() throws {
        var writer = CBORWriter()
        try self.entry.encode(into: &writer)
        let end = writer.bytes.count
        try self.entry.encode(into: &writer)
        #expect(Array(writer.bytes[..<end]) == Array(writer.bytes[end...]))
    }

    @Test func whateverIsAcceptedEncodesToTheSameBytes() throws {
        let bytes = try self.entry.encoded()
        var dice = Dice(65_535)
        var accepted = 0
        for _ in 0..<20_000 {
            var changed = bytes
            let place = Int.random(in: 0..<bytes.count, using: &dice)
            switch Int.random(in: 0..<3, using: &dice) {
            case 0: changed[place] = UInt8.random(in: 0...255, using: &dice)
            case 1: changed.remove(at: place)
            default: changed.insert(UInt8.random(in: 0...255, using: &dice), at: place)
            }
            guard let read = try? Entry(encoded: changed) else { continue }
            accepted += 1
            #expect(try read.encoded() == changed)
        }
        #expect(accepted > 1_000)
    }

    @Test func anEntryOfAnotherVersionIsRefused() throws {
        var bytes = try self.entry.encoded()
        bytes[1] = 2
        #expect(throws: EntryError.self) { try Entry(encoded: bytes) }
        #expect(throws: EntryError.self) { try Entry(encoded: []) }
        #expect(throws: EntryError.self) { try Entry(encoded: [UInt8](repeating: 0, count: 65_536)) }
    }

    @Test func anIdentifierHasSixteenBytes() throws {
        let bytes = (1...16).map { UInt8($0) }
        let identifier = try #require(ID128(bytes))
        #expect(identifier == ID128(high: 0x0102_0304_0506_0708, low: 0x090a_0b0c_0d0e_0f10))
        #expect(identifier.bytes == bytes)
        #expect(ID128([1, 2, 3]) == nil)
    }
}

struct CommitmentTests {
    private let names = FieldNames(["name", "zone", "owner"])
    private let secret = (0..<32).map { UInt8($0) }

    private func values(_ texts: [String]) -> FieldValues {
        var values = FieldValues()
        for text in texts {
            values.writer.text(text)
            values.endField()
        }
        return values
    }

    private func encoded(_ text: String) -> [UInt8] {
        var writer = CBORWriter()
        writer.text(text)
        return writer.bytes
    }

    @Test func aCommitmentIsWhatItsDescriptionSays() throws {
        let salt = try #require(Salt(self.secret))
        let commitments = salt.commitments(names: self.names, values: self.values(["Boiler 3", "Z1", ""]))
        for (place, (name, value)) in [("name", "Boiler 3"), ("zone", "Z1"), ("owner", "")].enumerated() {
            let fieldSalt = HMACKey(self.secret).tag(of: Array(name.utf8))
            #expect(salt.fieldSalt(name) == fieldSalt)
            #expect(commitments[place] == SHA256.hash([2] + fieldSalt.bytes + self.encoded(value)))
        }
    }

    @Test func afterOneValueIsErasedTheOthersAreStillProven() throws {
        let salt = try #require(Salt(self.secret))
        let commitments = salt.commitments(names: self.names, values: self.values(["Boiler 3", "Z1", "Maria"]))
        // The secret and the owner are gone; the two other field salts were handed out before.
        let kept = [salt.fieldSalt("name"), salt.fieldSalt("zone")]
        #expect(Salt.commitment(fieldSalt: kept[0], value: self.encoded("Boiler 3")) == commitments[0])
        #expect(Salt.commitment(fieldSalt: kept[1], value: self.encoded("Z1")) == commitments[1])
        #expect(Salt.commitment(fieldSalt: kept[0], value: self.encoded("Boiler 4")) != commitments[0])
    }

    @Test func equalValuesHaveDifferentCommitments() throws {
        let salt = try #require(Salt(self.secret))
        let other = try #require(Salt(self.secret.reversed()))
        let same = self.values(["x", "x", "x"])
        let commitments = salt.commitments(names: self.names, values: same)
        #expect(Set(commitments + other.commitments(names: self.names, values: same)).count == 6)
    }

    @Test func theShapeTellsListsOfNamesApart() {
        #expect(FieldNames(["ab", "c"]).shape != FieldNames(["a", "bc"]).shape)
        #expect(FieldNames(["a", "b"]).shape != FieldNames(["b", "a"]).shape)
        #expect(FieldNames(["a", "b"]).shape == FieldNames(["a", "b"]).shape)
        #expect(FieldNames([]).shape == SHA256.hash([3, 0x80]))
    }

    @Test func valuesAreForgottenForTheNextRecord() throws {
        let salt = try #require(Salt(self.secret))
        var values = self.values(["1", "2", "3"])
        values.removeAll()
        for text in ["a", "b", "c"] {
            values.writer.text(text)
            values.endField()
        }
        #expect(values.count == 3)
        let fresh = salt.commitments(names: self.names, values: self.values(["a", "b", "c"]))
        #expect(salt.commitments(names: self.names, values: values) == fresh)
    }

    @Test func aSaltHasThirtyTwoBytes() {
        #expect(Salt([1, 2, 3]) == nil)
    }
}
