public import Files

/// Reads one kind of file and proposes records. The registrar decides.
///
/// A new kind of file is one file in `Importers` with a value of this type and one line in ``Importer/all``.
public struct Importer: Sendable {
    /// What people call the kind: `inventory`, `CSAF advisory`.
    public let kind: String
    /// Whether a file is of this kind, by its content.
    public let recognises: @Sendable (ImportFile) -> Bool
    /// Reads the file; what it returns then makes the proposals. Reading may run beside other files.
    public let read: @Sendable (ImportFile) throws(FileError) -> Filing

    /// An importer of one kind of file.
    public init(
        _ kind: String, recognises: @escaping @Sendable (ImportFile) -> Bool,
        read: @escaping @Sendable (ImportFile) throws(FileError) -> Filing
    ) {
        self.kind = kind
        self.recognises = recognises
        self.read = read
    }

    /// Every kind of file that can be imported; of two that recognise a file the first reads it.
    public static let all: [Importer] = [
        csafAdvisory,
        knownExploitsCatalogue,
        frameworkCatalogue,
        tables,
    ]

    /// The importer that reads a file; `nil` when nobody knows what it is.
    public static func reading(_ file: ImportFile) -> Importer? { Importer.all.first { $0.recognises(file) } }
}

/// Makes the proposals of one file that was read, at the desk, one file after the other.
public typealias Filing = @Sendable (ImportDesk) -> Void

/// One thing an import has to say about a file.
public struct ImportProblem: Hashable, Sendable {
    /// The row of the sheet or the line of the file, from 1; `nil` for the whole file.
    public let row: Int?
    /// The header of the column or the place in the document.
    public let column: String?
    /// The text as it was given; `nil` when no single value is meant.
    public let value: String?
    /// What is wrong and what was done: a sentence.
    public let sentence: String

    /// A problem at a place of the file.
    public init(row: Int? = nil, column: String? = nil, value: String? = nil, _ sentence: String) {
        self.row = row
        self.column = column
        self.value = value
        self.sentence = sentence
    }
}
