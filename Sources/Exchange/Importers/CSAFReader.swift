public import CSMS
public import Files
import Registers

/// What a CSAF 2.0 document says: which products, which versions, which weaknesses.
///
/// Branches may come in any order of categories, products may be named without branches, and a relationship makes a
/// product of two others.
/// - Throws: `FileError` with the place of whatever makes the document unusable: another version of CSAF, a mandatory
///   part that is missing, a product identifier that is defined twice or never, a product that is affected and not
///   affected by the same weakness, a score that its vector does not give.
/// - Source: OASIS CSAF 2.0; the numbers of tests are those of its section 6.1.
public func bulletin(from json: JSON) throws(FileError) -> Bulletin {
    var reader = CSAFReader(json)
    return try reader.read()
}

/// Reads one document from its head to its weaknesses.
struct CSAFReader {
    /// What a document may have at most; whatever has more is refused.
    enum Limits {
        static let branchDepthMax = 60
        static let productsMax = 200_000
        static let weaknessesMax = 50_000
        /// Identifiers that are named in status lists, scores and remedies, altogether.
        static let mentionsMax = 4_000_000
        static let nameBytesMax = 4_000
        /// Longer advice is cut.
        static let detailsBytesMax = 20_000
        static let remarksMax = 200
    }

    let json: JSON
    var products: [CSAFProduct] = []
    var placeOfProduct: [String: Int] = [:]
    var groups: [String: [Int]] = [:]
    var weaknesses: [Weakness] = []
    /// Where the document contradicts itself without becoming unusable.
    private(set) var remarks: [ImportProblem] = []
    var mentions = 0

    init(_ json: JSON) { self.json = json }

    /// Reads the whole document.
    mutating func read() throws(FileError) -> Bulletin {
        let head = try CSAFHead(self.json)
        try self.readTree()
        try self.readWeaknesses()
        return Bulletin(
            advisoryId: head.id, publisher: head.publisher, title: head.title,
            products: self.products.map(\.product), weaknesses: self.weaknesses)
    }

    /// Says where the document contradicts itself, up to a limit that a person can still read.
    mutating func remark(_ sentence: String, at place: JSON, _ value: String? = nil) {
        guard self.remarks.count < Limits.remarksMax else { return }
        self.remarks.append(ImportProblem(row: place.line, value: value, sentence))
    }

    /// Counts one more identifier, so that a small file cannot ask for endless work.
    mutating func countMention(_ place: JSON) throws(FileError) {
        self.mentions += 1
        if self.mentions > Limits.mentionsMax {
            throw place.refusal("The CSAF document names products more than \(Limits.mentionsMax) times. Split it.")
        }
    }
}

/// The parts of a document that say what it is.
struct CSAFHead {
    let id: String
    let publisher: String
    let title: String
    let category: String
    let version: String
    let status: String
    let released: Moment?
    let updated: Moment?

    /// Reads `document`.
    init(_ json: JSON) throws(FileError) {
        guard let document = json["document"], document.kind == .object else {
            throw json.refusal("This is no CSAF document: the part “document” is missing.")
        }
        let format = try document.csafText("csaf_version", of: "document")
        guard format == "2.0" else {
            throw (document["csaf_version"] ?? document).refusal(
                "CSAF \(format) is not read yet, only CSAF 2.0. Ask the publisher for the CSAF 2.0 edition.")
        }
        self.category = try document.csafText("category", of: "document")
        self.title = try document.csafText("title", of: "document")
        self.publisher = try document.csafPart("publisher", of: "document").csafText("name", of: "publisher")
        let tracking = try document.csafPart("tracking", of: "document")
        self.id = try tracking.csafText("id", of: "tracking")
        self.version = try tracking.csafText("version", of: "tracking")
        self.status = try tracking.csafText("status", of: "tracking")
        self.released = try tracking.csafMoment("initial_release_date", of: "tracking")
        self.updated = try tracking.csafMoment("current_release_date", of: "tracking")
    }
}

extension JSON {
    /// A mandatory object.
    func csafPart(_ key: String, of part: String) throws(FileError) -> JSON {
        guard let value = self[key], value.kind == .object else {
            throw (self[key] ?? self).refusal("“\(key)” is missing in “\(part)” of the CSAF document.")
        }
        return value
    }

    /// A mandatory text that is not blank.
    func csafText(_ key: String, of part: String) throws(FileError) -> String {
        guard let value = self[key] else {
            throw self.refusal("“\(key)” is missing in “\(part)” of the CSAF document.")
        }
        return try value.csafText("“\(key)” of “\(part)”")
    }

    /// This value as a text that is not blank, with a limit.
    func csafText(_ name: String) throws(FileError) -> String {
        guard let text = self.text else { throw self.refusal("\(name) is not a text in the CSAF document.") }
        guard !text.utf8.allSatisfy({ $0 == 0x20 }) else {
            throw self.refusal("\(name) is blank in the CSAF document.")
        }
        guard text.utf8.count <= CSAFReader.Limits.nameBytesMax else {
            throw self.refusal("\(name) is longer than \(CSAFReader.Limits.nameBytesMax) bytes. Shorten it.")
        }
        return text
    }

    /// The values of a list in this object; none when the list is missing.
    func csafList(_ key: String) throws(FileError) -> Elements {
        guard self.kind == .object else { throw self.refusal("This is not an object in the CSAF document.") }
        // An object has no elements.
        guard let list = self[key] else { return self.elements }
        guard list.kind == .array else { throw list.refusal("“\(key)” is not a list in the CSAF document.") }
        return list.elements
    }

    fileprivate func csafMoment(_ key: String, of part: String) throws(FileError) -> Moment {
        let text = try self.csafText(key, of: part)
        guard let moment = Moment(text) else {
            throw (self[key] ?? self).refusal("“\(key)” of “\(part)” is not a date and time of RFC 3339.")
        }
        return moment
    }
}
