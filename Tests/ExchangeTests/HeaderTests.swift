import CSMS
import Exchange
import Registers
import Testing

/// The headers that inventories have, and the field each means.
struct HeaderTests {
    static let assetHeaders: [(header: String, field: String)] = [
        ("Asset", "tag"), ("Asset-ID", "tag"), ("asset_tag", "tag"), ("Gerät", "tag"), ("AKZ", "tag"), ("TAG", "tag"),
        ("Betriebsmittelkennzeichen", "tag"), ("Inventar-Nr.", "tag"), ("Name", "name"), ("Bezeichnung", "name"),
        ("Standort", "site"), ("Werk", "site"), ("Plant", "site"), ("Bereich", "area"), ("Gebäude", "area"),
        ("Security Zone", "zone"), ("Netzwerkzone", "zone"), ("Hersteller", "vendor"), ("Manufacturer", "vendor"),
        ("Vendor name", "vendor"), ("Produkt", "product"), ("Modell", "model"), ("Typ", "type"),
        ("Device Type", "type"),
        ("Bestellnummer", "order_number"), ("MLFB", "order_number"), ("Order no.", "order_number"),
        ("Artikelnummer", "order_number"), ("Part Number", "order_number"), ("P/N", "order_number"),
        ("Firmware", "firmware_version"), ("FW", "firmware_version"), ("SW-Stand", "firmware_version"),
        ("Version", "firmware_version"), ("FW version (installed)", "firmware_version"), ("Betriebssystem", "os"),
        ("IP-Adresse", "ip"), ("IP\nAddress", "ip"), ("MAC", "mac"), ("MAC-Adresse", "mac"), ("Seriennummer", "serial"),
        ("S/N", "serial"), ("Serial No.", "serial"), ("Kritikalität", "criticality"), ("KRITIKALITAET", "criticality"),
        ("Purdue", "purdue_level"), ("Eigentümer", "owner"), ("Eigentuemer", "owner"), ("Verantwortlich", "owner"),
        ("Inbetriebnahme", "installed_on"), ("Supportende", "end_of_support"), ("End of life", "end_of_support"),
        ("EOL", "end_of_support"), ("End-of-Support", "end_of_support"), ("endOfSupport", "end_of_support"),
        ("zuletzt gesehen", "last_seen"), ("Last Seen", "last_seen"), ("Lebenszyklus", "lifecycle"),
    ]

    @Test(arguments: assetHeaders)
    func aHeaderMeansItsField(_ header: String, _ field: String) throws {
        let value = Self.values[field] ?? "X1"
        let office = Office()
        // An area belongs to a site.
        let place = field == "area" ? ";site" : ""
        if field == "tag" {
            try office.take("x.csv", "\"\(header)\";name;Hersteller;Bestellnummer\n\(value);A;B;C\n")
        } else {
            try office.take("x.csv", "tag;\"\(header)\"\(place)\nT1;\(value);Linz\n")
        }
        let asset = try #require(office.plant[Assets.self].first)
        let column = try #require(Assets.book.place(of: field))
        #expect(!asset.cells[column].isBlank && asset.cells[column] != Assets.book.blank[column])
    }

    static let values = [
        "ip": "10.0.0.1", "mac": "00:1B:1B:00:00:01", "criticality": "high", "purdue_level": "2",
        "installed_on": "01.02.2020", "end_of_support": "2030-01-01", "last_seen": "2024-09-05T01:04:52Z",
        "lifecycle": "spare",
    ]

    static let files: [(name: String, header: String, kind: String)] = [
        ("a.csv", "alias,canonical", "vendor aliases"), ("a.csv", "Name,City,Country", "sites"),
        ("a.csv", "name,site", "areas"), ("a.csv", "Zone,Standort,SL-T,Kritikalität", "zones"),
        ("a.csv", "name,from,to,protection", "conduits"), ("a.csv", "Conduit;Von;Nach;Richtung", "conduits"),
        ("a.csv", "name,conduit,source,destination,port", "flows"), ("a.csv", "person,role,site", "role grants"),
        ("a.csv", "user_name,name,email,team", "people"), ("a.csv", "Benutzername;Name;Firma", "people"),
        ("a.csv", "name,site,zone,range,vlan", "networks"), ("a.csv", "asset,slot,name,firmware_version", "components"),
        ("a.csv", "zone,requirement,status", "requirement states"), ("a.csv", "code,framework,title", "requirements"),
        ("a.csv", "source_framework,source_id,relationship,target_framework,target_id,basis,source", "mapping"),
        ("a.csv", "AKZ;Bezeichnung;Werk;MLFB;FW", "inventory"), ("a.csv", "cve,name,added_on", "known exploits"),
        ("teams.csv", "name", "teams"), ("a.csv", "name,email", "teams"),
    ]

    @Test(arguments: files)
    func aTableIsKnownByItsHeaders(_ name: String, _ header: String, _ kind: String) throws {
        #expect(try draft(of: name, Array(header.utf8), at: Office().desk()).kind == kind)
    }

    @Test(arguments: ["a,b,c", "colour\nred", "name\nA", "description,notes\nx,y"])
    func aTableThatNamesNothingIsLeft(_ text: String) throws {
        #expect(Importer.reading(try ImportFile(name: "a.csv", bytes: Array(text.utf8))) == nil)
    }

    @Test func aFieldsOwnNameWinsOverAnotherSpelling() throws {
        let office = Office()
        let draft = try office.take("x.csv", "Gerät,tag,criticality\nPumpe,T1,low\n")
        #expect(try office.asset("T1").tag == "T1")
        #expect(draft.problems.map(\.column) == ["Gerät"])
    }

    @Test func secretFieldsAreNeverRead() throws {
        let office = Office()
        try office.take("p.csv", "user_name,name\nann,Ann\n")
        let draft = try office.take("s.csv", "person,password_hash,must_change\nann,abc,yes\n")
        #expect(draft.kind == "sign ins" && draft.problems.map(\.column) == ["password_hash"])
        #expect(office.plant[SignIns.self].first?.passwordHash == "")
    }
}
