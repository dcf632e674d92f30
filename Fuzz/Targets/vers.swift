import CSMS

/// Three lines: a `vers:` range and two versions, which every scheme compares.
func probe(_ bytes: [UInt8]) {
    let texts = texts(in: bytes, 3)
    for version in texts.dropFirst() { _ = versionContains(range: texts[0], version: version) }
    for scheme in VersionScheme.allCases {
        let there = scheme.compare(texts[1], texts[2])
        let back = scheme.compare(texts[2], texts[1])
        expect(there == back.map(turned), "The order of two versions does not depend on who asks.")
        let own = scheme.compare(texts[1], texts[1])
        expect(own == nil || own == .same, "A version is the same as itself.")
    }
    guard let range = try? VersRange(texts[0]) else { return }
    let again = try? VersRange(range.description)
    expect(again != nil, "The text of a range can be read.")
    expect(again?.description == range.description, "The text of a range reads as the same range.")
    for version in texts.dropFirst() {
        expect(range.contains(version) == again?.contains(version), "The text of a range holds the same versions.")
    }
}

private func turned(_ order: Version.Order) -> Version.Order {
    switch order {
    case .less: .greater
    case .same: .same
    case .greater: .less
    }
}
