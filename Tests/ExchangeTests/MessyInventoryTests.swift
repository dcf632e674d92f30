import CSMS
import Exchange
import Files
import Registers
import Testing

/// The messy inventory and the published list of what is wrong in it.
@Suite(.enabled(if: ExchangeCorpora.areThere))
struct MessyInventoryTests {
    static let forms = ["inventory-messy.csv", "inventory-messy-excel-de.csv"]

    private func imported(_ form: String) throws -> (office: Office, draft: ImportDraft) {
        let office = Office()
        let draft = try office.take(form, ExchangeCorpora.bytes("inventory/" + form))
        return (office, draft)
    }

    @Test(arguments: forms)
    func everyBadValueIsReportedWithItsPlaceAndTheExpectedWords(_ form: String) throws {
        let (_, draft) = try self.imported(form)
        let tags = try self.tagsByRow(form)
        for issue in try ExchangeCorpora.rows("inventory/messy-issues.csv") where issue["field"] != "name" {
            let words = try #require(issue["expected_finding"])
            let found = draft.problems.contains { problem in
                problem.row.flatMap { tags[$0] } == issue["asset_tag"] && problem.column == issue["field"]
                    && problem.sentence.contains(words)
                    && (problem.value == issue["value"] || issue["field"] == "installed_on")
            }
            #expect(found, "\(issue)")
        }
    }

    @Test(arguments: forms)
    func nothingElseIsReportedButTheDuplicates(_ form: String) throws {
        let (_, draft) = try self.imported(form)
        let issues = try ExchangeCorpora.rows("inventory/messy-issues.csv").filter { $0["field"] != "name" }
        #expect(draft.problems.count { $0.sentence.contains("Possible duplicate of") } == 12)
        #expect(draft.problems.count { $0.sentence.contains("is the same as row") } == 5)
        #expect(draft.problems.count == issues.count + 12 + 5)
        #expect(draft.new == 612 && draft.rejected == 0)
    }

    @Test(arguments: forms)
    func unusualNamesAreKeptByteForByte(_ form: String) throws {
        let (office, _) = try self.imported(form)
        for issue in try ExchangeCorpora.rows("inventory/messy-issues.csv") where issue["field"] == "name" {
            let asset = try office.asset(try #require(issue["asset_tag"]))
            #expect(Array(asset.name.utf8) == Array((issue["value"] ?? "").utf8))
        }
    }

    @Test(arguments: forms)
    func badValuesLeaveTheirFieldEmptyAndTheirTextBesideIt(_ form: String) throws {
        let (office, _) = try self.imported(form)
        let asset = try office.asset("QRO-PNT-NS-0030")
        #expect(asset.ip.isEmpty && asset.installedOn == nil)
        #expect(asset.unread == "ip: 10.40.1.7/24\ninstalled_on: 31/02/2020")
        #expect(asset.orderNumber == "6GK5 206-1BB10-2AA3" && asset.endOfSupport == Day(2036, 12, 31))
    }

    @Test func theGermanExcelFormGivesTheSameRecords() throws {
        let (office, _) = try self.imported(Self.forms[0])
        let draft = try office.take(Self.forms[1], ExchangeCorpora.bytes("inventory/" + Self.forms[1]))
        #expect(draft.same == 612)
        #expect(draft.proposals.isEmpty && draft.new == 0 && draft.changed == 0)
    }

    @Test(arguments: forms)
    func theSecondImportChangesNothing(_ form: String) throws {
        let (office, first) = try self.imported(form)
        let second = try office.take(form, ExchangeCorpora.bytes("inventory/" + form))
        #expect(second.proposals.isEmpty && second.same == 612 && second.created.isEmpty)
        #expect(second.problems.map(\.row) == first.problems.map(\.row))
    }

    @Test func aDirectoryOfInventoriesIsOnePlant() throws {
        let office = Office()
        let draft = try office.take("inventory-1k.csv", ExchangeCorpora.bytes("inventory/inventory-1k.csv"))
        #expect(draft.new == 1000 && draft.problems.isEmpty && draft.kind == "inventory")
        #expect(office.plant[Sites.self].count == 7)
    }

    private func tagsByRow(_ form: String) throws -> [Int: String] {
        let file = try ImportFile(name: form, bytes: ExchangeCorpora.bytes("inventory/" + form))
        guard case .sheets(let sheets) = file.content, let rows = sheets.first?.rows else { return [:] }
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.number, $0[0]) })
    }
}
