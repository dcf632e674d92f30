/// Reads the version texts of advisories. Whatever is left over makes the whole text unreadable.
struct VersionRangeReader {
    /// How a version in the text limits the range.
    private enum Comparator {
        case less, lessOrEqual, greater, greaterOrEqual, equal

        var isUpper: Bool { self == .less || self == .lessOrEqual }
        var isLower: Bool { self == .greater || self == .greaterOrEqual }
        var isInclusive: Bool { self != .less && self != .greater }
    }

    /// What stands between two versions.
    private enum Joint { case none, pipe, and, or, through }

    private struct Limit {
        var comparator: Comparator
        var reading: VersionReader.Reading
        /// What stands before this limit.
        var joint: Joint

        var bound: VersionBound { VersionBound(self.reading, isInclusive: self.comparator.isInclusive) }
    }

    /// More limits than any advisory has; a longer list is unreadable.
    private static let limitsMax = 200

    /// Schemes whose versions are plain numbers; the ranges of other schemes follow rules of their own.
    private static let schemes = ["intdot", "generic", "semver"]

    private var reader: VersionReader
    private var isStrictVers = false

    /// The range that `text` says.
    static func range(of text: String) -> VersionRange {
        var reader = Self(reader: VersionReader(text))
        return reader.range() ?? VersionRange(.unreadable)
    }

    private init(reader: VersionReader) { self.reader = reader }

    private mutating func range() -> VersionRange? {
        self.reader.skipBlanks()
        guard let saysAll = self.skipScheme() else { return nil }
        if self.isStrictVers {
            if self.reader.skip("*") { return self.reader.isAtEnd ? VersionRange(.all) : nil }
        } else {
            let saysAllVersions = self.reader.skip(words: "all versions") || self.reader.skip(words: "all version")
            if !saysAllVersions {
                let mark = self.reader.place
                if (self.reader.skip("*") || (!saysAll && self.reader.skip(words: "all"))) && self.isDone() {
                    return VersionRange(.all)
                }
                self.reader.back(to: mark)
                _ = self.reader.skip(words: "versions")
            }
            if self.isDone() { return saysAllVersions ? VersionRange(.all) : nil }
            guard let limits = self.limits(mustBeBounded: saysAll || saysAllVersions) else { return nil }
            return Self.range(of: limits)
        }
        guard let limits = self.limits(mustBeBounded: false) else { return nil }
        return Self.strictRange(of: limits)
    }

    /// Moves behind `vers:…/`; whether it was `vers:all/`, or `nil` when the scheme has rules of its own.
    private mutating func skipScheme() -> Bool? {
        guard self.reader.skip("vers:") else { return false }
        if self.reader.skip("all/") { return true }
        self.isStrictVers = true
        for scheme in Self.schemes {
            let mark = self.reader.place
            if self.reader.skip(words: scheme) && self.reader.skip("/") { return false }
            self.reader.back(to: mark)
        }
        return nil
    }

    private mutating func isDone() -> Bool {
        let mark = self.reader.place
        self.reader.skipBlanks()
        if self.reader.isAtEnd { return true }
        return self.reader.back(to: mark)
    }

    /// All limits up to the end of the text; `nil` when anything else is in it.
    private mutating func limits(mustBeBounded: Bool) -> [Limit]? {
        if !self.isStrictVers, let pair = self.namedPair() { return self.isDone() ? pair : nil }
        var limits: [Limit] = []
        var joint = Joint.none
        while limits.count < Self.limitsMax {
            guard var limit = self.limit(after: joint) else { return nil }
            if joint == .through {
                guard let last = limits.popLast(), let pair = Self.pair(last, limit, hasBlank: self.hadBlank) else {
                    return nil
                }
                limits.append(pair.0)
                limit = pair.1
            }
            if mustBeBounded && limits.isEmpty && limit.comparator == .equal && !self.nextIsThrough() { return nil }
            limits.append(limit)
            if self.isDone() { return limits }
            guard let next = self.joint(after: limit) else { return nil }
            joint = next
        }
        return nil
    }

    /// Whether blanks stood around the last dash.
    private var hadBlank = false

    private func nextIsThrough() -> Bool {
        var other = self
        guard let joint = other.wordJoint() else { return false }
        return joint == .through
    }

    private mutating func limit(after joint: Joint) -> Limit? {
        self.reader.skipBlanks()
        let before = self.comparator()
        guard let reading = self.reader.version(dashMayFollow: before != nil || self.isStrictVers) else { return nil }
        let behind = self.isStrictVers ? nil : self.comparatorBehind()
        if before != nil && behind != nil { return nil }
        return Limit(comparator: before ?? behind ?? .equal, reading: reading, joint: joint)
    }

    private mutating func comparator() -> Comparator? {
        for (sign, comparator) in [
            ("<=", Comparator.lessOrEqual), (">=", .greaterOrEqual), ("<", .less), (">", .greater),
        ] where self.reader.skip(sign) {
            return comparator
        }
        if self.isStrictVers || !VersionReader.isLetter(self.reader.next) { return nil }
        for (words, comparator) in [
            ("prior to", Comparator.less), ("before", .less), ("earlier than", .less), ("lower than", .less),
            ("older than", .less), ("less than", .less), ("up to and including", .lessOrEqual),
            ("up to", .lessOrEqual), ("through", .lessOrEqual), ("later than", .greater), ("newer than", .greater),
        ] where self.reader.skip(words: words) {
            _ = self.reader.skip(words: "version")
            return comparator
        }
        return nil
    }

    /// `2.3.6 and below`, `1.0 or later`.
    private mutating func comparatorBehind() -> Comparator? {
        guard self.nextIsVersionOrWord() else { return nil }
        for joint in ["and", "or"] {
            for (word, comparator) in [
                ("prior", Comparator.lessOrEqual), ("earlier", .lessOrEqual), ("below", .lessOrEqual),
                ("older", .lessOrEqual), ("lower", .lessOrEqual), ("previous", .lessOrEqual),
                ("later", .greaterOrEqual), ("above", .greaterOrEqual), ("newer", .greaterOrEqual),
                ("higher", .greaterOrEqual),
            ] where self.reader.skip(words: "\(joint) \(word)") || self.reader.skip(words: "\(joint) all \(word)") {
                _ = self.reader.skip(words: "versions")
                // "and prior to" and the like say something else.
                return self.nextIsVersionOrWord() ? nil : comparator
            }
        }
        return nil
    }

    private func nextIsVersionOrWord() -> Bool {
        var reader = self.reader
        reader.skipBlanks()
        return VersionReader.isWordByte(reader.next)
    }

    /// What stands between the last limit and the next one.
    private mutating func joint(after limit: Limit) -> Joint? {
        self.reader.skipBlanks()
        if self.isStrictVers { return self.reader.skip("|") ? .pipe : nil }
        if let joint = self.wordJoint() { return joint }
        // ">= V7.80 < V9.30": the comparator itself separates.
        let next = self.reader.next
        let isComparator = next == UInt8(ascii: "<") || next == UInt8(ascii: ">")
        return limit.comparator != .equal && isComparator ? Joint.none : nil
    }

    private mutating func wordJoint() -> Joint? {
        self.reader.skipBlanks()
        let isBehindBlank = self.reader.isBehindBlank
        if self.reader.skip("|") { return .pipe }
        if self.reader.skip(",") {
            return self.reader.skip(words: "or") ? .or : self.reader.skip(words: "and") ? .and : .pipe
        }
        if self.reader.skip("&") || self.reader.skip(words: "and") { return .and }
        if self.reader.skip(words: "or") { return .or }
        if self.reader.skip("-") {
            self.hadBlank = isBehindBlank || VersionReader.isBlank(self.reader.next)
            return .through
        }
        for word in ["through", "thru", "to"] where self.reader.skip(words: word) {
            self.hadBlank = true
            return .through
        }
        return nil
    }
}

// From limits to a range.
extension VersionRangeReader {
    /// `between V2.5 (including) and V2.7 (excluding)`.
    private mutating func namedPair() -> [Limit]? {
        let start = self.reader.place
        _ = self.reader.skip(words: "between")
        guard let first = self.namedEnd(isLower: true, joint: .none), self.reader.skip(words: "and"),
            let second = self.namedEnd(isLower: false, joint: .and)
        else {
            self.reader.back(to: start)
            return nil
        }
        return [first, second]
    }

    private mutating func namedEnd(isLower: Bool, joint: Joint) -> Limit? {
        guard let reading = self.reader.version(dashMayFollow: true) else { return nil }
        self.reader.skipBlanks()
        let isInclusive = self.reader.skip("(including)") || self.reader.skip("(inclusive)")
        guard isInclusive || self.reader.skip("(excluding)") || self.reader.skip("(exclusive)") else { return nil }
        let comparator: Comparator =
            isLower ? (isInclusive ? .greaterOrEqual : .greater) : (isInclusive ? .lessOrEqual : .less)
        return Limit(comparator: comparator, reading: reading, joint: joint)
    }

    /// `12.4.1-12.4.11`, `V1.0 to V2.0`, both ends included; `nil` when the dash may be part of a version.
    private static func pair(_ first: Limit, _ last: Limit, hasBlank: Bool) -> (Limit, Limit)? {
        guard first.comparator == .equal, last.comparator == .equal else { return nil }
        let isYears = Self.isYear(first.reading) && Self.isYear(last.reading)
        let isSameShape = first.reading.parts == last.reading.parts && first.reading.parts > 2
        let hasSigns = first.reading.hasSign && last.reading.hasSign
        guard hasBlank || isYears || isSameShape || hasSigns else { return nil }
        var pair = (first, last)
        pair.0.comparator = .greaterOrEqual
        pair.1.comparator = .lessOrEqual
        pair.1.joint = .through
        return pair
    }

    private static func isYear(_ reading: VersionReader.Reading) -> Bool {
        let digits = reading.version.numbers
        return digits.count == 4 && (digits.starts(with: "19".utf8) || digits.starts(with: "20".utf8))
            && reading.parts == 1
    }

    /// The meaning of limits as people write them: lower and upper bound belong together, versions are a list.
    private static func range(of limits: [Limit]) -> VersionRange? {
        let listed = limits.filter { $0.comparator == .equal }
        let bounds = limits.filter { $0.comparator != .equal }
        // In "10 | 11" and "< 16 | 6" nobody can tell versions from models and updates.
        if limits.count > 1 && listed.contains(where: { $0.reading.parts < 2 && !$0.reading.hasSign }) { return nil }
        if limits.count == 1 && listed.contains(where: \.reading.mayBeModel) { return nil }
        if !listed.isEmpty && !bounds.isEmpty && listed.contains(where: { $0.reading.parts < 2 }) { return nil }
        let lists = listed.map { VersionSpan(lower: $0.bound, upper: $0.bound) }
        if bounds.isEmpty { return VersionRange(.listed, lists) }
        guard let (spans, areManyUppers) = Self.spans(of: bounds) else { return nil }
        if listed.isEmpty && !areManyUppers { return VersionRange(.bounded, spans) }
        // Several upper bounds, or versions behind a bound: each may belong to a branch of its own.
        // Certain is only what is inside at least, and what is above everything.
        let ends = (spans + lists).compactMap(\.upper)
        guard ends.count == spans.count + lists.count, var last = ends.first else { return nil }
        for end in ends {
            guard let order = end.version.order(to: last.version) else { return nil }
            if order == .greater { last = end }
        }
        guard areManyUppers else { return VersionRange(.bounded, spans + lists, doubtfulUpTo: last) }
        var least = last
        for end in ends where end.version.order(to: least.version) == .less { least = end }
        return VersionRange(.bounded, [VersionSpan(lower: nil, upper: least)] + lists, doubtfulUpTo: last)
    }

    /// Bounds put together to spans, and whether they are nothing but several upper bounds.
    private static func spans(of bounds: [Limit]) -> (spans: [VersionSpan], areManyUppers: Bool)? {
        if bounds.count > 1 && bounds.allSatisfy(\.comparator.isUpper) {
            return (bounds.map { VersionSpan(lower: nil, upper: $0.bound) }, true)
        }
        if bounds.count == 1 {
            let bound = bounds[0].bound
            return ([bounds[0].comparator.isUpper ? VersionSpan(upper: bound) : VersionSpan(lower: bound)], false)
        }
        guard bounds.count.isMultiple(of: 2) else { return nil }
        var spans: [VersionSpan] = []
        for index in stride(from: 0, to: bounds.count, by: 2) {
            let first = bounds[index]
            let second = bounds[index + 1]
            guard first.comparator.isLower != second.comparator.isLower, second.joint != .or else { return nil }
            let (lower, upper) = first.comparator.isLower ? (first.bound, second.bound) : (second.bound, first.bound)
            guard lower.version.order(to: upper.version) == .less || lower.isSingle(with: upper) else { return nil }
            if let last = spans.last?.upper {
                guard last.version.order(to: lower.version) == .less || last.meets(lower) else { return nil }
            }
            spans.append(VersionSpan(lower: lower, upper: upper))
        }
        return (spans, false)
    }

    /// The meaning of a proper `vers:` range: sorted, unique, alternating.
    private static func strictRange(of limits: [Limit]) -> VersionRange? {
        var spans: [VersionSpan] = []
        var lower: VersionBound?
        for (index, limit) in limits.enumerated() {
            if index > 0 && limits[index - 1].reading.version.order(to: limit.reading.version) != .less { return nil }
            if limit.reading.isWildcard { return nil }
            switch limit.comparator {
            case .equal:
                if lower == nil { spans.append(VersionSpan(lower: limit.bound, upper: limit.bound)) }
            case .greater, .greaterOrEqual:
                guard lower == nil else { return nil }
                lower = limit.bound
            case .less, .lessOrEqual:
                guard lower != nil || !spans.contains(where: { !$0.isListed }) else { return nil }
                spans.append(VersionSpan(lower: lower, upper: limit.bound))
                lower = nil
            }
        }
        if let lower { spans.append(VersionSpan(lower: lower, upper: nil)) }
        return VersionRange(spans.allSatisfy(\.isListed) ? .listed : .bounded, spans)
    }
}

extension VersionBound {
    /// `>= 5 <= 5` is one version.
    fileprivate func isSingle(with upper: VersionBound) -> Bool {
        self.isInclusive && upper.isInclusive && self.version == upper.version
    }

    /// `< 5 | >= 5`: the spans touch.
    fileprivate func meets(_ lower: VersionBound) -> Bool { self.version == lower.version }
}
