import CSMS
import Exchange
import Registers
import Testing

/// Rows of tables and what becomes of them.
struct TableTests {
    @Test func aTitleAndEmptyLinesAboveTheHeaderAreSkipped() throws {
        let office = Office()
        let draft = try office.take("x.csv", "Anlagenliste Linz;;\n;;\n\nAKZ;Bezeichnung;Hersteller\nP1;Pumpe;KSB\n")
        #expect(draft.kind == "inventory" && draft.new == 1)
        #expect(try office.asset("P1").vendor == "KSB")
    }

    @Test func aRowWithoutATagIsRejectedAndMakesNothingAlong() throws {
        let office = Office()
        let draft = try office.take("x.csv", "tag,criticality,site\n,low,Linz\nA,low,Graz\n")
        #expect(draft.rejected == 1 && draft.created == ["site Graz"])
        #expect(
            draft.problems.first
                == ImportProblem(
                    row: 2, column: "tag", value: "", "Tag is missing. The row was not taken."))
    }

    @Test func unknownPlacesAndOwnersAreMadeAlongOnceAndListed() throws {
        let office = Office()
        let draft = try office.take(
            "x.csv",
            "tag,site,area,zone,owner\nA,Linz,Hall 1,CTRL,Shift\nB, linz ,hall 1,ctrl,SHIFT\nC,Graz,Hall 1,CTRL,Shift\n"
        )
        #expect(
            draft.created == [
                "site Linz", "area Hall 1", "zone CTRL", "team Shift", "site Graz", "area Hall 1", "zone CTRL",
            ])
        let (a, b, c) = (try office.asset("A"), try office.asset("B"), try office.asset("C"))
        #expect(a.zone == b.zone && a.area == b.area && a.owner == c.owner && a.zone != c.zone)
        #expect(office.plant[Zones.self][a.zone]?.site == a.site)
    }

    @Test func recordsStandBehindThoseThatTheyPointAt() throws {
        let draft = try Office().take("x.csv", "tag,zone,site\nA,CTRL,Linz\n")
        #expect(draft.proposals.map(\.book.name) == ["sites", "zones", "assets"])
    }

    @Test func aZoneOfALaterRowStandsBeforeTheAssetOfAnEarlierOne() throws {
        let draft = try Office().take("x.csv", "tag,site,zone\nA,Linz,\nA,Linz,CTRL\n")
        #expect(draft.proposals.map(\.book.name) == ["sites", "zones", "assets"])
    }

    @Test func inStrictModeNothingIsMadeAlong() throws {
        let office = Office()
        try office.take("sites.csv", "name\nLinz\n")
        let draft = try office.take("x.csv", "tag,site,criticality\nA,Linz,low\nB,Graz,low\n", strict: true)
        #expect(draft.new == 1 && draft.rejected == 1 && draft.created.isEmpty)
        #expect(draft.problems.map(\.value) == ["Graz"])
        #expect(draft.problems[0].sentence.contains("no site “Graz”"))
    }

    @Test func aBadValueLeavesTheOldOneOfAKeptRecord() throws {
        let office = Office()
        try office.take("x.csv", "tag,ip,installed_on\nA,10.0.0.1,2020-01-02\n")
        let draft = try office.take("x.csv", "tag,ip,installed_on\nA,DHCP,2021-03-04\n")
        let asset = try office.asset("A")
        #expect(asset.ip == "10.0.0.1" && asset.installedOn == Day(2021, 3, 4) && asset.unread == "ip: DHCP")
        #expect(draft.problems.contains { $0.sentence.contains("The field stays as it was") })
    }

    @Test func aMendedValueTakesItsLineAway() throws {
        let office = Office()
        try office.take("x.csv", "tag,ip,mac\nA,DHCP,none\n")
        try office.take("x.csv", "tag,ip\nA,10.0.0.1\n")
        #expect(try office.asset("A").unread == "mac: none")
    }

    @Test func aMissingColumnLeavesItsFieldAndABlankCellEmptiesIt() throws {
        let office = Office()
        try office.take("x.csv", "tag,vendor,product,lifecycle\nA,KSB,Etanorm,spare\n")
        try office.take("x.csv", "tag,product,lifecycle\nA,,\n")
        let asset = try office.asset("A")
        #expect(asset.vendor == "KSB" && asset.product.isEmpty)
        // A field that always has a value has no blank one.
        #expect(asset.lifecycle == .spare)
    }

    @Test func aTextBeyondItsLimitIsReportedAndKeptBesideTheRecord() throws {
        let office = Office()
        let long = String(repeating: "Ü", count: 501)
        let draft = try office.take("x.csv", "tag,name\nA,\(long)\n")
        let asset = try office.asset("A")
        #expect(asset.name.isEmpty && asset.unread == "name: " + long)
        #expect(draft.problems.contains { $0.sentence.contains("longer than 500 characters") })
    }

    @Test func aHugeTextIsCutToTheRoomForUnreadValues() throws {
        let office = Office()
        try office.take("x.csv", "tag,name\nA,\(String(repeating: "x", count: 20_000))\n")
        #expect(try office.asset("A").unread.utf8.count == 4000)
    }

    @Test func aLineBreakInABadValueStaysOnItsLine() throws {
        let office = Office()
        try office.take("x.csv", "tag,ip\nA,\"a\nb\"\n")
        #expect(try office.asset("A").unread == "ip: a\\nb")
    }

    @Test func theLaterOfTwoRowsForOneAssetCounts() throws {
        let office = Office()
        let draft = try office.take("x.csv", "tag,name\nA,one\na,two\n")
        #expect(draft.new == 1 && draft.proposals.count == 1)
        #expect(try office.asset("A").name == "two")
        #expect(draft.problems.contains { $0.row == 3 && $0.sentence.contains("overrides row 2") })
    }

    @Test func aRowThatOnlySpellsTheKeyInAnotherWayIsTheSame() throws {
        let draft = try Office().take("x.csv", "alias,canonical\nSIEMENS AG,siemens\nSiemens AG,siemens\n")
        #expect(draft.new == 1)
        #expect(draft.problems.map { $0.sentence.contains("is the same as row 2") } == [true])
    }

    @Test func twoTagsForOneDeviceAreReportedAlsoAgainstKeptRecords() throws {
        let office = Office()
        try office.take("x.csv", "tag,serial,mac\nA,S1,00:1B:1B:00:00:01\n")
        let draft = try office.take("x.csv", "tag,serial,mac\nB,s1,001b.1b00.0001\nC,S1,00:1B:1B:00:00:02\n")
        #expect(draft.problems.filter { $0.sentence.contains("duplicate") }.map(\.row) == [2])
        #expect(draft.problems.contains { $0.sentence.contains("Possible duplicate of A") })
    }

    @Test func anEmptyExpectedFieldIsReported() throws {
        let draft = try Office().take("x.csv", "tag,criticality\nA,\nB,hoch\n")
        #expect(
            draft.problems == [
                ImportProblem(
                    row: 2, column: "criticality", value: "", "Criticality is empty: not in low|medium|high|critical.")
            ])
    }

    @Test func aColumnThatNobodyKnowsIsNamedOnce() throws {
        let draft = try Office().take("x.csv", "tag,criticality,Farbe\nA,low,rot\nB,low,blau\n")
        #expect(draft.problems.map(\.column) == ["Farbe"])
    }

    @Test func aRecordThatWouldBreakARuleIsRejectedWithTheRule() throws {
        let office = Office()
        try office.take("zones.csv", "zone,site\nA,Linz\nB,Linz\n")
        let draft = try office.take("conduits.csv", "name,from,to\nC1,A,B\nC2,A,A\nC3,A,\n")
        #expect(draft.new == 1 && draft.rejected == 2)
        #expect(draft.problems.contains { $0.sentence.contains("A conduit joins two different zones.") })
        #expect(draft.problems.contains { $0.column == "to" && $0.sentence.contains("To zone is missing.") })
    }

    @Test func aReferenceNamesARecordToo() throws {
        let office = Office()
        try office.take("zones.csv", "zone,site\nCTRL,Linz\nCTRL,Graz\n")
        let draft = try office.take("x.csv", "tag,criticality,zone\nA,low,ZON-0002\nB,low,CTRL\nC,low,ZON-0099\n")
        #expect(try office.asset("A").zone?.uuid == office.plant[Zones.self][1].id.uuid)
        #expect(draft.problems.map(\.row) == [3, 4])
        #expect(draft.problems[0].sentence.contains("several zones are called so"))
        #expect(draft.problems[1].sentence.contains("no such zone"))
    }

    @Test func aZoneWithoutItsSiteIsMeantWhereItsNameIsUnique() throws {
        let office = Office()
        try office.take("zones.csv", "zone,site,criticality\nCTRL,Linz,low\nOPS,Linz,low\nOPS,Graz,low\n")
        let draft = try office.take("zones.csv", "zone,site,criticality\nCTRL,,high\nOPS,,high\n")
        #expect(draft.changed == 1 && draft.rejected == 1)
        let zone = office.plant[Zones.self][0]
        #expect(zone.criticality == .high && zone.site != nil)
    }

    @Test func requirementStatesAreReadWithZoneFrameworkAndCode() throws {
        let office = Office()
        try office.take("zones.csv", "zone,site\nCTRL,Linz\nCTRL,Graz\n")
        for framework in ["std-a.csv", "std-b.csv"] {
            try office.take(framework, "id,parent_id,kind,title,applies_to,sl,fr\nR 1,,requirement,One,OT,2,FR1\n")
        }
        let draft = try office.take(
            "states.csv",
            "Zone,Site,Framework,Requirement,Status,Verified on\n"
                + "CTRL,Graz,std-b,R 1,erfüllt,01.02.2026\n"
                + "CTRL,Graz,,R 1,no,\n"
        )
        #expect(draft.kind == "requirement states" && draft.new == 1 && draft.rejected == 1)
        let state = office.plant[RequirementStates.self][0]
        #expect(state.status == .met && state.verifiedOn == Day(2026, 2, 1))
        #expect(office.plant[Requirements.self][state.requirement]?.framework == office.plant[Frameworks.self][1].id)
        #expect(office.plant[Zones.self][state.zone]?.reference == "ZON-0002")
    }

    @Test func conduitsAndFlowsNameZonesAndAssets() throws {
        let office = Office()
        try office.take("a.csv", "tag,site,zone\nFW1,Linz,DMZ\nPLC1,Linz,CTRL\nHMI1,Linz,OPS\n")
        try office.take(
            "c.csv", "name,from,to,direction,protection,device,remote_access\nC1,OPS,CTRL,->,firewall,FW1,ja\n")
        let draft = try office.take(
            "f.csv", "name,conduit,source,destination,protocol,port\nF1,C1,HMI1,PLC1,S7comm,102\nF2,C1,X,PLC1,,\n")
        let conduit = office.plant[Conduits.self][0]
        #expect(conduit.direction == .forward && conduit.protection == .filtered && conduit.remoteAccess)
        let flow = office.plant[Flows.self][0]
        #expect(flow.source?.uuid == (try office.asset("HMI1")).id.uuid && flow.port == 102)
        #expect(draft.problems.contains { $0.row == 3 && $0.sentence.contains("no such asset") })
    }

    @Test func aFrameworkIsItsFileAndItsRows() throws {
        let office = Office()
        let text =
            "id,parent_id,kind,title,applies_to,sl,fr\n"
            + "SR 1,,group,Group,OT,,FR1\n"
            + "SR 1.1,SR 1,requirement,One,OT,2,FR1\n"
        let draft = try office.take("folder/iec-x-2020.csv", text)
        #expect(draft.kind == "framework" && draft.new == 2 && draft.created == ["framework iec-x-2020"])
        let requirement = office.plant[Requirements.self][1]
        #expect(requirement.level == 2 && requirement.foundational == 1 && requirement.parent == "SR 1")
        #expect(try office.take("iec-x-2020.csv", text).same == 2)
    }

    @Test func aTableThatFitsTwoRegistersIsOneOfThemByItsName() throws {
        let file = try ImportFile(name: "list.csv", bytes: Array("name,description\nA,B\n".utf8))
        #expect(Importer.reading(file)?.kind != "inventory")
        #expect(try Office().take("teams.csv", "name\nShift\n").kind == "teams")
        #expect(try Office().take("sites.csv", "name\nLinz\n").kind == "sites")
    }
}
