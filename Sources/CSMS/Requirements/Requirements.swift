public import Registers

public typealias Requirement = Record<Requirements>

/// What a framework asks for, one record each, with its groups and enhancements.
///
/// Source: the catalogues in `Resources/frameworks`; IEC 62443-3-3:2013, annex B for levels.
public struct Requirements: Register {
    public static let book = Book(Requirements())
    public static let mark = "REQ"

    public let code = text("Code", [.required, .listed, .searched], limit: 60, reading: tidyName)
    public let framework = link("Framework", to: Frameworks.self, [.required, .listed])
    public let parent = text("Parent code", [.listed], limit: 60)
    public let kind = choice("Kind", Kind.requirement, [.listed])
    public let title = text("Title", [.listed, .searched], limit: 500)
    public let appliesTo = text("Applies to", [.listed], limit: 20, help: "OT, IT or both.")
    public let level = number("First level", 1...4, [.listed], help: "The first security level that asks for it.")
    public let foundational = number("Foundational requirement", 1...7, [.listed], help: "FR 1 to FR 7.")

    public var key: [String] { ["code", "framework"] }
    public var permissions: Permissions { .published }

    /// What an entry of a catalogue is.
    public enum Kind: String, Choice { case group, requirement, enhancement }
}
