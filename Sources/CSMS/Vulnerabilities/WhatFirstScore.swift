import Registers

/// A published score, read for what an attack takes.
struct WeaknessScore: Sendable, Hashable {
    /// The base score in tenths, 0...100.
    let tenths: Int
    /// What the vector says of attacks; `none` where it says nothing.
    let exploitation: SSVC.Exploitation
    /// Whether all steps of an attack can be left to a program; where the vector cannot be read, it counts as yes.
    let isAutomatable: Bool
    private let severity: String
    private let metrics: Metrics?

    /// The metrics that tell how an attack goes; 0 where the vector does not have one.
    private struct Metrics: Hashable {
        var vector: UInt8 = 0
        var complexity: UInt8 = 0
        var privileges: UInt8 = 0
        var interaction: UInt8 = 0
        var requirements: UInt8 = 0
        var maturity: UInt8 = 0

        /// Notes the first letter of the value of the metric whose name has these bytes.
        mutating func note(_ value: UInt8, of name: UInt32) {
            switch name {
            case 0x4156: self.vector = value  // AV
            case 0x4143: self.complexity = value  // AC
            case 0x5052, 0x4175: self.privileges = value  // PR, Au
            case 0x5549: self.interaction = value  // UI
            case 0x4154: self.requirements = value  // AT
            case 0x45: self.maturity = value  // E
            default: break
            }
        }
    }

    /// A score of which the vector or at least the number can be read; `nil` otherwise.
    init?(_ published: PublishedScore) {
        if let cvss = try? CVSS(vector: published.vector) {
            let metrics = Self.metrics(in: published.vector)
            self.tenths = Int((cvss.base * 10).rounded())
            self.severity = cvss.severity.rawValue
            self.exploitation = Self.exploitation(metrics.maturity, in: cvss.version)
            self.isAutomatable = Self.isAutomatable(metrics)
            self.metrics = metrics
        } else if let base = published.base, base >= 0, base <= 10 {
            self.tenths = Int((base * 10).rounded())
            self.severity = CVSS.severity(of: base, in: .v31).rawValue
            self.exploitation = .none
            self.isAutomatable = true
            self.metrics = nil
        } else {
            return nil
        }
    }

    /// The score and what an attack takes: “9.8 critical, over the network, without a sign-in”.
    var sentence: String {
        let number = "\(self.tenths / 10).\(self.tenths % 10) \(self.severity)"
        guard let metrics = self.metrics else { return number }
        let way =
            switch metrics.vector {
            case UInt8(ascii: "N"): ", over the network"
            case UInt8(ascii: "A"): ", from a neighbouring network"
            case UInt8(ascii: "L"): ", from the system itself"
            default: ", by hand at the device"
            }
        let isFree = metrics.privileges == UInt8(ascii: "N")
        let needsUser = metrics.interaction != UInt8(ascii: "N") && metrics.interaction != 0
        return "\(number)\(way)\(isFree ? ", without a sign-in" : "")\(needsUser ? ", with a user's help" : "")"
    }

    /// Reconnaissance to exploitation run by themselves when nothing but a network connection is needed.
    private static func isAutomatable(_ metrics: Metrics) -> Bool {
        let none = UInt8(ascii: "N")
        return metrics.vector == none && metrics.complexity == UInt8(ascii: "L") && metrics.privileges == none
            && (metrics.interaction == none || metrics.interaction == 0)
            && (metrics.requirements == none || metrics.requirements == 0)
    }

    /// Exploit maturity: `A` of version 4.0 means attacks; `P`, and `F` and `H` of the older versions, exploit code.
    private static func exploitation(_ maturity: UInt8, in version: CVSS.Version) -> SSVC.Exploitation {
        switch maturity {
        case UInt8(ascii: "A") where version == .v40: .active
        case UInt8(ascii: "P"), UInt8(ascii: "F"), UInt8(ascii: "H"): .publicPoC
        default: .none
        }
    }

    /// Reads the first letter of the metrics that matter from a vector that is already known to be right.
    private static func metrics(in vector: String) -> Metrics {
        var metrics = Metrics()
        var name: UInt32 = 0
        var isName = true
        for byte in vector.utf8 {
            switch byte {
            case UInt8(ascii: "/"):
                name = 0
                isName = true
            case UInt8(ascii: ":"): isName = false
            case _ where isName: name = name << 8 | UInt32(byte)
            default:
                metrics.note(byte, of: name)
                name = 0
            }
        }
        return metrics
    }
}

/// What a vendor offers against some weaknesses of a product, in sentences.
struct RemedyText: Sendable {
    /// One advice of more characters than this is cut.
    static let detailsLengthMax = 300
    /// More different advices than this are counted, not shown.
    static let advicesMax = 2

    /// The sentences; empty when nothing is offered.
    let sentences: String

    init(_ weaknesses: [Weakness], for productId: String) {
        var fixes: [String] = []
        var others: [String] = []
        var fixedCount = 0
        var statement: String?
        for weakness in weaknesses {
            var isFixed = false
            for remedy in weakness.remedies where remedy.productIds.isEmpty || remedy.productIds.contains(productId) {
                switch remedy.category {
                case "vendor_fix":
                    isFixed = true
                    if !fixes.contains(remedy.details) { fixes.append(remedy.details) }
                case "mitigation", "workaround":
                    if !others.contains(remedy.details) { others.append(remedy.details) }
                case "no_fix_planned": statement = "No fix is planned."
                case "fix_planned": statement = statement ?? "A fix is planned."
                case "none_available": statement = statement ?? "No fix is available yet."
                default: break
                }
            }
            if isFixed { fixedCount += 1 }
        }
        let rest = weaknesses.count - fixedCount
        var parts: [String] = []
        if !fixes.isEmpty { parts.append(Self.listed("Fix", fixes)) }
        if !fixes.isEmpty, rest > 0 { parts.append("No fix covers \(rest) of \(weaknesses.count) weaknesses.") }
        if fixes.isEmpty, let statement { parts.append(statement) }
        if rest > 0, !others.isEmpty { parts.append(Self.listed("Mitigation", others)) }
        self.sentences = parts.joined(separator: " ")
    }

    private static func listed(_ heading: String, _ advices: [String]) -> String {
        let shown = advices.prefix(self.advicesMax).map { ended(self.shortened(tidied($0))) }
        let more = advices.count - shown.count
        let rest = more > 0 ? " (\(more) more in the advisory.)" : ""
        return "\(heading): \(shown.joined(separator: " "))\(rest)"
    }

    /// The text, cut at a blank where it is too long.
    private static func shortened(_ text: String) -> String {
        // Bytes are counted first, because that is fast and most advices are short.
        guard text.utf8.count > self.detailsLengthMax, text.count > self.detailsLengthMax else { return text }
        let start = text.prefix(self.detailsLengthMax)
        return "\(start[..<(start.lastIndex(of: " ") ?? start.endIndex)]) …"
    }
}
