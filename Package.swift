// swift-tools-version: 6.2
// Every target is strict; every library is a C library of Debian (no Swift package is fetched).
import PackageDescription

let strict: [SwiftSetting] = [
    .strictMemorySafety(),  // `unsafe` must be written where it happens
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

func part(_ name: String, at path: String, uses: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: uses, path: "Sources/\(path)", swiftSettings: strict)
}

func library(_ name: String, _ pkgConfig: String?, apt: String) -> Target {
    .systemLibrary(name: name, path: "Sources/Machinery/C/\(name)", pkgConfig: pkgConfig, providers: [.apt([apt])])
}

func tests(_ name: String, of parts: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: parts, path: "Tests/\(name)", swiftSettings: strict)
}

let store: [Target.Dependency] = [
    "Samples", "CSMS", "Registers", "Registrar", "Store", "SQL", "Ledger", "Crypto", "Host",
]

let package = Package(
    name: "holdfast",
    products: [.executable(name: "holdfast", targets: ["holdfast"])],
    targets: [
        // Floor 0: C libraries.
        library("CSQLite", "sqlite3", apt: "libsqlite3-dev"),
        library("COpenSSL", "libcrypto", apt: "libssl-dev"),
        library("CArgon2", "libargon2", apt: "libargon2-dev"),
        library("CYAML", "yaml-0.1", apt: "libyaml-dev"),
        library("CZip", "libzip", apt: "libzip-dev"),
        library("CXML", "libxml-2.0", apt: "libxml2-dev"),
        library("CUTF8proc", nil, apt: "libutf8proc-dev"),

        library("CHost", nil, apt: "libc6-dev"),

        // Floor 1: machinery. Knows no risk.
        part("Host", at: "Machinery/Host", uses: ["CHost"]),
        part("Text", at: "Machinery/Text", uses: ["CUTF8proc"]),
        part("Crypto", at: "Machinery/Crypto", uses: ["COpenSSL", "CArgon2"]),
        part("Ledger", at: "Machinery/Ledger", uses: ["Crypto"]),
        part("Files", at: "Machinery/Files", uses: ["CYAML", "CZip", "CXML"]),
        part("SQL", at: "Machinery/SQL", uses: ["CSQLite"]),

        // Floor 2: words.
        part("Registers", at: "Registers", uses: ["Text"]),

        // Floor 3: the product, and keeping.
        part("CSMS", at: "CSMS", uses: ["Registers"]),
        part("Store", at: "Store", uses: ["Registers", "SQL", "Ledger", "Crypto", "Host"]),
        part("Registrar", at: "Registrar", uses: ["Registers", "Store", "Ledger", "Crypto", "Host", "SQL"]),

        // Floor 4: exchange.
        part("Exchange", at: "Exchange", uses: ["CSMS", "Registers", "Files", "Crypto", "Text"]),

        // Floor 5: doors.
        part(
            "Command", at: "Command",
            uses: [
                "CSMS", "Registers", "Registrar", "Store", "Exchange", "Files", "Crypto", "Ledger", "Host", "SQL",
            ]),
        .executableTarget(
            name: "holdfast", dependencies: ["Command", "Host"], path: "Sources/holdfast", swiftSettings: strict),

        // A plant to test on, and a program that writes to one until it is killed.
        .target(
            name: "Samples", dependencies: ["Registers", "Registrar", "Store", "Crypto", "Host"],
            path: "Tests/FaultDriver/Samples", swiftSettings: strict),
        .executableTarget(
            name: "faultdriver",
            dependencies: ["Samples", "CSMS", "Registers", "Registrar", "Store", "SQL", "Crypto", "Host"],
            path: "Tests/FaultDriver/Driver", swiftSettings: strict),

        // The figures of docs/performance.md; bin/bench builds and runs it.
        .executableTarget(
            name: "holdfast-bench",
            dependencies: [
                "CSMS", "Crypto", "Exchange", "Files", "Host", "Ledger", "Registers", "Registrar", "SQL", "Store",
            ],
            path: "Tests/Benchmarks", swiftSettings: strict),

        tests("MachineryTests", of: ["Host", "Text", "Crypto", "Ledger", "Files", "SQL"]),
        tests("RegistersTests", of: ["Registers"]),
        tests("StoreTests", of: store),
        tests("RegistrarTests", of: store),
        tests("CSMSTests", of: ["CSMS", "Registers", "Files"]),
        tests("ExchangeTests", of: ["CSMS", "Registers", "Exchange", "Files", "Crypto"]),
        tests("CommandTests", of: ["Command", "CSMS", "Registers", "Files", "Host"]),
        .testTarget(
            name: "TidyTests", path: "Tests/TidyTests", exclude: ["unsafe-count.txt"], swiftSettings: strict),
    ]
)
