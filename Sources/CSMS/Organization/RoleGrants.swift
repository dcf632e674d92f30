public import Registers

public typealias RoleGrant = Record<RoleGrants>

/// Who has which role, at one site or at all, given by another person.
///
/// Source: IEC 62443-2-1:2024, USER 1.5 (least privilege) and ISO/IEC 27001:2022, A.5.3 (segregation of duties).
public struct RoleGrants: Register {
    public static let book = Book(RoleGrants())
    public static let mark = "GRA"

    public let person = link("Person", to: People.self, [.required, .listed])
    public let role = choice("Role", Role.requester, [.listed])
    public let site = link("Site", to: Sites.self, [.listed], help: "Empty: the role holds at every site.")
    public let validUntil = day("Valid until", [.listed], help: "Last day of the role; empty: no end.")

    public var key: [String] { ["person", "role", "site"] }
    public var permissions: Permissions { .grants }
    public var duties: [Duty<RoleGrants>] {
        [Duty("Nobody gives a role to himself.") { $0.person?.uuid != $1.person }]
    }
}

/// The author that the person called `userName` is, with the roles that hold on `day`; `nil` for nobody.
///
/// - Parameter via: The door the person comes in by, such as `cli`.
public func author(named userName: String, in plant: Snapshot, on day: Day, via: String) -> Author? {
    guard let person = plant[People.self].first(where: { $0.userName == userName }), !person.disabled else {
        return nil
    }
    let grants = plant[RoleGrants.self].filter { grant in
        grant.person == person.id && (grant.validUntil ?? day) >= day
    }
    return Author(
        person: person.id.uuid, name: person.userName,
        grants: Set(grants.map { Grant($0.role, at: $0.site?.uuid) }), via: via)
}
