extension Example {
    static let imports = [
        Example("no foundation", "import Foundation", bad: "Sources/Store/A.swift", good: "Tests/A/A.swift"),
        Example("no foundation", bad: "public import FoundationEssentials", good: "// import Foundation"),
        Example(
            "system modules", "import Glibc", bad: "Sources/Command/A.swift", good: "Sources/Machinery/Host/A.swift"),
        Example(
            "system modules", "import Synchronization", bad: "Sources/CSMS/A.swift", good: "Sources/Registers/A.swift"),
        Example(
            "domain imports", in: "Sources/CSMS/Zones/Zones.swift", bad: "import Registers\nimport Store", line: 2,
            good: "public import Registers\nimport struct Registers.A"),
        Example(
            "domain imports", "import struct Store.A", bad: "Sources/CSMS/A.swift", good: "Sources/Registrar/A.swift"),
        Example(
            "machinery imports",
            bad: ["Sources/Machinery/SQL/A.swift": "import Registers", "Sources/Registers/A.swift": "enum A {}"],
            finds: "Sources/Machinery/SQL/A.swift:1",
            good: ["Sources/Machinery/Ledger/A.swift": "import Crypto", "Sources/Registers/A.swift": "enum A {}"]),
        wrapper(bad: "Sources/Store/A.swift", good: "Sources/Machinery/SQL/B.swift"),
        wrapper(bad: "Sources/Machinery/Text/A.swift", good: "Sources/Machinery/SQL/SQLite/C.swift"),
    ]

    /// A tree in which a second file imports a C library.
    private static func wrapper(bad: String, good: String) -> Example {
        let tree = [
            "Sources/Machinery/C/CSQLite/shim.h": "", "Sources/Machinery/SQL/A.swift": "import CSQLite",
        ]
        return Example(
            "one wrapper", bad: tree.merging([bad: "import CSQLite"]) { $1 }, finds: "\(bad):1",
            good: tree.merging([good: "import CSQLite"]) { $1 })
    }

    static let places = [
        Example(
            "dialect", "let a = openSQLite()", bad: "Sources/Store/A.swift",
            good: "Sources/Machinery/SQL/SQLite.swift"),
        Example("dialect", bad: "let a = .postgres", good: "let a = \"postgres\"  // sqlite"),
        Example("sql by parts", bad: "let a = \"SELECT a\" + b", good: "let a: SQL = \"SELECT a WHERE b = \\(b)\""),
        Example("sql by parts", bad: "a += \" WHERE b = \\(c)\"", good: "let a = \"Where \" + b"),
        Example(
            "catalogue", bad: ["Sources/CSMS/A/As.swift": "public struct As: Register {}"],
            finds: "Sources/CSMS/A/As.swift:1",
            good: [
                "Sources/CSMS/A/As.swift": "public struct As: Register {}",
                "Sources/CSMS/Catalogue.swift": "let all = [As.book]",
            ]),
        Example(
            "catalogue",
            bad: [
                "Sources/CSMS/A/As.swift": "enum A {}\npublic struct As: Shown, Register {}",
                "Sources/CSMS/Catalogue.swift": "// As.book\nlet all = [Bs.book]",
            ],
            finds: "Sources/CSMS/A/As.swift:2", good: ["Sources/CSMS/A/As.swift": "struct As: Shown {}"]),
        golden(bad: "// schema.sql"),
        golden(bad: "let a = golden(\"schema.sqlite.sql\")"),
        Example(
            "machine paths", in: "README.md", bad: "See\n/wo" + "rk/main/bin.", line: 2, good: "See bin, rework/a."),
        Example("machine paths", in: "a.txt", bad: "at `/ho" + "me/a`", good: "at https://example.org/ho" + "me/a"),
        Example("type names", bad: "struct RiskManager {}", good: "struct Risks {}"),
        Example(
            "type names", bad: "enum NewAsset {}", good: "enum Newsletter {}\nstruct Database {}\nfunc manager() {}"),
        Example("type names", bad: "protocol DTOReader {}", good: "/// A Service.\nstruct Serviceable {}"),
        Example(
            "type names", bad: "struct A {\n    class TableV2 {}\n}", line: 2, good: "struct A { class func v2() {} }"),
    ]

    /// A tree with a golden file and a test that does not name it.
    private static func golden(bad: String) -> Example {
        let file = ["Tests/Golden/schema.sql": ""]
        return Example(
            "golden files", bad: file.merging(["Tests/TidyTests/A.swift": bad]) { $1 },
            finds: "Tests/Golden/schema.sql:1",
            good: file.merging(["Tests/StoreTests/A.swift": "let a = golden(\"schema.sql\")"]) { $1 })
    }
}
