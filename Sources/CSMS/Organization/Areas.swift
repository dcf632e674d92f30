public import Registers

public typealias Area = Record<Areas>

/// Parts of a site as people there speak of them: halls, lines, the water plant.
///
/// Source: IEC 62264-1, equipment hierarchy (site, area).
public struct Areas: Register {
    public static let book = Book(Areas())
    public static let mark = "ARE"

    public let name = text("Name", [.required, .listed, .searched], reading: tidyName)
    public let site = link("Site", to: Sites.self, [.required, .listed])

    public var key: [String] { ["name", "site"] }
    public var permissions: Permissions { .organization }
}
