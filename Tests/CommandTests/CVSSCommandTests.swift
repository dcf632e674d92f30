import Testing

@testable import Command

@Suite struct CVSSCommandTests {
    private static let header = "vector,version,base,temporal,environmental,severity\r\n"

    @Test(arguments: [
        // CVSS v3.1 examples, CVE-2015-8252 and CVE-2015-1098; the second one with a temporal metric.
        ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "3.1,9.8,,,critical"),
        ("CVSS:3.1/AV:L/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H/E:U", "3.1,7.8,7.1,,high"),
        // CVSS v2 guide, section 3.3.1, CVE-2002-0392.
        ("AV:N/AC:L/Au:N/C:N/I:N/A:C/E:F/RL:OF/RC:C/CDP:H/TD:H/CR:M/IR:M/AR:H", "2.0,7.8,6.4,9.2,high"),
        ("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H", "4.0,10.0,,,critical"),
        ("CVSS:3.0/AV:P/AC:H/PR:H/UI:R/S:U/C:N/I:N/A:N", "3.0,0.0,,,none"),
    ])
    func aVectorGetsItsScores(_ vector: String, _ scores: String) {
        let outcome = call("cvss", vector)
        #expect(outcome == Outcome(status: .done, data: "\(Self.header)\(vector),\(scores)\r\n", words: ""))
    }

    @Test func anInvalidVectorHasNoScoresAndIsNamed() {
        let outcome = call("cvss", "CVSS:3.1/AV:N", "AV:N/AC:L/Au:N/C:N/I:N/A:C")
        #expect(outcome.status == .partly)
        #expect(outcome.data == Self.header + "CVSS:3.1/AV:N,,,,,\r\nAV:N/AC:L/Au:N/C:N/I:N/A:C,2.0,7.8,,,high\r\n")
        #expect(outcome.words.hasPrefix("Vector 1, “CVSS:3.1/AV:N”: "))
    }

    @Test func linesOfStandardInputAreVectorsAndBlankOnesAreLeftOut() {
        let vector = "AV:N/AC:L/Au:N/C:N/I:N/A:C"
        let outcome = call("cvss", input: "\(vector)\r\n\n  \n\(vector)")
        let row = "\(vector),2.0,7.8,,,high\r\n"
        #expect(outcome == Outcome(status: .done, data: Self.header + row + row, words: ""))
    }

    @Test func blanksAroundAVectorStayInItsRow() {
        let outcome = call("cvss", input: " AV:N/AC:L/Au:N/C:N/I:N/A:C \n")
        #expect(outcome.data == Self.header + "\" AV:N/AC:L/Au:N/C:N/I:N/A:C \",2.0,7.8,,,high\r\n")
    }

    @Test func aFormulaInTheInputIsNotOneInTheResult() {
        let outcome = call("cvss", input: "=HYPERLINK(1)\n")
        #expect(outcome.data == Self.header + "'=HYPERLINK(1),,,,,\r\n")
        #expect(outcome.status == .partly)
    }

    @Test func withoutInputThereIsTheHeader() {
        #expect(call("cvss") == Outcome(status: .done, data: Self.header, words: ""))
    }
}
