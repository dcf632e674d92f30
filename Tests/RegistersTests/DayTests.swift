import Registers
import Testing

@Suite struct DayTests {
    @Test func knowsTheLengthOfFebruary() {
        #expect(Day(year: 2024, month: 2, day: 29) != nil)
        #expect(Day(year: 2023, month: 2, day: 29) == nil)
        #expect(Day(year: 2000, month: 2, day: 29) != nil)
        #expect(Day(year: 1900, month: 2, day: 29) == nil)
    }

    @Test func isReadInOneFormOnly() {
        #expect(Day("2024-09-05") == Day(2024, 9, 5))
        for text in ["2024-9-5", "2024-13-01", "2024-00-10", "20240905", "2024-09-05 ", "", "2024-09-0a"] {
            #expect(Day(text) == nil, "\(text)")
        }
    }

    @Test func countsDaysBothWays() {
        #expect(Day(1970, 1, 1).ordinal == 0)
        #expect(Day(2000, 3, 1).ordinal == 11_017)
        for ordinal in stride(from: -700_000, through: 2_900_000, by: 997) {
            #expect(Day(ordinal: ordinal).ordinal == ordinal)
        }
    }

    @Test func theDayAfterTheLastOfTheYearIsTheFirst() {
        #expect(Day(2025, 12, 31).adding(days: 1) == Day(2026, 1, 1))
        #expect(Day(2024, 3, 1).adding(days: -1) == Day(2024, 2, 29))
    }
}

/// Instants as RFC 3339, section 5.8 gives examples of them.
@Suite struct MomentTests {
    @Test func readsTheExamplesOfRFC3339() {
        #expect(Moment("1985-04-12T23:20:50.52Z")?.milliseconds == 482_196_050_520)
        #expect(Moment("1996-12-19T16:39:57-08:00")?.milliseconds == 851_042_397_000)
        #expect(Moment("1937-01-01T12:00:27.87+00:20")?.milliseconds == -1_041_337_172_130)
    }

    @Test func writesWhatItReads() {
        for text in ["2024-09-05T01:04:52Z", "1969-12-31T23:59:59.001Z", "2000-02-29T00:00:00Z"] {
            #expect(Moment(text)?.description == text)
        }
    }

    @Test func refusesWhatIsNoInstant() {
        for text in [
            "2024-09-05", "2024-09-05T25:00:00Z", "2024-09-05T01:04:52", "2024-09-05T01:04:52.Z", "x",
            "9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+00:01", "2024-09-05T01:04:52+:0:2:0",
        ] {
            #expect(Moment(text) == nil, "\(text)")
        }
    }
}

/// Identities in the form of RFC 9562.
@Suite struct UUIDTests {
    @Test func writesTheExampleOfRFC9562() {
        // RFC 9562, appendix A.6: version 7 of 22 February 2022, 19:22:22 UTC.
        let id = UUID.version7(
            milliseconds: 0x017F_22E2_79B0, random: (0x0000_0000_0000_0CC3, 0x18C4_DC0C_0C07_398F))
        #expect(id.description == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f")
        #expect(UUID(id.description) == id)
        #expect(UUID(bytes: id.bytes) == id)
    }

    @Test func laterIdentitiesSortBehindEarlierOnes() {
        let one = UUID.version7(milliseconds: 1, random: (.max, .max))
        let other = UUID.version7(milliseconds: 2, random: (0, 0))
        #expect(one < other)
    }

    @Test func refusesOtherTexts() {
        for text in ["", "017f22e2-79b0-7cc3-98c4-dc0c0c07398", "017f22e279b07cc398c4dc0c0c07398f", "no"] {
            #expect(UUID(text) == nil)
        }
    }
}
