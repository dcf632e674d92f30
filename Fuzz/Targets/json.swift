import Files

/// A document of any bytes; every value is read in every way, and its text reads as the same text again.
func probe(_ bytes: [UInt8]) {
    var strict = JSON.Limits()
    strict.duplicateKeys = .refuse
    let refused = (try? JSON(parsing: bytes, limits: strict)) == nil
    guard let document = try? JSON(parsing: bytes) else {
        expect(refused, "What is refused stays refused when keys may not repeat.")
        return
    }
    walk(document, depth: 0)
    let once = written(document)
    guard let again = try? JSON(parsing: once) else {
        expect(false, "What JSONText writes can be read.")
        return
    }
    expect(written(again) == once, "A document that is written reads as the same document.")
    var copy = JSONText()
    copy.copy(document)
    expect((try? JSON(parsing: copy.bytes)) != nil, "A copied document can be read.")
}

private func walk(_ value: JSON, depth: Int) {
    expect(
        depth < JSON.Limits().depthMax || ![.object, .array].contains(value.kind),
        "Objects and arrays lie inside each other up to a limit.")
    _ = (value.text, value.integer, value.number, value.flag, value.count, value.rawBytes.count)
    if value.kind == .object {
        for (key, member) in value.members {
            expect(value[key] != nil || key.unicodeScalars.contains("\u{FFFD}"), "A key of an object finds a value.")
            walk(member, depth: depth + 1)
        }
    }
    for element in value.elements { walk(element, depth: depth + 1) }
    // Places are counted from the start of the file; for every value that would take the square of its size.
    if value.count == 3 { _ = (value.line, value.column, value.refusal("A refusal.").description) }
}

private func written(_ value: JSON) -> [UInt8] {
    var text = JSONText()
    write(value, to: &text)
    return text.bytes
}

private func write(_ value: JSON, to text: inout JSONText) {
    switch value.kind {
    case .object:
        text.object { body in
            for (key, member) in value.members {
                body.key(key)
                write(member, to: &body)
            }
        }
    case .array: text.array { body in for element in value.elements { write(element, to: &body) } }
    case .text: text.text(value.text ?? "")
    case .number:
        if let integer = value.integer {
            text.integer(integer)
        } else if let number = value.number {
            text.number(number)
        } else {
            text.copy(value)
        }
    case .flag: text.flag(value.flag ?? false)
    case .null: text.null()
    }
}
