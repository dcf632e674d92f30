public import Crypto

/// 128 bits that name a person or a record, such as a UUID.
public struct ID128: Hashable, Sendable {
    /// The first eight bytes, highest first.
    public let high: UInt64
    /// The last eight bytes, highest first.
    public let low: UInt64

    /// An identifier of two halves.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// An identifier of exactly 16 bytes; `nil` for any other count.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == 16 else { return nil }
        self.high = bytes[..<8].reduce(0) { $0 << 8 | UInt64($1) }
        self.low = bytes[8...].reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Nobody and nothing: the system itself.
    public static let zero = ID128(high: 0, low: 0)

    /// The 16 bytes.
    public var bytes: [UInt8] {
        var writer = CBORWriter()
        self.append(to: &writer)
        return writer.bytes
    }

    func append(to writer: inout CBORWriter) {
        writer.bigEndian(self.high, 8)
        writer.bigEndian(self.low, 8)
    }
}

/// What the ledger keeps for ever about one change; it says who did what to which revision, but no value.
///
/// Its encoding is a CBOR array of fifteen items: format version 1, then the properties in the order below. The
/// commitments are one byte string. An entry holds no personal data: people are identifiers, values are commitments.
public struct Entry: Hashable, Sendable {
    /// When it happened, in UTC as milliseconds since 1970.
    public var time: Int64
    /// Who did it; zero for the system.
    public var actor: ID128
    /// Through which door: "cli", "api", "web", "import" or "system".
    public var via: String
    /// What was done: "create", "edit", "delete", the code of a workflow's step, "genesis", "redact", …
    public var action: String
    /// The register of the record; empty when there is none.
    public var register: String
    /// The number that people say aloud, 42 in `AST-0042`; 0 when there is none.
    public var number: Int64
    /// The record; zero when there is none.
    public var record: ID128
    /// Which revision of the record this makes, from 1; 0 when there is none.
    public var revision: Int64
    /// The digest of the register's list of field names; see `FieldNames.shape`.
    public var shape: Digest256
    /// One commitment for each field, in the order of the list that `shape` stands for; see `Salt`.
    public var commitments: [Digest256]
    /// The leaf hash of the entry of the record's previous revision; `nil` for a first one.
    public var previous: Digest256?
    /// The digest of the file that the values came from; `nil` when they came from no file.
    public var source: Digest256?
    /// The digest of the request that asked for the change; `nil` when it had no idempotency key.
    public var request: Digest256?
    /// Further codes, such as the reason of a redaction or the origin of an old checkpoint.
    public var details: [String]

    /// An entry; what does not apply keeps its default.
    public init(
        time: Int64, actor: ID128, via: String, action: String, register: String = "", number: Int64 = 0,
        record: ID128 = .zero, revision: Int64 = 0, shape: Digest256 = .zero, commitments: [Digest256] = [],
        previous: Digest256? = nil, source: Digest256? = nil, request: Digest256? = nil, details: [String] = []
    ) {
        self.time = time
        self.actor = actor
        self.via = via
        self.action = action
        self.register = register
        self.number = number
        self.record = record
        self.revision = revision
        self.shape = shape
        self.commitments = commitments
        self.previous = previous
        self.source = source
        self.request = request
        self.details = details
    }

    /// The version of the format, the first item of every entry.
    public static let version: Int64 = 1
    /// The largest encoding: what the length field of a C2SP entry bundle can say.
    public static let bytesMax = 65_535
    /// The longest code in bytes.
    public static let codeBytesMax = 64
    /// The longest detail in bytes.
    public static let detailBytesMax = 255
    /// How many details fit.
    public static let detailsMax = 64
    /// Numbers and revisions stay below this, far from where counting on could overflow.
    public static let countMax: Int64 = 1 << 40
    /// The instants of the years 1 to 9999, in UTC milliseconds since 1970.
    public static let times: ClosedRange<Int64> = -62_135_596_800_000...253_402_300_799_999
    /// How many fields fit.
    public static let fieldsMax = 1_500

    /// The encoding at the end of `writer`, for callers that use one buffer again and again.
    ///
    /// - Throws: `EntryError` when a limit is broken; then nothing was written.
    public func encode(into writer: inout CBORWriter) throws(EntryError) {
        if let error = self.brokenLimit { throw error }
        writer.array(Self.itemCount)
        writer.integer(Self.version)
        writer.integer(self.time)
        writer.head(0x40, 16)
        self.actor.append(to: &writer)
        writer.text(self.via)
        writer.text(self.action)
        writer.text(self.register)
        writer.integer(self.number)
        writer.head(0x40, 16)
        self.record.append(to: &writer)
        writer.integer(self.revision)
        writer.digest(self.shape)
        writer.digests(self.commitments)
        for digest in [self.previous, self.source, self.request] {
            if let digest { writer.digest(digest) } else { writer.null() }
        }
        writer.array(self.details.count)
        for detail in self.details { writer.text(detail) }
    }

    /// The encoding: at most 65,535 bytes.
    ///
    /// - Throws: `EntryError` when a limit is broken.
    public func encoded() throws(EntryError) -> [UInt8] {
        var writer = CBORWriter()
        writer.bytes.reserveCapacity(200 + self.commitments.count * Digest256.byteCount)
        try self.encode(into: &writer)
        return writer.bytes
    }

    /// The entry of an encoding; what is accepted encodes to the same bytes again.
    ///
    /// - Throws: `EntryError` when the bytes are no entry of version 1.
    public init(encoded bytes: [UInt8]) throws(EntryError) {
        do throws(CBORError) {
            var reader = try CBORReader(bytes, limit: Self.bytesMax)
            try reader.array(of: Self.itemCount)
            let version = try reader.integer()
            guard version == Self.version else {
                throw CBORError(place: 1, "is an entry of version \(version), not \(Self.version)")
            }
            self.time = try reader.integer()
            self.actor = try Self.identifier(&reader)
            self.via = try reader.text()
            self.action = try reader.text()
            self.register = try reader.text()
            self.number = try reader.integer()
            self.record = try Self.identifier(&reader)
            self.revision = try reader.integer()
            self.shape = try reader.digest()
            self.commitments = try reader.digests()
            self.previous = try reader.digestIfAny()
            self.source = try reader.digestIfAny()
            self.request = try reader.digestIfAny()
            var details: [String] = []
            for _ in 0..<(try reader.array()) { details.append(try reader.text()) }
            self.details = details
            try reader.end()
        } catch {
            throw EntryError("This is no ledger entry. \(error.sentence)")
        }
        if let error = self.brokenLimit { throw error }
    }

    // MARK: Private

    private static let itemCount = 15

    private static func identifier(_ reader: inout CBORReader) throws(CBORError) -> ID128 {
        let place = reader.place
        guard let identifier = ID128(try reader.bytes()) else {
            throw CBORError(place: place, "has an identifier that is not 16 bytes")
        }
        return identifier
    }

    /// The limits keep every valid entry below `bytesMax`, so the encoder needs no check of its own.
    private var brokenLimit: EntryError? {
        for code in [self.via, self.action, self.register] {
            guard Self.isCode(code, bytesMax: Self.codeBytesMax) else {
                return EntryError("“\(code.prefix(80))” is no code: use up to 64 printable ASCII characters.")
            }
        }
        guard (0..<Self.countMax).contains(self.number), (0..<Self.countMax).contains(self.revision),
            Self.times.contains(self.time)
        else { return EntryError("A ledger entry has a number, revision or time that nobody can have written.") }
        guard self.details.count <= Self.detailsMax else {
            return EntryError("A ledger entry has \(self.details.count) details; 64 are allowed.")
        }
        for detail in self.details where !Self.isCode(detail, bytesMax: Self.detailBytesMax) {
            return EntryError("“\(detail.prefix(80))” is no detail: use up to 255 printable ASCII characters.")
        }
        guard self.commitments.count <= Self.fieldsMax else {
            return EntryError("A ledger entry has \(self.commitments.count) fields; 1,500 are allowed.")
        }
        return nil
    }

    private static func isCode(_ text: String, bytesMax: Int) -> Bool {
        text.utf8.count <= bytesMax && text.utf8.allSatisfy { (0x20...0x7e).contains($0) }
    }
}

/// Why bytes or values are no ledger entry.
public struct EntryError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong and what to do, for people.
    public let sentence: String

    init(_ sentence: String) {
        self.sentence = sentence
    }

    /// The same as `sentence`.
    public var description: String { self.sentence }
}
