/// A statement and its values, kept apart.
///
///     let statement: SQL = "SELECT * FROM \(name: register) WHERE zone = \(zone) LIMIT \(50)"
///
/// An interpolated value becomes a placeholder; it is never part of the text.
public struct SQL: Sendable, ExpressibleByStringInterpolation {
    /// A piece of the statement.
    public enum Part: Sendable {
        /// Text that stands in the source code.
        case text(String)
        /// A value to bind.
        case value(Value)
    }

    /// The pieces in order.
    public private(set) var parts: [Part]

    public init(stringLiteral text: String) { self.parts = [.text(text)] }
    public init(stringInterpolation: StringInterpolation) { self.parts = stringInterpolation.parts }

    /// Statements one after the other, with `separator` between them.
    public init(joining statements: [SQL], separator: SQL = ", ") {
        self.parts = []
        for (place, statement) in statements.enumerated() {
            if place > 0 { self.parts += separator.parts }
            self.parts += statement.parts
        }
    }

    /// Collects the pieces of a literal.
    public struct StringInterpolation: StringInterpolationProtocol {
        var parts: [Part] = []

        public init(literalCapacity: Int, interpolationCount: Int) {}
        public mutating func appendLiteral(_ text: String) { self.parts.append(.text(text)) }
        /// A value to bind.
        public mutating func appendInterpolation(_ value: Value) { self.parts.append(.value(value)) }
        /// Text to bind.
        public mutating func appendInterpolation(_ text: String) { self.parts.append(.value(.text(text))) }
        /// A whole number to bind.
        public mutating func appendInterpolation(_ number: Int) { self.parts.append(.value(.integer(Int64(number)))) }
        /// Bytes to bind.
        public mutating func appendInterpolation(_ bytes: [UInt8]) { self.parts.append(.value(.bytes(bytes))) }
        /// The name of a table or column, quoted.
        public mutating func appendInterpolation(name: String) {
            self.parts.append(.text("\"" + name.split(separator: "\"").joined(separator: "\"\"") + "\""))
        }
        /// Another statement, with its values.
        public mutating func appendInterpolation(_ other: SQL) { self.parts += other.parts }
    }

    /// The text with one placeholder for each value.
    public func text(in dialect: Dialect) -> String {
        var text = ""
        var count = 0
        for part in self.parts {
            switch part {
            case .text(let literal): text += literal
            case .value:
                count += 1
                text += dialect.placeholder(count)
            }
        }
        return text
    }

    /// The values in the order of their placeholders.
    public var values: [Value] {
        self.parts.compactMap { if case .value(let value) = $0 { value } else { nil } }
    }
}

/// One value as a database holds it.
public enum Value: Hashable, Sendable {
    /// No value.
    case null
    /// Text in UTF-8.
    case text(String)
    /// A whole number of 64 bits.
    case integer(Int64)
    /// A floating-point number of 64 bits.
    case real(Double)
    /// Bytes.
    case bytes([UInt8])
}

/// A statement whose text is settled once and which runs many times with other values.
public struct PreparedSQL: Sendable, Hashable {
    /// The text with placeholders.
    public let text: String
    // Hashed once: a connection looks its statements up by this for every row that it writes.
    private let hash: Int

    /// Settles the text of `statement`; the values in it only mark the places.
    public init(_ statement: SQL, in dialect: Dialect) {
        self.text = statement.text(in: dialect)
        self.hash = self.text.hashValue
    }

    public static func == (one: PreparedSQL, other: PreparedSQL) -> Bool { one.text == other.text }
    public func hash(into hasher: inout Hasher) { hasher.combine(self.hash) }
}
