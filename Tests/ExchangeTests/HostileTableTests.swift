import CSMS
import Exchange
import Files
import Registers
import Testing

/// Tables that nobody means well with.
struct HostileTableTests {
    @Test(arguments: 0..<40)
    func noRowStopsTheProgramAndNoneIsCountedTwice(_ seed: Int) throws {
        var dice = Dice(seed: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1)
        let book = catalogue[seed % catalogue.count]
        var text = CSVText()
        let headers = book.columns.map(\.name) + (dice.next() % 2 == 0 ? ["nonsense", ""] : [])
        text.row(headers)
        let rowCount = 60
        for _ in 0..<rowCount {
            text.row((0..<headers.count + Int(dice.next() % 3)).map { _ in dice.word() })
        }
        let office = Office()
        let draft = try office.take("\(book.name).csv", text.bytes)
        #expect(draft.new + draft.rejected <= rowCount)
        for proposal in draft.proposals { #expect(proposal.book.problems(in: proposal.cells).isEmpty) }
        let second = try office.take("\(book.name).csv", book.csv(in: office.plant))
        #expect(second.new == 0)
    }

    @Test(.enabled(if: ExchangeCorpora.areThere)) func everyNaughtyStringIsReadInEveryAssetField() throws {
        let list = try JSON(parsing: ExchangeCorpora.bytes("hostile/blns/blns.json"))
        let words = list.elements.compactMap(\.text).filter { !$0.utf8.contains(0) }
        var text = CSVText()
        let headers = Assets.book.columns.map(\.name)
        text.row(headers)
        for (place, word) in words.enumerated() { text.row(["T\(place)"] + headers.dropFirst().map { _ in word }) }
        let draft = try Office().take("x.csv", text.bytes)
        #expect(draft.new + draft.rejected == words.count)
    }

    @Test(.enabled(if: ExchangeCorpora.areThere)) func theCatalogueOfKnownExploitsIsRead() throws {
        let office = Office()
        let bytes = try ExchangeCorpora.bytes("kev/known_exploited_vulnerabilities.json")
        let draft = try office.take("kev.json", bytes)
        #expect(draft.kind == "known exploits" && draft.new == 1404 && draft.problems.isEmpty)
        let exploit = try #require(office.plant[KnownExploits.self].first { $0.cve == "CVE-2025-48384" })
        #expect(exploit.addedOn == Day(2025, 8, 25) && exploit.dueOn == Day(2025, 9, 15) && !exploit.ransomware)
        #expect(office.plant[KnownExploits.self].contains { $0.ransomware })
        #expect(try office.take("kev.json", bytes).same == 1404)
    }

    @Test func anEntryWithoutACVEIsRejected() throws {
        let text = #"{"catalogVersion":"1","vulnerabilities":[{"cveID":"CVE-1","dateAdded":"soon"},{"cveID":7}]}"#
        let draft = try Office().take("kev.json", text)
        #expect(draft.new == 1 && draft.rejected == 1)
        #expect(draft.problems.map(\.column) == ["vulnerabilities[0].dateAdded", "vulnerabilities[1]"])
    }
}

/// Numbers that look random and are the same each time.
private struct Dice {
    var state: UInt64

    init(seed: UInt64) { self.state = seed }

    mutating func next() -> UInt64 {
        self.state ^= self.state << 13
        self.state ^= self.state >> 7
        self.state ^= self.state << 17
        return self.state
    }

    mutating func word() -> String {
        let words = [
            "", " ", "A", "a", "B", "ZON-0001", "AST-9999", "SIT-", "0", "-1", "1", "4095", "99999999999999999999",
            "yes",
            "x", "high", "2024-02-30", "2024-02-29", "01.02.2020", "2024-09-05T01:04:52Z", "10.0.0.1", "::1", "=1+1",
            "'=1",
            "a;b;;", ";", "\n", "\"", "\u{202E}x", "\u{200B}", "é", "e\u{301}", "1 1 1 1 1 1 1", "\u{FEFF}", "A\r\nB",
            "both",
        ]
        let word = words[Int(self.next() % UInt64(words.count))]
        return self.next() % 16 == 0 ? String(repeating: word + "w", count: Int(self.next() % 400)) : word
    }
}
