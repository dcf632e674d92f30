/// One piece of Swift code. Comments are none; a string is one, whatever it holds.
struct Token: Sendable {
    enum Kind: Sendable { case word, number, string, sign }

    let kind: Kind
    /// The code as it stands; for a string its literal text without quotes and without interpolated code.
    let text: String
    let line: Int
    /// Whether it touches the token before it.
    let isAdjacent: Bool
    /// The `///` comment before it, line by line, without slashes.
    var documentation: [String] = []

    func isWord(_ text: String) -> Bool { self.kind == .word && self.text == text }
    func isSign(_ text: String) -> Bool { self.kind == .sign && self.text == text }
}

/// A `//` or `/* */` comment.
struct SourceComment: Sendable {
    let text: String
    let line: Int
}

/// The code of one Swift file in pieces.
struct Source: Sendable {
    /// The code outside strings, in order.
    var code: [Token] = []
    /// The code inside `\( )`, one list for each.
    var interpolations: [[Token]] = []
    var comments: [SourceComment] = []

    /// All code, a list for each stretch that hangs together.
    var stretches: [[Token]] { [self.code] + self.interpolations }
}
