public import Registers

public typealias Framework = Record<Frameworks>

/// Standards and laws whose requirements the organization follows.
///
/// Titles and requirement texts are our own wording; ids and levels are facts of the publications.
public struct Frameworks: Register {
    public static let book = Book(Frameworks())
    public static let mark = "FRA"

    public let code = text(
        "Code", [.required, .unique, .listed, .searched], limit: 80, help: "iec-62443-3-3-2013", reading: tidyName)
    public let title = text("Title", [.listed, .searched])

    public var permissions: Permissions { .published }
}
