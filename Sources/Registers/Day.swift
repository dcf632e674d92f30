/// A calendar day with no time and no zone.
public struct Day: Hashable, Comparable, Sendable, CustomStringConvertible {
    private let packed: Int32

    /// The day, without a check. Use ``init(year:month:day:)`` for anything from outside.
    public init(_ year: Int, _ month: Int, _ day: Int) {
        self.packed = Int32(truncatingIfNeeded: year * 512 + month * 32 + day)
    }

    /// The day if there is one: `nil` for 31 February, for a year before 1 or after 9999.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Day.length(ofMonth: month, in: year)
        else { return nil }
        self.init(year, month, day)
    }

    /// The day written as `yyyy-mm-dd`; `nil` for any other text.
    public init?(_ text: String) {
        self.init(text.utf8.map { $0 }[...])
    }

    init?(_ utf8: ArraySlice<UInt8>) {
        guard utf8.count == 10, let year = decimal(utf8.prefix(4)), let month = decimal(utf8.dropFirst(5).prefix(2)),
            let day = decimal(utf8.suffix(2)), utf8[utf8.startIndex + 4] == 0x2D, utf8[utf8.startIndex + 7] == 0x2D
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The year, 1...9999.
    public var year: Int { Int(self.packed) / 512 }
    /// The month, 1...12.
    public var month: Int { Int(self.packed) / 32 % 16 }
    /// The day of the month, 1...31.
    public var day: Int { Int(self.packed) % 32 }

    /// Days since 1970-01-01, negative before; proleptic Gregorian calendar.
    public var ordinal: Int {
        // Months count from March, so that the leap day is the last of its year.
        let shiftedYear = self.month > 2 ? self.year : self.year - 1
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * ((self.month + 9) % 12) + 2) / 5 + self.day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The day that lies `ordinal` days after 1970-01-01.
    public init(ordinal: Int) {
        let shifted = ordinal + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        self.init(year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// The day `count` days later, or earlier for a negative count.
    public func adding(days count: Int) -> Day { Day(ordinal: self.ordinal + count) }

    public var description: String {
        guard self.packed >= 0, self.year < 10_000 else {
            return "\(padded(self.year, 4))-\(padded(self.month, 2))-\(padded(self.day, 2))"
        }
        // By hand, because every row that is written has some days.
        var text: [UInt8] = [0x30, 0x30, 0x30, 0x30, 0x2D, 0x30, 0x30, 0x2D, 0x30, 0x30]
        var year = self.year
        for place in 0..<4 {
            text[3 - place] += UInt8(year % 10)
            year /= 10
        }
        text[5] += UInt8(self.month / 10 % 10)
        text[6] += UInt8(self.month % 10)
        text[8] += UInt8(self.day / 10)
        text[9] += UInt8(self.day % 10)
        return String(decoding: text, as: UTF8.self)
    }

    public static func < (one: Day, other: Day) -> Bool { one.packed < other.packed }

    private static func length(ofMonth month: Int, in year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

/// An instant, in milliseconds of UTC.
public struct Moment: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// UTC milliseconds since 1970, negative before.
    public let milliseconds: Int64

    /// The instant `milliseconds` after the beginning of 1970, UTC.
    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// An instant in the form of RFC 3339, such as `2024-09-05T01:04:52Z` or `…+02:00`; `nil` for any other text.
    public init?(_ text: String) {
        let utf8 = Array(text.utf8)
        guard utf8.count >= 20, let day = Day(utf8[0..<10]), utf8[10] == 0x54 || utf8[10] == 0x20,
            utf8[13] == 0x3A, utf8[16] == 0x3A,
            let hour = decimal(utf8[11..<13]), let minute = decimal(utf8[14..<16]), let second = decimal(utf8[17..<19]),
            hour < 24, minute < 60, second < 61
        else { return nil }
        var rest = utf8[19...]
        var fraction = 0
        if rest.first == 0x2E {
            let digits = rest.dropFirst().prefix { (0x30...0x39).contains($0) }
            guard !digits.isEmpty else { return nil }
            fraction = (Array(digits.prefix(3)) + [0x30, 0x30]).prefix(3).reduce(0) { $0 * 10 + Int($1 - 0x30) }
            rest = rest.dropFirst(1 + digits.count)
        }
        guard let offset = Moment.offsetMinutes(rest) else { return nil }
        let seconds = day.ordinal * 86_400 + hour * 3600 + (minute - offset) * 60 + second
        // An offset may lead out of the years that can be written.
        guard (Day(1, 1, 1).ordinal * 86_400..<(Day(9999, 12, 31).ordinal + 1) * 86_400).contains(seconds) else {
            return nil
        }
        self.init(milliseconds: Int64(seconds) * 1000 + Int64(fraction))
    }

    /// The day in UTC.
    public var day: Day {
        let day: Int64 = 86_400_000
        return Day(ordinal: Int((self.milliseconds - (self.milliseconds % day + day) % day) / day))
    }

    public var description: String {
        let ofDay = Int(self.milliseconds - Int64(self.day.ordinal) * 86_400_000)
        let clock = [ofDay / 3_600_000, ofDay / 60_000 % 60, ofDay / 1000 % 60].map { padded($0, 2) }
        let fraction = ofDay % 1000 == 0 ? "" : ".\(padded(ofDay % 1000, 3))"
        return "\(self.day)T\(clock.joined(separator: ":"))\(fraction)Z"
    }

    public static func < (one: Moment, other: Moment) -> Bool { one.milliseconds < other.milliseconds }

    private static func offsetMinutes(_ zone: ArraySlice<UInt8>) -> Int? {
        if zone.elementsEqual([0x5A]) { return 0 }
        guard let sign = zone.first, sign == 0x2B || sign == 0x2D else { return nil }
        // “+02:00”, and “+0200” as many programs write it.
        let hasColon = zone.count == 6 && zone[zone.startIndex + 3] == 0x3A
        guard hasColon || zone.count == 5 else { return nil }
        let digits = zone.dropFirst().filter { $0 != 0x3A }
        guard digits.count == 4, let hours = decimal(digits.prefix(2)), let minutes = decimal(digits.suffix(2)),
            hours < 24, minutes < 60
        else { return nil }
        return (hours * 60 + minutes) * (sign == 0x2B ? 1 : -1)
    }
}

/// The number that up to nine ASCII digits write; `nil` for anything else.
func decimal(_ digits: some Collection<UInt8>) -> Int? {
    guard !digits.isEmpty, digits.count <= 9 else { return nil }
    var number = 0
    for digit in digits {
        guard (0x30...0x39).contains(digit) else { return nil }
        number = number * 10 + Int(digit - 0x30)
    }
    return number
}

private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
