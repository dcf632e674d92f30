import Files

/// The text without the apostrophe that an export put in front of it, so that no spreadsheet runs it.
///
/// `'=1+1` becomes `=1+1`. One apostrophe goes, and only before something that a spreadsheet would run; `'abc` stays.
func withoutApostrophe(_ text: String) -> String {
    // Almost no text begins with one.
    guard text.utf8.first == UInt8(ascii: "'"), isGuarded(text) else { return text }
    // By scalars: a character that joins to the apostrophe must not go with it.
    return String(text.unicodeScalars.dropFirst())
}

/// The text with one more apostrophe where it already begins with some and a formula, so that reading gives it back.
///
/// `CSVText` itself guards plain formulas.
func withSecondApostrophe(_ text: String) -> String {
    guard text.utf8.first == UInt8(ascii: "'"), isGuarded(text) else { return text }
    return "'" + text
}

/// Whether apostrophes stand before something that `CSVText` guards.
private func isGuarded(_ text: String) -> Bool {
    let bare = String(text.unicodeScalars.drop { $0 == "'" })
    var probe = CSVText()
    probe.row([bare])
    let written = probe.bytes.drop { $0 == UInt8(ascii: "\"") }
    return written.first == UInt8(ascii: "'")
}
