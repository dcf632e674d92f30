public import Registers

public typealias Team = Record<Teams>

/// Groups of people that own assets and tasks: a shift, a department, a vendor's crew.
///
/// Source: IEC 62443-2-1:2024, ORG 1.3 (responsibilities are assigned).
public struct Teams: Register {
    public static let book = Book(Teams())
    public static let mark = "TEA"

    public let name = text("Name", [.required, .unique, .listed, .searched], reading: tidyName)
    public let email = text("E-mail", [.listed], help: "Where notices for the whole team go.")

    public var permissions: Permissions { .organization }
}
