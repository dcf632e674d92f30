public import Registers

public typealias Mapping = Record<Mappings>

/// Which requirement of one framework speaks of the same matter as one of another.
///
/// Source: the crosswalks in `Resources/mappings`, each line with its basis.
public struct Mappings: Register {
    public static let book = Book(Mappings())
    public static let mark = "MAP"

    public let sourceFramework = text("Source framework", [.required, .listed], limit: 80)
    public let sourceId = text("Source id", [.required, .listed, .searched], limit: 60)
    public let relationship = choice("Relationship", Relationship.intersects, [.listed])
    public let targetFramework = text("Target framework", [.required, .listed], limit: 80)
    public let targetId = text("Target id", [.required, .listed, .searched], limit: 60)
    public let basis = text("Basis", [.listed], limit: 60)
    public let source = text("Source", limit: 400)

    public var key: [String] { ["source_framework", "source_id", "target_framework", "target_id"] }
    public var permissions: Permissions { .published }

    /// How the two requirements relate as sets (NIST IR 8477, set theory relationships).
    public enum Relationship: String, Choice {
        case intersects, subset, superset, equal
        public static let spellings: [String: Relationship] = [
            "intersect": .intersects, "subset of": .subset, "superset of": .superset, "equals": .equal,
        ]
    }
}
