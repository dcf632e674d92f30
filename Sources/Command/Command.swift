/// A command of the program: its words, its help and what it does.
///
/// One declaration gives parsing, help, manual page and shell completions.
///
///     extension Command {
///         static let list = Command(
///             "list", "Lists the records of a register.",
///             arguments: [.register], options: [.data, .format],
///             examples: [Example("holdfast list assets --format csv", "Writes all assets as CSV.")]
///         ) { arguments, console in
///             let table = TableOutput(["number", "name"], arguments, console)
///             try table.row(["AST-0001", arguments.one(.register)])
///             try table.end()
///             return .done
///         }
///     }
public struct Command: Sendable {
    /// What a command does with the words that were read.
    ///
    /// An error that is thrown ends the program with its sentence and `ExitCode.refused`.
    public typealias Action = @Sendable (Arguments, Console) throws -> ExitCode

    /// How the words behind the name are read.
    public enum Reading: Sendable {
        /// Words with two dashes are options, wherever they stand; `--` ends them.
        case options
        /// Every word is an argument as it stands, also an empty one and one with dashes.
        case verbatim
    }

    /// The word that calls it.
    public let name: String
    /// What it does, as one sentence.
    public let summary: String
    /// What else there is to know, paragraph by paragraph.
    public let details: [String]
    /// The words that it takes by their place.
    public let arguments: [Argument]
    /// The words that it takes by their name.
    public let options: [Option]
    /// Calls that work, for people who read the end of a page first.
    public let examples: [Example]
    /// Commands below it; a command has either these or an action.
    public let subcommands: [Command]

    let reading: Reading
    let action: Action?

    /// A command that does something.
    public init(
        _ name: String, _ summary: String, details: [String] = [], reading: Reading = .options,
        arguments: [Argument] = [], options: [Option] = [], examples: [Example] = [], run: @escaping Action
    ) {
        self.name = name
        self.summary = summary
        self.details = details
        self.arguments = arguments
        self.options = options
        self.examples = examples
        self.subcommands = []
        self.reading = reading
        self.action = run
    }

    /// A command whose next word names one of the commands below it.
    public init(_ name: String, _ summary: String, details: [String] = [], subcommands: [Command]) {
        self.name = name
        self.summary = summary
        self.details = details
        self.arguments = []
        self.options = []
        self.examples = []
        self.subcommands = subcommands
        self.reading = .options
        self.action = nil
    }
}

/// A word that a command takes by its place.
public struct Argument: Sendable {
    /// How many words it stands for; `optional`, `many` and `atLeastOne` come last.
    public enum Kind: Sendable {
        /// Exactly one word.
        case one
        /// One word or none.
        case optional
        /// Any number of words, also none.
        case many
        /// One word or more.
        case atLeastOne
    }

    /// What help calls it, in capitals: `FILE`.
    public let name: String
    /// What it is, as a sentence.
    public let help: String
    /// How many words it stands for.
    public let kind: Kind
    /// The words that it may be, or `nil` for any.
    public let choices: Choices?

    /// An argument; a list of choices is shown in help, offered by shells and checked.
    public init(_ name: String, _ help: String, _ kind: Kind = .one, choices: Choices? = nil) {
        self.name = name
        self.help = help
        self.kind = kind
        self.choices = choices
    }
}

/// A word that a command takes by its name, with a value or without.
public struct Option: Sendable {
    /// The word with both dashes: `--data`.
    public let name: String
    /// What help calls its value, in capitals: `DIR`; `nil` for an option that is there or not.
    public let value: String?
    /// What it does, as a sentence.
    public let help: String
    /// The values that it may have, or `nil` for any.
    public let choices: Choices?
    /// The value when the option is not given, or `nil` for none.
    public let standard: String?
    /// Whether the command does nothing without it.
    public let isRequired: Bool
    /// Whether it may be given more than once.
    public let isRepeatable: Bool

    /// An option with a value.
    public init(
        _ name: String, _ value: String, _ help: String, choices: Choices? = nil, standard: String? = nil,
        isRequired: Bool = false, isRepeatable: Bool = false
    ) {
        self.name = name
        self.value = value
        self.help = help
        self.choices = choices
        self.standard = standard
        self.isRequired = isRequired
        self.isRepeatable = isRepeatable
    }

    /// An option without a value, which is there or not.
    public init(flag name: String, _ help: String) {
        self.name = name
        self.value = nil
        self.help = help
        self.choices = nil
        self.standard = nil
        self.isRequired = false
        self.isRepeatable = false
    }
}

/// The words that an argument or a value may be.
public struct Choices: Sendable, ExpressibleByArrayLiteral {
    /// Whether help names them; a computed list is too long for that.
    public let areShown: Bool
    private let list: @Sendable () -> [String]

    /// The words, computed when they are first needed.
    public var words: [String] { self.list() }

    /// A short list, written where it is used.
    public init(arrayLiteral words: String...) {
        self.areShown = true
        self.list = { words }
    }

    /// A short list from elsewhere.
    public init(_ words: [String]) {
        self.areShown = true
        self.list = { words }
    }

    /// A long list, such as all registers, which is not computed for help or for other commands.
    public init(computed list: @escaping @Sendable () -> [String]) {
        self.areShown = false
        self.list = list
    }
}

/// A call that works.
public struct Example: Sendable {
    /// What one types.
    public let line: String
    /// What then happens, as a sentence.
    public let effect: String

    /// An example.
    public init(_ line: String, _ effect: String) {
        self.line = line
        self.effect = effect
    }
}

/// What the program tells the one who called it.
public enum ExitCode: Int32, Sendable {
    /// Everything was done.
    case done = 0
    /// It was done, but something was left out: rejected rows, refused files, invalid vectors.
    case partly = 1
    /// Nothing was done, or the command was not understood.
    case refused = 2
}
