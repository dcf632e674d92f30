public import Registers

/// The table of contents: every register of the product, in the order of the menu.
public let catalogue: [any AnyBook] = [
    // Organization
    Sites.book, Areas.book, Teams.book, People.book, RoleGrants.book, SignIns.book,
    // Assets
    Assets.book, Components.book, Networks.book,
    // Zones
    Zones.book, Conduits.book, Flows.book,
    // Requirements
    Frameworks.book, Requirements.book, Mappings.book, RequirementStates.book,
    // Vulnerabilities
    Advisories.book, KnownExploits.book, VendorAliases.book,
    // Evidence
    Evidence.book,
]
