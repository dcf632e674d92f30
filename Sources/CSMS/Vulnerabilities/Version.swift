/// A version as a device or an advisory writes it, readable and comparable.
///
/// Equal values mean the same version: `V02.09.07`, `FW 2.9.7` and `2.9.7.0` are equal.
/// A letter (`1.592S`), the steps of a vendor (`R2`, `SP1`, `Update 5`, `HF3`, `Patch 2`) and a
/// build number are part of the version; the words in front of the number are not.
///
/// - Source: corpora/inventory/README.md, rule 4; corpora/csaf/STATISTICS.md, section 2.
public struct Version: Sendable, Hashable {
    /// How one version stands to another one.
    public enum Order: Sendable, Hashable {
        /// The first version is older.
        case less
        /// Both name the same version.
        case same
        /// The first version is newer.
        case greater
    }

    /// Dotted digits without leading zeros and without trailing `.0`; empty for zero.
    let numbers: [UInt8]

    /// The lower-case letter directly behind the number, 0 when there is none.
    let letter: UInt8

    /// Releases, service packs, updates, hot fixes.
    let steps: VersionSteps

    /// The kind of `tail`; `.none` when there is none.
    let mark: VersionMark

    /// Build number or the like: dotted digits in the same shape as `numbers`.
    let tail: [UInt8]

    /// Reads `text`, or `nil` when it cannot be read with certainty.
    ///
    /// Blanks of any kind around it are ignored. Words such as `unknown`, wildcards such as `2.x`,
    /// text in brackets and dates are not readable.
    public init?(_ text: String) {
        var reader = VersionReader(text)
        guard let reading = reader.version(dashMayFollow: true), !reading.isWildcard else { return nil }
        reader.skipBlanks()
        guard reader.isAtEnd else { return nil }
        self = reading.version
    }

    init(numbers: [UInt8], letter: UInt8, steps: VersionSteps, mark: VersionMark, tail: [UInt8]) {
        self.numbers = numbers
        self.letter = letter
        self.steps = steps
        self.mark = mark
        self.tail = tail
    }

    /// The place of this version before, at or behind `other`, or `nil` when that cannot be told.
    ///
    /// Different numbers always decide. With equal numbers it cannot be told when only one side has
    /// a letter or a build number, or when the steps are of different kinds.
    public func order(to other: Version) -> Order? {
        let numbers = DottedDigits.order(self.numbers, other.numbers)
        guard numbers == .same else { return numbers }
        guard self.letter == other.letter else {
            guard self.letter != 0, other.letter != 0 else { return nil }
            return self.letter < other.letter ? .less : .greater
        }
        guard let steps = self.steps.order(to: other.steps) else { return nil }
        guard steps == .same else { return steps }
        guard self.mark == other.mark else { return nil }
        return DottedDigits.order(self.tail, other.tail)
    }

    /// Whether `self` is a finer version of a version that is written as one plain number, as `32.011` is of `32`.
    func refines(_ whole: Version) -> Bool {
        self != whole && DottedDigits.order(self.numbers, whole.numbers, parts: 1) == .same
    }
}

extension Version: CustomStringConvertible {
    /// The version in one plain spelling, such as `2.9.7 SP1 Update 2`.
    public var description: String {
        var text = self.numbers.isEmpty ? "0" : String(decoding: self.numbers, as: UTF8.self)
        if self.letter != 0 { text.unicodeScalars.append(Unicode.Scalar(self.letter - 32)) }
        text += self.steps.description
        if self.mark != .none {
            let digits = self.tail.isEmpty ? "0" : String(decoding: self.tail, as: UTF8.self)
            text += self.mark.before + digits + self.mark.behind
        }
        return text
    }
}

/// What stands between the number of a version and its build number.
enum VersionMark: UInt8, Sendable, Hashable {
    case none, dash, revision, bracket, date, build

    /// The text before the digits.
    var before: String {
        switch self {
        case .none: ""
        case .dash: "-"
        case .revision: "-r"
        case .bracket: "("
        case .date: "_"
        case .build: " Build "
        }
    }

    /// The text behind the digits.
    var behind: String { self == .bracket ? ")" : "" }
}

/// The steps that vendors count besides the number; a missing step counts as 0.
struct VersionSteps: Sendable, Hashable {
    /// The kinds of step, the greatest first.
    enum Kind: UInt8, Sendable {
        case release, servicePack, update, cumulative, quality, rollup, maintenance, feature, collection, hotfix, patch

        /// Steps must be written from great to small: release, service pack, update or pack, fix.
        var rank: Int {
            switch self {
            case .release: 1
            case .servicePack: 2
            case .update, .cumulative, .quality, .rollup, .maintenance, .feature, .collection: 3
            case .hotfix, .patch: 4
            }
        }

        var sign: String {
            switch self {
            case .release: "R"
            case .servicePack: "SP"
            case .update: "Update "
            case .cumulative: "CU"
            case .quality: "QU"
            case .rollup: "RU"
            case .maintenance: "MP"
            case .feature: "FP"
            case .collection: "UC"
            case .hotfix: "HF"
            case .patch: "Patch "
            }
        }
    }

    var release: UInt16 = 0
    var servicePack: UInt16 = 0
    var update: UInt16 = 0
    var hotfix: UInt16 = 0
    var patch: UInt16 = 0
    var pack: UInt16 = 0
    var packKind: Kind?

    /// Sets one step.
    mutating func set(_ kind: Kind, to number: UInt16) {
        switch kind {
        case .release: self.release = number
        case .servicePack: self.servicePack = number
        case .update: self.update = number
        case .hotfix: self.hotfix = number
        case .patch: self.patch = number
        case .cumulative, .quality, .rollup, .maintenance, .feature, .collection:
            self.pack = number
            self.packKind = number == 0 ? nil : kind
        }
    }

    /// The order of two rows of steps, or `nil` when the rows cannot be compared.
    func order(to other: VersionSteps) -> Version.Order? {
        if self == other { return .same }
        if self.release != other.release {
            // Nobody can tell whether "2020" and "2020 R1" are the same release.
            return min(self.release, other.release) == 0 && max(self.release, other.release) == 1
                ? nil : Self.order(self.release, other.release)
        }
        if self.servicePack != other.servicePack { return Self.order(self.servicePack, other.servicePack) }
        if let kind = self.packKind, let otherKind = other.packKind, kind != otherKind { return nil }
        let update = Self.order(self.update, other.update)
        let hotfix = Self.order(self.hotfix, other.hotfix)
        if self.pack == other.pack && self.patch == other.patch { return update == .same ? hotfix : update }
        // Update against cumulative update, hot fix against patch: certain only when nothing contradicts.
        let all = [update, hotfix, Self.order(self.pack, other.pack), Self.order(self.patch, other.patch)]
        if all.contains(.less) { return all.contains(.greater) ? nil : .less }
        return .greater
    }

    var description: String {
        var text = ""
        let rows: [(Kind?, UInt16)] = [
            (.release, self.release), (.servicePack, self.servicePack), (.update, self.update),
            (self.packKind, self.pack), (.hotfix, self.hotfix), (.patch, self.patch),
        ]
        for case (let kind?, let number) in rows where number > 0 { text += " \(kind.sign)\(number)" }
        return text
    }

    private static func order(_ left: UInt16, _ right: UInt16) -> Version.Order {
        left == right ? .same : left < right ? .less : .greater
    }
}

/// Dotted numbers of any length, as digits without leading zeros.
enum DottedDigits {
    /// Compares number by number; a missing number is 0. With `parts` only so many numbers are looked at.
    static func order(_ left: [UInt8], _ right: [UInt8], parts: Int = Int.max) -> Version.Order {
        var leftStart = 0
        var rightStart = 0
        var seen = 0
        while seen < parts && (leftStart < left.count || rightStart < right.count) {
            let leftEnd = Self.end(of: left, from: leftStart)
            let rightEnd = Self.end(of: right, from: rightStart)
            let leftLength = Self.length(left, leftStart, leftEnd)
            let rightLength = Self.length(right, rightStart, rightEnd)
            if leftLength != rightLength { return leftLength < rightLength ? .less : .greater }
            for place in 0..<leftLength where left[leftStart + place] != right[rightStart + place] {
                return left[leftStart + place] < right[rightStart + place] ? .less : .greater
            }
            leftStart = leftEnd + 1
            rightStart = rightEnd + 1
            seen += 1
        }
        return .same
    }

    private static func end(of digits: [UInt8], from start: Int) -> Int {
        var end = min(start, digits.count)
        while end < digits.count && digits[end] != UInt8(ascii: ".") { end += 1 }
        return end
    }

    /// The number of significant digits: a missing number and 0 have none.
    private static func length(_ digits: [UInt8], _ start: Int, _ end: Int) -> Int {
        if start >= end { return 0 }
        return digits[start] == UInt8(ascii: "0") ? 0 : end - start
    }
}
