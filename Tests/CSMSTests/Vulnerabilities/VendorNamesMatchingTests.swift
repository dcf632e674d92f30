import CSMS
import Testing

@Suite struct VendorNamesMatchingTests {
    let plain = VendorNames(pairs: [])

    @Test(arguments: [
        ("Siemens AG", "siemens"), ("  SIEMENS  Aktiengesellschaft", "siemens"),
        ("Johnson Controls, Inc.", "johnson controls"),
        ("Phoenix Contact GmbH & Co. KG", "phoenix contact"), ("Advantech Co., Ltd.", "advantech"),
        ("Moxa Co.,Ltd", "moxa"), ("CODESYS, GmbH", "codesys"), ("Acme S.p.A.", "acme"), ("Acme Sp. z o.o.", "acme"),
        ("Acme, S.A. de C.V.", "acme"), ("ＡＢＢ Ltd", "abb"), ("Rockwell Automation ", "rockwell automation"),
    ])
    func aVendorLosesItsLegalForm(_ name: String, _ key: String) {
        #expect(self.plain.key(of: name) == key)
    }

    @Test func aVendorThatIsNothingButALegalFormKeepsIt() {
        #expect(self.plain.key(of: "AG") == "ag")
        #expect(self.plain.key(of: "") == "")
    }

    @Test func aLegalFormInsideANameStays() {
        let name = "Sensormatic Electronics, LLC, Johnson Controls Inc."
        #expect(self.plain.key(of: name) == "sensormatic electronics, llc, johnson controls")
    }

    @Test func anAliasOfAnAliasIsFollowed() {
        let names = VendorNames(pairs: [("A-B", "Allen Bradley"), ("Allen Bradley Inc", "Rockwell Automation, Inc.")])
        #expect(names.key(of: "a-b") == "rockwell automation")
    }

    @Test func aCircleOfAliasesEnds() {
        let names = VendorNames(pairs: [("a", "b"), ("b", "a")])
        #expect(["a", "b"].contains(names.key(of: "a")))
    }
}
