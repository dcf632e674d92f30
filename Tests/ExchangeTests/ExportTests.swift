import CSMS
import Exchange
import Files
import Registers
import Testing

/// What leaves the house, and what comes back.
struct ExportTests {
    static let names = catalogue.map(\.name)

    @Test(arguments: names)
    func importingAnExportChangesNothing(_ name: String) throws {
        let book = try #require(catalogue.first { $0.name == name })
        let office = try fullOffice()
        let records = try #require(office.plant[name]).kept
        #expect(!records.isEmpty)
        let draft = try office.take("\(name).csv", book.csv(in: office.plant))
        #expect(draft.proposals.isEmpty && draft.rejected == 0)
        #expect(draft.same == records.count)
    }

    @Test(arguments: names)
    func anExportIntoAnEmptyRegisterGivesTheSameValues(_ name: String) throws {
        let book = try #require(catalogue.first { $0.name == name })
        let office = try fullOffice()
        let records = try #require(office.plant[name]).kept
        let other = Office(family: 2)
        for register in catalogue where register.name != name {
            for record in office.plant[register.name]?.kept ?? [] {
                other.keep(Proposal(new: register, id: record.id, cells: record.cells))
            }
        }
        try other.take("\(name).csv", book.csv(in: office.plant))
        let secret = book.columns.indices.filter { book.columns[$0].field.traits.contains(.secret) }
        let back = try #require(other.plant[name]).kept
        #expect(back.count == records.count)
        for (one, two) in zip(records, back) {
            for place in book.columns.indices where !secret.contains(place) {
                #expect(one.cells[place] == two.cells[place], "\(book.columns[place].name)")
            }
        }
    }

    @Test func secretFieldsStayInTheHouse() throws {
        let office = try fullOffice()
        for bytes in [SignIns.book.csv(in: office.plant), SignIns.book.json(in: office.plant)] {
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(text.contains("must_change") && !text.contains("password_hash") && !text.contains("argon2id"))
        }
    }

    static let formulas = [
        "=1+1", "-2+3", "+49 171 0000000", "@SUM(1+1)*cmd|' /C calc'!A0", "\tx", "\rx", " =1", "＝1", "'=1", "''-2+3",
        "'x", "-3", "\u{200D}=1", "'\u{301}=1", "plain",
    ]

    @Test(arguments: formulas)
    func aFormulaIsGuardedOutsideAndComesBackUnchanged(_ name: String) throws {
        let office = Office()
        office.keep(Proposal(new: Assets.book, id: office.newID(), cells: asset("A", name)))
        let bytes = Assets.book.csv(in: office.plant)
        let row = try #require(CSV(parsing: bytes).sheet.rows.last)
        let first = row[1].unicodeScalars.first { !$0.properties.isWhitespace && $0 != "\u{200D}" }
        #expect(!"=+@＝\t\r".unicodeScalars.contains(first ?? " "))
        let other = Office()
        try other.take("x.csv", bytes)
        #expect(Array(try other.asset("A").name.utf8) == Array(name.utf8))
    }

    @Test(.enabled(if: ExchangeCorpora.areThere)) func naughtyStringsComeBackByteForByte() throws {
        let list = try JSON(parsing: ExchangeCorpora.bytes("hostile/blns/blns.json"))
        let texts = list.elements.compactMap(\.text).filter { !$0.utf8.contains(0) && $0.unicodeScalars.count <= 500 }
        #expect(texts.count > 400)
        let office = Office()
        for (place, text) in texts.enumerated() {
            office.keep(Proposal(new: Assets.book, id: office.newID(), cells: asset("T\(place)", text)))
        }
        let other = Office()
        let draft = try other.take("x.csv", Assets.book.csv(in: office.plant))
        #expect(draft.new == texts.count)
        for (asset, text) in zip(other.plant[Assets.self], texts) where !tidied(text).isEmpty {
            #expect(Array(asset.name.utf8) == Array(text.utf8))
        }
    }

    @Test func aZoneWhoseNameIsNotClearIsWrittenAsItsReference() throws {
        let office = Office()
        try office.take("a.csv", "tag,site,zone\nA,Linz,CTRL\nB,Graz,CTRL\nC,Graz,OPS\n")
        let sheet = try CSV(parsing: Assets.book.csv(in: office.plant)).sheet
        let zone = try #require(Assets.book.place(of: "zone"))
        #expect(sheet.rows.dropFirst().map { $0[zone] } == ["ZON-0001", "ZON-0002", "OPS"])
    }

    @Test func jsonHasNumbersFlagsAndNoValue() throws {
        let office = try fullOffice()
        let flows = try JSON(parsing: Flows.book.json(in: office.plant))
        let flow = try #require(flows.elements.first { $0["name"]?.text == "=F1" })
        #expect(flow["port"]?.integer == 102 && flow["encrypted"]?.flag == true)
        #expect(flow["conduit"]?.text == "C1" && flow["reference"]?.text == "FLO-0001")
        let zones = try JSON(parsing: Zones.book.json(in: office.plant))
        #expect(zones.elements.contains { $0["criticality"]?.kind == .null })
    }

    private func asset(_ tag: String, _ name: String) -> [Cell] {
        Asset(id: ID(UUID(high: 0, low: 0))) {
            $0.tag = tag
            $0.name = name
        }.cells
    }
}

/// A file of every register: every field filled once, and once only what must be.
private var fullFiles: [(name: String, text: String)] {
    let (photo, log) = (String(repeating: "a", count: 64), String(repeating: "d", count: 64))
    return [
        ("sites.csv", "name,city,country,time_zone\nLinz,Linz,AT,Europe/Vienna\nGraz,,,\n"),
        ("areas.csv", "name,site\nHall,Linz\nHall,Graz\n"),
        ("teams.csv", "name,email\nShift,s@example.org\n'=1,\n"),
        (
            "people.csv",
            "user_name,name,email,team,employer,disabled\nann,Ann,a@example.org,Shift,,no\nbob,Bob,,,ACME,yes\n"
        ),
        ("grants.csv", "person,role,site,valid_until\nann,ENG,Linz,2030-01-02\nann,ADM,,\n"),
        ("sign_ins.csv", "person,must_change\nann,yes\n"),
        (
            "zones.csv",
            "name,site,kind,purdue_level,target_sl,criticality,description\n"
                + "CTRL,Linz,control,1,2 2 0 1 3 1 3,high,\"a\n"
                + "b\"\n"
                + "CTRL,Graz,control,,,,\n"
                + "Net,,external,,,,\n"
        ),
        (
            "x.csv",
            "tag,name,site,area,zone,ip,mac,owner,installed_on,last_seen,criticality,lifecycle\n"
                + "A,Pump,Linz,Hall,CTRL,10.0.0.1,001b1b000001,Shift,2020-01-02,2024-09-05T01:04:52Z,low,spare\n"
                + "=B,\"x;\"\"y\",Graz,Hall,CTRL,DHCP,,,,,,\n"
                + "C,,Linz,,ZON-0002,,,,,,,\n"
        ),
        ("components.csv", "asset,slot,name\nA,1,CPU\n=B,0/1,CP\n"),
        ("networks.csv", "name,site,zone,range,vlan\nN1,Linz,CTRL,10.0.0.0/24,12\n"),
        (
            "conduits.csv",
            "name,site,from,to,direction,protection,device,remote_access\n"
                + "C1,Linz,CTRL,Net,->,firewall,A,yes\n"
                + "C2,,ZON-0001,ZON-0002,,,,\n"
        ),
        ("flows.csv", "name,conduit,source,destination,protocol,port,encrypted\n=F1,C1,A,=B,S7,102,yes\nF2,,,,,,\n"),
        (
            "std-a.csv",
            "id,parent_id,kind,title,applies_to,sl,fr\nR 1,,requirement,One,OT,2,FR1\nR 2,R 1,enhancement,,,,\n"
        ),
        ("std-b.csv", "id,parent_id,kind,title,applies_to,sl,fr\nR 1,,group,One,OT,,\n"),
        ("m.csv", "source_framework,source_id,relationship,target_framework,target_id\nstd-a,R 1,equal,std-b,R 1\n"),
        (
            "evidence.csv",
            "title,digest,collected_on\n\"Photo; door\",\(photo),2026-01-01\nLog,\(log),\n"
        ),
        (
            "states.csv",
            "zone,site,framework,requirement,status,justification,evidence\n"
                + "CTRL,Linz,std-a,R 1,n/a,none,\(photo); Log\n"
                + "Net,,,R 2,met,,\n"
        ),
        (
            "advisories.csv",
            "advisory_id,publisher,digest,released,cves\n"
                + "ICSA-1,CISA,\(photo),2024-09-05T01:04:52.120Z,\"CVE-1\nCVE-2\"\n"
        ),
        ("k.csv", "cve,name,added_on,ransomware\nCVE-2025-1,X,2025-01-01,yes\n"),
        ("aliases.csv", "alias,canonical\nSiemens AG,siemens\n"),
    ]
}

/// A plant with the records of those files.
private func fullOffice() throws -> Office {
    let office = Office()
    for (name, text) in fullFiles {
        let draft = try office.take(name, text)
        #expect(draft.rejected == 0 && draft.new > 0, "\(name): \(draft.problems)")
    }
    for record in office.records["sign_ins"] ?? [] {
        var cells = record.cells
        cells[1] = .text("$argon2id$")
        office.keep(Proposal(change: record, in: SignIns.book, to: cells))
    }
    return office
}
