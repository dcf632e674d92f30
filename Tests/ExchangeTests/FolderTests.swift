import Crypto
import Exchange
import Testing

/// The other files that lie in a folder of advisories.
struct FolderTests {
    @Test func aPlanKnowsEachFileByItsName() {
        let names = [
            "2022/a.json", "2022/a.json.sha512", "2022/a.json.sha256", "2022/a.json.asc", "index.txt", "changes.csv",
            "provider-metadata.json", "aggregator.json", "README.md", "LICENSE", "csaf-feed-tlp-white.json", "x.pdf",
            ".git/config", "lost.json.sha512", "inventory.csv", "list.XLSX",
        ]
        let plan = ImportPlan(names: names)
        #expect(plan.items.map(\.name) == names)
        #expect(plan.read.map(\.name) == ["2022/a.json", "inventory.csv", "list.XLSX"])
        #expect(plan.items[0].part == .reads(digests: ["2022/a.json.sha256", "2022/a.json.sha512"]))
        #expect(plan.items[1].part == .proves("2022/a.json"))
        for item in plan.items[3...13] {
            guard case .leaves(let sentence) = item.part else {
                Issue.record("\(item.name) is not left alone.")
                continue
            }
            #expect(sentence.hasSuffix("."))
        }
    }

    private let bytes = Array("abc".utf8)
    private var digest: String { Hex.encode(SHA512.hash(self.bytes)) }

    private func refusal(_ companion: String, name: String = "f/a.json.sha512") -> String? {
        DigestCompanion.refusal(of: self.bytes, named: "f/a.json", by: Array(companion.utf8), named: name)
    }

    @Test func aDigestIsReadInEveryUsualForm() {
        let others = String(repeating: "0", count: 128) + "  b.json\n"
        for text in [
            self.digest, self.digest + "\n", self.digest.uppercased(), "\(self.digest)  a.json\n",
            "\(self.digest) *a.json\r\n", "SHA512 (a.json) = \(self.digest)", others + "\(self.digest)  ./x/a.json",
        ] {
            #expect(self.refusal(text) == nil, "\(text)")
        }
        #expect(self.refusal(SHA256.hash(self.bytes).hex, name: "a.json.sha256") == nil)
    }

    @Test func aWrongOrMissingDigestRefusesItsFile() {
        #expect(self.refusal(String(repeating: "0", count: 128))?.contains("does not have the digest") == true)
        #expect(self.refusal("")?.contains("has no digest") == true)
        #expect(self.refusal(SHA256.hash(self.bytes).hex)?.contains("128") == true)
        #expect(self.refusal("\(self.digest)  b.json\n\(self.digest)  c.json\n")?.contains("has no digest") == true)
    }

    @Test(arguments: [
        #"{"feed":{"id":"x","entry":[]}}"#, #"{"aggregator_version":"2.0"}"#,
        #"{"metadata_version":"2.0","publisher":{}}"#, #"{"service":{"workspace":[]}}"#,
    ])
    func aDocumentWithoutRecordsSaysWhatItIs(_ text: String) throws {
        let file = try ImportFile(name: "a.json", bytes: Array(text.utf8))
        #expect(file.purposeWithoutRecords?.hasSuffix(".") == true)
        #expect(Importer.reading(file) == nil)
    }
}
