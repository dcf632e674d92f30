import Files
import Testing

@Suite struct FilesJSONTextTests {
    private func written(_ json: JSONText) -> String { String(decoding: json.bytes, as: UTF8.self) }

    @Test func membersKeepTheirOrder() {
        var json = JSONText()
        json.object { json in
            json.member("name", "Boiler 1")
            json.key("levels")
            json.array { for level in [2, -1] { $0.integer(level) } }
            json.key("empty")
            json.object { _ in }
            json.key("none")
            json.array { _ in }
            json.member("flag", true)
            json.member("count", 3)
            json.key("nothing")
            json.null()
        }
        #expect(
            self.written(json) == #"{"name":"Boiler 1","levels":[2,-1],"empty":{},"none":[],"#
                + #""flag":true,"count":3,"nothing":null}"#)
    }

    @Test func indentedTextHasAMemberALine() {
        var json = JSONText.indented
        json.array { json in
            json.object { $0.member("a", 1) }
            json.array { _ in }
        }
        #expect(self.written(json) == "[\n  {\n    \"a\": 1\n  },\n  []\n]")
    }

    @Test func dangerousCharactersAreEscaped() {
        var json = JSONText()
        json.text("\"\\/\u{0}\u{1F}\u{7F}\n\r\t\u{2027}\u{2028}\u{2029}\u{202A}€ä𝄞")
        #expect(
            self.written(json)
                == #""\"\\/\u0000\u001f\u007f\n\r\t"# + "\u{2027}" + #"\u2028\u2029"# + "\u{202A}€ä𝄞\"")
    }

    @Test func numbersReadBackAsTheyWere() throws {
        for number in [0, -0.0, 0.1, 1e300, .leastNonzeroMagnitude, 123456789.125, .pi] {
            var json = JSONText()
            json.number(number)
            #expect(try JSON(parsing: json.bytes).number == number)
        }
        var json = JSONText()
        json.array { for number in [Double.infinity, .nan] { $0.number(number) } }
        #expect(self.written(json) == "[null,null]")
    }

    @Test func aValueThatWasReadIsCopiedByteForByte() throws {
        let read = try JSON(parsing: Array(#"{"a": [1.50, "\u0041" ]}"#.utf8))
        var json = JSONText()
        json.array { json in
            for value in [read["a"], read["a"]?.elements.map { $0 }.last] { value.map { json.copy($0) } }
        }
        #expect(self.written(json) == #"[[1.50, "\u0041" ],"\u0041"]"#)
    }

    @Test(.enabled(if: FilesCorpora.areThere)) func naughtyTextsSurvive() throws {
        let texts = try JSON(parsing: FilesCorpora.bytes("hostile/blns/blns.json")).elements.compactMap(\.text)
        #expect(texts.count > 400)
        var json = JSONText()
        json.array { for text in texts { $0.text(text) } }
        let again = try JSON(parsing: json.bytes).elements.compactMap(\.text)
        #expect(again.map { Array($0.utf8) } == texts.map { Array($0.utf8) })
    }
}
