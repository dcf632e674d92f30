/// The words of a call, read by the declaration of its command.
///
/// Ask with the same values that the command declares: `arguments.value(.format)`.
public struct Arguments: Sendable {
    /// The program that was called, for commands that speak about commands.
    public let program: Program

    var words: [String: [String]] = [:]
    var options: [String: [String]] = [:]
    private let command: Command

    init(of command: Command, in program: Program) {
        self.command = command
        self.program = program
    }

    /// The word of an argument that stands for exactly one.
    public func one(_ argument: Argument) -> String {
        precondition(argument.kind == .one, "“\(argument.name)” may be left out.")
        guard let word = self.many(argument).first else {
            preconditionFailure("“\(argument.name)” was read without its word.")
        }
        return word
    }

    /// The word of an argument, or `nil` when it was left out.
    public func optional(_ argument: Argument) -> String? { self.many(argument).first }

    /// All words of an argument.
    public func many(_ argument: Argument) -> [String] {
        precondition(
            self.command.arguments.contains { $0.name == argument.name },
            "“\(self.command.name)” does not declare the argument “\(argument.name)”.")
        return self.words[argument.name] ?? []
    }

    /// The value of an option or else its standard value, or `nil` when there is neither.
    public func value(_ option: Option) -> String? { self.values(option).first ?? option.standard }

    /// The value of an option that is required or has a standard value.
    public func required(_ option: Option) -> String {
        guard let value = self.value(option) else {
            preconditionFailure("“\(option.name)” is neither required nor has a standard value.")
        }
        return value
    }

    /// All values of an option that may be given more than once, in their order.
    public func values(_ option: Option) -> [String] {
        precondition(
            self.command.options.contains { $0.name == option.name },
            "“\(self.command.name)” does not declare the option “\(option.name)”.")
        return self.options[option.name] ?? []
    }

    /// Whether an option was given.
    public func has(_ option: Option) -> Bool { !self.values(option).isEmpty }

    /// The value of an option as a whole number, or `nil` when it was not given.
    ///
    /// - Throws: `UsageError` when the value is no whole number in the range.
    public func number(_ option: Option, in range: ClosedRange<Int>) throws(UsageError) -> Int? {
        let kind = "a whole number from \(range.lowerBound) to \(range.upperBound)"
        return try self.read(option, as: kind) { text in
            Int(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    /// The value of an option, read by `reader`, or `nil` when it was not given.
    ///
    ///     let day = try arguments.read(.day, as: "a day such as 2026-03-01") { Day($0) }
    ///
    /// - Throws: `UsageError` when the reader gives `nil`; `kind` tells people what would be right.
    public func read<Value>(
        _ option: Option, as kind: String, _ reader: (String) -> Value?
    ) throws(UsageError) -> Value? {
        guard let text = self.value(option) else { return nil }
        guard let value = reader(text) else {
            throw UsageError("“\(text)” is no value for \(option.name): it takes \(kind).")
        }
        return value
    }
}

/// Words of a call that cannot be read, as a sentence that says which and what to do.
public struct UsageError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The sentence.
    public let description: String

    /// A usage error with its sentence.
    public init(_ description: String) { self.description = description }
}
