public import Registers

public typealias Person = Record<People>

/// Everyone who works with the management system or is named in it.
///
/// Source: IEC 62443-2-1:2024, USER 1 (people are identified before they get access).
public struct People: Register {
    public static let book = Book(People())
    public static let mark = "PEO"

    public let userName = text(
        "User name", [.required, .unique, .listed, .searched], limit: 60,
        help: "Small letters, digits, dot, hyphen and underscore.", reading: readUserName)
    public let name = text("Name", [.required, .listed, .searched], reading: tidyName)
    public let email = text("E-mail", [.listed, .searched])
    public let team = link("Team", to: Teams.self, [.listed])
    public let employer = text("Employer", [.listed], help: "The vendor or service provider; empty for own people.")
    public let disabled = flag("Disabled", [.listed], help: "May not sign in any more.")
    public let unread = text("Values not read", limit: 4000, help: "Imported text that fits no field's rules.")

    public var permissions: Permissions { .organization }
}

/// Reads a user name: folded to small letters, at most 60 letters, digits, dots, hyphens and underscores.
@Sendable private func readUserName(_ text: String) -> Reading {
    let name = folded(text)
    let allowed = name.utf8.allSatisfy { byte in
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || [0x2D, 0x2E, 0x5F].contains(byte)
    }
    guard allowed, !name.isEmpty else { return .refused("not a user name of letters, digits, “.”, “-” and “_”") }
    return .value(name)
}
