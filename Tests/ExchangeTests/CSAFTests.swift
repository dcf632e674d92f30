import CSMS
import Exchange
import Files
import Testing

@Suite struct CSAFTests {
    @Test func aProductTakesVendorNameAndVersionFromItsBranches() throws {
        let found = try #require(
            try readCSAF(tree: CSAFSamples.branches, status: #""known_affected":["P"]"#).products.first)
        #expect(found.vendor == "Siemens ")
        #expect(found.name == "LOGO!")
        #expect(found.versionText == "< V2.0")
        #expect(found.orderNumbers == ["6ED1"])
        #expect(found.affectedBy == [0])
    }

    @Test func aProductWithoutBranchesKeepsItsFullName() throws {
        let tree = #"{"full_product_names":[{"product_id":"P","name":"App 1.0"}]}"#
        let found = try #require(try readCSAF(tree: tree, status: #""fixed":["P"]"#).products.first)
        #expect(found.name == "App 1.0")
        #expect(found.vendor.isEmpty)
        #expect(found.fixedIn == [0])
    }

    @Test func aCPESaysTheVendorWhereTheTreeDoesNot() throws {
        let tree = #"""
            {"full_product_names":[{"product_id":"P","name":"App",
            "product_identification_helper":{"cpe":"cpe:2.3:a:acme_works:app:1.2:*:*:*:*:*:*:*"}}]}
            """#
        let found = try #require(try readCSAF(tree: tree).products.first)
        #expect(found.vendor == "acme works")
        #expect(found.versionText == "1.2")
    }

    @Test func aRelationshipMakesAProductOfTwo() throws {
        let found = try readCSAF(tree: CSAFSamples.related, status: #""known_affected":["R"]"#)
        let both = try #require(found.products.last)
        #expect(both.productId == "R")
        #expect(both.name == "Soft")
        #expect(both.on == ["H"])
    }

    @Test func aServicePackBehindAVersionIsPartOfIt() throws {
        let tree = #"""
            {"branches":[{"category":"vendor","name":"V","branches":[{"category":"product_name","name":"N","branches":[
            {"category":"product_version","name":"V16","branches":[{"category":"service_pack","name":"SP1",
            "product":{"product_id":"P","name":"N V16 SP1"}}]}]}]}]}
            """#
        #expect(try readCSAF(tree: tree).products.first?.versionText == "V16 SP1")
    }

    @Test func anArchitectureIsACondition() throws {
        let tree = #"""
            {"branches":[{"category":"architecture","name":"x86","branches":[{"category":"product_name","name":"N",
            "product":{"product_id":"P","name":"N"}}]}]}
            """#
        #expect(try readCSAF(tree: tree).products.first?.conditions == ["architecture x86"])
    }

    @Test func groupsNameTheirProducts() throws {
        let remedy = #"{"category":"mitigation","details":"Block.","group_ids":["G"]}"#
        let found = try readCSAF(
            tree: CSAFSamples.grouped, status: #""known_affected":["A","B"]"#, more: #","remediations":[\#(remedy)]"#)
        #expect(found.weaknesses.first?.remedies.first?.productIds == ["A", "B"])
    }

    @Test func onlyAStatementOfExploitationCounts() throws {
        func isExploited(_ details: String) throws -> Bool? {
            let threat = #","threats":[{"category":"exploit_status","details":"\#(details)"}]"#
            return try readCSAF(tree: CSAFSamples.branches, more: threat).weaknesses.first?.exploited
        }
        #expect(try isExploited("Exploited:Yes;Latest") == true)
        #expect(try isExploited("This is actively exploited in the wild.") == true)
        #expect(try isExploited("No known public exploits; not exploited.") == false)
        #expect(try isExploited("Proof of concept") == false)
    }
}

/// What makes a document unusable, each with its place.
@Suite struct CSAFRefusalTests {
    @Test func anotherVersionOfCSAFIsRefused() {
        #expect(
            csafRefusal { try readCSAF(tree: "{}", version: "2.1") }?.problem.hasPrefix("CSAF 2.1 is not read yet")
                == true)
    }

    @Test(arguments: ["category", "title", "publisher", "tracking", "csaf_version"])
    func aMissingMandatoryPartIsRefused(_ part: String) {
        let json = CSAFSamples.document(tree: "{}", status: "", more: "", version: "2.0")
            .replacing("\"\(part)\":", with: "\"x\":")
        let found = csafRefusal { try bulletin(from: JSON(parsing: Array(json.utf8))) }
        #expect(found?.problem.contains("“\(part)” is missing") == true)
        #expect(found?.line != nil)
    }

    @Test func anUndefinedProductIsRefused() {
        let found = csafRefusal { try readCSAF(tree: CSAFSamples.branches, status: #""fixed":["Q"]"#) }
        #expect(found?.problem.contains("“Q” is not defined") == true)
        #expect(found?.line == 5)
    }

    @Test func aProductDefinedTwiceIsRefused() {
        let tree = #"{"full_product_names":[{"product_id":"P","name":"A"},{"product_id":"P","name":"B"}]}"#
        #expect(csafRefusal { try readCSAF(tree: tree) }?.problem.contains("“P” is defined twice") == true)
    }

    @Test func aProductInTwoStatusesIsRefused() {
        let status = #""known_affected":["P"],"fixed":["P"]"#
        #expect(
            csafRefusal { try readCSAF(tree: CSAFSamples.branches, status: status) }?.problem.contains("6.1.6") == true)
    }

    @Test func aProductDefinedByItselfIsRefused() {
        let tree = #"""
            {"full_product_names":[{"product_id":"A","name":"A"}],"relationships":[{"category":"installed_on",
            "product_reference":"A","relates_to_product_reference":"R",
            "full_product_name":{"product_id":"R","name":"R"}}]}
            """#
        #expect(csafRefusal { try readCSAF(tree: tree) }?.problem.contains("6.1.3") == true)
    }

    @Test func aCVETwiceIsRefused() {
        let json = CSAFSamples.document(
            tree: "{}", status: "", more: #","cve":"CVE-1"},{"cve":"CVE-1""#, version: "2.0")
        let found = csafRefusal { try bulletin(from: JSON(parsing: Array(json.utf8))) }
        #expect(found?.problem.contains("CVE-1 is described twice") == true)
    }

    @Test func branchesThatNeverEndAreRefused() {
        let open = String(repeating: #"{"category":"language","name":"n","branches":["#, count: 61)
        let tree = #"{"branches":["# + open + String(repeating: "]}", count: 61) + "]}"
        #expect(csafRefusal { try readCSAF(tree: tree) } != nil)
    }

    @Test func aScoreThatTheVectorNeverGivesIsRefused() {
        let score = CSAFSamples.score(vector: "CVSS:3.1/AV:L/AC:L/PR:H/UI:R/S:U/C:H/I:H/A:H", base: "10.0")
        #expect(
            csafRefusal { try readCSAF(tree: CSAFSamples.branches, more: score) }?.problem.contains("6.1.9") == true)
    }

    @Test func aTemporalScoreInPlaceOfTheBaseScoreIsRead() throws {
        let vector = "CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H/E:P/RL:U/RC:C"
        let found = try readCSAF(tree: CSAFSamples.branches, more: CSAFSamples.score(vector: vector, base: "7.4"))
        #expect(found.weaknesses.first?.scores.first?.base == 7.4)
    }
}

func readCSAF(
    tree: String, status: String = "", more: String = "", version: String = "2.0"
) throws -> Bulletin {
    let json = CSAFSamples.document(tree: tree, status: status, more: more, version: version)
    return try bulletin(from: JSON(parsing: Array(json.utf8)))
}

func csafRefusal(_ body: () throws -> Bulletin) -> FileError? {
    do {
        _ = try body()
        return nil
    } catch {
        return error as? FileError
    }
}

enum CSAFSamples {
    static let branches = #"""
        {"branches":[{"category":"vendor","name":"Siemens ","branches":[{"category":"product_name","name":"LOGO!",
        "branches":[{"category":"product_version_range","name":"< V2.0","product":{"product_id":"P","name":"LOGO! < V2",
        "product_identification_helper":{"model_numbers":["6ED1"]}}}]}]}]}
        """#.replacing("\n", with: "")

    static let related = #"""
        {"branches":[{"category":"vendor","name":"V","branches":[
        {"category":"product_name","name":"Soft","product":{"product_id":"S","name":"Soft"}},
        {"category":"product_name","name":"Host","product":{"product_id":"H","name":"Host"}}]}],
        "relationships":[{"category":"installed_on","product_reference":"S","relates_to_product_reference":"H",
        "full_product_name":{"product_id":"R","name":"Soft on Host"}}]}
        """#

    static let grouped = #"""
        {"full_product_names":[{"product_id":"A","name":"A"},{"product_id":"B","name":"B"}],
        "product_groups":[{"group_id":"G","product_ids":["A","B"]}]}
        """#

    static func document(tree: String, status: String, more: String, version: String) -> String {
        #"""
        {"document":{"category":"csaf_vex","csaf_version":"\#(version)","title":"T","publisher":{"name":"N"},
        "tracking":{"id":"I","version":"1","status":"final","initial_release_date":"2024-01-01T00:00:00Z",
        "current_release_date":"2024-01-02T00:00:00Z","revision_history":[{"number":"1"}]}},
        "product_tree":\#(tree),
        "vulnerabilities":[{"notes":[],"product_status":{\#(status)}\#(more)}]}
        """#
    }

    static func score(vector: String, base: String) -> String {
        #"""
        ,"scores":[{"products":["P"],"cvss_v3":{"version":"3.1","vectorString":"\#(vector)","baseScore":\#(base),
        "baseSeverity":"HIGH"}}]
        """#
    }
}
