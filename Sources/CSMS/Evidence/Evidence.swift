public import Registers

public typealias EvidenceFile = Record<Evidence>

/// Files that prove something, kept under the SHA-256 of their bytes.
///
/// Source: IEC 62443-2-1:2024, EVENT and ORG (records are kept and protected); ISO/IEC 27001:2022, 7.5.3.
public struct Evidence: Register {
    public static let book = Book(Evidence())
    public static let mark = "EVI"

    public let title = text("Title", [.required, .listed, .searched])
    public let site = link("Site", to: Sites.self, [.listed])
    public let fileName = text("File name", [.listed, .searched])
    public let mediaType = text("Media type", [.listed], limit: 100)
    public let sizeBytes = number("Size in bytes", 0...Int(Int32.max), [.listed])
    public let collectedOn = day("Collected on", [.listed])
    public let validUntil = day("Valid until", [.listed])
    public let digest = text("SHA-256", [.required, .unique, .original], limit: 64, reading: readDigest)

    public var permissions: Permissions { .security }
}

/// Reads a SHA-256 as 64 hexadecimal digits; keeps small ones.
@Sendable func readDigest(_ text: String) -> Reading {
    let digest = tidied(text).lowercased()
    let isDigest = digest.utf8.count == 64 && digest.utf8.allSatisfy(isHexDigit)
    return isDigest ? .value(digest) : .refused("not a SHA-256 in hexadecimal digits")
}
