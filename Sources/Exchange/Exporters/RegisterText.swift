public import Files
public import Registers

extension AnyBook {
    /// The register as a CSV table that an import reads back without a change.
    ///
    /// The headers are the names of the columns. Links are the naming texts of their records, or references where a
    /// name is not clear. Secret fields are left out. What a spreadsheet would run gets an apostrophe in front, which
    /// an import takes away again; NUL, which CSV cannot hold, becomes U+FFFD.
    ///
    /// - Parameters:
    ///   - records: The records to write, in this order; `nil` for all of the register.
    ///   - text: An empty table, such as `CSVText.forExcel()`.
    public func csv(
        in plant: Snapshot, records: [KeptRecord]? = nil, as text: CSVText = CSVText()
    ) -> [UInt8] {
        var text = text
        var names = LinkNames(plant)
        let columns = self.exportedColumns
        text.row(columns.map(\.column.name))
        for record in records ?? plant[self.name]?.kept ?? [] {
            let site = self.ownSite(of: record.id, cells: record.cells)
            var row: [String] = []
            for (place, column) in columns {
                let cell = record.cells[place]
                row.append(csvCell(cell.isBlank ? column.field.initial : cell, column.field.type, &names, site))
            }
            text.row(row)
        }
        return text.bytes
    }

    /// The register as a JSON array with one object for each record, fields under the names of their columns.
    ///
    /// Numbers and flags are JSON numbers and truth values, no value is `null`, several links are an array. Secret
    /// fields are left out.
    public func json(in plant: Snapshot, records: [KeptRecord]? = nil) -> [UInt8] {
        var text = JSONText.indented
        var names = LinkNames(plant)
        let columns = self.exportedColumns
        text.array { text in
            for record in records ?? plant[self.name]?.kept ?? [] {
                let site = self.ownSite(of: record.id, cells: record.cells)
                text.object { text in
                    text.member("reference", self.reference(record.number))
                    text.member("state", record.state)
                    for (place, column) in columns {
                        text.key(column.name)
                        write(record.cells[place], column.field.type, &names, site, to: &text)
                    }
                }
            }
        }
        return text.bytes
    }
}

private func csvCell(_ cell: Cell, _ type: FieldType, _ names: inout LinkNames, _ site: UUID?) -> String {
    let register = type.register
    let text = cell.text { id in register.map { names.text(for: id, in: $0, from: site) } ?? "" }
    guard text.utf8.contains(0) else { return withSecondApostrophe(text) }
    return withSecondApostrophe(text.replacing("\0", with: "\u{FFFD}"))
}

private func write(
    _ cell: Cell, _ type: FieldType, _ names: inout LinkNames, _ site: UUID?, to text: inout JSONText
) {
    let register = type.register ?? ""
    switch cell {
    case .none: text.null()
    case .text(let value): text.text(value)
    case .integer(let number): text.integer(number)
    case .flag(let flag): text.flag(flag)
    case .day(let day): text.text(day.description)
    case .moment(let moment): text.text(moment.description)
    case .id(let id): text.text(names.text(for: id, in: register, from: site))
    case .ids(let ids):
        text.array { text in for id in ids { text.text(names.text(for: id, in: register, from: site)) } }
    }
}

extension FieldType {
    /// The register that a link of this type points at.
    fileprivate var register: String? {
        switch self {
        case .link(let register), .links(let register): register
        case .text, .choice, .integer, .flag, .day, .moment: nil
        }
    }
}
