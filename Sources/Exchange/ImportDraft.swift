public import Registers

/// What one file asks for, before the registrar decides.
public struct ImportDraft: Sendable {
    /// The kind of file.
    public var kind: String
    /// The records to write, in an order in which links point at earlier or existing ones.
    public var proposals: [Proposal] = []
    /// What the import has to say.
    public var problems: [ImportProblem] = []
    /// How many records of the file are new.
    public var new = 0
    /// How many differ from what is kept.
    public var changed = 0
    /// How many are already there as they are.
    public var same = 0
    /// How many were not taken.
    public var rejected = 0
    /// Records that other records needed and that are made along: “site Linz (AT)”.
    public var created: [String] = []
    /// Originals to keep, under their SHA-256 in hex.
    public var attachments: [String: [UInt8]] = [:]

    /// An empty draft for a kind of file.
    public init(kind: String) { self.kind = kind }
}
