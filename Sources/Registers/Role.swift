/// What a person may be asked to do, granted per site or for all sites, always by another person.
///
/// The codes are those of the process catalogue (`standards/data/processes.json`) and the administrator.
public enum Role: String, Choice {
    /// Asset or system owner in operations.
    case owner = "OWN"
    /// Control or system engineer who does the work.
    case engineer = "ENG"
    /// Peer engineer who reviews and did not do the work.
    case reviewer = "REV"
    /// OT security officer.
    case otSecurity = "OTS"
    /// IT security or IT operations.
    case itSecurity = "ITS"
    /// Functional safety engineer.
    case safety = "SAF"
    /// Shift lead or operations manager.
    case operations = "OPS"
    /// Quality assurance.
    case quality = "QA"
    /// Change board; the chair records the decision.
    case changeBoard = "CAB"
    /// Head of security.
    case ciso = "CISO"
    /// Site or top management.
    case management = "MGT"
    /// Identity administrator.
    case identity = "IAM"
    /// Human resources or line manager.
    case humanResources = "HR"
    /// Vendor or service provider person.
    case vendor = "VEN"
    /// Plant person who supervises a session.
    case host = "HOST"
    /// Security analyst.
    case analyst = "SOC"
    /// Incident commander.
    case commander = "IC"
    /// Legal or compliance.
    case legal = "LEG"
    /// Internal auditor.
    case auditor = "AUD"
    /// Training coordinator.
    case training = "TRN"
    /// Document controller.
    case documents = "DOC"
    /// Risk owner.
    case riskOwner = "RO"
    /// Any registered person.
    case requester = "REQ"
    /// Runs the installation: people, grants and settings, no approvals.
    case administrator = "ADM"
}

/// One role of one person, at one site or at all.
public struct Grant: Hashable, Sendable {
    /// The role.
    public let role: Role
    /// The site it holds for; `nil` means every site.
    public let site: UUID?

    /// A role at `site`, or at all sites.
    public init(_ role: Role, at site: UUID? = nil) {
        self.role = role
        self.site = site
    }
}

/// Who writes, by which door, with which roles.
public struct Author: Hashable, Sendable {
    /// The person's identity in the register of people.
    public let person: UUID
    /// The person's user name.
    public let name: String
    /// All roles of the person.
    public let grants: Set<Grant>
    /// The door: `cli`, `import`, `web`, `api` or `system`.
    public let via: String

    /// The person `name` with `grants`, coming in `via` a door.
    public init(person: UUID, name: String, grants: Set<Grant>, via: String) {
        self.person = person
        self.name = name
        self.grants = grants
        self.via = via
    }

    /// Whether the person has one of `roles` at `site`; for a record without a site only grants for all sites count.
    public func has(_ roles: Set<Role>, at site: UUID?) -> Bool {
        self.grants.contains { roles.contains($0.role) && ($0.site == nil || $0.site == site) }
    }
}

/// Who may read, edit and delete the records of a register.
public struct Permissions: Sendable {
    /// Who may see records.
    public let read: Set<Role>
    /// Who may add and edit records.
    public let edit: Set<Role>
    /// Who may delete records.
    public let delete: Set<Role>

    /// Everyone reads; engineers, security and the administrator edit; security and the administrator delete.
    public init(
        read: Set<Role> = Set(Role.allCases),
        edit: Set<Role> = [.engineer, .owner, .otSecurity, .itSecurity, .ciso, .administrator],
        delete: Set<Role> = [.otSecurity, .ciso, .administrator]
    ) {
        self.read = read
        self.edit = edit
        self.delete = delete
    }
}
