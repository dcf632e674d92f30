/// What a vector chose: the place of the value in the metric's list of values, by the metric's place in the grammar.
///
/// The first value of an optional metric is “not defined”, so that a metric left out is 0 as well.
struct CVSSChoices {
    private var values = InlineArray<32, UInt8>(repeating: 0)
    fileprivate private(set) var seen: UInt32 = 0

    subscript(metric: Int) -> Int { Int(self.values[metric]) }

    /// The value of a metric that a modified metric may replace; the modified one has “not defined” in front.
    func modified(_ metric: Int, by modification: Int) -> Int {
        let replacement = self[modification]
        return replacement == 0 ? self[metric] : replacement - 1
    }

    /// Whether one of the metrics is defined.
    func defines(anyOf metrics: Range<Int>) -> Bool {
        for metric in metrics where self.values[metric] != 0 { return true }
        return false
    }

    /// Notes a choice; `false` when the metric had one already.
    fileprivate mutating func choose(_ value: Int, of metric: Int) -> Bool {
        let bit: UInt32 = 1 << UInt32(truncatingIfNeeded: metric)
        guard self.seen & bit == 0 else { return false }
        self.seen |= bit
        self.values[metric] = UInt8(truncatingIfNeeded: value)
        return true
    }
}

/// The metrics of a version and their values, and the reader of vectors written in them.
///
/// Names and values are at most seven bytes and are compared as numbers, with a one in front so that no byte is lost.
struct CVSSGrammar: Sendable {
    static let version2 = CVSSGrammar(.v2, mandatory: 6, Self.metrics2)
    static let version30 = CVSSGrammar(.v30, mandatory: 8, Self.metrics3)
    static let version31 = CVSSGrammar(.v31, mandatory: 8, Self.metrics3)
    static let version40 = CVSSGrammar(.v40, mandatory: 11, Self.metrics4)

    /// The length of a prefix such as `CVSS:3.1/`.
    static let prefixBytes = 9

    private let version: CVSS.Version
    private let mandatory: Int
    /// The metrics as text, in the order of the specification: `AV:N,A,L,P`.
    private let texts: [String]
    private let names: [UInt64]
    /// All values of all metrics; those of metric `m` are at `firsts[m]..<firsts[m + 1]`.
    private let values: [UInt64]
    private let firsts: [Int]

    private init(_ version: CVSS.Version, mandatory: Int, _ metrics: String) {
        self.version = version
        self.mandatory = mandatory
        self.texts = metrics.split(separator: " ").map { String($0) }
        let halves = self.texts.map { $0.split(separator: ":") }
        let lists = halves.map { $0[1].split(separator: ",").map { Self.token(of: $0) } }
        self.names = halves.map { Self.token(of: $0[0]) }
        self.values = lists.flatMap { $0 }
        self.firsts = lists.reduce(into: [0]) { firsts, list in firsts.append(firsts[firsts.count - 1] + list.count) }
    }

    private static func token(of text: Substring) -> UInt64 {
        text.utf8.reduce(1) { $0 << 8 | UInt64($1) }
    }

    private static let metrics2 = """
        AV:L,A,N AC:H,M,L Au:M,S,N C:N,P,C I:N,P,C A:N,P,C \
        E:ND,U,POC,F,H RL:ND,OF,TF,W,U RC:ND,UC,UR,C \
        CDP:ND,N,L,LM,MH,H TD:ND,N,L,M,H CR:ND,L,M,H IR:ND,L,M,H AR:ND,L,M,H
        """

    private static let metrics3 = """
        AV:N,A,L,P AC:L,H PR:N,L,H UI:N,R S:U,C C:H,L,N I:H,L,N A:H,L,N \
        E:X,H,F,P,U RL:X,U,W,T,O RC:X,C,R,U CR:X,H,M,L IR:X,H,M,L AR:X,H,M,L \
        MAV:X,N,A,L,P MAC:X,L,H MPR:X,N,L,H MUI:X,N,R MS:X,U,C MC:X,H,L,N MI:X,H,L,N MA:X,H,L,N
        """

    // The safety value S of MSI and MSA stands last, so that the other values are at the same places as in SI and SA.
    private static let metrics4 = """
        AV:N,A,L,P AC:L,H AT:N,P PR:N,L,H UI:N,P,A VC:H,L,N VI:H,L,N VA:H,L,N SC:H,L,N SI:H,L,N SA:H,L,N \
        E:X,A,P,U CR:X,H,M,L IR:X,H,M,L AR:X,H,M,L \
        MAV:X,N,A,L,P MAC:X,L,H MAT:X,N,P MPR:X,N,L,H MUI:X,N,P,A \
        MVC:X,H,L,N MVI:X,H,L,N MVA:X,H,L,N MSC:X,H,L,N MSI:X,H,L,N,S MSA:X,H,L,N,S \
        S:X,N,P AU:X,N,Y R:X,A,U,I V:X,D,C RE:X,L,M,H U:X,Clear,Green,Amber,Red
        """
}

extension CVSSGrammar {
    /// The version that a vector says it is of: by its prefix, or 2.0 where it has none.
    static func version(of bytes: Span<UInt8>) throws(CVSSError) -> CVSS.Version {
        guard bytes.count > 0 else {
            throw CVSSError("The CVSS vector is empty. Give one such as CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H.")
        }
        var start: UInt64 = 0
        for place in 0..<min(bytes.count, Self.prefixBytes - 1) { start = start << 8 | UInt64(bytes[place]) }
        let endsWell = bytes.count >= Self.prefixBytes && bytes[Self.prefixBytes - 1] == Self.slash
        switch start {
        case 0x4356_5353_3A33_2E31 where endsWell: return .v31  // CVSS:3.1
        case 0x4356_5353_3A34_2E30 where endsWell: return .v40  // CVSS:4.0
        case 0x4356_5353_3A33_2E30 where endsWell: return .v30  // CVSS:3.0
        case _ where start >> 32 != 0x4356_5353: return .v2  // Anything but CVSS.
        default:
            let prefix = Self.shown(bytes, 0..<min(bytes.count, Self.prefixBytes))
            throw CVSSError(
                """
                The CVSS vector starts with “\(prefix)”. Allowed are CVSS:3.0/, CVSS:3.1/ and CVSS:4.0/, \
                and no prefix for version 2.0.
                """)
        }
    }

    /// Reads the metrics from a place on, up to the end of the vector.
    func choices(in bytes: Span<UInt8>, from start: Int) throws(CVSSError) -> CVSSChoices {
        var choices = CVSSChoices()
        var place = start
        var expected = 0
        repeat {
            let field = place
            let name = Self.token(in: bytes, at: &place)
            guard place < bytes.count, bytes[place] == Self.colon else { throw self.malformed(bytes, field..<place) }
            guard let metric = self.metric(name, expected: expected) else {
                throw self.unknownMetric(bytes, field..<place)
            }
            place += 1
            let valueStart = place
            let token = Self.token(in: bytes, at: &place)
            guard let value = self.value(token, of: metric) else {
                throw self.unknownValue(bytes, valueStart..<place, of: metric)
            }
            guard place == bytes.count || bytes[place] == Self.slash else {
                throw self.malformed(bytes, field..<place + 1)
            }
            guard choices.choose(value, of: metric) else {
                throw self.refusal("\(self.name(of: metric)) stands twice.")
            }
            expected = metric + 1
            place += 1
        } while place <= bytes.count
        guard (~choices.seen).trailingZeroBitCount >= self.mandatory else {
            throw self.missing(choices)
        }
        return choices
    }

    /// The bytes up to the next colon, slash or the end as a number, or 0 when they are more than seven.
    private static func token(in bytes: Span<UInt8>, at place: inout Int) -> UInt64 {
        let start = place
        var token: UInt64 = 1
        while place < bytes.count {
            let byte = bytes[place]
            if byte == self.slash || byte == self.colon { break }
            token = token << 8 | UInt64(byte)
            place += 1
        }
        return place - start <= 7 ? token : 0
    }

    /// The place of a metric; the search starts at the one expected next, since most vectors keep the usual order.
    private func metric(_ name: UInt64, expected: Int) -> Int? {
        for metric in expected..<max(expected, self.names.count) where self.names[metric] == name { return metric }
        for metric in 0..<min(expected, self.names.count) where self.names[metric] == name { return metric }
        return nil
    }

    private func value(_ token: UInt64, of metric: Int) -> Int? {
        let first = self.firsts[metric]
        for value in first..<self.firsts[metric + 1] where self.values[value] == token { return value - first }
        return nil
    }

    private static let slash: UInt8 = 0x2F
    private static let colon: UInt8 = 0x3A
}

// The sentences of refusals; nothing here is on the way of a good vector.
extension CVSSGrammar {
    private func refusal(_ sentence: String) -> CVSSError {
        CVSSError("In the CVSS \(self.version.rawValue) vector \(sentence)")
    }

    private func malformed(_ bytes: Span<UInt8>, _ field: Range<Int>) -> CVSSError {
        guard !field.isEmpty else {
            let place = field.lowerBound + 1
            return self.refusal("a metric is missing at byte \(place). Metrics have one slash between them.")
        }
        let shown = Self.shown(bytes, field)
        return self.refusal("“\(shown)” is not a metric, a colon and a value, such as \(self.example).")
    }

    private func unknownMetric(_ bytes: Span<UInt8>, _ name: Range<Int>) -> CVSSError {
        let known = self.texts.indices.map { self.name(of: $0) }.joined(separator: ", ")
        let hint = self.version == .v2 ? " A vector of a later version starts with its prefix, such as CVSS:3.1/." : ""
        return self.refusal("“\(Self.shown(bytes, name))” is not a metric. Allowed are \(known).\(hint)")
    }

    private func unknownValue(_ bytes: Span<UInt8>, _ value: Range<Int>, of metric: Int) -> CVSSError {
        let name = self.name(of: metric)
        let allowed = self.texts[metric].dropFirst(name.count + 1).split(separator: ",").joined(separator: ", ")
        return self.refusal("\(name) has the value “\(Self.shown(bytes, value))”. Allowed are \(allowed).")
    }

    private func missing(_ choices: CVSSChoices) -> CVSSError {
        let missing = (0..<self.mandatory).filter { choices.seen & (1 << UInt32($0)) == 0 }.map { self.texts[$0] }
        let many = missing.count > 1 ? "metrics are" : "metric is"
        return self.refusal("\(missing.count) mandatory \(many) missing: \(missing.joined(separator: "; ")).")
    }

    private func name(of metric: Int) -> String { String(self.texts[metric].prefix { $0 != ":" }) }

    private var example: String { self.texts[0].prefix { $0 != "," }.description }

    /// Outside text as it may be shown: at most 20 bytes, and what is not printable ASCII by its number.
    private static func shown(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
        var text = ""
        for place in range.prefix(20) {
            let byte = bytes[place]
            let isPrintable = 0x20..<0x7F ~= byte
            text += isPrintable ? String(UnicodeScalar(byte)) : "[byte \(byte)]"
        }
        return range.count > 20 ? text + "…" : text
    }
}
