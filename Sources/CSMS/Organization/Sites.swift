public import Registers

public typealias Site = Record<Sites>

/// The places where the organization works: plants, offices, data centres.
///
/// Source: IEC 62443-2-1:2024, ORG 1 (the scope of the security program names its sites).
public struct Sites: Register {
    public static let book = Book(Sites())
    public static let mark = "SIT"

    public let name = text("Name", [.required, .unique, .listed, .searched], reading: tidyName)
    public let city = text("City", [.listed, .searched])
    public let country = text("Country", [.listed], limit: 60)
    public let timeZone = text(
        "Time zone", limit: 60, help: "A name of the time zone database, such as Europe/Vienna.")

    public var permissions: Permissions { .organization }
}

/// Reads a name: blanks at the ends and double blanks do not count.
@Sendable func tidyName(_ text: String) -> Reading { .value(tidied(text)) }
