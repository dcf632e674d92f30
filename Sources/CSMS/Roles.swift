import Registers

/// Who may do what, in one table. A register takes one of these lines.
extension Permissions {
    /// What security decides: levels, requirement states, evidence.
    static let security = Permissions(
        edit: [.otSecurity, .itSecurity, .ciso, .engineer, .administrator], delete: [.otSecurity, .ciso])
    /// The structure of the organization: sites, areas, teams and people.
    static let organization = Permissions(
        edit: [.administrator, .ciso, .identity, .humanResources, .otSecurity], delete: [.administrator])
    /// Who has which role: given by those who run identities, never to oneself.
    static let grants = Permissions(
        edit: [.administrator, .identity, .ciso], delete: [.administrator, .identity, .ciso])
    /// Secrets of the installation.
    static let secrets = Permissions(read: [.administrator], edit: [.administrator], delete: [.administrator])
    /// Material from outside: standards, advisories, catalogues.
    static let published = Permissions(
        edit: [.otSecurity, .itSecurity, .ciso, .analyst, .legal, .administrator],
        delete: [.otSecurity, .ciso, .administrator])
}
