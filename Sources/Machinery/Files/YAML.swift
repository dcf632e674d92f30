/// A YAML document: scalars, lists and maps; what a scalar means is for the reader to say.
///
/// Read by libyaml, which knows YAML 1.1. Aliases stand for copies of what they name. Tags are left out, except that
/// a scalar with a tag is not plain. A merge key `<<` is a key like any other.
///
///     let library = try YAML.document(in: bytes)
///     library["objects"]?["framework"]?["name"]?.text
public indirect enum YAML: Sendable {
    /// A text; `plain` when it stands without quotes and tag, so that `yes`, `12` and nothing may mean more.
    case scalar(String, plain: Bool)
    /// Values in their order.
    case list([YAML])
    /// Members in their order; no two keys have the same text.
    case map([(key: YAML, value: YAML)])

    /// What a file may be at most; whatever is larger is refused.
    public struct Limits: Sendable {
        /// How many lists and maps may lie inside each other.
        public var depthMax = 64
        /// How many values and keys all documents may have, where an alias counts as all that it stands for.
        public var nodesMax = 1_000_000
        /// How many bytes a file may have.
        public var bytesMax = 16 << 20

        /// The usual limits: 64 levels, 1 million nodes, 16 MiB.
        public init() {}
    }

    /// Reads a file that holds one document.
    ///
    /// - Throws: `FileError` with the place of the first fault, or when there is no document or more than one.
    public static func document(in bytes: [UInt8], limits: Limits = Limits()) throws(FileError) -> YAML {
        let documents = try YAML.documents(in: bytes, limits: limits)
        guard let first = documents.first else { throw FileError("The YAML file is empty.") }
        guard documents.count == 1 else {
            throw FileError("The YAML file holds \(documents.count) documents instead of one. Split it.")
        }
        return first
    }

    /// Reads all documents of a file, in their order; an empty file has none.
    ///
    /// - Throws: `FileError` with the place of the first fault, or with the limit that is passed.
    /// - Source: YAML 1.1.
    public static func documents(in bytes: [UInt8], limits: Limits = Limits()) throws(FileError) -> [YAML] {
        guard bytes.count <= limits.bytesMax else {
            throw FileError("The YAML file is larger than \(limits.bytesMax) bytes. Split it.")
        }
        // libyaml reads from these bytes only while the closure runs.
        return try unsafe bytes.withUnsafeBufferPointer { bytes throws(FileError) in
            var events = try unsafe YAMLEvents(bytes)
            var builder = YAMLBuilder(limits)
            while let event = try events.next() { try builder.take(event) }
            return builder.documents
        }
    }
}

extension YAML {
    /// The value of a key; `nil` when this is no map or does not have the key.
    public subscript(key: String) -> YAML? {
        guard case .map(let members) = self else { return nil }
        return members.first { $0.key.scalar == key }?.value
    }

    /// The values of a list; empty when this is none.
    public var elements: [YAML] {
        if case .list(let elements) = self { elements } else { [] }
    }

    /// The members of a map; empty when this is none.
    public var members: [(key: YAML, value: YAML)] {
        if case .map(let members) = self { members } else { [] }
    }

    /// Whether nothing is meant: a plain scalar that is empty, `~` or `null`.
    public var isNull: Bool {
        guard case .scalar(let text, plain: true) = self else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(text)
    }

    /// The text of a scalar as it stands; `nil` when this is none or when nothing is meant.
    public var text: String? { self.isNull ? nil : self.scalar }

    /// The whole number that a plain scalar means, in decimal digits; `nil` for everything else.
    public var integer: Int64? {
        guard case .scalar(let text, plain: true) = self else { return nil }
        return Int64(text)
    }

    /// The number that a plain scalar means; `nil` for everything else, and for infinity and no number.
    public var number: Double? {
        guard case .scalar(let text, plain: true) = self,
            text.utf8.allSatisfy({ $0.isDigit || "+-.eE".utf8.contains($0) }),
            let number = Double(text), number.isFinite
        else { return nil }
        return number
    }

    /// The truth value that a plain scalar means; `nil` for everything else.
    ///
    /// `yes`, `no`, `on` and `off` are truth values in YAML 1.1 and texts in YAML 1.2; here they are texts, because
    /// `NO` is a country and lists of ports have `off`.
    public var flag: Bool? {
        guard case .scalar(let text, plain: true) = self else { return nil }
        switch text {
        case "true", "True", "TRUE": return true
        case "false", "False", "FALSE": return false
        default: return nil
        }
    }

    private var scalar: String? {
        if case .scalar(let text, _) = self { text } else { nil }
    }
}
