import CSMS
import Exchange
import Files
import Foundation
import Registers
import Testing

@Suite(.enabled(if: CSAFCorpus.isPresent)) struct CSAFCorpusTests {
    @Test func everyAdvisoryOfCISAIsRead() throws {
        let all = try CSAFCorpus.advisories()
        #expect(all.count == 608)
        // Counted by a script that walks the JSON: leaves and products of relationships.
        #expect(all.reduce(0) { $0 + $1.products.count } == 3_750 + 1_284)
    }

    @Test func everyAdvisoryOfCISABecomesOneRecord() throws {
        let desk = ImportDesk(plant: Snapshot(entries: 0, tables: []), strict: false, newID: csafIdentities())
        for round in 0..<2 {
            var counts = (new: 0, same: 0, problems: 0)
            for file in CSAFCorpus.files(in: "cisa/OT") {
                let draft = try csafDraft(file.bytes, file.name, at: desk)
                counts.new += draft.new
                counts.same += draft.same
                counts.problems += draft.rejected
                desk.settle(kept: true)
            }
            #expect(counts == (round == 0 ? (606, 0, 0) : (0, 606, 0)))
        }
    }

    @Test func draftsOfCSAF21AreRefused() {
        for file in CSAFCorpus.files(in: "csaf-2.1-examples") {
            let found = csafRefusal { try bulletin(from: JSON(parsing: file.bytes)) }
            #expect(found?.problem.hasPrefix("CSAF 2.1 is not read yet") == true, "\(file.name)")
        }
    }

    @Test func examplesAreRead() throws {
        for folder in ["oasis-examples/csaf", "defectdojo", "oasis-filenames"] {
            for file in CSAFCorpus.files(in: folder) { _ = try bulletin(from: JSON(parsing: file.bytes)) }
        }
        let vex = try #require(
            CSAFCorpus.files(in: "oasis-examples/csaf/csaf_vex").first { $0.name == "2022-evd-uc-01-ui-001.json" })
        #expect(try bulletin(from: JSON(parsing: vex.bytes)).products.first?.underInvestigation == [0])
    }

    /// The mandatory tests whose failures make a document unusable; failures of the others become remarks.
    @Test func brokenDocumentsAreRefusedAndValidOnesAreRead() throws {
        let refused = ["6.1.1", "6.1.2", "6.1.3", "6.1.4", "6.1.5", "6.1.6", "6.1.8", "6.1.9", "6.1.23"]
        let files = Dictionary(CSAFCorpus.files(in: "oasis-validator").map { ($0.name, $0.bytes) }) { one, _ in one }
        let cases = try JSON(parsing: try #require(files["testcases.json"]))
        for test in try #require(cases["tests"]).elements {
            let id = test["id"]?.text ?? ""
            for item in Array(test["failures"]?.elements ?? test.elements)
                + Array(test["valid"]?.elements ?? test.elements)
            {
                let name = String((item["name"]?.text ?? "").split(separator: "/").last ?? "")
                let bytes = try #require(files[name])
                let isBroken = item["valid"]?.flag == false
                let found = csafRefusal { try bulletin(from: JSON(parsing: bytes)) }
                if refused.contains(id), isBroken { #expect(found?.problem.contains(id) == true, "\(name)") }
                if !isBroken { #expect(found == nil, "\(name)") }
            }
        }
    }

    /// Failures that leave a document usable are said, and nothing is said of documents that are as they should be.
    @Test func whatADocumentDoesAgainstTheStandardIsSaid() throws {
        let said = [
            "6.1.7", "6.1.17", "6.1.19", "6.1.21", "6.1.27.3", "6.1.27.5", "6.1.27.11", "6.1.29", "6.1.31", "6.1.33",
        ]
        let files = Dictionary(CSAFCorpus.files(in: "oasis-validator").map { ($0.name, $0.bytes) }) { one, _ in one }
        let cases = try JSON(parsing: try #require(files["testcases.json"]))
        for test in try #require(cases["tests"]).elements {
            let id = test["id"]?.text ?? ""
            for (key, isBroken) in [("failures", true), ("valid", false)] {
                for item in test[key].map({ Array($0.elements) }) ?? [] {
                    let name = String((item["name"]?.text ?? "").split(separator: "/").last ?? "")
                    guard !isBroken || said.contains(id) else { continue }
                    let desk = ImportDesk(
                        plant: Snapshot(entries: 0, tables: []), strict: false, newID: csafIdentities())
                    let draft = try csafDraft(try #require(files[name]), name, at: desk)
                    let isSaid = draft.problems.contains { $0.sentence.contains("(test \(id))") }
                    #expect(isSaid == isBroken, "\(name) \(draft.problems.map(\.sentence))")
                }
            }
        }
    }
}

@Suite struct CSAFImportTests {
    @Test func anOlderEditionIsNotTaken() throws {
        let desk = ImportDesk(plant: Snapshot(entries: 0, tables: []), strict: false, newID: csafIdentities())
        #expect(try csafDraft(edition("2"), "a.json", at: desk).new == 1)
        desk.settle(kept: true)
        let older = try csafDraft(edition("1"), "b.json", at: desk)
        #expect(older.proposals.isEmpty && older.attachments.isEmpty)
        #expect(older.problems.first?.sentence.contains("edition 2") == true)
        desk.settle(kept: true)
        #expect(try csafDraft(edition("10"), "c.json", at: desk).changed == 1)
    }

    @Test func theRecordNamesItsOriginal() throws {
        let desk = ImportDesk(plant: Snapshot(entries: 0, tables: []), strict: false, newID: csafIdentities())
        let draft = try csafDraft(edition("1"), "a.json", at: desk)
        let kept = try #require(desk.find(Advisories.book, .text("I"), .text("N")))
        let record = Advisory(kept)
        #expect(record.title == "T")
        #expect(draft.attachments[record.digest] == edition("1"))
        #expect(record.remarks == "")
    }

    @Test func aContradictionIsRemarkedOn() throws {
        let vector = "CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H/E:P/RL:U/RC:C"
        let json = CSAFSamples.document(
            tree: CSAFSamples.branches, status: "", more: CSAFSamples.score(vector: vector, base: "7.4"), version: "2.0"
        )
        let desk = ImportDesk(plant: Snapshot(entries: 0, tables: []), strict: false, newID: csafIdentities())
        let draft = try csafDraft(Array(json.utf8), "a.json", at: desk)
        #expect(draft.problems.contains { $0.sentence.contains("7.4 is published") })
        #expect(Advisory(try #require(desk.find(Advisories.book, .text("I"), .text("N")))).remarks.contains("7.4"))
    }

    private func edition(_ number: String) -> [UInt8] {
        let json = CSAFSamples.document(tree: "{}", status: "", more: "", version: "2.0")
        return Array(
            json.replacing(#""version":"1""#, with: #""version":"\#(number)""#)
                .replacing(#""number":"1""#, with: #""number":"\#(number)""#).utf8)
    }
}

func csafDraft(_ bytes: [UInt8], _ name: String, at desk: ImportDesk) throws -> ImportDraft {
    let filing = try csafAdvisory.read(ImportFile(name: name, bytes: bytes))
    desk.begin(kind: csafAdvisory.kind)
    filing(desk)
    return desk.finish()
}

func csafIdentities() -> () -> Registers.UUID {
    var next: UInt64 = 0
    return {
        next += 1
        return Registers.UUID(high: 9, low: next)
    }
}
