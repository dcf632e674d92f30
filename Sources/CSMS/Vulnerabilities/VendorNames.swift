public import Registers

/// Tells which spellings name the same vendor: without legal form, and through the table of aliases.
///
///     VendorNames(aliases: aliases).key(of: "Rockwell Automation, Inc.")      // "rockwell automation"
///
/// - Source: corpora/inventory/README.md, rule 1.
public struct VendorNames: Sendable {
    /// How many aliases of aliases are followed; a circle ends here too.
    static let aliasStepsMax = 8

    private let canonical: [String: String]

    /// The names with the aliases that people keep.
    public init(aliases: Table<VendorAliases>) {
        self.init(pairs: aliases.map { ($0.alias, $0.canonical) })
    }

    /// The names with aliases given as pairs of alias and canonical name; of two equal aliases the last counts.
    public init(pairs: [(alias: String, canonical: String)]) {
        var canonical: [String: String] = [:]
        for (alias, name) in pairs {
            let key = Self.plainKey(of: alias)
            let target = Self.plainKey(of: name)
            if !key.isEmpty, !target.isEmpty, key != target { canonical[key] = target }
        }
        self.canonical = canonical
    }

    /// The text in which two spellings of one vendor are equal; empty for no name.
    public func key(of name: String) -> String {
        var key = Self.plainKey(of: name)
        for _ in 0..<Self.aliasStepsMax {
            guard let next = self.canonical[key] else { break }
            key = next
        }
        return key
    }

    /// The name folded, without the legal forms at its end; the whole name where nothing else would be left.
    static func plainKey(of name: String) -> String {
        let whole = folded(name)
        var rest = whole.utf8[...]
        while true {
            rest = Self.trimmed(rest)
            guard let shorter = Self.withoutLegalForm(rest) else { break }
            rest = shorter
        }
        return rest.isEmpty ? whole : String(Substring(rest))
    }

    /// The name before a legal form at its end, or `nil` when it ends with none or is nothing else.
    private static func withoutLegalForm(_ name: Substring.UTF8View) -> Substring.UTF8View? {
        var letters: [UInt8] = []
        var words = 1
        var place = name.endIndex
        // A legal form has at most three words and some twenty letters, as “s.a. de c.v.” has.
        while place > name.startIndex, letters.count < 24 {
            let before = name.index(before: place)
            let byte = name[before]
            if byte == UInt8(ascii: " ") || byte == UInt8(ascii: ",") {
                if Self.isLegalForm(letters) {
                    let rest = Self.trimmed(name[..<before])
                    return rest.isEmpty ? nil : rest
                }
                if byte == UInt8(ascii: " "), letters.last != byte {
                    words += 1
                    guard words <= 3 else { return nil }
                    letters.append(byte)
                }
            } else if byte != UInt8(ascii: ".") {
                letters.append(byte)
            }
            place = before
        }
        return nil
    }

    private static func isLegalForm(_ reversed: [UInt8]) -> Bool {
        Self.legalForms.contains(String(decoding: reversed.reversed(), as: UTF8.self))
    }

    private static func trimmed(_ name: Substring.UTF8View) -> Substring.UTF8View {
        var rest = name
        while let last = rest.last, Self.isLoose(last) { rest = rest.dropLast() }
        return rest
    }

    /// What may be left at the end of a name: `Co.,` or `GmbH &`.
    private static func isLoose(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: ";"), UInt8(ascii: ":"),
            UInt8(ascii: "&"):
            true
        default: false
        }
    }

    /// Legal forms, folded and without dots.
    private static let legalForms: Set<String> = [
        "inc", "incorporated", "corp", "corporation", "co", "company", "ltd", "limited", "llc", "llp", "lp", "plc",
        "gmbh", "mbh", "ag", "aktiengesellschaft", "se", "kg", "kgaa", "ohg", "ug", "ek", "ev",
        "sa", "sas", "sarl", "sasu", "spa", "srl", "sl", "slu", "lda", "ltda", "sa de cv", "s de rl de cv", "de cv",
        "bv", "nv", "bvba", "ab", "as", "a/s", "asa", "aps", "oy", "oyj", "pty", "pte", "pvt", "sdn bhd", "bhd",
        "kk", "gk", "sp zoo", "sp z oo", "spz oo", "zoo", "sro", "doo", "dd", "kft", "zrt", "oü", "ooo", "jsc", "pjsc",
    ]
}
