import Registers

/// Seven security levels, one for each foundational requirement, in the order FR 1 to FR 7.
///
/// Source: IEC 62443-1-1:2009, 5.11.2 (security level vector) and IEC 62443-3-3:2013, annex A.
public struct SecurityVector: Hashable, Sendable, CustomStringConvertible {
    /// The short names of the foundational requirements, in order.
    public static let names = ["IAC", "UC", "SI", "DC", "RDF", "TRE", "RA"]
    /// Seven levels, each 0...4.
    public let levels: [Int]

    /// A vector of exactly seven levels 0...4; `nil` for anything else.
    public init?(levels: [Int]) {
        guard levels.count == 7, levels.allSatisfy({ (0...4).contains($0) }) else { return nil }
        self.levels = levels
    }

    /// A vector as people write it: `{2 2 0 1 3 1 3}`, `2,2,0,1,3,1,3`, or one level for all seven.
    public init?(_ text: String) {
        var levels: [Int] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x34: levels.append(Int(byte - 0x30))
            case 0x20, 0x2C, 0x3B, 0x7B, 0x7D, 0x28, 0x29, 0x2F, 0x2D: continue
            default: return nil
            }
        }
        if levels.count == 1 { levels = Array(repeating: levels[0], count: 7) }
        self.init(levels: levels)
    }

    /// By how many levels each element falls short of `target`, never below 0.
    public func gap(to target: SecurityVector) -> [Int] {
        zip(target.levels, self.levels).map { max(0, $0 - $1) }
    }

    public var description: String { self.levels.map(String.init).joined(separator: " ") }
}

/// Reads a security level vector; keeps the form `2 2 0 1 3 1 3`.
@Sendable func readSecurityVector(_ text: String) -> Reading {
    if let vector = SecurityVector(tidied(text)) { return .value(vector.description) }
    return .refused("not seven security levels from 0 to 4")
}
