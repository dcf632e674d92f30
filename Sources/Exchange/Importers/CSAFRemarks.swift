import Files
import Registers

extension CSAFReader {
    /// Says what the head of the document contradicts; none of it makes the document unusable.
    mutating func remarkOnHead(_ head: CSAFHead) {
        guard let tracking = self.json["document"]?["tracking"] else { return }
        self.remarkOnHistory(tracking, head)
        if head.status == "draft" { self.remark("The document is a draft.", at: tracking, head.status) }
        if let released = head.released, let updated = head.updated, updated < released {
            self.remark("The current release is dated before the first one.", at: tracking)
        }
    }

    private mutating func remarkOnHistory(_ tracking: JSON, _ head: CSAFHead) {
        guard let history = tracking["revision_history"], history.kind == .array, history.count > 0 else {
            self.remark("The document has no revision history.", at: tracking)
            return
        }
        var numbers: Set<String> = []
        for item in history.elements {
            guard let number = item["number"]?.text else { continue }
            if !numbers.insert(number).inserted {
                self.remark("The edition \(number) is in the revision history twice (test 6.1.22).", at: item, number)
            }
        }
        if head.status != "draft", !numbers.contains(head.version), !numbers.contains(where: { $0.hasPrefix(head.version) })
        {
            self.remark("The edition \(head.version) is not in the revision history (test 6.1.16).", at: tracking)
        }
    }
}
