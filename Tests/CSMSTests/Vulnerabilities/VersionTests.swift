import CSMS
import Testing

@Suite struct VersionTests {
    @Test(arguments: [
        "2.9.7", "v2.9.7", "V 2.9.7", "FW 2.9.7", "Version 2.9.7", "Firmware: V2.9.7", "\tV2.9.7", "2.9.7  ",
        "2.9.7.0", "V02.09.07", "R2.9.7", "Firmware Version V2.9.7", "FW_2.9.7", "v.2.9.7", "(R2.9.7)", "2.9.7.",
        "\u{A0}2.9.7\u{202F}", "2.9\u{200B}.7", "release 2.9.7", "Ver. 2.9.7",
    ])
    func aVersionIsTheSameInEverySpelling(_ text: String) {
        #expect(Version(text) == Version("2.9.7"))
        #expect(Version(text)?.description == "2.9.7")
    }

    @Test(arguments: [
        ("V15SP1", "15 SP1"), ("V16 Upd5", "16 Update 5"), ("V7.4 Service Pack 1", "7.4 SP1"),
        ("V18_Update_2", "18 Update 2"), ("9.90_SP_7", "9.90 SP7"), ("V4.5 hf1", "4.5 HF1"),
        ("V1.0SP2Update1", "1 SP2 Update 1"), ("2020_R2_SP1_P01", "2020 R2 SP1 Patch 1"), ("2020_U2", "2020 Update 2"),
        ("V4.7 SP6 Hotfix 8", "4.7 SP6 HF8"), ("21.09-SP13", "21.9 SP13"), ("V222.0MP12", "222 MP12"),
        ("3.4.4 Build 16102416", "3.4.4 Build 16102416"), ("1.592S", "1.592S"), ("02.07.07(10)", "2.7.7(10)"),
        ("V02.20.126.11-41", "2.20.126.11-41"), ("2.4.2-r29", "2.4.2-r29"), ("8.2_20170817", "8.2_20170817"),
        ("2023.3_Build_9342", "2023.3 Build 9342"), ("1.597X", "1.597X"), ("0.0", "0"), ("FW06", "6"),
    ])
    func stepsLettersAndBuildsArePartOfTheVersion(_ text: String, _ plain: String) {
        #expect(Version(text)?.description == plain)
        #expect(Version(plain) == Version(text))
    }

    @Test(arguments: [
        "", " ", "unknown", "n/a", "-", "latest", "?", "TBD", "see nameplate", "x.x", "2.x", "2.X", "8.1x", "12.2.*",
        "M3JKT5AA", "1763-L16AWA", "1.000.HW00.21.20190812", "15.2(6)E0a", "V01L001", "4.3.11SP", "V16Q3.1", "14.2s0",
        "70044_update_05032019-482", "1.0 and 2.0", "V2.1 SP3 (2.1.670)", "29.03.2007", "5.1 Rev E", "B.02", "2.0 Upd",
        "V1 Update 2 SP1", "1,2", "٣.٤", "2..9", "SP1", "V", "1.2.3.", "7_SR620", "3.1 Service Pack 1A",
    ])
    func whatCannotBeReadWithCertaintyIsNoVersion(_ text: String) {
        if text == "1.2.3." {
            #expect(Version(text) == Version("1.2.3"))
        } else {
            #expect(Version(text) == nil)
        }
    }

    @Test(arguments: [
        ["2.9", "2.9.7", "2.10", "3", "10.0"],
        ["V15", "V15 Upd 1", "V15 Upd 2 HF1", "V15 Upd 10", "V15 SP1", "V15 SP1 Upd 4", "V15 SP2", "V15.1"],
        ["1.591Z", "1.592A", "1.592S", "1.592T", "1.593A"],
        ["2020", "2020 SP1", "2020 R2", "2020 R2 P01", "2020 R2 SP1", "2020 R2 SP1 P01", "2021"],
        ["3.4.4 Build 9", "3.4.4 Build 170215", "3.4.5 Build 1"],
        ["02.07.07(08)", "2.7.7(10)"], ["3.0.0-r32", "3.0.0-r34"],
        ["1", "99999999999999999999999", "1" + "0000000000000000000000000"],
    ])
    func versionsStandInThisOrder(_ row: [String]) {
        for (place, text) in row.enumerated() {
            for (otherPlace, otherText) in row.enumerated() {
                let wanted: Version.Order = place == otherPlace ? .same : place < otherPlace ? .less : .greater
                #expect(order(text, otherText) == wanted, "\(text) \(otherText)")
            }
        }
    }

    @Test(arguments: [
        ("1.592", "1.592S"), ("3.4.4", "3.4.4 Build 7"), ("3.0.0-41", "3.0.0-r41"), ("2020", "2020 R1"),
        ("5.0 CU1", "5.0 QU1"), ("5.0 Update 2", "5.0 CU3"), ("5.0 HF1", "5.0 P2"),
    ])
    func whatCannotBeToldIsNotGuessed(_ one: String, _ other: String) {
        #expect(Version(one) != nil && Version(other) != nil)
        #expect(order(one, other) == nil)
        #expect(order(other, one) == nil)
    }

    @Test func aVeryLongVersionIsReadOrRefusedAndNeverTraps() {
        let digits = String(repeating: "9", count: 900)
        #expect(order(digits, digits + "0") == .less)
        #expect(Version(String(repeating: "9", count: 1_001)) == nil)
        #expect(Version(String(repeating: "(", count: 900)) == nil)
        #expect(Version("1 SP99999") == nil)
    }

    @Test func theOrderIsThatOfTheNumbersTakenOneByOne() {
        var random = Dice(seed: 1)
        for _ in 0..<5_000 {
            let one = (0..<random.below(5) + 1).map { _ in random.below(4) * random.below(30) }
            let other = (0..<random.below(5) + 1).map { _ in random.below(4) * random.below(30) }
            // The slow and obvious way: the same length, then as arrays of integers.
            let long = one + Array(repeating: 0, count: 5 - one.count)
            let otherLong = other + Array(repeating: 0, count: 5 - other.count)
            let wanted: Version.Order =
                long == otherLong ? .same : long.lexicographicallyPrecedes(otherLong) ? .less : .greater
            let text = one.map(String.init).joined(separator: ".")
            let otherText = other.map { "00\($0)" }.joined(separator: ".")
            #expect(order("V" + text, otherText) == wanted, "\(text) \(otherText)")
            #expect((Version(text) == Version(otherText)) == (wanted == .same))
        }
    }

    @Test func theOrderIsTheSameFromBothSidesAndPassedOn() {
        var random = Dice(seed: 2)
        let versions = (0..<70).compactMap { _ in Version(random.version()) }
        #expect(versions.count == 70)
        for one in versions {
            for other in versions {
                let order = one.order(to: other)
                #expect(other.order(to: one) == reversed(order), "\(one) \(other)")
                #expect((order == .same) == (one == other), "\(one) \(other)")
                guard order == .less else { continue }
                for third in versions where other.order(to: third) == .less {
                    let far = one.order(to: third)
                    #expect(far == .less || far == nil, "\(one) \(other) \(third)")
                }
            }
        }
    }

    @Test func aZeroAtTheEndChangesNothing() throws {
        var random = Dice(seed: 3)
        for _ in 0..<2_000 {
            let numbers = (0..<random.below(4) + 1).map { _ in String(random.below(20)) }.joined(separator: ".")
            let step = random.step()
            #expect(Version(numbers + step) == Version("\(numbers).0\(step)"))
            #expect(Version(numbers + step) == Version("V0\(numbers).00\(step)"))
            let version = try #require(Version(numbers + step))
            #expect(Version(version.description) == version)
        }
    }

    private func order(_ one: String, _ other: String) -> Version.Order? {
        guard let one = Version(one), let other = Version(other) else { return nil }
        return one.order(to: other)
    }

    private func reversed(_ order: Version.Order?) -> Version.Order? {
        switch order {
        case .less?: .greater
        case .greater?: .less
        default: order
        }
    }
}

/// Repeatable random numbers.
struct Dice {
    private var state: UInt64

    init(seed: UInt64) { self.state = seed &* 0x9E37_79B9_7F4A_7C15 }

    mutating func below(_ limit: Int) -> Int {
        self.state = self.state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((self.state >> 33) % UInt64(limit))
    }

    mutating func step() -> String {
        ["", "", " SP1", " SP2 Update 1", " Upd 3", " HF2", " R2", " R2 SP1", " P02", " Upd 3 HF1", " CU1"][
            self.below(11)]
    }

    mutating func version() -> String {
        let numbers = (0..<self.below(3) + 1).map { _ in String(self.below(3)) }.joined(separator: ".")
        let letter = ["", "", "", "A", "b"][self.below(5)]
        let tail = ["", "", "", " Build 7", "-3", "-r4"][self.below(6)]
        return numbers + letter + self.step() + tail
    }
}
