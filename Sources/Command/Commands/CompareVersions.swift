import CSMS

extension Argument {
    fileprivate static let scheme = Argument("SCHEME", "The version scheme, such as deb, maven or intdot.")
    fileprivate static let one = Argument("A", "A version.")
    fileprivate static let other = Argument("B", "Another version.")
    fileprivate static let range = Argument("RANGE", "A range, such as vers:npm/>=1.0.0|<2.0.0 or “< V4.8 HF4”.")
    fileprivate static let version = Argument("VERSION", "A version.")
}

extension Command {
    static let version = Command(
        "version", "Puts versions in order, and tells whether a version is in a range.",
        details: ["“holdfast --version” shows the version of this program."],
        subcommands: [.compareVersions, .containsVersion])

    private static let compareVersions = Command(
        "compare", "Prints <, = or > for the order of two versions, or unknown.",
        details: [
            "Every word is taken as it stands, also an empty one and one that begins with dashes.",
            "Schemes: \(VersionScheme.allCases.map(\.rawValue).joined(separator: ", ")).",
        ],
        reading: .verbatim, arguments: [.scheme, .one, .other],
        examples: [Example("holdfast version compare deb 1.0~rc1 1.0", "Prints <.")]
    ) { arguments, console in
        let name = arguments.one(.scheme)
        guard let scheme = VersionScheme(named: name) else { throw unknownScheme(name) }
        let sign =
            switch scheme.compare(arguments.one(.one), arguments.one(.other)) {
            case .less?: "<"
            case .same?: "="
            case .greater?: ">"
            case nil: "unknown"
            }
        try console.data(sign + "\n")
        return .done
    }

    private static let containsVersion = Command(
        "contains", "Prints in or out for a version and a range, or unknown.",
        details: ["Every word is taken as it stands, also an empty one and one that begins with dashes."],
        reading: .verbatim, arguments: [.range, .version],
        examples: [Example("holdfast version contains 'vers:pypi/<0.0.2' 0.0.0.1", "Prints in.")]
    ) { arguments, console in
        let containment = versionContains(range: arguments.one(.range), version: arguments.one(.version))
        try console.data(containment.rawValue + "\n")
        return .done
    }
}

private func unknownScheme(_ name: String) -> UsageError {
    let names = VersionScheme.allCases.map(\.rawValue)
    let nearest = nearestName(to: name, among: names).map { " Did you mean “\($0)”?" } ?? ""
    return UsageError("“\(name)” is no version scheme.\(nearest) It is one of: \(names.joined(separator: ", ")).")
}
