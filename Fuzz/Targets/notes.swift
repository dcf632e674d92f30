import Ledger

/// Texts of the ledger: signed notes, checkpoints, receipts, public keys and the paths of tiles.
func probe(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    if let note = try? SignedNote(encoded: text) { check(note, text) }
    if let checkpoint = try? Checkpoint(text: text) { expect(checkpoint.text == text, "A checkpoint keeps its text.") }
    if let receipt = try? Receipt(encoded: text) {
        expect(receipt.encoded == text, "A receipt keeps its text.")
        if let keeper { _ = try? receipt.verify(entry: receipt.extra ?? [], from: keeper) }
        check(receipt.note, receipt.note.encoded)
    }
    if let verifier = try? NoteVerifier(encoded: text) {
        expect((try? NoteVerifier(encoded: verifier.encoded)) == verifier, "A public key keeps its text.")
    }
    if let tile = Tile(path: text) {
        expect(tile.path == text, "A tile keeps its path.")
        if let hashes = tile.decode(bytes) { _ = Tile.encode(hashes) }
    }
}

/// The example of Go's package golang.org/x/mod/sumdb/note.
private let keeper = try? NoteVerifier(encoded: "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")

private func check(_ note: SignedNote, _ text: String) {
    expect(note.encoded == text, "A note keeps its text.")
    guard let keeper else { return }
    _ = try? note.verified(by: [keeper])
    _ = try? Checkpoint(note, from: keeper)
}
