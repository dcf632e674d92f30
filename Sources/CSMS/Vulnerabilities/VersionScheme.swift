/// The version schemes of `vers`, each with the order that its ecosystem has published.
///
///     VersionScheme.maven.compare("1.0-alpha-1", "1.0")   // .less
///
/// - Source: https://github.com/package-url/vers-spec; the source of each order is with its scheme.
public enum VersionScheme: String, CaseIterable, Sendable {
    /// Semantic versions.
    case semver
    /// JavaScript packages.
    case npm
    /// Rust packages.
    case cargo
    /// Dart packages.
    case pub
    /// Erlang and Elixir packages.
    case hex
    /// Swift packages.
    case swift
    /// Go modules.
    case golang
    /// The web server nginx.
    case nginx
    /// Python packages.
    case pypi
    /// Java packages.
    case maven
    /// .NET packages.
    case nuget
    /// PHP packages.
    case composer
    /// Ruby packages.
    case gem
    /// C and C++ packages of Conan.
    case conan
    /// Alpine Linux.
    case apk
    /// Arch Linux.
    case alpm
    /// Debian and Ubuntu.
    case deb
    /// Red Hat, SUSE and relatives.
    case rpm
    /// Gentoo Linux.
    case gentoo
    /// The library OpenSSL.
    case openssl
    /// Dotted integers, as most firmware has them.
    case intdot
    /// Any version, by digits and letters.
    case generic
    /// Instants of RFC 3339.
    case datetime
    /// Texts byte by byte.
    case lexicographic
    /// The special scheme of the range that contains everything.
    case all
    /// The special scheme of the range that contains nothing.
    case none

    private static let otherNames: [String: VersionScheme] = [
        "alpine": .apk, "arch": .alpm, "archlinux": .alpm, "ebuild": .gentoo, "go": .golang, "dart": .pub,
        "debian": .deb, "ubuntu": .deb, "rubygems": .gem, "python": .pypi,
    ]

    /// The scheme called `name` in lower case, also by another common name; `nil` when there is none.
    public init?(named name: String) {
        guard let scheme = VersionScheme(rawValue: name) ?? Self.otherNames[name] else { return nil }
        self = scheme
    }

    /// The order of two versions, or `nil` when one of them is not a version of this scheme.
    public func compare(_ left: String, _ right: String) -> Version.Order? {
        guard let one = SchemeText.bytes(left), let other = SchemeText.bytes(right) else { return nil }
        switch self {
        case .semver, .npm, .cargo, .pub, .hex, .swift, .golang, .nginx: return SemverScheme.order(one, other)
        case .pypi: return PythonScheme.order(one, other)
        case .maven: return MavenScheme.order(one, other)
        case .nuget: return SemverScheme.nugetOrder(one, other)
        case .composer: return ComposerScheme.order(one, other)
        case .gem: return RubyScheme.order(one, other)
        case .conan: return ConanScheme.order(one, other)
        case .apk, .gentoo: return GentooScheme.order(one, other)
        case .alpm: return RPMScheme.archOrder(one, other)
        case .deb: return DebianScheme.order(one, other)
        case .rpm: return RPMScheme.order(one, other)
        case .openssl: return OpenSSLScheme.order(one, other)
        case .intdot: return IntdotScheme.order(one, other)
        case .generic: return Self.genericOrder(left, right, one, other)
        case .datetime: return DatetimeScheme.order(one, other)
        case .lexicographic: return LexicographicScheme.order(one, other)
        case .all, .none: return nil
        }
    }

    /// What people write about firmware is read as firmware; only the rest is split into digits and letters.
    private static func genericOrder(
        _ left: String, _ right: String, _ one: [UInt8], _ other: [UInt8]
    ) -> Version.Order? {
        if let version = Version(left), let otherVersion = Version(right) { return version.order(to: otherVersion) }
        guard Self.isGeneric(one), Self.isGeneric(other) else { return nil }
        return GenericScheme.order(one, other)
    }

    /// Words such as "unknown" and wildcards such as "2.x" have no place in an order.
    private static func isGeneric(_ bytes: [UInt8]) -> Bool {
        let text = VersionReader.lower(bytes.first ?? 0) == UInt8(ascii: "v") ? bytes.dropFirst() : bytes[...]
        guard let first = text.first, SchemeText.isDigit(first) else { return false }
        return !SchemeText.lower(text).split { !SchemeText.isWordByte($0) }.contains { $0.elementsEqual("x".utf8) }
    }
}
