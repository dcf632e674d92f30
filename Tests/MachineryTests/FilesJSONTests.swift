import Files
import Foundation
import Testing

@Suite struct FilesJSONTests {
    private func json(_ text: String, limits: JSON.Limits = JSON.Limits()) throws -> JSON {
        try JSON(parsing: Array(text.utf8), limits: limits)
    }

    private func refusal(of text: String, limits: JSON.Limits = JSON.Limits()) -> FileError? {
        do {
            _ = try JSON(parsing: Array(text.utf8), limits: limits)
            return nil
        } catch {
            return error
        }
    }

    // The example of RFC 8259, section 13.
    private let image = """
        {
          "Image": {
              "Width":  800,
              "Height": 600,
              "Title":  "View from 15th Floor",
              "Thumbnail": {
                  "Url":    "http://www.example.com/image/481989943",
                  "Height": 125,
                  "Width":  100
              },
              "Animated" : false,
              "IDs": [116, 943, 234, 38793]
            }
        }
        """

    @Test func theExampleOfTheStandardIsRead() throws {
        let image = try #require(try self.json(self.image)["Image"])
        #expect(image.kind == .object)
        #expect(image.count == 6)
        #expect(image["Width"]?.integer == 800)
        #expect(image["Title"]?.text == "View from 15th Floor")
        #expect(image["Thumbnail"]?["Height"]?.number == 125)
        #expect(image["Animated"]?.flag == false)
        #expect(image["IDs"]?.elements.map(\.integer) == [116, 943, 234, 38793])
        #expect(image.members.map(\.key) == ["Width", "Height", "Title", "Thumbnail", "Animated", "IDs"])
    }

    @Test func aValueKnowsItsPlace() throws {
        let json = try self.json(self.image)
        #expect(json["Image"]?["Title"]?.line == 5)
        #expect(json["Image"]?["Title"]?.column == 17)
        #expect(json["Image"]?["IDs"].map { String(decoding: $0.rawBytes, as: UTF8.self) } == "[116, 943, 234, 38793]")
        #expect(
            json["Image"]?["Title"].map { String(decoding: $0.rawBytes, as: UTF8.self) }
                == "\"View from 15th Floor\"")
    }

    @Test func aRefusalSaysWhere() {
        #expect(
            self.refusal(of: "{\n  \"a\": 1\n  \"b\": 2\n}")
                == FileError("A comma or } is expected here.", line: 3, column: 3))
        #expect(self.refusal(of: "[\"äö\", x]")?.column == 8)
        #expect(self.refusal(of: "\r\n\r\n[1,\r2,,]").map { [$0.line, $0.column] } == [4, 3])
        #expect(self.refusal(of: "\u{FEFF}x")?.column == 1)
        #expect(self.refusal(of: "[1, {\"a\": [2}")?.description == "Line 1, column 13: A comma or ] is expected here.")
        #expect(
            self.refusal(of: "[1,\n {\"a\": 2")
                == FileError("The { that opens here is never closed. The file may be cut off.", line: 2, column: 2))
        #expect(self.refusal(of: "[01]") == FileError("A number must not begin with a zero.", line: 1, column: 2))
    }

    @Test(
        arguments: [
            ("0", 0), ("-0", 0), ("1.0", 1), ("1e2", 100), ("9223372036854775807", Int64.max),
            ("-9223372036854775808", Int64.min), ("9223372036854775808", nil), ("1.5", nil), ("1e99", nil),
            ("1e999", nil), ("123456789012345678901234567890", nil), ("-9223372036854775809", nil), ("10e15", nil),
        ] as [(String, Int64?)])
    func wholeNumbersAreExactOrNone(_ text: String, _ integer: Int64?) throws {
        #expect(try self.json(text).integer == integer)
    }

    @Test func aNumberIsNeverInfinite() throws {
        #expect(try self.json("1e999").number == nil)
        #expect(try self.json("1e-999").number == 0)
        #expect(try self.json("-0").number?.sign == .minus)
        #expect(try self.json("0.1").number == 0.1)
        #expect(try self.json("9007199254740993").number == 9_007_199_254_740_992)
        #expect(try self.json("1.7976931348623157e308").number == 1.7976931348623157e308)
    }

    @Test func otherKindsAreNotMistaken() throws {
        let json = try self.json(#"["1", 1, true, null, [], {}]"#)
        let values = Array(json.elements)
        #expect(values.map(\.kind) == [.text, .number, .flag, .null, .array, .object])
        #expect(values.map(\.integer) == [nil, 1, nil, nil, nil, nil])
        #expect(values.map(\.text) == ["1", nil, nil, nil, nil, nil])
        #expect(values.map(\.flag) == [nil, nil, true, nil, nil, nil])
        #expect(values.map(\.count) == [0, 0, 0, 0, 0, 0])
        #expect(values.allSatisfy { $0["a"] == nil })
        #expect(values.allSatisfy { Array($0.elements).isEmpty && Array($0.members).isEmpty })
        #expect(json.count == 6)
    }

    @Test func escapesBecomeCharacters() throws {
        #expect(try self.json(#""\"\\\/\b\f\n\r\t\u00e4\uD834\uDD1E\u0000""#).text == "\"\\/\u{8}\u{C}\n\r\tä𝄞\u{0}")
        #expect(try self.json(#""\ud800 \udc00\ud834x\uD834\u0041""#).text == "\u{FFFD} \u{FFFD}\u{FFFD}x\u{FFFD}A")
        #expect(try self.json(#"{"\u0061\n": 1}"#)["a\n"]?.integer == 1)
    }

    @Test func keysAreComparedByTheirBytes() throws {
        // Swift takes the two ways to write é for equal; a document that has both has two keys.
        let json = try self.json("{\"\u{E9}\": 1, \"e\u{301}\": 2}")
        #expect(json["\u{E9}"]?.integer == 1)
        #expect(json["e\u{301}"]?.integer == 2)
        #expect(json["e"] == nil)
    }

    @Test func ofTwoEqualKeysTheLastCounts() throws {
        let json = try self.json(#"{"a": 1, "b": {"a": 3}, "a": 2}"#)
        #expect(json["a"]?.integer == 2)
        #expect(json.count == 3)
    }

    @Test func twoEqualKeysAreRefusedOnRequest() throws {
        var limits = JSON.Limits()
        limits.duplicateKeys = .refuse
        #expect(
            self.refusal(of: "{\"a\": 1,\n \"\\u0061\": 2}", limits: limits)
                == FileError("This object has the key “a” twice. Keep one of them.", line: 2, column: 2))
        #expect(self.refusal(of: #"[{"a": 1}, {"a": {"a": 2}}]"#, limits: limits) == nil)
    }

    @Test func depthHasALimit() {
        let deep = String(repeating: "[", count: 128)
        #expect(self.refusal(of: deep + String(repeating: "]", count: 128)) == nil)
        #expect(
            self.refusal(of: "[" + deep)
                == FileError("More than 128 JSON objects and arrays lie inside each other.", line: 1, column: 129))
    }

    @Test func depthTakesNoStack() throws {
        var limits = JSON.Limits()
        limits.depthMax = .max
        let text = String(repeating: "[", count: 1_000_000) + String(repeating: "]", count: 1_000_000)
        #expect(try self.json(text, limits: limits).count == 1)
    }

    @Test func valuesAndBytesHaveLimits() {
        var limits = JSON.Limits()
        limits.nodesMax = 4
        #expect(self.refusal(of: #"{"a": [1]}"#, limits: limits) == nil)
        #expect(self.refusal(of: #"{"a": [1, 2]}"#, limits: limits)?.column == 11)
        limits.bytesMax = 4
        #expect(self.refusal(of: "[12]", limits: limits) == nil)
        #expect(self.refusal(of: "[123]", limits: limits)?.problem.contains("4 bytes") == true)
    }

    @Test func controlCharactersAreRefusedAtEveryPlace() {
        for place in 0..<24 {
            for (control, isRefused) in [
                ("\u{0}", true), ("\n", true), ("\u{1F}", true), (" ", false), ("\u{7F}", false),
            ] {
                var text = Array(repeating: "a", count: 24)
                text[place] = control
                let refusal = self.refusal(of: "[\"\(text.joined())\"]")
                #expect((refusal?.problem.contains("control character") == true) == isRefused)
            }
        }
    }

    @Test func badUTF8IsRefusedWithItsPlace() {
        let bytes: [UInt8] = Array("[\n\"ab".utf8) + [0xC0, 0xAF] + Array("\"]".utf8)
        #expect(throws: FileError("This is not UTF-8. Save the JSON file as UTF-8.", line: 2, column: 4)) {
            try JSON(parsing: bytes)
        }
    }

    @Test(.enabled(if: FilesCorpora.areThere), arguments: FilesCorpora.names(in: "parsers/JSONTestSuite/test_parsing"))
    func theTestSuiteIsJudgedAsItAsks(_ name: String) throws {
        let bytes = try FilesCorpora.bytes("parsers/JSONTestSuite/test_parsing/\(name)")
        var isAccepted = true
        do {
            try self.visit(try JSON(parsing: bytes))
        } catch is FileError {
            isAccepted = false
        }
        switch name.prefix(2) {
        case "y_": #expect(isAccepted)
        case "n_": #expect(!isAccepted)
        default: break
        }
    }

    @Test(
        .enabled(if: FilesCorpora.areThere),
        arguments: [
            ("number_-9223372036854775808.json", "-9223372036854775808"), ("number_1.0.json", "1"),
            ("number_1000000000000000.json", "1000000000000000"),
            ("number_9223372036854775807.json", "9223372036854775807"), ("number_1e-999.json", "0"),
            // Surrogates written as UTF-8 are no UTF-8 (RFC 3629, section 3).
            ("string_1_invalid_codepoint.json", nil), ("string_2_invalid_codepoints.json", nil),
            ("string_3_invalid_codepoints.json", nil),
        ] as [(String, String?)])
    func whatOthersChangeIsReadOneWay(_ name: String, _ expected: String?) throws {
        let bytes = try FilesCorpora.bytes("parsers/JSONTestSuite/test_transform/\(name)")
        let value = try? JSON(parsing: bytes).elements.first { _ in true }
        #expect(value?.integer.map(String.init) == expected)
    }

    @Test(.enabled(if: FilesCorpora.areThere)) func publishedAdvisoriesAreReadAsFoundationReadsThem() throws {
        let paths = FilesCorpora.paths(below: "csaf", ending: ".json").enumerated().filter { $0.offset % 25 == 0 }
        #expect(!paths.isEmpty)
        for (_, path) in paths {
            let bytes = try FilesCorpora.bytes(path)
            let expected = try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
            #expect(self.isSame(try JSON(parsing: bytes), expected), "\(path)")
        }
    }

    private func isSame(_ json: JSON, _ other: Any) -> Bool {
        switch json.kind {
        case .object:
            guard let other = other as? [String: Any] else { return false }
            return other.count == json.count
                && other.allSatisfy { key, value in json[key].map { self.isSame($0, value) } ?? false }
        case .array:
            guard let other = other as? [Any] else { return false }
            return other.count == json.count && zip(json.elements, other).allSatisfy { self.isSame($0, $1) }
        case .text: return json.text == other as? String
        case .number: return json.number == (other as? NSNumber)?.doubleValue
        case .flag: return json.flag == other as? Bool
        case .null: return other is NSNull
        }
    }

    private func visit(_ json: JSON) throws {
        _ = (json.text, json.integer, json.number, json.flag, json.line, json.column, json.rawBytes)
        for element in json.elements { try self.visit(element) }
        for member in json.members {
            #expect(json[member.key] != nil)
            try self.visit(member.value)
        }
    }
}
