import CSMS
import Testing

@Suite struct VersionRangeTests {
    @Test(arguments: ["vers:all/*", "All versions", "all versions", "All Versions", "*  ", "*", "All_versions", "all"])
    func theseTextsMeanAllVersions(_ text: String) {
        #expect(VersionRange(text).kind == .all)
        #expect(VersionRange(text).position(of: nil) == .inside(.allVersions))
        #expect(VersionRange(text).position(of: Version("1.0")) == .inside(.allVersions))
    }

    /// Range, a version, the verdict; the forms of STATISTICS.md, section 2, in its order.
    @Test(arguments: [
        ("vers:all/<V4.3.8", "V4.3.7", "in range"), ("vers:all/<V4.3.8", "4.3.8", "at or above exclusive upper bound"),
        ("vers:all/>=V7.80<V9.40", "7.79", "below lower bound"), ("vers:all/>=V7.80<V9.40", "7.80", "in range"),
        ("vers:all/>=V5.4<V5.5 SP1", "V5.5", "in range"),
        ("All Versions < V6.4", "6.4", "at or above exclusive upper bound"),
        ("All versions  >= V5.1.1", "6", "in range"), ("< V4.1.3", "V04.01.02", "in range"),
        ("< V17 Update 5", "V17 Upd4", "in range"),
        ("<V18_Update_2", "V18 Update 2", "at or above exclusive upper bound"),
        ("< V4.8 HF4", "V4.8", "in range"), ("<= 5.008", "5.009", "above inclusive upper bound"),
        ("<= 4.7.3 Update 2 ", "4.7.3 Update 2", "in range"), (">=V8.3", "8.2", "below lower bound"),
        ("> V1.1 and < V1.3.2", "1.1", "below lower bound"), (">= V2.3 and < V6.30.016", "6.30.15", "in range"),
        (">=1.220|<=1.281", "1.281", "in range"), (">= 8.0.0 | <= 8.5.1", "8.5.2", "above inclusive upper bound"),
        (">= V7.80 < V9.30", "9.3", "in range"), (">= 2019 SP1 < 2020 Upd1", "2020", "in range"),
        ("5.028", "5.28", "exact version"), ("V35.011", "35.12", "other version listed"),
        ("5.1 | 6.0 | 6.1", "6.0", "exact version"), ("7.30 | 7.40", "7.35", "other version listed"),
        ("12.4.1-12.4.11", "12.4.9", "in range"), ("2014-2016 ", "2017", "above inclusive upper bound"),
        ("28  - 32", "27", "below lower bound"), ("V175-V189", "V180", "in range"),
        ("7.2.x", "7.2.99", "exact version"),
        ("12.2.*", "12.3", "other version listed"), ("2.3.6 and  below", "2.3.7", "above inclusive upper bound"),
        ("All versions prior to V1.5.1", "1.5.0", "in range"), ("Versions 2.00 to 6.11", "6.11", "in range"),
        ("<= 3.4.4 Build 16102416", "3.4.4 Build 16102417", "above inclusive upper bound"),
        ("<= 12.2.x.x", "12.2.9", "in range"), ("All versions <= V7.x", "8.0", "above inclusive upper bound"),
        ("<= 1.592S", "1.592T", "above inclusive upper bound"), ("<= 1.592S", "1.600A", "above inclusive upper bound"),
        (">= 1.000A | < 1.011M", "1.011L", "in range"), ("< 02.07.07(10)", "2.7.7(09)", "in range"),
        ("<=2020_R2_SP1_P01", "2020 R2", "in range"), ("<=firmware_05", "FW06", "above inclusive upper bound"),
        ("< V02.20.126.11-41", "V02.20.126.11-40", "in range"), ("<=(R4.10)", "R4.11", "above inclusive upper bound"),
        ("All versions between V2.5 (including) and V2.7 (excluding)", "2.7", "at or above exclusive upper bound"),
        ("All versions between V2.5 (including) and V2.7 (excluding)", "2.5", "in range"),
        ("> 4.001 | < 4.005 | > 5.011 | < 5.017", "5.012", "in range"),
        ("> 4.001 | < 4.005 | > 5.011 | < 5.017", "4.7", "at or above exclusive upper bound"),
        ("V1.1, V1.2, and V1.3", "1.2", "exact version"), ("\u{A0}≤\u{A0}5.1\u{200B}", "5.1", "in range"),
        ("vers:intdot/>=1.2|<1.3|2.0", "2.0", "exact version"),
        ("vers:generic/>=V1|<V2", "2", "at or above exclusive upper bound"),
    ])
    func eachFormOfTheAdvisoriesHasItsVerdict(_ range: String, _ version: String, _ words: String) {
        #expect(VersionRange(range).position(of: Version(version)).words == words)
    }

    @Test(arguments: [
        "No version", "", "vers:all/V2.0", "10 | 11", "HD 16 | HD23", "< 16 | 6", "< 15.1 | 7", "20-33",
        "NMC2 <= 6.9.6", "M2.1.6.05",
        "SW_4.1.1.10", "< V3.X.17", "< 8.1x", ">= 2.3x | <= 6.00.327", "<1.000.HW00.21.20190812", "<= 15.2(6)E0a",
        "<= 15.2(5)EA.fc4", "<v36.011_v35.013_v34.014", "<=W", "< 12.4 (firmware 1.46)",
        "All versions with Ethernet interface",
        "<=the_first_5_digits_of_serial_number_22081", "<=The_first_5_digits_of_serial_No._\"26061\"",
        "distributed  < april 1, 2018", "< January 31 2014", "< august 28", "<April/20/2023", "<= 6.01.00/29.03.2007",
        "<=B13__without_Special_Modification_Patch_BRD-C62W003-A0_installed", "<= 3.3-006 (with <= bacnetstac 4.2.1)",
        ">= 20.8 (only affected by CVE-2019-10943)", "* (only affected by CVE-2019-10943)",
        "All versions using Shared HIS",
        "All BIOS versions < V1.0.212N", "All versions with U-Boot < V2016.05RS09", ">= 1.0 | >= 2.4", ">= 5 | < 3",
        "All versions <= V2.3.0 and Function State (FS) <= 3", "<= 70044_update_05032019-482", "All versions V1.1",
        "1763-L16AWA", "900S", "620 | 650 | 650c", "<= 9.6 (excluding 9.4.2.6 and 9.5.3.2)", "vers:npm/>=1.0", "2.0 *",
        "< 11.8.50.3425 (ME) | < R1.21.0 (BIOS)", ">= 9.3.0 -  but not including 9.3.8", "< 5.1 |", "| < 5.1", "<",
        "<>1",
        "4.5 | SP6 (including) and V4.5 SP6 Hotfix 8 (excluding)", "<= 2.01 (end-of-life Nov 2017)", "< 29.03.2007",
    ])
    func whatNeedsAPersonIsUnreadableAndNeverOutside(_ text: String) {
        #expect(VersionRange(text).kind == .unreadable)
        for version in [nil, Version("0.1"), Version("99999"), Version("V2.9.7 SP1")] {
            #expect(VersionRange(text).position(of: version) == .unknown)
        }
    }

    @Test(arguments: [
        ("< V4.1", nil), ("5.1 | 6.0", nil), ("<= 32", "32.011"), ("10", "10.1"), ("V15", "V15 Upd 3"),
        ("<= 1.592S", "1.592"), ("< 3.x", "3.0"), ("< 1.99 | 2.20 | 2.40", "2.30"), ("<= 3.4.4 Build 7", "3.4.4"),
        ("<= 1.12.0.27 | 1.12.13.2 | 1.12.14.5", "1.12.13.5"), ("< V1.2, < V2.2", "1.5"),
    ])
    func whatCannotBeToldIsUnknown(_ range: String, _ version: String?) {
        #expect(VersionRange(range).kind != .unreadable)
        #expect(VersionRange(range).position(of: version.flatMap(Version.init)) == .unknown)
    }

    @Test func aListBehindABoundIsInsideAtLeastAndOutsideAboveAll() {
        let range = VersionRange("< 1.99 | 2.20 | 2.40")
        #expect(range.position(of: Version("1.98")) == .inside(.inRange))
        #expect(range.position(of: Version("2.20")) == .inside(.exactVersion))
        #expect(range.position(of: Version("2.41")) == .aboveExclusive)
    }

    @Test func everyBoundIsKeptByRandomVersions() throws {
        var dice = Dice(seed: 4)
        for _ in 0..<3_000 {
            let low = try #require(Version(dice.version()))
            let high = try #require(Version(dice.version()))
            let version = try #require(Version(dice.version()))
            guard low.order(to: high) == .less else { continue }
            let position = VersionRange(">= \(low) | < \(high)").position(of: version)
            switch (version.order(to: low), version.order(to: high)) {
            case (.less?, _): #expect(position == .below)
            case (_, .same?), (_, .greater?): #expect(position == .aboveExclusive || position == .unknown)
            case (nil, _), (_, nil): #expect(position == .unknown, "\(low) \(high) \(version)")
            default: #expect(position == .inside(.inRange), "\(low) \(high) \(version)")
            }
        }
    }

    @Test func aLongListIsUnreadableRatherThanSlow() {
        let text = Array(repeating: "1.0", count: 100_000).joined(separator: "|")
        #expect(VersionRange(text).kind == .unreadable)
        #expect(VersionRange(String(repeating: "<", count: 1_000_000)).kind == .unreadable)
    }
}
