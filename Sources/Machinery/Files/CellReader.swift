/// What a cell's number stands for, as its style says.
enum CellFormat {
    case number
    /// A day, a time of day, or both.
    case date
    /// Hours, minutes and seconds that may be more than a day: `[h]:mm:ss`.
    case elapsed
}

/// Turns what is saved for a cell into the text that a person reads.
struct CellReader {
    let strings: [String]
    let formats: [CellFormat]
    let is1904: Bool

    /// The text of a cell; `nil` when it names a shared text that does not exist.
    func text(of value: [UInt8], type: String?, style: String?) -> String? {
        guard !value.isEmpty else { return "" }
        let letters = String(decoding: value, as: UTF8.self)
        switch type {
        case "s":
            guard let place = Int(letters), self.strings.indices.contains(place) else { return nil }
            return self.strings[place]
        case "b": return letters == "1" || letters == "true" ? "TRUE" : "FALSE"
        case "str": return RichText.unescaped(value)
        case "e", "d": return letters
        default:
            guard let number = Double(letters), number.isFinite else { return letters }
            return self.text(of: number, style: style)
        }
    }

    private func text(of number: Double, style: String?) -> String {
        let place = style.flatMap { Int($0) } ?? 0
        let format = self.formats.indices.contains(place) ? self.formats[place] : .number
        switch format {
        case .number: return CellReader.shortest(number)
        case .elapsed: return CellReader.elapsed(number) ?? CellReader.shortest(number)
        case .date: return self.date(number) ?? CellReader.shortest(number)
        }
    }

    /// `3` for 3.0 and `0.1` for 0.10000000000000001, as Excel saves it.
    static func shortest(_ number: Double) -> String {
        // Below 10^15 every whole number has a `Double` of its own, and no sheet shows more digits.
        if number.magnitude < 1e15, let whole = Int64(exactly: number) { return String(whole) }
        return number.description
    }

    private static func elapsed(_ days: Double) -> String? {
        guard days >= 0, days <= CellReader.daysMax else { return nil }
        return self.clock(Int((days * 86_400).rounded()))
    }

    private static func clock(_ seconds: Int) -> String {
        "\(padded(seconds / 3_600)):\(padded(seconds / 60 % 60)):\(padded(seconds % 60))"
    }

    private func date(_ serial: Double) -> String? {
        guard serial >= 0, serial <= CellReader.daysMax else { return nil }
        // To the second, because the fraction of a day is never exact.
        let total = Int((serial * 86_400).rounded())
        let (day, second) = total.quotientAndRemainder(dividingBy: 86_400)
        if day == 0, !self.is1904 || second > 0 { return CellReader.clock(second) }
        guard let date = self.day(day) else { return nil }
        return second == 0 ? date : "\(date)T\(CellReader.clock(second))"
    }

    /// 9999-12-31, the last day that a sheet can hold.
    private static let daysMax = 2_958_465.999_99

    /// The date of a day's number.
    ///
    /// Day 1 is 1900-01-01, and day 60 is 1900-02-29, which never was: Lotus 1-2-3 had it, so Excel has it. With the
    /// other count day 0 is 1904-01-01.
    private func day(_ number: Int) -> String? {
        if self.is1904 { return CellReader.isoDate(daysSince1970: number - 24_107) }
        if number == 60 { return nil }
        return CellReader.isoDate(daysSince1970: number - (number < 60 ? 25_568 : 25_569))
    }

    /// The date of a day of the Gregorian calendar.
    ///
    /// Source: H. Hinnant, chrono-Compatible Low-Level Date Algorithms, civil_from_days.
    private static func isoDate(daysSince1970: Int) -> String {
        let shifted = daysSince1970 + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return "\(year)-\(padded(month))-\(padded(day))"
    }
}

private func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

/// Learns from the styles which cells are dates.
struct StylesListener: XMLListener {
    /// What the cells of each style hold, by the number of the style.
    private(set) var formats: [CellFormat] = []
    private var custom: [String: CellFormat] = [:]
    private var isInCellStyles = false

    mutating func open(_ name: String, _ attributes: XMLAttributes) throws(FileError) {
        switch name {
        case "numFmt":
            guard let id = attributes["numFmtId"], let code = attributes["formatCode"] else { return }
            self.custom[id] = StylesListener.format(ofCode: code)
        case "cellXfs": self.isInCellStyles = true
        case "xf" where self.isInCellStyles:
            self.formats.append(self.format(attributes["numFmtId"] ?? "0"))
        default: break
        }
    }

    mutating func close(_ name: String, _ text: [UInt8]) throws(FileError) {
        if name == "cellXfs" { self.isInCellStyles = false }
    }

    private func format(_ id: String) -> CellFormat {
        if let custom = self.custom[id] { return custom }
        // The formats that every workbook has (ECMA-376 part 1, 18.8.30). The others from 27 on are the dates of
        // Chinese, Japanese, Korean and Thai versions.
        switch Int(id) ?? 0 {
        case 14...22, 27...36, 45, 47, 50...58: return .date
        case 46: return .elapsed
        default: return .number
        }
    }

    /// Whether a format such as `dd/mm/yyyy;@` shows a date.
    ///
    /// Only its first section counts; text in quotes, behind `\`, `_` or `*`, and in brackets is no part of it.
    static func format(ofCode code: String) -> CellFormat {
        var isQuoted = false
        var isSkipped = false
        var bracket: String?
        for letter in code.lowercased().unicodeScalars {
            if isSkipped {
                isSkipped = false
            } else if isQuoted {
                isQuoted = letter != "\""
            } else if let inside = bracket {
                if letter == "]" {
                    // `[h]`, `[mm]` and `[s]` count on behind a day; all else in brackets is a colour or a language.
                    if let first = inside.first, "hms".contains(first), inside.allSatisfy({ $0 == first }) {
                        return .elapsed
                    }
                    bracket = nil
                } else {
                    bracket = inside + String(letter)
                }
            } else {
                switch letter {
                case "\"": isQuoted = true
                case "\\", "_", "*": isSkipped = true
                case "[": bracket = ""
                case ";": return .number
                case "d", "m", "y", "h", "s": return .date
                default: break
                }
            }
        }
        return .number
    }
}
