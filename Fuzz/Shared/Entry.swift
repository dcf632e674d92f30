import Glibc

/// What libFuzzer calls with every input; `probe` stands in the file of the target.
@_cdecl("LLVMFuzzerTestOneInput")
func takeInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    probe(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}

/// Stops the fuzzer, which then keeps the input, when a promise of the product does not hold.
func expect(_ isKept: Bool, _ promise: StaticString) {
    guard !isKept else { return }
    let sentence = Array("Broken promise: \(promise)\n".utf8)
    _ = write(2, sentence, sentence.count)
    abort()
}

/// The lines of an input that holds several texts; always `count` of them, empty where the input has fewer.
func texts(in bytes: [UInt8], _ count: Int) -> [String] {
    let lines = bytes.split(separator: 0x0A, maxSplits: count - 1, omittingEmptySubsequences: false)
    return (0..<count).map { $0 < lines.count ? String(decoding: lines[$0], as: UTF8.self) : "" }
}
