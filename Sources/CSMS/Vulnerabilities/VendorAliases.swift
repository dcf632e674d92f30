public import Registers

public typealias VendorAlias = Record<VendorAliases>

/// Other names of a vendor: former firms, brands, spellings of inventories and advisories.
public struct VendorAliases: Register {
    public static let book = Book(VendorAliases())
    public static let mark = "ALI"

    public let alias = text("Alias", [.required, .unique, .listed, .searched], reading: tidyName)
    public let canonical = text("Canonical name", [.required, .listed, .searched], reading: tidyName)

    public var permissions: Permissions { .published }
}
