import Testing
import Text

@Suite struct FilesTextTests {
    @Test func plainTextIsFolded() {
        #expect(folded("SIMATIC S7-1500") == "simatic s7-1500")
        #expect(folded(" \t Siemens \r\n\u{B}\u{C} AG ") == "siemens ag")
        #expect(folded("").isEmpty)
        #expect(folded(" \n ").isEmpty)
        #expect(folded("@[`{^_\u{7F}") == "@[`{^_\u{7F}")
    }

    // Unicode Standard Annex #15, figures 2, 5 and 6 and table 8: what NFKC makes of these characters.
    @Test(arguments: [
        ("\u{FB01}", "fi"), ("2\u{2075}", "25"), ("\u{1E9B}\u{323}", "\u{1E69}"), ("\u{212B}", "\u{E5}"),
        ("\u{2126}", "\u{3C9}"), ("\u{C5}", "\u{E5}"), ("\u{F4}", "\u{F4}"), ("o\u{302}", "\u{F4}"),
        ("\u{1E0B}\u{323}", "\u{1E0D}\u{307}"), ("q\u{307}\u{323}", "q\u{323}\u{307}"), ("\u{210C}", "h"),
        ("\u{2460}", "1"), ("\u{FF76}", "\u{30AB}"), ("\u{FE37}", "{"), ("\u{2075}", "5"), ("\u{BC}", "1\u{2044}4"),
    ])
    func theExamplesOfTheStandardAreFolded(_ text: String, _ expected: String) {
        #expect(Array(folded(text).unicodeScalars) == Array(expected.unicodeScalars))
    }

    // Unicode CaseFolding.txt, the full foldings (status F), and the final sigma.
    @Test(arguments: [("Straße", "strasse"), ("ΣΊΣΥΦΟΣ", "σίσυφοσ"), ("\u{130}", "i\u{307}"), ("\u{1E9E}", "ss")])
    func caseIsFoldedInFull(_ text: String, _ expected: String) {
        #expect(Array(folded(text).unicodeScalars) == Array(expected.unicodeScalars))
    }

    @Test func twoWritingsOfOneNameAreEqual() {
        #expect(folded("ＳＩＭＡＴＩＣ\u{3000}\u{A0}S7\u{2011}1500") == folded("simatic s7\u{2010}1500"))
        #expect(folded("\u{FEFF}Schneider\u{200B}Electric\u{2060} ") == "schneider electric")
        #expect(folded("Wag\u{AD}o\u{FE0F}") == "wago")
    }

    @Test func foldingTwiceChangesNothing() {
        // The planes that have letters; the third holds ideographs, of which only the compatibility ones change.
        let planes: [ClosedRange<UInt32>] = [0...0x1FFFF, 0x2F800...0x2FA1F, 0xE0000...0xE01EF]
        for value in planes.joined() {
            guard let scalar = Unicode.Scalar(value) else { continue }
            for text in [String(scalar), "a\(scalar)\u{345}b"] {
                let once = folded(text)
                #expect(Array(folded(once).utf8) == Array(once.utf8), "U+\(String(value, radix: 16))")
            }
        }
    }

    @Test func everyWhiteSpaceOfUnicodeIsABlank() {
        let others: [Unicode.Scalar] = ["\u{180E}", "\u{200B}", "\u{2060}", "\u{FEFF}"]
        for value in UInt32(0)...0xFFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let isBlank = scalar.properties.isWhitespace || others.contains(scalar)
            #expect((tidied("a\(scalar)\(scalar)ä") == "a ä") == isBlank, "U+\(String(value, radix: 16))")
            #expect((tidied("a\(scalar)") == "a") == isBlank, "U+\(String(value, radix: 16))")
        }
    }

    @Test func tidyingKeepsTheLetters() {
        #expect(tidied("  Äpfel\u{A0}\u{2003}und\tBIRNEN\u{FEFF}") == "Äpfel und BIRNEN")
        #expect(tidied("a b") == "a b")
        #expect(tidied("a\tb") == "a b")
        #expect(tidied(" ").isEmpty)
        #expect(tidied("ﬁ") == "ﬁ")
    }

    @Test(.enabled(if: FilesCorpora.areThere)) func naughtyTextsHaveNoBlanksToSpare() throws {
        for text in try FilesCorpora.bytes("hostile/blns/blns.txt").split(separator: 10) {
            let text = String(decoding: text, as: UTF8.self)
            for result in [folded(text), tidied(text)] {
                #expect(!result.hasPrefix(" ") && !result.hasSuffix(" ") && !result.contains("  "))
            }
        }
    }
}
