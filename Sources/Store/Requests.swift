public import Crypto
import Ledger
public import Registers
import SQL

/// The key by which a repeated request is known, and what was asked under it.
public struct RequestKey: Hashable, Sendable {
    /// The key as the client chose it.
    public let key: String
    /// The digest of what was asked: another question under the same key is refused.
    public let digest: Digest256

    /// A key and the digest of its request.
    public init(_ key: String, digest: Digest256) {
        self.key = key
        self.digest = digest
    }

    /// What the entries of the request carry, so that its row can be checked.
    public func commitment(by person: UUID) -> Digest256 {
        var writer = CBORWriter()
        writer.array(3)
        writer.bytes(person.bytes)
        writer.text(self.key)
        writer.digest(self.digest)
        return SHA256.hash(writer.bytes)
    }
}

extension Writing {
    /// The entries that the same request made before; `nil` when it is new.
    ///
    /// - Throws: `Refusal.invalid` when the key was used for something else.
    public func answer(to request: RequestKey, by person: UUID) throws -> Range<Int>? {
        let rows = try self.connection.run(
            "SELECT digest, first, last FROM requests WHERE actor = \(person.bytes) AND key = \(request.key)")
        guard let row = rows.first else { return nil }
        guard row[0] == .bytes(request.digest.bytes) else {
            throw Refusal.invalid([Problem(field: nil, "This idempotency key was used for another request.")])
        }
        guard case .integer(let first) = row[1], case .integer(let last) = row[2], first >= 0,
            first <= last, last < Entry.countMax
        else { return nil }
        return Int(first)..<Int(last) + 1
    }

    /// Keeps the answer to a request, in the same transaction as what it wrote.
    ///
    /// A request that wrote nothing is not kept: repeating it writes nothing again.
    public func remember(_ request: RequestKey, by person: UUID, _ entries: Range<Int>) throws {
        guard let last = entries.last else { return }
        try self.connection.run(
            """
            INSERT INTO requests (actor, key, digest, first, last)
            VALUES (\(person.bytes), \(request.key), \(request.digest.bytes), \(entries.lowerBound), \(last))
            """)
    }
}
