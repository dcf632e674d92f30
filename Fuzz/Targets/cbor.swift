import Ledger

/// Encoded data: an entry of the ledger, and items one after the other. What is accepted encodes to the same bytes.
func probe(_ bytes: [UInt8]) {
    if let entry = try? Entry(encoded: bytes) {
        expect((try? entry.encoded()) == bytes, "An entry that is accepted encodes to the same bytes.")
    }
    if let copy = try? copy(of: bytes) { expect(copy == bytes, "What is accepted encodes to the same bytes.") }
    if var reader = try? CBORReader(bytes) { _ = (try? reader.digestIfAny(), try? reader.digests()) }
}

private func copy(of bytes: [UInt8]) throws(CBORError) -> [UInt8] {
    var reader = try CBORReader(bytes)
    var writer = CBORWriter()
    while let kind = reader.upcoming {
        switch kind {
        case .unsigned: writer.unsigned(try reader.unsigned())
        case .negative: writer.integer(try reader.integer())
        case .bytes: writer.bytes(try reader.bytes())
        case .text: writer.text(try reader.text())
        case .array: writer.array(try reader.array())
        case .flag: writer.flag(try reader.flag())
        case .null:
            if try reader.isNull() { writer.null() }
        case .double, .unknown: writer.double(try reader.double())
        }
    }
    try reader.end()
    return writer.bytes
}
