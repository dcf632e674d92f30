import CSMS
import Files

/// The groups of status lists; a product is in one group at most for each weakness.
///
/// - Source: CSAF 2.0, 3.2.3.9 and 6.1.6.
enum CSAFStatus: Int, CaseIterable {
    case affected, notAffected, fixed, underInvestigation, recommended

    /// The group of a list in `product_status`; `nil` for a list that CSAF 2.0 does not know.
    init?(list: String) {
        switch list {
        case "known_affected", "first_affected", "last_affected": self = .affected
        case "known_not_affected": self = .notAffected
        case "fixed", "first_fixed": self = .fixed
        case "under_investigation": self = .underInvestigation
        case "recommended": self = .recommended
        default: return nil
        }
    }

    var words: String {
        switch self {
        case .affected: "affected"
        case .notAffected: "not affected"
        case .fixed: "fixed"
        case .underInvestigation: "under investigation"
        case .recommended: "recommended"
        }
    }
}

extension CSAFReader {
    /// Reads `vulnerabilities`.
    mutating func readWeaknesses() throws(FileError) {
        var known: Set<String> = []
        for json in try self.json.csafList("vulnerabilities") {
            guard self.weaknesses.count < Limits.weaknessesMax else {
                throw json.refusal("The CSAF document has more than \(Limits.weaknessesMax) vulnerabilities. Split it.")
            }
            guard json.kind == .object else {
                throw json.refusal("A vulnerability is not an object in the CSAF document.")
            }
            var cve: String?
            if let number = json["cve"] {
                let text = try number.csafText("The CVE number")
                guard known.insert(text).inserted else {
                    throw number.refusal("\(text) is described twice (test 6.1.23). Ask the publisher to mend it.")
                }
                cve = text
            }
            let place = self.weaknesses.count
            if let status = json["product_status"] { try self.readStatus(status, of: place) }
            self.weaknesses.append(
                Weakness(
                    cve: cve, scores: try self.readScores(json), exploited: try Self.isExploited(json),
                    remedies: try self.readRemedies(json), justifications: try self.readJustifications(json)))
        }
    }

    private mutating func readStatus(_ status: JSON, of weakness: Int) throws(FileError) {
        guard status.kind == .object else {
            throw status.refusal("“product_status” is not an object in the CSAF document.")
        }
        for (name, list) in status.members {
            guard let group = CSAFStatus(list: name) else {
                self.remark("The product status “\(name)” is unknown in CSAF 2.0 and was not read.", at: list)
                continue
            }
            guard list.kind == .array else { throw list.refusal("“\(name)” is not a list in the CSAF document.") }
            for id in list.elements {
                try self.countMention(id)
                try self.note(group, for: try self.place(of: id), weakness, id)
            }
        }
    }

    private mutating func note(
        _ group: CSAFStatus, for place: Int, _ weakness: Int, _ id: JSON
    ) throws(FileError) {
        if group == .recommended { return }
        let last = self.products[place].lastStatus
        if last.weakness == weakness {
            guard last.group == group else {
                throw id.refusal(
                    "The product “\(self.products[place].id)” is both \(last.group.words) and \(group.words) "
                        + "for the same vulnerability (test 6.1.6). Ask the publisher to mend it.")
            }
            return
        }
        self.products[place].lastStatus = (weakness, group)
        switch group {
        case .affected: self.products[place].affectedBy.append(weakness)
        case .notAffected: self.products[place].notAffectedBy.append(weakness)
        case .fixed: self.products[place].fixedIn.append(weakness)
        case .underInvestigation: self.products[place].underInvestigation.append(weakness)
        case .recommended: break
        }
    }

    private mutating func readRemedies(_ json: JSON) throws(FileError) -> [Remedy] {
        var remedies: [Remedy] = []
        for remedy in try json.csafList("remediations") {
            let ids = try self.products(of: remedy)
            if ids.isEmpty {
                self.remark("A remediation names no product (test 6.1.29); it is taken as meant for all.", at: remedy)
            }
            remedies.append(
                Remedy(
                    category: try remedy.csafText("category", of: "remediations"),
                    details: try remedy.csafDetails("details", of: "remediations"), productIds: ids))
        }
        return remedies
    }

    private mutating func readJustifications(_ json: JSON) throws(FileError) -> [Justification] {
        var justifications: [Justification] = []
        var labels: [String: String] = [:]
        for flag in try json.csafList("flags") {
            let label = try flag.csafText("label", of: "flags")
            let ids = try self.products(of: flag)
            if ids.isEmpty { self.remark("A flag names no product (test 6.1.32).", at: flag, label) }
            for id in ids where labels.updateValue(label, forKey: id) != nil {
                self.remark("The product “\(id)” has two justifications (test 6.1.33).", at: flag, label)
            }
            justifications.append(Justification(label: label, productIds: ids))
        }
        for threat in try json.csafList("threats") { _ = try self.products(of: threat) }
        return justifications
    }

    /// The products that `product_ids` and `group_ids` name, in the order of the document.
    private mutating func products(of json: JSON) throws(FileError) -> [String] {
        var ids: [String] = []
        for id in try json.csafList("product_ids") {
            try self.countMention(id)
            ids.append(self.products[try self.place(of: id)].id)
        }
        for group in try json.csafList("group_ids") {
            let name = try group.csafText("A product group")
            guard let members = self.groups[name] else {
                throw group.refusal("The product group “\(name)” is not defined in the product tree (test 6.1.4).")
            }
            for place in members {
                try self.countMention(group)
                ids.append(self.products[place].id)
            }
        }
        return ids
    }

    /// Whether the document says that attackers use the weakness; silence and “no known exploits” are no.
    private static func isExploited(_ json: JSON) throws(FileError) -> Bool {
        for threat in try json.csafList("threats") where threat["category"]?.text == "exploit_status" {
            guard let details = threat["details"]?.text?.lowercased() else { continue }
            if details.contains("exploited:yes") || details.contains("exploited: yes") { return true }
            let isDenied = ["no ", "not ", "none", "without", "unaware"].contains { details.contains($0) }
            if !isDenied, details.contains("exploited") || details.contains("active exploitation") { return true }
        }
        return false
    }
}

// Scores.
extension CSAFReader {
    private mutating func readScores(_ json: JSON) throws(FileError) -> [PublishedScore] {
        var scores: [PublishedScore] = []
        var versions: [String: Set<String>] = [:]
        for score in try json.csafList("scores") {
            var ids: [String] = []
            for id in try score.csafList("products") {
                try self.countMention(id)
                ids.append(self.products[try self.place(of: id)].id)
            }
            for key in ["cvss_v2", "cvss_v3", "cvss_v4"] {
                guard let cvss = score[key] else { continue }
                let version = try cvss.csafText("version", of: key)
                for id in ids where !versions[version, default: []].insert(id).inserted {
                    self.remark("The product “\(id)” has two scores of CVSS \(version) (test 6.1.7).", at: score)
                }
                scores.append(try self.readScore(cvss, key, version, for: ids))
            }
        }
        return scores
    }

    private mutating func readScore(
        _ json: JSON, _ key: String, _ version: String, for ids: [String]
    ) throws(FileError) -> PublishedScore {
        let vector = try json.csafText("vectorString", of: key)
        guard let base = json["baseScore"]?.number else {
            throw json.refusal("“baseScore” is missing in “\(key)” of the CSAF document (test 6.1.8).")
        }
        if key != "cvss_v2" { _ = try json.csafText("baseSeverity", of: key) }
        do throws(ScoreProblem) {
            try self.check(vector, base, version, json)
        } catch {
            throw (json["vectorString"] ?? json).refusal(error.sentence)
        }
        return PublishedScore(vector: vector, base: base, productIds: ids)
    }

    private struct ScoreProblem: Error { let sentence: String }

    /// Refuses a vector that cannot be read and a score that is none of the vector's; remarks on smaller differences.
    private mutating func check(
        _ vector: String, _ base: Double, _ version: String, _ json: JSON
    ) throws(ScoreProblem) {
        let cvss: CVSS
        let difference: String?
        do throws(CVSSError) {
            cvss = try CVSS(vector: vector)
            difference = cvss.base == base ? nil : try CVSS.difference(vector: vector, published: base)
        } catch {
            throw ScoreProblem(sentence: "\(error.description) (test 6.1.8)")
        }
        guard cvss.version.rawValue == version else {
            throw ScoreProblem(
                sentence: "The vector is of CVSS \(cvss.version.rawValue), but \(version) is published (test 6.1.8).")
        }
        if let difference {
            let isOther = difference.hasSuffix("none of its scores.") || cvss.version == .v40
            if isOther { throw ScoreProblem(sentence: "\(difference) (test 6.1.9)") }
            self.remark("\(difference) (test 6.1.9)", at: json, vector)
        }
        if let severity = json["baseSeverity"]?.text, severity.lowercased() != cvss.severity.rawValue, difference == nil
        {
            self.remark("The severity of \(base) is \(cvss.severity.rawValue) (test 6.1.9).", at: json, severity)
        }
    }
}

extension JSON {
    /// A mandatory text of any length; what is behind the limit is cut.
    fileprivate func csafDetails(_ key: String, of part: String) throws(FileError) -> String {
        guard let text = self[key]?.text else {
            throw self.refusal("“\(key)” is missing in “\(part)” of the CSAF document.")
        }
        guard text.utf8.count > CSAFReader.Limits.detailsBytesMax else { return text }
        return String(decoding: text.utf8.prefix(CSAFReader.Limits.detailsBytesMax), as: UTF8.self) + "…"
    }
}
