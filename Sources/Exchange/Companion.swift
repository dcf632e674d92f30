import Crypto
public import Files

/// The digest of a file, as it lies beside it: `icsa-22-326-03.json.sha512`.
///
/// Source: OASIS CSAF 2.0, requirement 18 (integrity), and the form that `sha512sum` writes.
public struct DigestCompanion: Sendable {
    /// The digest in small hexadecimal letters: 64 for SHA-256, 128 for SHA-512.
    public let digest: String

    /// How many bytes a companion may have.
    public static let bytesMax = 1 << 20

    /// Reads a companion: the digest alone, or the line for `fileName` in the form of `sha512sum` or of BSD.
    ///
    /// - Parameters:
    ///   - name: The companion's own name; its ending tells the method.
    ///   - fileName: The name of the file that it is for; the folder does not matter.
    /// - Throws: `FileError` when there is no digest of the right length for that file.
    public init(_ bytes: [UInt8], name: String, for fileName: String) throws(FileError) {
        let length = name.lowercased().hasSuffix(".sha256") ? 64 : 128
        guard bytes.count <= DigestCompanion.bytesMax else {
            throw FileError("“\(name)” is larger than \(DigestCompanion.bytesMax) bytes, so it is no digest.")
        }
        let base = fileName.split(separator: "/").last.map(String.init) ?? fileName
        let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
        let found = lines.compactMap { line -> (digest: String, isNamed: Bool)? in
            let words = line.split { " \t*()=\u{FEFF}".contains($0) }.map(String.init)
            guard let digest = words.first(where: { isHex($0, length) }) else { return nil }
            let others = words.filter { $0 != digest }
            return (digest.lowercased(), others.contains { $0 == base || $0.hasSuffix("/" + base) })
        }
        guard let match = found.first(where: \.isNamed) ?? (found.count == 1 ? found[0] : nil) else {
            throw FileError("“\(name)” has no digest of \(length) hexadecimal letters for “\(base)”.")
        }
        self.digest = match.digest
    }

    /// Whether a file has the digest.
    public func matches(_ bytes: [UInt8]) -> Bool {
        let actual = self.digest.count == 64 ? SHA256.hash(bytes).hex : Hex.encode(SHA512.hash(bytes))
        return actual == self.digest
    }

    /// Why a file must not be read, as one sentence; `nil` when its companion agrees with it.
    ///
    /// A companion that cannot be read refuses its file too: nobody knows then whether the file is whole.
    public static func refusal(of file: [UInt8], named fileName: String, by companion: [UInt8], named name: String)
        -> String?
    {
        do {
            if try DigestCompanion(companion, name: name, for: fileName).matches(file) { return nil }
            return "The file does not have the digest in “\(name)”: it was changed or is not whole. Fetch both again."
        } catch {
            return "\(error) Fetch both files again, or remove the companion."
        }
    }
}

private func isHex(_ word: String, _ length: Int) -> Bool {
    word.utf8.count == length
        && word.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
        }
}

extension ImportFile {
    /// Why a JSON document holds no records, for the kinds that lie in folders of advisories; `nil` for any other.
    ///
    /// Source: OASIS CSAF 2.0, 7.1.8 (provider metadata), 7.1.15 (ROLIE) and 7.1.21 (aggregator); RFC 8322.
    public var purposeWithoutRecords: String? {
        guard case .json(let json) = self.content, json.kind == .object else { return nil }
        if json["feed"]?["entry"] != nil { return "It is a ROLIE feed: it lists documents and holds none." }
        if json["feed"]?["link"] != nil { return "It is a ROLIE feed without documents." }
        if json["service"]?["workspace"] != nil { return "It is a ROLIE service document: it lists feeds." }
        if json["categories"]?["category"] != nil { return "It is a ROLIE category document." }
        if json["aggregator_version"] != nil { return "It lists publishers of advisories." }
        if json["metadata_version"] != nil, json["publisher"] != nil {
            return "It describes a publisher of advisories."
        }
        return nil
    }
}
