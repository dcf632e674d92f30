import CSMS

/// Three lines: a range as advisories write it, and two versions.
func probe(_ bytes: [UInt8]) {
    let texts = texts(in: bytes, 3)
    let range = VersionRange(texts[0])
    let versions = texts.map { Version($0) }
    for version in versions { _ = range.position(of: version).words }
    for (text, version) in zip(texts, versions) {
        _ = versionContains(range: texts[0], version: text)
        guard let version else { continue }
        expect(version.order(to: version) == .same, "A version is the same as itself.")
        expect(Version(version.description) == version, "The plain spelling of a version reads as the version.")
        for other in versions.compactMap(\.self) {
            let (there, back) = (version.order(to: other), other.order(to: version))
            expect(there == back.map(turned), "The order of two versions does not depend on who asks.")
            expect(version != other || there == .same, "Equal versions are the same.")
        }
    }
}

private func turned(_ order: Version.Order) -> Version.Order {
    switch order {
    case .less: .greater
    case .same: .same
    case .greater: .less
    }
}
