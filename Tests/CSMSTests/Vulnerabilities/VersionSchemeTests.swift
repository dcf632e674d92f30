import CSMS
import Testing

@Suite struct VersionSchemeTests {
    /// Versions of a scheme from old to new, from the published rules of each ecosystem.
    @Test(arguments: [
        (
            "semver",
            [
                "0.9.9", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2",
                "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.1", "1.10.0",
            ]
        ),
        (
            "golang",
            [
                "v0.0.0-20190101000000-abcdefabcdef", "v1.0.0-rc.1", "v1.0.0", "v1.2.4-0.20191109021931-daa7c04131f5",
                "v1.2.4", "v2.0.0+incompatible",
            ]
        ),
        ("nuget", ["1.0.0-alpha", "1.0.0-Beta", "1.0.0-beta.2", "1.0.0", "1.0.0.1", "1.0.1"]),
        (
            "pypi",
            [
                "1.0.dev456", "1.0a1", "1.0a2.dev456", "1.0a12.dev456", "1.0a12", "1.0b1.dev456", "1.0b2",
                "1.0b2.post345.dev456", "1.0b2.post345", "1.0rc1.dev456", "1.0rc1", "1.0", "1.0+abc.5", "1.0+abc.7",
                "1.0+5",
                "1.0.post456.dev34", "1.0.post456", "1.1.dev1", "1!0.1",
            ]
        ),
        (
            "maven",
            [
                "1-alpha2snapshot", "1-alpha2", "1-alpha-123", "1-beta-2", "1-m2", "1-rc", "1-SNAPSHOT", "1", "1-sp",
                "1-abc", "1-1-snapshot", "1-1", "1.1",
            ]
        ),
        (
            "composer",
            [
                "1.0-dev", "1.0-alpha1", "1.0.0-alpha2", "1.0-beta1", "1.0-RC1-dev", "1.0-RC1", "1.0", "1.0-patch1",
                "1.0.0.1", "v1.1",
            ]
        ),
        ("gem", ["0.9", "1.0.a", "1.0.a.2", "1.0.b1", "1.0-1", "1.0.0.rc1", "1.0", "1.0.1.pre", "1.0.1", "1.10"]),
        ("conan", ["1.1-", "1.1-alpha.1", "1.1-alpha.3", "1.1", "1.1+b2", "1.1a", "1.2"]),
        (
            "apk",
            ["1.0_alpha", "1.0_alpha1", "1.0_beta", "1.0_pre1", "1.0_rc1", "1.0", "1.0-r1", "1.0_p1", "1.0a", "1.0.1"]
        ),
        ("gentoo", ["1", "1.0", "1.001", "1.01", "1.1", "1.1b", "1.1.0", "1.10"]),
        ("alpm", ["1.0a", "1.0alpha", "1.0b", "1.0beta", "1.0p", "1.0pre", "1.0rc", "1.0", "1.0.a", "1.0.1"]),
        (
            "deb",
            [
                "1.0~~", "1.0~rc1", "1.0", "1.0-1~bpo", "1.0-1", "1.0-2ubuntu1", "1.0a", "1.0+dfsg", "1.0.1", "1.10",
                "1:0.1",
            ]
        ),
        (
            "rpm",
            [
                "1.0~rc1", "1.0~rc2", "1.0", "1.0^", "1.0^git1", "1.0.1", "1.0.1a", "1.0.1.1", "1.10", "2.0-1",
                "2.0-10", "1:0.1",
            ]
        ),
        (
            "openssl",
            [
                "0.9.8", "0.9.8a", "0.9.8z", "0.9.8za", "1.0.0-beta1", "1.0.0", "1.1.1-pre1", "1.1.1w", "3.0.0-alpha10",
                "3.0.0", "3.0.10",
            ]
        ),
        ("intdot", ["0.1", "1", "1.0.1", "1.2", "1.10", "10.234.5.12", "99999999999999999999999999.1"]),
        ("generic", ["1.0alpha1", "1.0beta1", "1.0rc1", "1.0", "1.0.1", "1.2", "1.10"]),
        (
            "datetime",
            ["2024-01-01T00:00:00+02:00", "2023-12-31T23:00:00Z", "2024-01-01T00:00:00.1Z", "2024-02-29T00:00:00Z"]
        ),
        ("lexicographic", ["A", "a", "ss", "ß"]),
    ])
    func versionsStandInThisOrder(_ name: String, _ row: [String]) throws {
        let scheme = try #require(VersionScheme(named: name))
        for (place, one) in row.enumerated() {
            for (otherPlace, other) in row.enumerated() {
                let wanted: Version.Order = place == otherPlace ? .same : place < otherPlace ? .less : .greater
                #expect(scheme.compare(one, other) == wanted, "\(one) \(other)")
            }
        }
    }

    @Test(arguments: [
        ("semver", "1.0.0+a", "1.0.0+b"), ("nuget", "1.0.01", "1.0.1.0"), ("pypi", "1.0.0", "1"),
        ("pypi", "1.0-1", "1.0.post1"),
        ("pypi", "1.0alpha1", "1.0a1"), ("maven", "1-ga", "1.0.0"), ("maven", "1a1", "1-alpha-1"), ("gem", "1.0", "1"),
        ("deb", "0:1.0-0", "1.0"), ("rpm", "0:1.01-1", "1.1-1"), ("alpm", "1.5-1", "1.5"), ("gentoo", "1.0-r0", "1.0"),
        ("conan", "1+b1", "1.0+b1.0"), ("composer", "v1.0", "1.0.0.0"), ("intdot", "01.002.0", "1.2-beta"),
        ("datetime", "2024-01-01T00:00:00.000Z", "2024-01-01T01:00:00+01:00"), ("generic", "V2.9.7", "2.9.7.0"),
    ])
    func theseAreTheSameVersion(_ name: String, _ one: String, _ other: String) {
        #expect(VersionScheme(named: name)?.compare(one, other) == .same)
    }

    @Test(arguments: [
        ("semver", "one"), ("pypi", "1.0-foo"), ("gem", "1..0"), ("gentoo", "1.0_foo"), ("apk", "v1"), ("deb", "a:1"),
        ("deb", "1.0-"), ("datetime", "2024-01-01t00:00:00z"), ("datetime", "2023-02-29T00:00:00Z"), ("intdot", "v1"),
        ("openssl", "1.0.2A"), ("maven", ""), ("nuget", "1.2.3.4.5"), ("all", "1"), ("lexicographic", ""),
    ])
    func thisIsNotAVersionOfTheScheme(_ name: String, _ version: String) {
        #expect(VersionScheme(named: name)?.compare(version, version) == nil)
    }

    @Test(arguments: [
        ("vers:npm/1.2.3|>=2.0.0|<5.0.0", "2.5.0", true), ("vers:npm/1.2.3|>=2.0.0|<5.0.0", "1.2.4", false),
        ("vers:gem/>=2.2.0|!=2.2.1|<2.3.0", "2.2.1", false), ("vers:gem/>=2.2.0|!=2.2.1|<2.3.0", "2.2.2", true),
        ("vers:pypi/>=3.0.0|2.0.3", "2.0.3", true), ("vers:pypi/<=1.0.0|>=2.0.0", "1.5", false),
        ("vers:pypi/!=5", "4", true),
        ("vers:pypi/<0.0.2", "0.0.0.1", true), ("vers:deb/<1.0", "1.0~rc1", true), ("vers:rpm/>1.0", "1.0", false),
        ("vers:all/*", "whatever", true), ("vers:none/*", "1", false), ("vers:npm/*", "1.0.0", true),
        ("vers:generic/1.0%252F0", "1.0%2F0", true), ("vers:pypi/>0.0.0|>=0.0.1|<0.0.3|<0.0.5", "0.0.4", true),
    ])
    func aRangeContainsWhatItSays(_ range: String, _ version: String, _ isInside: Bool) throws {
        #expect(try VersRange(range).contains(version) == isInside)
        #expect(versionContains(range: range, version: version) == (isInside ? .inside : .outside))
    }

    @Test func aVersionOfAnotherSchemeIsNeitherInNorOut() throws {
        #expect(try VersRange("vers:semver/<2.0.0").contains("two") == nil)
        #expect(versionContains(range: "vers:semver/<2.0.0", version: "two") == .unknown)
        #expect(versionContains(range: "vers:unheard/<2.0.0", version: "1") == .unknown)
        for version in ["unknown", "2.x", "", "latest", "2.0S"] {
            #expect(versionContains(range: "vers:generic/>=2.0", version: version) == .unknown)
        }
    }

    @Test func aTextOfAnAdvisoryIsReadWhenItIsNoProperRange() {
        #expect(versionContains(range: "vers:all/<V4.4", version: "V4.3") == .inside)
        #expect(versionContains(range: "< V4.4", version: "V4.4") == .outside)
        #expect(versionContains(range: "All versions with Ethernet interface", version: "V4.4") == .unknown)
    }

    @Test(arguments: [
        ("vers:npm/|>=1.0.0", "The range begins with “|”; remove it."),
        ("vers:npm/>=1.0.0||<2.0.0", "The range has “||”; one “|” separates constraints."),
        ("vers:npm/1.0.0|1.0.0", "“1.0.0” occurs twice; every version may occur only once."),
        ("vers:datetime/2024-01-01t00:00:00z", "“2024-01-01t00:00:00z” is not a version of the scheme “datetime”."),
        ("vers:npm/1.0.0%ZZ", "“1.0.0%ZZ” has a “%” without two hexadecimal digits behind it."),
        ("vers:NPM/1.0.0", "“NPM” is not a known scheme; schemes are written in lower case."),
        ("vers:npm/ 1.0.0", "A range has only printable ASCII characters and no blanks; encode a blank as “%20”."),
        ("vers:npm/=1.0.0", "“=1.0.0” has a “=” in its version; write it percent-encoded or leave it out."),
        ("vers:all/<1", "“vers:all/” takes only “*”, not “<1”."), ("vers:npm/>=", "“>=” has no version."),
        ("npm/1", "“npm/1” does not begin with “vers:”."), ("vers:npm", "“vers:npm” has no “/” behind its scheme."),
    ])
    func aRangeThatIsNotCanonicalIsRefusedWithASentence(_ text: String, _ sentence: String) {
        #expect { try VersRange(text) } throws: { ($0 as? VersError)?.description == sentence }
    }

    @Test func aRangeTellsItsCanonicalText() throws {
        let range = try VersRange("vers:pypi/0.0.2|0.0.6|>=0.0.0|0.0.1")
        #expect(!range.isCanonical)
        #expect(range.description == "vers:pypi/>=0.0.0|0.0.1|0.0.2|0.0.6")
        #expect(try VersRange(range.description).isCanonical)
        #expect(try VersRange("vers:generic/1.0%25").description == "vers:generic/1.0%25")
    }

    @Test(arguments: VersionScheme.allCases)
    func theOrderIsTheSameFromBothSides(_ scheme: VersionScheme) {
        var dice = Dice(seed: 5)
        let pieces = [
            "1", "0", "10", ".", "-", "_", "a", "rc", "~", "^", "+", ":", "alpha", "p1", "T", "Z", "%", "é", "\u{0}",
            "99999999999999999999",
        ]
        for _ in 0..<1_000 {
            let one = (0..<dice.below(7)).map { _ in pieces[dice.below(pieces.count)] }.joined()
            let other = (0..<dice.below(7)).map { _ in pieces[dice.below(pieces.count)] }.joined()
            let order = scheme.compare(one, other)
            let back = scheme.compare(other, one)
            #expect((order == .less) == (back == .greater) && (order == nil) == (back == nil), "\(one) \(other)")
            if let same = scheme.compare(one, one) { #expect(same == .same) }
            _ = versionContains(range: "vers:\(scheme.rawValue)/<\(one)", version: other)
        }
    }
}
