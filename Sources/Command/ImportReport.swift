import Exchange
import Files

/// Tells what became of an import, in words or as JSON.
struct ImportReport: Sendable {
    let files: [ImportedFile]
    let skipped: [String]
    /// What broke the import off after some files were written; `nil` when nothing did.
    var fault: String?

    /// Whether nothing at all was taken.
    var isNothingDone: Bool { !self.files.contains { $0.refusal == nil } }
    /// Whether a row or a file was left out.
    var isPartial: Bool {
        self.fault != nil || self.files.contains { $0.refusal != nil || $0.draft.rejected > 0 }
    }

    /// So many problems of a file are said one by one; JSON has all.
    private static let problemsShownMax = 200

    /// The lines for people.
    func lines(rehearsed: Bool) -> [String] {
        var lines = self.skipped
        for file in self.files {
            if let refusal = file.refusal {
                lines.append("\(file.name): refused. \(refusal)")
                continue
            }
            lines.append("\(file.name): \(file.draft.kind), \(self.counts(file.draft))")
            for name in file.draft.created { lines.append("  made along: \(name)") }
            for problem in file.draft.problems.prefix(ImportReport.problemsShownMax) {
                lines.append("  " + self.line(problem))
            }
            let rest = file.draft.problems.count - ImportReport.problemsShownMax
            if rest > 0 { lines.append("  … and \(rest) more; --report json lists all.") }
        }
        if let fault = self.fault { lines.append("The import broke off. \(fault)") }
        lines.append((rehearsed ? "Nothing was written. It would be: " : "In all: ") + self.counts(self.total))
        return lines
    }

    /// The same as one JSON object: totals, problems and every file.
    func json(rehearsed: Bool) -> [UInt8] {
        var json = JSONText()
        let kinds = Set(self.files.filter { $0.refusal == nil }.map(\.draft.kind))
        json.object { json in
            json.key("kind")
            json.text(kinds.count == 1 ? kinds.first ?? "" : kinds.isEmpty ? "" : "several")
            json.key("dry_run")
            json.flag(rehearsed)
            self.write(self.total, to: &json)
            json.key("refused_files")
            json.integer(self.files.count { $0.refusal != nil })
            json.key("problems")
            json.array { json in
                for file in self.files { self.writeProblems(of: file, to: &json) }
            }
            json.key("fault")
            if let fault = self.fault { json.text(fault) } else { json.null() }
            json.key("skipped")
            json.array { json in for line in self.skipped { json.text(line) } }
            json.key("files")
            json.array { json in for file in self.files { self.write(file, to: &json) } }
        }
        return json.bytes + [0x0A]
    }

    private var total: ImportDraft {
        self.files.reduce(into: ImportDraft(kind: "")) { total, file in
            total.new += file.draft.new
            total.changed += file.draft.changed
            total.same += file.draft.same
            total.rejected += file.draft.rejected
        }
    }

    private func counts(_ draft: ImportDraft) -> String {
        "\(draft.new) new, \(draft.changed) changed, \(draft.same) the same, \(draft.rejected) rejected"
    }

    private func line(_ problem: ImportProblem) -> String {
        let row = problem.row.map { "row \($0)" }
        // Many sentences begin with the name of the column.
        let column = problem.column.flatMap { problem.sentence.hasPrefix($0) ? nil : $0 }
        let place = [row, column].compactMap { $0 }.joined(separator: ", ")
        let value = problem.value.map { " “\($0.prefix(120))”" } ?? ""
        return (place.isEmpty ? "" : place + ": ") + problem.sentence + value
    }

    private func write(_ draft: ImportDraft, to json: inout JSONText) {
        for (name, count) in [
            ("new", draft.new), ("changed", draft.changed), ("same", draft.same), ("rejected", draft.rejected),
        ] {
            json.key(name)
            json.integer(count)
        }
    }

    private func write(_ file: ImportedFile, to json: inout JSONText) {
        json.object { json in
            json.key("file")
            json.text(file.name)
            json.key("kind")
            json.text(file.draft.kind)
            self.write(file.draft, to: &json)
            json.key("refused")
            if let refusal = file.refusal { json.text(refusal) } else { json.null() }
            json.key("created")
            json.array { json in for name in file.draft.created { json.text(name) } }
            json.key("problems")
            json.array { json in self.writeProblems(of: file, to: &json) }
        }
    }

    private func writeProblems(of file: ImportedFile, to json: inout JSONText) {
        let refusal = file.refusal.map { [ImportProblem($0)] } ?? []
        for problem in refusal + file.draft.problems {
            json.object { json in
                json.key("file")
                json.text(file.name)
                json.key("row")
                if let row = problem.row { json.integer(row) } else { json.null() }
                json.key("column")
                if let column = problem.column { json.text(column) } else { json.null() }
                json.key("value")
                if let value = problem.value { json.text(value) } else { json.null() }
                json.key("sentence")
                json.text(problem.sentence)
            }
        }
    }
}
