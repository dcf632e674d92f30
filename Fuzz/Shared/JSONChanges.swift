/// Changes the texts and values of a JSON document and leaves its brackets whole: a change of any byte would mostly
/// make a document that the JSON reader refuses, and nothing behind it would see it.
@_cdecl("LLVMFuzzerCustomMutator")
func changeInput(_ start: UnsafeMutablePointer<UInt8>, _ count: Int, _ countMax: Int, _ seed: UInt32) -> Int {
    var dice = Dice(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1)
    var bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let times = 1 + dice.below(3)
    for _ in 0..<times {
        guard dice.below(4) > 0, let changed = changed(bytes, &dice), changed.count <= countMax else { continue }
        bytes = changed
    }
    guard bytes.count != count || !bytes.elementsEqual(UnsafeBufferPointer(start: start, count: count)) else {
        return changeBytes(start, count, countMax)
    }
    for (place, byte) in bytes.enumerated() { start[place] = byte }
    return bytes.count
}

/// What libFuzzer does to bytes that mean nothing to it.
@_silgen_name("LLVMFuzzerMutate")
private func changeBytes(_ start: UnsafeMutablePointer<UInt8>, _ count: Int, _ countMax: Int) -> Int

/// The document with one text or one place changed; `nil` when it has no text.
private func changed(_ bytes: [UInt8], _ dice: inout Dice) -> [UInt8]? {
    let texts = texts(in: bytes)
    guard !texts.isEmpty else { return nil }
    let text = texts[dice.below(texts.count)]
    let inside = bytes[(text.lowerBound + 1)..<(text.upperBound - 1)]
    func replacing(_ range: Range<Int>, _ new: some Sequence<UInt8>) -> [UInt8] {
        bytes[..<range.lowerBound] + Array(new) + bytes[range.upperBound...]
    }
    switch dice.below(6) {
    case 0:
        // A text that is cut off in front or at the end.
        let place = dice.below(inside.count + 1)
        return replacing(inside.indices, dice.below(3) == 0 ? inside.dropFirst(place) : inside.prefix(place))
    case 1:
        // A text twice, or with a letter that means something to a reader of names and versions.
        let marks = Array("<>=*|:-_.,/ %0129xV[]@".utf8)
        let place = inside.startIndex + dice.below(inside.count + 1)
        let new = dice.below(6) == 0 ? Array(inside) : [marks[dice.below(marks.count)]]
        return replacing(place..<place, new)
    case 2:
        let values = ["null", "{}", "[]", "\"\"", "true", "0", "-1", "1e99", "\"\\ud800\"", "[[]]", "[{}]"]
        // As a key this is mostly refused, so values come more often.
        return replacing(text, values[dice.below(values.count)].utf8)
    case 3, 4:
        // A text in the place of another: references that point elsewhere, members under another name.
        return replacing(text, bytes[texts[dice.below(texts.count)]])
    default:
        // An element of a list twice.
        return replacing(text.upperBound..<text.upperBound, [0x2C] + bytes[text])
    }
}

/// Where the texts of a document lie, quotes included.
private func texts(in bytes: [UInt8]) -> [Range<Int>] {
    var texts: [Range<Int>] = []
    var opened: Int?
    var place = 0
    while place < bytes.count {
        if bytes[place] == UInt8(ascii: "\""), let start = opened {
            texts.append(start..<place + 1)
            opened = nil
        } else if bytes[place] == UInt8(ascii: "\"") {
            opened = place
        } else if bytes[place] == UInt8(ascii: "\\"), opened != nil {
            place += 1
        }
        place += 1
    }
    return texts
}

/// Numbers that follow from the seed that libFuzzer gives, so that a run can be repeated.
private struct Dice {
    var state: UInt64

    mutating func below(_ limit: Int) -> Int {
        self.state ^= self.state << 13
        self.state ^= self.state >> 7
        self.state ^= self.state << 17
        return Int(truncatingIfNeeded: (self.state >> 33) % UInt64(limit))
    }
}
