import CSMS
import Foundation
import Testing

@Suite struct CVSSTests {
    // MARK: Examples of the standard

    @Test(arguments: [
        // “A Complete Guide to CVSS Version 2.0”, section 3.3: CVE-2002-0392, CVE-2003-0818 and CVE-2003-0062.
        ("AV:N/AC:L/Au:N/C:N/I:N/A:C/E:F/RL:OF/RC:C/CDP:H/TD:H/CR:M/IR:M/AR:H", 7.8, 6.4, 9.2),
        ("AV:N/AC:L/Au:N/C:C/I:C/A:C/E:F/RL:OF/RC:C/CDP:H/TD:H/CR:M/IR:M/AR:L", 10.0, 8.3, 9.0),
        ("AV:L/AC:H/Au:N/C:C/I:C/A:C/E:POC/RL:OF/RC:C/CDP:H/TD:H/CR:M/IR:M/AR:M", 6.2, 4.9, 7.5),
    ])
    func version2ScoresTheExamplesOfItsGuide(vector: String, base: Double, temporal: Double, other: Double) throws {
        let cvss = try CVSS(vector: vector)
        #expect(cvss.version == .v2)
        #expect(cvss.base == base)
        #expect(cvss.temporal == temporal)
        #expect(cvss.environmental == other)
    }

    @Test(arguments: [
        // “CVSS v3.1: Examples”: CVE-2013-1937, -2013-0375, -2014-3566, -2012-1516, -2009-0658 and -2014-0160.
        ("CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N", 6.1),
        ("CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N", 6.4),
        ("CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N", 3.1),
        ("CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:H/I:H/A:H", 9.9),
        ("CVSS:3.1/AV:L/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H", 7.8),
        ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N", 7.5),
        // “CVSS v4.0: Examples”: CVE-2022-41741, CVE-2020-3549, CVE-2014-0160, CVE-2021-44228.
        ("CVSS:4.0/AV:L/AC:L/AT:P/PR:L/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", 7.3),
        ("CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:P/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", 7.7),
        ("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N", 8.7),
        ("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H", 10.0),
    ])
    func theExamplesOfTheStandardScoreAsPublished(vector: String, base: Double) throws {
        let cvss = try CVSS(vector: vector)
        #expect(cvss.vector == vector)
        #expect(cvss.base == base)
        #expect(cvss.temporal == nil)
        #expect(cvss.environmental == nil)
    }

    // Version 3.1 changed the modified impact (specification v3.1, section 7.3): the same choices score higher.
    @Test func theTwoVersionsThreeDifferInTheEnvironmentalScore() throws {
        let choices = "AV:A/AC:L/PR:L/UI:N/S:C/C:H/I:H/A:H/AR:H"
        #expect(try CVSS(vector: "CVSS:3.0/" + choices).environmental == 9.0)
        #expect(try CVSS(vector: "CVSS:3.1/" + choices).environmental == 9.1)
    }

    // The adjusted base score is −0.2 here, which collateral damage then lifts: (−0.2 + 10.2 × 0.5) = 4.9.
    @Test func anAdjustedScoreOfVersion2BelowZeroIsKeptUntilTheEnd() throws {
        let weak = "AV:L/AC:H/Au:M/C:P/I:N/A:N/CR:L"
        #expect(try CVSS(vector: weak).environmental == 0.0)
        #expect(try CVSS(vector: weak + "/CDP:H").environmental == 4.9)
    }

    // Only the adjusted impact of version 2.0 is limited to 10: this one is 10.0008, and the limit would give 7.1.
    @Test func thePlainImpactOfVersion2HasNoLimit() throws {
        #expect(try CVSS(vector: "AV:L/AC:L/Au:N/C:C/I:C/A:C").base == 7.2)
    }

    @Test func noImpactIsPositiveZero() throws {
        for vector in [
            "AV:L/AC:H/Au:M/C:N/I:N/A:N", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:N/I:N/A:N",
            "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:N/SI:N/SA:N",
        ] {
            let base = try CVSS(vector: vector).base
            #expect(base == 0 && base.sign == .plus)
        }
    }

    // The most severe vector of a macrovector scores the macrovector's entry in the table of FIRST. The digest was
    // computed from that table apart from this code.
    @Test func everyMacrovectorOfVersion4ScoresItsEntry() throws {
        var (digest, count): (UInt32, Int) = (0, 0)
        for first in ["AV:N", "AV:A", "AV:P"] {
            for second in ["AC:L", "AC:H"] {
                for impact in [
                    "VC:H/VI:H/VA:H", "VC:H/VI:H/VA:H/CR:M/IR:M/AR:M", "VC:L/VI:H/VA:H",
                    "VC:L/VI:H/VA:H/IR:M/AR:M", "VC:L/VI:L/VA:L",
                ] {
                    for fourth in ["SC:H/SI:H/SA:H/MSI:S/MSA:S", "SC:H/SI:H/SA:H", "SC:L/SI:L/SA:L"] {
                        for fifth in ["E:A", "E:P", "E:U"] {
                            let vector = "CVSS:4.0/\(first)/\(second)/AT:N/PR:N/UI:N/\(impact)/\(fourth)/\(fifth)"
                            digest = digest &* 31 &+ UInt32((try CVSS(vector: vector).base * 10).rounded())
                            count += 1
                        }
                    }
                }
            }
        }
        #expect(count == 270)
        #expect(digest == 4_119_958_609)
    }

    @Test(arguments: [
        (0.0, "none"), (0.1, "low"), (3.9, "low"), (4.0, "medium"), (6.9, "medium"), (7.0, "high"),
        (8.9, "high"), (9.0, "critical"), (10.0, "critical"),
    ])
    func severityChangesAtTheScoresOfTheStandard(score: Double, word: String) {
        for version in [CVSS.Version.v30, .v31, .v40] {
            #expect(CVSS.severity(of: score, in: version).rawValue == word)
        }
    }

    @Test func version2KnowsThreeSeverities() {
        #expect(
            [0.0, 3.9, 4.0, 6.9, 7.0, 10.0].map { CVSS.severity(of: $0, in: .v2) }
                == [.low, .low, .medium, .medium, .high, .high])
    }

    @Test func severitiesAreOrdered() {
        #expect(CVSS.Severity.allCases.sorted() == [.none, .low, .medium, .high, .critical])
    }
}

// MARK: - Refusals

@Suite struct CVSSRefusalTests {
    private static let good = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:L/A:L"

    private static let refusals: [(String, String)] = [
        ("", "The CVSS vector is empty."),
        ("CVSS:3.2/AV:N", "The CVSS vector starts with “CVSS:3.2/”. Allowed are CVSS:3.0/, CVSS:3.1/ and CVSS:4.0/"),
        ("CVSS:3.1", "The CVSS vector starts with “CVSS:3.1”."),
        ("CVSS:2.0/AV:A/AC:H/Au:M/C:P/I:C/A:C", "The CVSS vector starts with “CVSS:2.0/”."),
        (good.lowercased(), "In the CVSS 2.0 vector “cvss” is not a metric."),
        ("AV:N/AC:L/PR:N/UI:N", "A vector of a later version starts with its prefix, such as CVSS:3.1/."),
        (good + "/Q:R", "In the CVSS 3.1 vector “Q” is not a metric. Allowed are AV, AC, PR, UI, S, C,"),
        (good + "/RL:Q", "In the CVSS 3.1 vector RL has the value “Q”. Allowed are X, U, W, T, O."),
        (good + "/E:f", "E has the value “f”. Allowed are X, H, F, P, U."),
        (good + "/E:", "E has the value “”."),
        (good + "/E:X/E:X", "In the CVSS 3.1 vector E stands twice."),
        (good + "/E", "“E” is not a metric, a colon and a value, such as AV:N."),
        (good + "/E:F:G", "“E:F:” is not a metric, a colon and a value"),
        (good + "/", "a metric is missing at byte 46."),
        ("CVSS:3.1//AV:N", "a metric is missing at byte 10."),
        (good + "\n", "A has the value “L[byte 10]”."),
        (" " + good, "“ CVSS” is not a metric."),
        ("(AV:L/AC:H/Au:N/C:N/I:N/A:N)", "“(AV” is not a metric."),
        (good + "/É:X", "“[byte 195][byte 137]” is not a metric."),
        (good + "/\0AC:L", "“[byte 0]AC” is not a metric."),
        (good + "/\0\0\0\0\0\0\u{1}E:F", "“[byte 0]"),
        (good + "/ABCDEFGHIJKLMNOPQRSTUVWXYZ:F", "“ABCDEFGHIJKLMNOPQRST…” is not a metric."),
        ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H", "2 mandatory metrics are missing: I:H,L,N; A:H,L,N."),
        ("CVSS:4.0/AV:A/AC:H/AT:N/PR:L/UI:A/VC:H/VI:L/VA:N/SC:H/SI:S/SA:N", "SI has the value “S”."),
        ("CVSS:4.0/AV:A/AC:H/AT:N/PR:L/UI:A/VC:H/VI:L/VA:N/SC:H/SI:N/SA:N/MSC:S", "MSC has the value “S”."),
        ("CVSS:4.0/AV:A/AC:H/AT:N/PR:L/UI:A/VC:H/VI:L/VA:N/SC:H/SI:N/SA:N/U:red", "U has the value “red”."),
        ("CVSS:4.0/AV:A/AC:H/AT:N/PR:L/UI:A/VC:H/VI:L/VA:N/SC:H/SI:N", "1 mandatory metric is missing: SA:H,L,N."),
        ("AV:A/AC:H/Au:M/C:P/I:C/A:C/E:X", "In the CVSS 2.0 vector E has the value “X”. Allowed are ND, U, POC, F, H."),
    ]

    @Test(arguments: refusals)
    func aVectorThatIsWrongIsRefusedWithASentence(vector: String, sentence: String) {
        let error = #expect(throws: CVSSError.self) { try CVSS(vector: vector) }
        #expect(error?.description.contains(sentence) == true, "\(error?.description ?? "accepted")")
    }

    @Test func aVectorMayHave512BytesAtMost() {
        let filled = String(repeating: "A", count: CVSS.vectorBytesMax)
        let longest = #expect(throws: CVSSError.self) { try CVSS(vector: filled) }
        #expect(longest?.description.contains("is not a metric") == true)
        let tooLong = #expect(throws: CVSSError.self) { try CVSS(vector: filled + "A") }
        #expect(tooLong?.description == "The CVSS vector has 513 bytes. At most 512 are read.")
    }
}

// MARK: - Published scores that differ

@Suite struct CVSSDifferenceTests {
    private static let withTemporal = "CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H/E:P/RL:U/RC:C"

    @Test func theRightScoreIsNoDifference() throws {
        #expect(try CVSS.difference(vector: Self.withTemporal, published: 7.8) == nil)
    }

    @Test func aTemporalScoreInThePlaceOfTheBaseScoreIsSaid() throws {
        #expect(
            try CVSS.difference(vector: Self.withTemporal, published: 7.4)
                == "The vector gives the base score 7.8, but 7.4 is published, "
                + "which is its temporal and environmental score."
        )
    }

    // Version 3.1 scores the impact of the environmental score otherwise, even where no such metric is chosen.
    @Test func anEnvironmentalScoreInThePlaceOfTheBaseScoreIsSaid() throws {
        #expect(
            try CVSS.difference(vector: "CVSS:3.1/AV:A/AC:L/PR:L/UI:N/S:C/C:H/I:H/A:H", published: 9.1)
                == "The vector gives the base score 9.0, but 9.1 is published, which is its environmental score.")
    }

    @Test func aWrongScoreIsSaid() throws {
        #expect(
            try CVSS.difference(vector: Self.withTemporal, published: 9.8)
                == "The vector gives the base score 7.8, but 9.8 is published, which is none of its scores.")
        let four = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N"
        #expect(
            try CVSS.difference(vector: four, published: .nan)
                == "The vector gives the score 8.7, but nan is published.")
    }

    @Test func aVectorThatCannotBeReadIsRefused() {
        #expect(throws: CVSSError.self) { try CVSS.difference(vector: "CVSS:3.1/AV:N", published: 1.0) }
    }
}
