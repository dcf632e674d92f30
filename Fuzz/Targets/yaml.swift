import Files

/// A file of any bytes; every value is read in every way.
func probe(_ bytes: [UInt8]) {
    guard let documents = try? YAML.documents(in: bytes) else { return }
    let isOne = (try? YAML.document(in: bytes)) != nil
    expect(isOne == (documents.count == 1), "A file of one document is a document.")
    for document in documents { walk(document) }
}

private func walk(_ value: YAML) {
    _ = (value.isNull, value.text, value.integer, value.number, value.flag)
    for element in value.elements { walk(element) }
    for member in value.members {
        walk(member.key)
        walk(member.value)
    }
    // One look-up for a map: each takes time with the number of members.
    if let key = value.members.last?.key.text { expect(value[key] != nil, "A key of a map finds a value.") }
}
