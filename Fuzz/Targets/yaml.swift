import Files

/// A file of any bytes; every value is read in every way.
func probe(_ bytes: [UInt8]) {
    guard let documents = try? YAML.documents(in: bytes) else { return }
    let isOne = (try? YAML.document(in: bytes)) != nil
    expect(isOne == (documents.count == 1), "A file of one document is a document.")
    for document in documents { walk(document, depth: 0) }
}

private func walk(_ value: YAML, depth: Int) {
    switch value {
    case .list, .map: expect(depth < YAML.Limits().depthMax, "Lists and maps lie inside each other up to a limit.")
    case .scalar: break
    }
    _ = (value.isNull, value.text, value.integer, value.number, value.flag)
    for element in value.elements { walk(element, depth: depth + 1) }
    for member in value.members {
        walk(member.key, depth: depth + 1)
        walk(member.value, depth: depth + 1)
    }
    // One look-up for a map: each takes time with the number of members.
    if let key = value.members.last?.key.text { expect(value[key] != nil, "A key of a map finds a value.") }
}
