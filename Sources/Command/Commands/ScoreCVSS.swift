import CSMS
import Files

extension Argument {
    fileprivate static let vectors = Argument(
        "VECTOR", "A CVSS vector; without any, vectors are read from standard input, one a line.", .many)
}

extension Command {
    static let cvss = Command(
        "cvss", "Computes the scores of CVSS vectors of the versions 2.0, 3.0, 3.1 and 4.0.",
        details: [
            "The result is CSV with a row for each vector, in their order. A score that the vector does not choose "
                + "is empty; version 4.0 has one score, which stands as the base score. The severity is that of the "
                + "base score.",
            "A vector that cannot be read has empty scores; what is wrong with it is said on standard error, and the "
                + "exit status is 1. Empty lines are left out.",
        ],
        arguments: [.vectors],
        examples: [
            Example("holdfast cvss CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "Scores one vector."),
            Example("holdfast cvss < vectors.txt > scores.csv", "Scores a file of vectors."),
        ]
    ) { arguments, console in
        var sheet = ScoreSheet(console)
        let vectors = arguments.many(.vectors)
        for vector in vectors { try sheet.score(vector) }
        if vectors.isEmpty { try sheet.scoreLines(of: console.input()) }
        try sheet.end()
        return sheet.invalid == 0 ? .done : .partly
    }
}

/// The table that `cvss` writes.
private struct ScoreSheet {
    private let console: Console
    private var table: TableOutput
    private var count = 0
    private(set) var invalid = 0

    init(_ console: Console) {
        self.console = console
        let columns: [TableColumn] = ["vector", "version", "base", "temporal", "environmental", "severity"]
        self.table = TableOutput(columns, as: .csv, console)
    }

    mutating func scoreLines(of bytes: [UInt8]) throws(ConsoleError) {
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            let vector = String(decoding: line, as: UTF8.self)
            try self.score(vector.utf8.last == UInt8(ascii: "\r") ? String(vector.dropLast()) : vector)
        }
    }

    /// Writes the row of a vector; a blank one has none.
    mutating func score(_ vector: String) throws(ConsoleError) {
        let trimmed = Self.trimmed(vector)
        guard !trimmed.isEmpty else { return }
        self.count += 1
        let cvss: CVSS
        do throws(CVSSError) {
            cvss = try CVSS(vector: trimmed)
        } catch {
            self.invalid += 1
            self.console.say("Vector \(self.count), “\(TextWidth.cut(VisibleText.cell(vector), to: 200))”: \(error)")
            return try self.table.row([vector, "", "", "", "", ""])
        }
        try self.table.row([
            vector, cvss.version.rawValue, cvss.base.description, cvss.temporal?.description ?? "",
            cvss.environmental?.description ?? "", cvss.severity.rawValue,
        ])
    }

    mutating func end() throws(ConsoleError) { try self.table.end() }

    private static func trimmed(_ vector: String) -> String {
        let bytes = vector.utf8
        guard let first = bytes.first, let last = bytes.last, self.isBlank(first) || self.isBlank(last) else {
            return vector
        }
        let start = bytes.firstIndex { !self.isBlank($0) } ?? bytes.endIndex
        let end = bytes[start...].lastIndex { !self.isBlank($0) }.map(bytes.index(after:)) ?? start
        return String(vector[start..<end])
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
    }
}
