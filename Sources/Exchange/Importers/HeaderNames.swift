import CSMS
import Registers

/// The headers that people and programs write above a column, for each column of each register.
///
/// The name of the column and its label are always understood; these are the others. A line counts for every register
/// that has such a column, unless the column stands behind the name of its register. Headers are compared without
/// case, blanks, punctuation and accents, so `Geräte-Nr.` is also `GERAETENR` and `Gerate Nr`.
let headerSpellings: [(column: String, headers: [String])] = [
    // Assets
    (
        "assets.tag",
        [
            "Asset", "Asset tag", "Asset-ID", "Asset number", "Asset no.", "Tag number", "Tag no.", "Tag name",
            "Device ID",
            "Equipment", "Equipment ID", "Equipment number", "Equipmentnummer", "Inventory number", "Inventarnummer",
            "Inventar-Nr.", "Inv.-Nr.", "Gerät", "Geräte-ID", "Gerätenummer", "Geräte-Nr.", "Anlagennummer",
            "Betriebsmittelkennzeichen", "BMK", "Betriebsmittel", "Anlagenkennzeichen", "Anlagenkennzeichnung", "AKZ",
            "Kennzeichen", "KKS", "TPLNR", "Technischer Platz", "Messstelle",
        ]
    ),
    ("assets.name", ["Asset name", "Device name", "Gerätename", "Hostname", "Host name", "Host", "Rechnername"]),
    (
        "assets.type",
        [
            "Asset type", "Device type", "Device class", "Category", "Kind", "Typ", "Gerätetyp", "Geräteart", "Art",
            "Anlagenart", "Kategorie", "Asset class", "Class", "Role", "Rolle",
        ]
    ),
    (
        "vendor",
        [
            "Manufacturer", "Hersteller", "Make", "Brand", "Marke", "Fabrikat", "Vendor name", "Manufacturer name",
            "OEM",
            "Herstellername", "Vendor project",
        ]
    ),
    (
        "product",
        [
            "Product name", "Produkt", "Produktname", "Produktbezeichnung", "Gerätebezeichnung", "Erzeugnis",
            "Product family",
        ]
    ),
    (
        "model",
        [
            "Model name", "Model number", "Model no.", "Modell", "Modellnummer", "Modell-Nr.", "Typenbezeichnung",
            "Typenschlüssel",
        ]
    ),
    (
        "order_number",
        [
            "Order no.", "Order nr.", "Order code", "Ordering code", "MLFB", "MLFB-Nr.", "Bestellnummer", "Bestell-Nr.",
            "Artikelnummer", "Artikel-Nr.", "Article number", "Article no.", "Part number", "Part no.", "Part Nr.",
            "PN", "P/N",
            "Catalog number", "Catalogue number", "Cat. no.", "Sachnummer", "Materialnummer", "Material number", "SKU",
            "Teilenummer",
        ]
    ),
    (
        "firmware_version",
        [
            "Firmware", "FW", "FW version", "Firmwarestand", "Firmwareversion", "FW-Stand", "Version",
            "Software version",
            "SW version", "SW", "Softwarestand", "SW-Stand", "Softwareversion", "Installed version",
            "Firmware revision",
            "FW rev", "Versionsstand",
        ]
    ),
    (
        "os",
        ["OS", "Operating system version", "OS version", "OS name", "Betriebssystem", "Betriebssystemversion", "BS"]
    ),
    (
        "ip",
        [
            "IP", "IP address", "IP addr", "IPv4", "IPv4 address", "IPv6", "IP-Adresse", "IP Adr.", "Netzwerkadresse",
            "Network address", "Primary IP", "Management IP", "Host IP",
        ]
    ),
    (
        "mac",
        [
            "MAC", "MAC address", "MAC addr", "MAC-Adresse", "Ethernet address", "Hardware address", "Hardwareadresse",
            "Physical address", "Physikalische Adresse",
        ]
    ),
    (
        "serial",
        [
            "Serial", "Serial no.", "Serial Nr.", "S/N", "SN", "Seriennummer", "Serien-Nr.", "Seriennr", "Fabriknummer",
            "Fabrik-Nr.", "Herstellnummer",
        ]
    ),
    (
        "purdue_level",
        [
            "Purdue", "Purdue model level", "Purdue-Level", "Purdue-Ebene", "Level", "Ebene", "ISA-95 level", "ISA95",
            "Stufe",
            "Automatisierungsebene",
        ]
    ),
    (
        "criticality",
        [
            "Kritikalität", "Kritisch", "Criticality level", "Criticality rating", "Importance", "Business criticality",
            "Wichtigkeit", "Einstufung", "Schutzbedarf",
        ]
    ),
    (
        "assets.owner",
        [
            "Asset owner", "System owner", "Eigentümer", "Besitzer", "Verantwortlich", "Verantwortlicher",
            "Responsible",
            "Responsible team", "Zuständig", "Zuständigkeit", "Betreiber", "Team", "Department", "Abteilung", "Contact",
            "Ansprechpartner",
        ]
    ),
    (
        "installed_on",
        [
            "Installed", "Install date", "Installation date", "Date installed", "Commissioned", "Commissioned on",
            "Commissioning date", "Inbetriebnahme", "Inbetriebnahmedatum", "IBN", "Einbaudatum", "Installationsdatum",
            "Installiert am", "Baujahr",
        ]
    ),
    (
        "end_of_support",
        [
            "End of life", "EOL", "EoL date", "EOS", "End of support date", "Support until", "Supported until",
            "Support end",
            "Supportende", "Support-Ende", "Support bis", "Ende des Supports", "Herstellersupport bis", "Abkündigung",
            "End of security updates", "Wartungsende", "Lebensende",
        ]
    ),
    ("no_end_announced", ["Supported", "No end of support announced", "Kein Supportende angekündigt"]),
    (
        "last_seen",
        [
            "Last seen at", "Last contact", "Last scan", "Last discovered", "Zuletzt gesehen", "Zuletzt gesehen am",
            "Zuletzt online", "Letzter Kontakt",
        ]
    ),
    ("lifecycle", ["Life cycle", "Status", "State", "Lebenszyklus", "Lebensphase", "Zustand", "Betriebszustand"]),
    ("unread", ["Unread"]),
    // Names and places
    ("name", ["Bezeichnung", "Benennung", "Beschreibung kurz", "Title", "Titel", "Nom", "Nombre"]),
    (
        "site",
        [
            "Plant", "Location", "Factory", "Facility", "Standort", "Werk", "Betriebsstätte", "Site name", "Ort",
            "Anlage",
        ]
    ),
    (
        "area",
        [
            "Area name", "Bereich", "Building", "Gebäude", "Halle", "Hall", "Linie", "Line", "Production line", "Unit",
            "Department area", "Anlagenteil", "Anlagenbereich", "Teilanlage",
        ]
    ),
    (
        "zone",
        [
            "Zone name", "Security zone", "Netzzone", "Netzwerkzone", "Sicherheitszone", "Zonenname", "Network zone",
        ]
    ),
    ("description", ["Beschreibung", "Remarks", "Bemerkung", "Bemerkungen", "Comment", "Kommentar", "Notes", "Notiz"]),
    ("email", ["E-mail address", "Mail", "E-Mail-Adresse", "Mailadresse"]),
    ("team", ["Team name", "Group", "Gruppe", "Abteilung", "Department", "Mannschaft"]),
    ("sites.name", ["Site", "Site name", "Standort", "Standortname", "Werk", "Plant", "Plant name"]),
    ("sites.city", ["Town", "Stadt", "Ort"]),
    ("sites.country", ["Land", "Country code", "Staat"]),
    ("sites.time_zone", ["TZ", "Zeitzone"]),
    ("areas.name", ["Area", "Area name", "Bereich", "Bereichsname", "Halle", "Anlagenteil"]),
    ("teams.name", ["Team", "Team name", "Teamname", "Gruppe", "Group"]),
    (
        "people.user_name",
        ["User", "Username", "Login", "Account", "Benutzer", "Benutzername", "Anmeldename", "Kennung"]
    ),
    ("people.name", ["Full name", "Display name", "Person", "Vor- und Nachname"]),
    ("people.employer", ["Company", "Firma", "Arbeitgeber", "Vendor", "Service provider", "Dienstleister"]),
    ("people.disabled", ["Inactive", "Locked", "Gesperrt", "Inaktiv"]),
    ("role_grants.person", ["User", "User name", "Username", "Benutzer", "Benutzername", "Login"]),
    ("role_grants.role", ["Rolle", "Role code"]),
    ("valid_until", ["Valid to", "Expires", "Expires on", "Expiry", "Gültig bis", "Ablauf", "Ablaufdatum", "Until"]),
    // Components and networks
    ("components.asset", ["Tag", "Asset tag", "Device", "Gerät", "Asset-ID", "Station", "Host"]),
    ("components.slot", ["Rack", "Rack/slot", "Steckplatz", "Position", "Einbauplatz"]),
    ("components.name", ["Module", "Modul", "Baugruppe", "Component", "Komponente"]),
    ("networks.name", ["Network", "Network name", "Netz", "Netzwerk", "Netzname", "Segment"]),
    (
        "networks.range",
        [
            "Range", "Subnet", "Subnetz", "CIDR", "Prefix", "IP range", "Network range", "Adressbereich", "Netzadresse",
        ]
    ),
    ("networks.vlan", ["VLAN ID", "VID", "VLAN-Nr."]),
    // Zones and conduits
    ("zones.name", ["Zone", "Zone name", "Zonenname", "Zonenbezeichnung", "Security zone", "Sicherheitszone"]),
    ("zones.kind", ["Zone type", "Zone kind", "Type", "Typ", "Art", "Zonentyp"]),
    (
        "target_sl",
        [
            "SL-T", "SLT", "Target SL", "Target security level", "Security level", "Security level target", "SL Soll",
            "Ziel-SL",
        ]
    ),
    ("zones.safety_impact", ["Safety", "Sicherheitsauswirkung", "Safety consequence"]),
    ("conduits.name", ["Conduit", "Conduit name", "Übergang", "Zonenübergang"]),
    ("conduits.from", ["From", "From zone", "Source zone", "Von", "Von Zone", "Quellzone", "Zone A", "Zone 1"]),
    (
        "conduits.to",
        ["To", "To zone", "Destination zone", "Target zone", "Nach", "Nach Zone", "Zielzone", "Zone B", "Zone 2"]
    ),
    ("conduits.direction", ["Richtung"]),
    ("conduits.protection", ["Schutz", "Protected by", "Control", "Protection kind"]),
    ("conduits.device", ["Guarded by", "Firewall", "Device", "Gateway", "Gerät", "Boundary device"]),
    ("conduits.remote_access", ["Remote", "Remote access", "Fernzugriff", "Fernwartung"]),
    ("flows.name", ["Flow", "Flow name", "Connection", "Verbindung", "Kommunikationsbeziehung"]),
    ("flows.conduit", ["Conduit", "Conduit name", "Übergang"]),
    ("flows.source", ["Source", "Source tag", "Src", "From", "Quelle", "Von", "Client"]),
    ("flows.destination", ["Destination", "Destination tag", "Dst", "Dest", "To", "Target", "Ziel", "Nach", "Server"]),
    ("flows.network_protocol", ["Protocol", "Protokoll", "Service", "Dienst", "Application protocol"]),
    ("flows.port", ["Port number", "Destination port", "Dst port", "Zielport", "TCP port"]),
    ("flows.encrypted", ["Verschlüsselt", "TLS", "Encryption"]),
    ("flows.purpose", ["Zweck", "Reason", "Justification", "Begründung", "Verwendungszweck"]),
    // Requirements
    ("frameworks.code", ["Framework", "Framework code", "Standard", "Norm"]),
    ("requirements.code", ["Requirement", "Requirement id", "Id", "Anforderung", "Anforderungs-ID"]),
    ("requirements.parent", ["Parent id", "Parent"]),
    ("requirements.level", ["SL", "First SL", "Security level"]),
    ("requirements.foundational", ["FR", "Foundational"]),
    (
        "requirement_states.requirement",
        [
            "Requirement id", "Requirement code", "Anforderung", "Anforderungs-ID", "Code", "Control", "Control id",
        ]
    ),
    (
        "requirement_states.status",
        ["State", "Compliance", "Compliance status", "Erfüllung", "Erfüllungsgrad", "Umsetzung"]
    ),
    ("requirement_states.justification", ["Reason", "Begründung", "Rationale", "Remark", "Bemerkung"]),
    (
        "requirement_states.countermeasure",
        [
            "Countermeasure", "Compensating control", "Compensation", "Kompensation", "Ersatzmaßnahme",
            "Kompensierende Maßnahme",
        ]
    ),
    (
        "requirement_states.verified_on",
        [
            "Verified", "Verified at", "Assessed on", "Assessment date", "Date", "Datum", "Geprüft am", "Prüfdatum",
        ]
    ),
    ("requirement_states.method", ["Verification method", "How verified", "Prüfmethode", "Methode", "Nachweisart"]),
    ("requirement_states.evidence", ["Proof", "Nachweis", "Nachweise", "Beleg", "Evidence files"]),
    ("framework", ["Framework code", "Standard", "Norm", "Regelwerk"]),
    // Vulnerabilities and evidence
    ("vendor_aliases.alias", ["Other name", "Also known as", "AKA", "Vendor alias", "Anderer Name"]),
    ("vendor_aliases.canonical", ["Canonical", "Canonical vendor", "Vendor", "Hersteller", "Name"]),
    ("known_exploits.cve", ["CVE ID", "CVE number"]),
    ("known_exploits.name", ["Vulnerability name"]),
    ("known_exploits.added_on", ["Date added"]),
    ("known_exploits.due_on", ["Due date"]),
    ("known_exploits.ransomware", ["Known ransomware campaign use", "Ransomware"]),
    ("known_exploits.action", ["Required action"]),
    ("evidence.digest", ["SHA256", "Digest", "Hash", "Checksum"]),
    ("evidence.title", ["Name", "Evidence", "Nachweis"]),
]

/// A header as it is compared: folded, without accents, and only its letters and digits; `ä` is `ae` is `a`.
func squashed(_ header: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in folded(header).unicodeScalars {
        let letter = withoutAccent(scalar)
        if letter == "e", let last = result.last, "aou".unicodeScalars.contains(last) { continue }
        if letter.properties.isAlphabetic || letter.properties.numericType != nil { result.append(letter) }
    }
    return String(result)
}

private func withoutAccent(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "á", "à", "â", "ã", "å", "ä": "a"
    case "é", "è", "ê", "ë": "e"
    case "í", "ì", "î", "ï": "i"
    case "ó", "ò", "ô", "õ", "ö", "ø": "o"
    case "ú", "ù", "û", "ü": "u"
    case "ñ": "n"
    case "ç": "c"
    default: scalar
    }
}
