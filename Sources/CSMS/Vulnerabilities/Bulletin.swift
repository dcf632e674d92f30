import Registers

/// What an advisory says, read from its original: which products, which versions, which weaknesses.
///
/// It is no record: the original bytes are kept, and this is read from them whenever it is needed.
public struct Bulletin: Sendable, Hashable {
    /// The publisher's own number, such as `ICSA-22-326-03`.
    public let advisoryId: String
    /// The publisher, such as `CISA`.
    public let publisher: String
    /// Headline.
    public let title: String
    /// The products it speaks of, in the order of the document.
    public let products: [BulletinProduct]
    /// The weaknesses, in the order of the document.
    public let weaknesses: [Weakness]

    /// A bulletin with all its parts.
    public init(
        advisoryId: String, publisher: String, title: String, products: [BulletinProduct], weaknesses: [Weakness]
    ) {
        self.advisoryId = advisoryId
        self.publisher = publisher
        self.title = title
        self.products = products
        self.weaknesses = weaknesses
    }
}

/// One product with one version text, and what the weaknesses say of it.
public struct BulletinProduct: Sendable, Hashable {
    /// The identifier inside the document; another document may use it for something else.
    public let productId: String
    /// The name of the vendor as it is written.
    public let vendor: String
    /// The name of the product as it is written.
    public let name: String
    /// The version or range as it is written; `nil` when the product has no version branch.
    public let versionText: String?
    /// Order numbers, model numbers and SKUs as they are written; `*` and `?` stand for any characters.
    public let orderNumbers: [String]
    /// Serial numbers, which decide alone where they are given.
    public let serialNumbers: [String]
    /// Other products that must be there too, by their identifiers: hardware under firmware. Empty for most.
    public let on: [String]
    /// What else the product tree asks for and no record can tell: an architecture, a language, a host. Mostly empty.
    public let conditions: [String]
    /// The name by which the document calls product and version together, for people.
    public let fullName: String
    /// The places in `weaknesses` of those that list it as known, first or last affected.
    public let affectedBy: [Int]
    /// The places of those that list it as fixed or first fixed.
    public let fixedIn: [Int]
    /// The places of those that list it as known not affected.
    public let notAffectedBy: [Int]
    /// The places of those that are still looked into.
    public let underInvestigation: [Int]

    /// A product with all that is said of it.
    public init(
        productId: String, vendor: String, name: String, versionText: String?, orderNumbers: [String] = [],
        serialNumbers: [String] = [], on: [String] = [], conditions: [String] = [], fullName: String = "",
        affectedBy: [Int] = [], fixedIn: [Int] = [], notAffectedBy: [Int] = [], underInvestigation: [Int] = []
    ) {
        self.productId = productId
        self.vendor = vendor
        self.name = name
        self.versionText = versionText
        self.orderNumbers = orderNumbers
        self.serialNumbers = serialNumbers
        self.on = on
        self.conditions = conditions
        self.fullName = fullName
        self.affectedBy = affectedBy
        self.fixedIn = fixedIn
        self.notAffectedBy = notAffectedBy
        self.underInvestigation = underInvestigation
    }
}

/// One weakness that a bulletin speaks of.
public struct Weakness: Sendable, Hashable {
    /// Its CVE number; `nil` when it has none.
    public let cve: String?
    /// The CVSS vectors given for it, each with the base score that was published beside it.
    public let scores: [PublishedScore]
    /// Whether the document itself says that it is exploited.
    public let exploited: Bool
    /// What the vendor offers, for each product identifier: `vendor_fix`, `mitigation`, `none_available` …
    public let remedies: [Remedy]
    /// Why products are not affected, in the words of CSAF.
    public let justifications: [Justification]

    /// A weakness with all that is said of it.
    public init(
        cve: String?, scores: [PublishedScore], exploited: Bool, remedies: [Remedy],
        justifications: [Justification] = []
    ) {
        self.cve = cve
        self.scores = scores
        self.exploited = exploited
        self.remedies = remedies
        self.justifications = justifications
    }
}

/// A CVSS vector and the base score that was published with it.
public struct PublishedScore: Sendable, Hashable {
    /// The vector as it is written.
    public let vector: String
    /// The base score beside it; `nil` when there is none.
    public let base: Double?
    /// The products it is for; empty means all.
    public let productIds: [String]

    /// A vector and its published score.
    public init(vector: String, base: Double?, productIds: [String] = []) {
        self.vector = vector
        self.base = base
        self.productIds = productIds
    }
}

/// What a vendor offers against a weakness.
public struct Remedy: Sendable, Hashable {
    /// The category of CSAF 2.0, 3.2.3.12.1.
    public let category: String
    /// The advice in the document's words.
    public let details: String
    /// The products it is for; empty means all.
    public let productIds: [String]

    /// A remedy for some products.
    public init(category: String, details: String, productIds: [String] = []) {
        self.category = category
        self.details = details
        self.productIds = productIds
    }
}

/// Why a weakness does not affect some products.
public struct Justification: Sendable, Hashable {
    /// The label of CSAF 2.0, 3.2.3.5: `component_not_present`, `vulnerable_code_not_present` …
    public let label: String
    /// The products it is for.
    public let productIds: [String]

    /// A justification for some products.
    public init(label: String, productIds: [String]) {
        self.label = label
        self.productIds = productIds
    }
}
