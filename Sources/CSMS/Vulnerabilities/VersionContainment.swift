/// Whether a version is in a range.
public enum VersionContainment: String, Sendable {
    /// The version is in the range.
    case inside = "in"
    /// The version is certainly not in the range.
    case outside = "out"
    /// Nobody can tell without asking a person.
    case unknown
}

/// Whether `version` is in `range`, which is a proper `vers:` text or a text as advisories write it.
///
///     versionContains(range: "vers:pypi/<0.0.2", version: "0.0.0.1")   // .inside
///     versionContains(range: "< V4.8 HF4", version: "V4.8")            // .inside
public func versionContains(range: String, version: String) -> VersionContainment {
    if range.hasPrefix("vers:"), let proper = try? VersRange(range) {
        guard let isInside = proper.contains(version) else { return .unknown }
        return isInside ? .inside : .outside
    }
    switch VersionRange(range).position(of: Version(version)) {
    case .inside: return .inside
    case .unknown: return .unknown
    case .aboveExclusive, .aboveInclusive, .below, .otherVersion: return .outside
    }
}
