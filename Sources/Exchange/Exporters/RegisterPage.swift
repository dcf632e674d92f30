import CSMS
public import Registers

/// The page of a register in the manual, as Markdown: fields, rules, steps and permissions from its declaration.
///
/// The page ends with a line break. Nothing on it is written by hand, so it cannot differ from what the program does.
public func registerPage(of book: any AnyBook) -> String {
    let outline = book.outline
    let sections: [(heading: String, lines: [String])] = [
        ("Fields", fieldLines(of: book)), ("Rules", outline.rules.map { "- \($0)" }),
        ("Duties", outline.duties.map { "- \($0)" }), ("Workflow", workflowLines(of: book, outline)),
        ("Permissions", permissionLines(of: book)), ("Words that an import understands", spellingLines(of: book)),
    ]
    let head = [
        "# \(choiceLabel(book.plural))", "",
        "<!-- Written by RegisterPageTests from the declaration. Change the register, not this page. -->", "",
        introduction(of: book),
    ]
    let rest = sections.flatMap { heading, lines in lines.isEmpty ? [] : ["", "## \(heading)", ""] + lines }
    return (head + rest).joined(separator: "\n") + "\n"
}

/// The page that lists all registers and roles, as Markdown; each register's page lies beside it.
public func registerIndex(of books: [any AnyBook]) -> String {
    var lines = [
        "# Registers", "",
        "<!-- Written by RegisterPageTests from the declarations. Change the registers, not this page. -->", "",
        "A register is a kind of record. Each has a page, made from its declaration.", "",
        "| register | mark | fields | rules | workflow |", "|---|---|---|---|---|",
    ]
    for book in books {
        let outline = book.outline
        let rules = outline.rules.count + outline.duties.count
        let steps = outline.steps.map(\.name).joined(separator: ", ")
        let cells = [
            "[\(book.name)](\(book.name).md)", "`\(book.mark)`", String(book.columns.count), String(rules), steps,
        ]
        lines.append("| " + cells.joined(separator: " | ") + " |")
    }
    lines += ["", "## Roles", "", "| code | role |", "|---|---|"]
    lines += Role.allCases.map { "| `\($0.rawValue)` | \(choiceLabel("\($0)")) |" }
    return lines.joined(separator: "\n") + "\n"
}

private func introduction(of book: any AnyBook) -> String {
    let keys = book.keyPlaces.map { "`\(book.columns[$0].name)`" }
    var sentences = [
        "Records have numbers such as `\(book.reference(42))`.",
        "An import knows a record again by \(listed(keys, with: "and")).",
    ]
    if let place = book.siteThroughPlace {
        sentences.append("A record belongs to the site of its `\(book.columns[place].name)`.")
    } else if book.name == "sites" {
        sentences.append("A site belongs to itself.")
    } else if book.sitePlace != nil {
        sentences.append("A record belongs to the site in its field `site`, and to all sites where that is empty.")
    } else {
        sentences.append("Records belong to no single site.")
    }
    let pointing = catalogue.filter { other in other.columns.contains { target(of: $0.field.type) == book.name } }
    if !pointing.isEmpty {
        let names = pointing.map { "[\($0.name)](\($0.name).md)" }
        sentences.append("Records of \(listed(names, with: "and")) point here.")
    }
    return sentences.joined(separator: " ")
}

/// The register that a link points at.
private func target(of type: FieldType) -> String? {
    switch type {
    case .link(let register), .links(let register): register
    case .text, .choice, .integer, .flag, .day, .moment: nil
    }
}

private func fieldLines(of book: any AnyBook) -> [String] {
    let head = ["| field | label | value | what else holds | help |", "|---|---|---|---|---|"]
    return head
        + book.columns.map { column in
            let field = column.field
            let cells = [
                "`\(column.name)`", field.label, valueWords(of: field), traitWords(of: field), field.help,
            ]
            return "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
        }
}

private func valueWords(of field: any AnyField) -> String {
    switch field.type {
    case .text(let limit): return "text of at most \(limit) characters"
    case .choice(let names):
        let words = "one of \(codes(names))"
        guard case .text(let initial) = field.initial else { return words }
        return words + "; a new record has `\(initial)`"
    case .integer(let range): return "whole number from \(range.lowerBound) to \(range.upperBound)"
    case .flag: return "yes or no"
    case .day: return "day"
    case .moment: return "instant"
    case .link(let register): return "one of [\(register)](\(register).md)"
    case .links(let register): return "any number of [\(register)](\(register).md)"
    }
}

private func traitWords(of field: any AnyField) -> String {
    let words: [(FieldTraits, String)] = [
        (.required, "required"), (.unique, "unique"), (.expected, "an import reports that it is missing"),
        (.material, "an edit takes the record back to its first state"), (.listed, "listed"),
        (.searched, "searched"), (.secret, "never shown or exported"), (.original, "names a kept original file"),
    ]
    let held = words.filter { field.traits.contains($0.0) }.map(\.1)
    return (held + (field.reading == nil ? [] : ["checked and kept in one spelling"])).joined(separator: "; ")
}

private func workflowLines(of book: any AnyBook, _ outline: Outline) -> [String] {
    guard !outline.steps.isEmpty else { return [] }
    let head = [
        "A record begins as `\(book.firstState)`.", "",
        "| step | from | to | by one of | not by who did | needs |", "|---|---|---|---|---|---|",
    ]
    let steps = outline.steps.map { step in
        let cells = [
            step.name, codes(step.from), codes([step.to]), codes(step.by.map(\.rawValue)), codes(step.otherThan),
            step.needs.joined(separator: " "),
        ]
        return "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
    }
    let deadlines = outline.deadlines.map {
        "- `\($0.tell.rawValue)` is told when a record is `\($0.state)` for more than \($0.days) days."
    }
    return head + steps + (deadlines.isEmpty ? [] : [""] + deadlines)
}

private func permissionLines(of book: any AnyBook) -> [String] {
    let permissions = book.permissions
    return ["| may | roles |", "|---|---|"]
        + [("read", permissions.read), ("add and edit", permissions.edit), ("delete", permissions.delete)].map {
            "| \($0.0) | \(roleWords($0.1)) |"
        }
}

private func roleWords(_ roles: Set<Role>) -> String {
    if roles.count == Role.allCases.count { return "everybody" }
    if roles.isEmpty { return "nobody" }
    return codes(Role.allCases.filter { roles.contains($0) }.map(\.rawValue))
}

/// Headers of columns and words for choices, beside the names and labels that stand above.
private func spellingLines(of book: any AnyBook) -> [String] {
    let lines = book.columns.compactMap { column -> String? in
        let headers = headerSpellings.filter { $0.column == column.name || $0.column == "\(book.name).\(column.name)" }
            .flatMap(\.headers)
        let values = column.field.spellings.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
        let parts = [
            headers.isEmpty ? "" : "Header: \(headers.joined(separator: ", ")).",
            values.isEmpty ? "" : "Values: \(values.map { "`\($0.key)` is `\($0.value)`" }.joined(separator: ", ")).",
        ].filter { !$0.isEmpty }
        return parts.isEmpty ? nil : "- `\(column.name)`. \(parts.joined(separator: " "))"
    }
    return lines
}

private func codes(_ names: [String]) -> String { names.map { "`\($0)`" }.joined(separator: ", ") }

private func listed(_ words: [String], with last: String) -> String {
    guard words.count > 1, let end = words.last else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " \(last) " + end
}
