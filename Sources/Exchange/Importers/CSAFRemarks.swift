import Files
import Registers

// What a document does against the standard without becoming unusable. The numbers are those of CSAF 2.0, 6.1.
extension CSAFReader {
    /// Says what the head of the document contradicts, and what its profile asks for in vain.
    mutating func remarkOnHead(_ head: CSAFHead) {
        guard let tracking = self.json["document"]?["tracking"] else { return }
        self.remarkOnHistory(tracking, head)
        self.remarkOnProfile(head)
        if let released = head.released, let updated = head.updated, updated < released {
            self.remark("The current release is dated before the first one.", at: tracking)
        }
        let isPreliminary = head.version.contains("-") || head.version.hasPrefix("0.") || head.version == "0"
        if isPreliminary, head.status != "draft" {
            self.remark("A preliminary edition is not marked as a draft (test 6.1.17).", at: tracking, head.version)
        }
    }

    private mutating func remarkOnHistory(_ tracking: JSON, _ head: CSAFHead) {
        guard let history = tracking["revision_history"], history.kind == .array, history.count > 0 else {
            self.remark("The document has no revision history.", at: tracking)
            return
        }
        var numbers: Set<String> = []
        var majors: Set<Int> = []
        for item in history.elements {
            guard let number = item["number"]?.text else { continue }
            if !numbers.insert(number).inserted {
                self.remark("The edition \(number) is in the revision history twice (test 6.1.22).", at: item, number)
            }
            if number.contains("-") {
                self.remark("A preliminary edition is in the revision history (test 6.1.19).", at: item, number)
            }
            if let major = Int(number.prefix { $0 != "." && $0 != "-" && $0 != "+" }) { majors.insert(major) }
        }
        self.remarkOnGaps(majors, history)
        if head.status != "draft", !numbers.contains(where: { Self.plain($0) == Self.plain(head.version) }) {
            self.remark("The edition \(head.version) is not in the revision history (test 6.1.16).", at: tracking)
        }
    }

    private mutating func remarkOnGaps(_ majors: Set<Int>, _ history: JSON) {
        guard let first = majors.min(), let last = majors.max() else { return }
        let isWhole = last.subtractingReportingOverflow(first).partialValue == majors.count - 1
        if first > 1 || first < 0 || !isWhole {
            self.remark("Editions are missing in the revision history (test 6.1.21).", at: history)
        }
    }

    /// What the profiles of CSAF ask for, in as far as a plant would miss it.
    private mutating func remarkOnProfile(_ head: CSAFHead) {
        let weaknesses = self.json["vulnerabilities"]
        switch head.category {
        case "csaf_informational_advisory":
            if let weaknesses {
                self.remark("An informational advisory describes vulnerabilities (test 6.1.27.3).", at: weaknesses)
            }
        case "csaf_security_advisory", "csaf_vex":
            guard let weaknesses else {
                self.remark("The document describes no vulnerability (test 6.1.27.11).", at: self.json)
                return
            }
            for weakness in weaknesses.elements where weakness["notes"] == nil {
                self.remark("A vulnerability has no note (test 6.1.27.5).", at: weakness)
            }
        default: break
        }
    }

    /// A version without its build, which does not count.
    private static func plain(_ version: String) -> Substring { version.prefix { $0 != "+" && $0 != "-" } }

    /// Whether a text that should be one version speaks of several (test 6.1.31).
    static func isRange(_ text: String) -> Bool {
        if text.utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">") }) { return true }
        let words: Set<String> = ["after", "all", "before", "earlier", "later", "prior", "versions"]
        return text.lowercased().split(separator: " ").contains { words.contains(String($0)) }
    }
}
