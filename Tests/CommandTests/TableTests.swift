import Testing

@testable import Command

/// What a table of these rows looks like on a line of so many characters.
private func drawn(
    _ columns: [TableColumn], _ rows: [[String]], as format: TableOutput.Format = .table,
    in surroundings: Surroundings = Surroundings()
) throws -> String {
    let streams = RecordedStreams()
    let console = Console(streams, surroundings)
    var table = TableOutput(columns, as: format, console)
    for row in rows { try table.row(row) }
    try table.end()
    try console.flush()
    return String(decoding: streams.data, as: UTF8.self)
}

@Suite struct TableTests {
    @Test func columnsAreAligned() throws {
        let text = try drawn(["name", .number("score")], [["Boiler 1", "7.5"], ["Pump", "10.0"]])
        #expect(
            text == """
                name      score
                ────────  ─────
                Boiler 1    7.5
                Pump       10.0

                """)
    }

    @Test func wideLettersTakeTwoPlaces() throws {
        let text = try drawn(["name", "site"], [["ボイラー", "x"], ["Kessel", "y"], ["e\u{301}", "z"], ["🏭", "w"]])
        #expect(
            text == """
                name      site
                ────────  ────
                ボイラー  x
                Kessel    y
                e\u{301}         z
                🏭        w

                """)
    }

    @Test func longCellsGiveWayToTheWidthOfTheTerminal() throws {
        let text = try drawn(
            ["id", "name", "note"], [["AST-0001", "Boiler house north", "feeds the turbine"]],
            in: terminal(width: 30))
        #expect(
            text == """
                id        name       note
                ────────  ─────────  ─────────
                AST-0001  Boiler h…  feeds th…

                """)
    }

    @Test func aWideLetterThatHasHalfARoomIsCut() {
        #expect(TextWidth.cut("ボイラー", to: 4) == "ボ…")
        #expect(TextWidth.cut("ボイラー", to: 5) == "ボイ…")
        #expect(TextWidth.cut("abc", to: 3) == "abc")
        #expect(TextWidth.cut("abc", to: 0) == "")
    }

    @Test func laterRowsKeepTheWidthsOfTheFirst() throws {
        let rows = Array(repeating: ["abc"], count: TextTable.rowsMeasured) + [["abcdef"]]
        let lines = try drawn(["x"], rows).split(separator: "\n")
        #expect(lines.count == rows.count + 2)
        #expect(lines.last == "ab…")
    }

    @Test(arguments: [
        ("\u{1B}[2J", "␛[2J"), ("a\nb", "a␊b"), ("\r", "␍"), ("\u{7F}", "␡"), ("\u{9B}31m", "�31m"),
        ("a\u{202E}b", "a�b"), ("a\u{2066}b", "a�b"), ("a\u{200B}b", "a�b"), ("\u{E0041}", "�"), ("é ß 中", "é ß 中"),
    ])
    func whatSteersATerminalIsShown(_ hostile: String, _ shown: String) throws {
        #expect(try drawn(["x"], [[hostile]]).split(separator: "\n").last.map(String.init) == shown)
    }

    @Test func hostileCellsAreShownOnATerminalInEveryFormat() throws {
        for format in TableOutput.Format.allCases {
            let text = try drawn(["x"], [["\u{1B}]0;owned\u{7}\u{202E}"]], as: format, in: terminal(width: 80))
            #expect(!text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{7}" || $0 == "\u{202E}" })
        }
    }

    @Test func aHeapOfMarksIsCutDown() {
        let tower = "a" + String(repeating: "\u{301}", count: 10_000)
        #expect(VisibleText.cell(tower).unicodeScalars.count == 5)
    }

    @Test func theHeaderIsBoldWhereThatIsWanted() throws {
        var surroundings = terminal(width: 80)
        surroundings.usesColour = true
        #expect(try drawn(["x"], [["a"]], in: surroundings).hasPrefix("\u{1B}[1mx\u{1B}[0m\n"))
        #expect(try drawn(["x"], [["a"]], in: terminal(width: 80)).hasPrefix("x\n"))
    }

    @Test func csvHoldsNoFormulas() throws {
        let text = try drawn(["name", .number("score")], [["=1+1", "-3"], ["a,b", ""]], as: .csv)
        #expect(text == "name,score\r\n'=1+1,-3\r\n\"a,b\",\r\n")
    }

    @Test func jsonIsAnArrayOfObjects() throws {
        let rows = [["a\"b", "7.5"], ["c", ""], ["d", "12"]]
        #expect(
            try drawn(["name", .number("score")], rows, as: .json) == """
                [
                {"name":"a\\"b","score":7.5},
                {"name":"c","score":null},
                {"name":"d","score":12}
                ]

                """)
        #expect(try drawn(["name"], [], as: .json) == "[]\n")
    }

    @Test func jsonKeepsBytesThatNoTerminalReads() throws {
        #expect(try drawn(["x"], [["a\u{202E}b"]], as: .json) == "[\n{\"x\":\"a\u{202E}b\"}\n]\n")
    }

    @Test func aTableWithoutRowsHasItsHeader() throws {
        #expect(try drawn(["x"], []) == "x\n─\n")
    }

    @Test func theUsualFormatFollowsTheReader() throws {
        let list = Command("list", "Lists.", options: [.format]) { arguments, console in
            var table = TableOutput(["x"], arguments, console)
            try table.row(["a"])
            try table.end()
            return .done
        }
        let program = Program(name: "p", version: "1", summary: "A program.", commands: [list])
        #expect(call("list", of: program).data == "x\r\na\r\n")
        #expect(call("list", in: terminal(width: 80), of: program).data == "x\n─\na\n")
        #expect(call("list", "--format", "table", of: program).data == "x\n─\na\n")
        #expect(call("list", "--format", "xml", of: program).status == .refused)
    }
}
