public import Registers

public typealias RequirementState = Record<RequirementStates>

/// How far one zone meets one requirement, with proof and a day until which the proof holds.
///
/// Source: IEC 62443-3-3:2013 (SL-A); CSC 4.3 and CCSC 2 (compensating countermeasures need approval).
public struct RequirementStates: Register {
    public static let book = Book(RequirementStates())
    public static let mark = "RST"

    public let zone = link("Zone", to: Zones.self, [.required, .listed, .material])
    public let requirement = link("Requirement", to: Requirements.self, [.required, .listed, .material])
    public let status = choice("Status", Status.unknown, [.listed, .material])
    public let justification = text(
        "Justification", [.searched, .material], limit: 4000, help: "Why it does not apply, or cannot be met.")
    public let countermeasure = text(
        "Compensating countermeasure", [.searched, .material], limit: 4000, help: "What is done instead, and by what.")
    public let verifiedOn = day("Verified on", [.listed, .material])
    public let method = text(
        "Method", [.material], limit: 400, help: "How it was verified: test, inspection, interview.")
    public let evidence = links("Evidence", to: Evidence.self, [.material])
    public let validUntil = day("Valid until", [.listed, .material], help: "Afterwards the state counts as unknown.")
    public let unread = text("Values not read", limit: 4000, help: "Imported text that fits no field's rules.")

    public var siteThrough: String? { "zone" }
    public var key: [String] { ["zone", "requirement"] }
    public var permissions: Permissions { .security }
    public var rules: [Rule<RequirementStates>] {
        [
            Rule("“Not applicable” has a justification.") { $0.status != .notApplicable || !$0.justification.isEmpty },
            Rule("“Compensated” names the countermeasure.") { $0.status != .compensated || !$0.countermeasure.isEmpty },
        ]
    }

    public let workflow: Workflow<RequirementStates, State>? = Workflow(
        start: .stated,
        steps: [
            Step(
                "Approve", from: [.stated], to: .approved, by: [.otSecurity, .ciso, .riskOwner],
                otherThan: ["create", "edit"]),
            Step("Withdraw", from: [.approved], to: .stated, by: [.otSecurity, .ciso, .riskOwner]),
        ])

    /// Whether somebody else than its author has approved the state.
    public enum State: String, Choice { case stated, approved }

    /// How far the requirement is met.
    public enum Status: String, Choice {
        case unknown, notMet, partial, met, compensated, notApplicable
        public static let spellings: [String: Status] = [
            "yes": .met, "ja": .met, "erfüllt": .met, "no": .notMet, "nein": .notMet, "nicht erfüllt": .notMet,
            "partly": .partial, "teilweise": .partial, "n/a": .notApplicable, "entfällt": .notApplicable,
            "kompensiert": .compensated, "unbekannt": .unknown, "not met": .notMet, "not-met": .notMet,
            "not_met": .notMet, "not_applicable": .notApplicable, "not-applicable": .notApplicable,
            "partially met": .partial,
        ]
    }
}
