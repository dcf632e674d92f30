public import Registers

public typealias Advisory = Record<Advisories>

/// What vendors and authorities publish about weaknesses, with the bytes as they were published.
///
/// Source: OASIS CSAF 2.0; IEC 62443-2-3:2015 (the asset owner follows advisories).
public struct Advisories: Register {
    public static let book = Book(Advisories())
    public static let mark = "ADV"

    public let advisoryId = text(
        "Advisory id", [.required, .listed, .searched], help: "The publisher's own number.", reading: tidyName)
    public let publisher = text("Publisher", [.required, .listed, .searched])
    public let title = text("Title", [.listed, .searched], limit: 1000)
    public let version = text("Version", [.listed], limit: 60)
    public let status = text("Status", [.listed], limit: 20, help: "draft, interim or final.")
    public let category = text("Category", limit: 100)
    public let released = moment("First released", [.listed])
    public let updated = moment("Last changed", [.listed])
    public let cves = text("CVEs", [.searched], limit: 200_000, help: "One a line.")
    public let highestCVSS = text("Highest CVSS vector", [.listed], limit: 300)
    public let remarks = text("Remarks of the import", limit: 20_000, help: "Where the document contradicts itself.")
    public let digest = text("SHA-256 of the original", [.required, .original], limit: 64, reading: readDigest)

    public var key: [String] { ["advisory_id", "publisher"] }
    public var permissions: Permissions { .published }
}
