import Registers

/// A device or module as its record describes it, in the forms in which it is compared.
struct ProductKeys: Sendable, Hashable {
    /// The vendor's key; empty when nobody wrote one.
    var vendor: String
    /// The product's name, folded.
    var name: String
    /// The order number without blanks, in upper case.
    var order: String
    /// The model in the form of an order number.
    var model: String
    /// The names under which it may be meant; see `similarNames`.
    var similar: [String]

    /// The keys of the texts in a record.
    init(_ texts: ProductTexts, vendors: VendorNames) {
        self.vendor = vendors.key(of: texts.vendor)
        self.name = folded(texts.product)
        self.order = orderKey(texts.order)
        self.model = orderKey(texts.model)
        self.similar = similarNames(of: self.name, vendor: self.vendor)
    }
}

/// What a record says about which product it is; equal texts are looked up once.
struct ProductTexts: Sendable, Hashable {
    var vendor: String
    var product: String
    var order: String
    var model: String
}

/// An order, model or serial number as it is compared: without blanks of any kind, in upper case.
func orderKey(_ text: String) -> String {
    // Almost every number stands as it is compared.
    if text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 &- UInt8(ascii: "a") >= 26 }) { return text }
    return folded(text).uppercased().filter { !$0.isWhitespace }
}

/// The names under which a product may be meant, from its whole name to what is left without brackets at its end,
/// order number, version and words such as “family”. Letters and digits only; none is shorter than three.
func similarNames(of name: String, vendor: String) -> [String] {
    var names: [String] = []
    var rest = name[...]
    var steps = 0
    while steps < similarNameStepsMax {
        let plain = lettersAndDigits(rest)
        if plain.utf8.count >= 3, names.last != plain { names.append(plain) }
        guard let shorter = withoutLastPart(rest) else { break }
        rest = shorter
        steps += 1
    }
    if !vendor.isEmpty, name.hasPrefix(vendor + " ") {
        let plain = lettersAndDigits(name.dropFirst(vendor.count + 1))
        if plain.utf8.count >= 3 { names.append(plain) }
    }
    return names
}

/// More endings than any product's name has.
private let similarNameStepsMax = 6

/// Words at the end of a name that do not tell which product it is.
private let emptyWords: Set<String> = [
    "family", "series", "firmware", "software", "version", "versions", "all", "variants", "and", "prior", "models",
]

/// `name` without brackets, order number, version or empty word at its end; `nil` when it ends with none.
private func withoutLastPart(_ name: Substring) -> Substring? {
    var end = name[...]
    while let last = end.last, last == " " || last == "," || last == ":" || last == "-" { end = end.dropLast() }
    if end.last == ")", let open = end.lastIndex(of: "(") { return end[..<open] }
    guard let blank = end.lastIndex(of: " ") else { return nil }
    let word = end[end.index(after: blank)...]
    return emptyWords.contains(String(word)) || isVersionWord(word) || isOrderWord(word) ? end[..<blank] : nil
}

/// `v7.4`, `2.1`, `<=`: digits and dots, with or without a `v` in front.
private func isVersionWord(_ word: Substring) -> Bool {
    let number = word.drop { $0 == "v" || $0 == "<" || $0 == "=" }
    let hasSign = number.startIndex > word.startIndex
    return (hasSign || number.utf8.contains(UInt8(ascii: ".")))
        && number.utf8.allSatisfy { $0 &- UInt8(ascii: "0") < 10 || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "x") }
}

/// `6gk5874-3aa00-2aa2`: two dashes at least, and more digits than a name has.
private func isOrderWord(_ word: Substring) -> Bool {
    var dashes = 0
    var digits = 0
    for byte in word.utf8 {
        if byte == UInt8(ascii: "-") { dashes += 1 }
        if byte &- UInt8(ascii: "0") < 10 { digits += 1 }
    }
    return dashes >= 2 && digits >= 5
}

private func lettersAndDigits(_ text: Substring) -> String {
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        let isPlain =
            scalar.isASCII
            ? scalar.value &- 0x30 < 10 || scalar.value &- 0x61 < 26
            : scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        if isPlain { plain.append(scalar) }
    }
    return String(plain)
}

/// A model or serial number of an advisory, where `*` stands for any text and `?` for one character.
///
/// - Source: CSAF 2.0, 3.1.3.3.4 and 3.1.3.3.5; a backslash takes the meaning from the sign behind it.
struct NumberPattern: Sendable, Hashable {
    private enum Piece: Sendable, Hashable { case literal(UInt8), one, any }

    private var pieces: [Piece] = []
    private(set) var hasWildcard = false

    /// Reads a number as it is written.
    init(_ text: String) {
        var isEscaped = false
        for byte in orderKey(text).utf8 {
            if isEscaped {
                self.pieces.append(.literal(byte))
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "*") {
                if self.pieces.last != .any { self.pieces.append(.any) }
            } else {
                self.pieces.append(byte == UInt8(ascii: "?") ? .one : .literal(byte))
            }
        }
        self.hasWildcard = self.pieces.contains { $0 == .any || $0 == .one }
    }

    /// The number itself; `nil` when it has wildcards.
    var literal: String? {
        if self.hasWildcard { return nil }
        let bytes = self.pieces.compactMap { piece in if case .literal(let byte) = piece { byte } else { nil } }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Whether enough is written to tell one product of a vendor from another.
    var isTelling: Bool { !self.hasWildcard || self.pieces.count { $0 != .any && $0 != .one } >= 3 }

    /// Whether a number, in the form of `orderKey`, is meant. Takes at most the product of both lengths.
    func matches(_ number: String) -> Bool {
        let bytes = Array(number.utf8)
        var piece = 0
        var place = 0
        // Behind the last `*`: where to go on when the rest does not fit.
        var retry: (piece: Int, place: Int)?
        while place < bytes.count {
            if piece < self.pieces.count, self.pieces[piece] == .any {
                retry = (piece + 1, place)
                piece += 1
            } else if piece < self.pieces.count,
                self.pieces[piece] == .one || self.pieces[piece] == .literal(bytes[place])
            {
                piece += 1
                place += 1
            } else if let last = retry {
                retry = (last.piece, last.place + 1)
                piece = last.piece
                place = last.place + 1
            } else {
                return false
            }
        }
        return self.pieces[piece...].allSatisfy { $0 == .any }
    }
}
