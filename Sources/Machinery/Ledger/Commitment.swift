public import Crypto

/// The field names of a register in their fixed order, prepared for committing.
public struct FieldNames: Hashable, Sendable {
    /// The names in the order of the commitments.
    public let names: [String]
    /// The digest of the list, which binds each position in an entry to its name.
    ///
    /// SHA-256 of the byte 3 and the CBOR array of the names.
    public let shape: Digest256
    // The names as UTF-8 one behind the other, and where each ends: a loop over them touches one array only.
    let encoded: [UInt8]
    let ends: [Int]

    /// The names of a register's fields.
    public init(_ names: [String]) {
        self.names = names
        var encoded: [UInt8] = []
        var ends: [Int] = []
        for name in names {
            encoded.append(contentsOf: name.utf8)
            ends.append(encoded.count)
        }
        self.encoded = encoded
        self.ends = ends
        var writer = CBORWriter()
        writer.array(names.count)
        for name in names { writer.text(name) }
        self.shape = SHA256.hash(tag: 0x03, writer.bytes.span)
    }
}

/// The values of a record in the order of its register's fields, each as canonical CBOR.
///
///     var values = FieldValues()
///     values.writer.text("Boiler 3")
///     values.endField()
public struct FieldValues: Sendable {
    /// Takes the bytes of the field that is being written.
    public var writer: CBORWriter
    /// Where each field that has ended ends.
    public private(set) var ends: [Int]

    /// No values yet.
    public init() {
        self.writer = CBORWriter()
        self.ends = []
    }

    /// How many fields have ended.
    public var count: Int { self.ends.count }

    /// Ends a field: what was written since the last end is its value.
    public mutating func endField() {
        self.ends.append(self.writer.bytes.count)
    }

    /// Forgets all values but keeps the room, so that the next record needs no new memory.
    public mutating func removeAll() {
        self.writer.bytes.removeAll(keepingCapacity: true)
        self.ends.removeAll(keepingCapacity: true)
    }
}

/// The secret of one revision of a record, from which the salt of each field follows.
///
/// A commitment is SHA-256(2, field salt, value), a field salt is HMAC-SHA-256(secret, field name). Without the secret
/// nobody can find out a value by trying. To prove one field, hand out its value and field salt; to erase one value
/// for good, hand out the field salts of the others and delete the secret.
public struct Salt: Sendable {
    /// The 32 secret bytes.
    public let bytes: [UInt8]
    private let key: HMACKey

    /// A salt of 32 unpredictable bytes; `nil` for any other count.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
        self.key = HMACKey(bytes.span)
    }

    /// The commitments of a record's values, one for each name in the same order.
    ///
    /// There must be as many values as names.
    public func commitments(names: FieldNames, values: FieldValues) -> [Digest256] {
        precondition(names.ends.count == values.ends.count, "each field has one value")
        let letters = names.encoded.span
        let content = values.writer.bytes
        let bytes = content.span
        var commitments: [Digest256] = []
        commitments.reserveCapacity(names.ends.count)
        var (nameStart, start) = (0, 0)
        for (nameEnd, end) in zip(names.ends, values.ends) {
            let salt = self.key.tag(of: letters.extracting(nameStart..<nameEnd))
            commitments.append(SHA256.hash(tag: Self.tag, salt: salt, bytes.extracting(start..<end)))
            (nameStart, start) = (nameEnd, end)
        }
        return commitments
    }

    /// The salt of one field, to be handed out with its value as a proof.
    public func fieldSalt(_ name: String) -> Digest256 {
        self.key.tag(of: name.utf8.span)
    }

    /// The commitment to a value under its field salt: what an auditor computes.
    public static func commitment(fieldSalt: Digest256, value: [UInt8]) -> Digest256 {
        SHA256.hash(tag: Self.tag, salt: fieldSalt, value.span)
    }

    private static let tag: UInt8 = 0x02
}
