/// Versions of Maven: lists in lists, where a dash or the step from digit to letter opens an inner list.
///
/// An inner list is always the last thing in its list, so a version is a row of lists, the outermost first.
///
/// - Source: https://maven.apache.org/pom.html#version-order-specification.
enum MavenScheme {
    private enum Item {
        case number(SchemeText.Piece)
        case word([UInt8])
        /// Everything from the next list on.
        case list
        /// Nothing is left here.
        case end
    }

    /// Known words from old to new; the empty one is the release itself.
    private static let words = ["alpha", "beta", "milestone", "rc", "snapshot", "", "sp"]
    private static let releaseRank = 5
    private static let otherNames = ["ga": "", "final": "", "release": "", "cr": "rc"]
    private static let shortNames = ["a": "alpha", "b": "beta", "m": "milestone"]

    static func order(_ left: [UInt8], _ right: [UInt8]) -> Version.Order? {
        guard Self.isReadable(left), Self.isReadable(right) else { return nil }
        let one = Self.lists(SchemeText.lower(left)[...])
        let other = Self.lists(SchemeText.lower(right)[...])
        var depth = 0
        while true {
            var place = 0
            var descends = false
            while !descends {
                let leftItem = Self.item(one, depth, place)
                let rightItem = Self.item(other, depth, place)
                if case .list = leftItem, case .list = rightItem {
                    descends = true
                } else if case .end = leftItem, case .end = rightItem {
                    return .same
                } else {
                    let order = Self.order(leftItem, rightItem, one, other, depth)
                    if order != .same { return order }
                    place += 1
                }
            }
            depth += 1
        }
    }

    private static func isReadable(_ bytes: [UInt8]) -> Bool {
        bytes.allSatisfy { $0 > 32 && $0 < 127 } && bytes.contains(where: SchemeText.isWordByte)
    }

    private static func item(_ lists: [[Item]], _ depth: Int, _ place: Int) -> Item {
        guard depth < lists.count else { return .end }
        if place < lists[depth].count { return lists[depth][place] }
        return place == lists[depth].count && depth + 1 < lists.count ? .list : .end
    }

    private static func order(
        _ left: Item, _ right: Item, _ leftLists: [[Item]], _ rightLists: [[Item]], _ depth: Int
    ) -> Version.Order {
        switch (left, right) {
        case (.number(let one), .number(let other)): return SchemeText.numberOrder(one, other)
        case (.word(let one), .word(let other)): return Self.wordOrder(one, other)
        case (_, .end): return Self.orderToNothing(left, leftLists, depth)
        case (.end, _): return Self.orderToNothing(right, rightLists, depth).reversed
        case (.number, _): return .greater
        case (_, .number): return .less
        case (.word, _): return .less
        case (_, .word): return .greater
        case (.list, .list): return .same
        }
    }

    /// How an item stands to a version that ends here.
    private static func orderToNothing(_ item: Item, _ lists: [[Item]], _ depth: Int) -> Version.Order {
        switch item {
        case .number(let digits): return SchemeText.numberOrder(digits, [])
        case .word(let word): return Self.wordOrder(word, [])
        case .end: return .same
        case .list:
            for inner in lists[(depth + 1)...].joined() {
                let order = Self.orderToNothing(inner, [], 0)
                if order != .same { return order }
            }
            return .same
        }
    }

    private static func wordOrder(_ left: [UInt8], _ right: [UInt8]) -> Version.Order {
        let one = Self.rank(left)
        let other = Self.rank(right)
        return Version.Order(one, other).then(one < Self.words.count ? .same : SchemeText.byteOrder(left, right))
    }

    private static func rank(_ word: [UInt8]) -> Int {
        Self.words.firstIndex { word.elementsEqual($0.utf8) } ?? Self.words.count
    }

    private static func lists(_ bytes: SchemeText.Piece) -> [[Item]] {
        var lists: [[Item]] = [[]]
        var rest = bytes
        while true {
            let isNumber = rest.first.map(SchemeText.isDigit) ?? false
            let piece = rest.prefix {
                $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "-") && SchemeText.isDigit($0) == isNumber
            }
            rest = rest.dropFirst(piece.count)
            let touchesNumber = rest.first.map(SchemeText.isDigit) ?? false
            // Nothing between two separators counts as 0.
            let item: Item = isNumber || piece.isEmpty ? .number(piece) : .word(Self.word(piece, touchesNumber))
            if !(piece.isEmpty && rest.isEmpty) { lists[lists.count - 1].append(item) }
            guard let separator = rest.first else { break }
            if separator != UInt8(ascii: ".") { lists.append([]) }
            if separator == UInt8(ascii: ".") || separator == UInt8(ascii: "-") { rest = rest.dropFirst() }
        }
        return Self.normalized(lists)
    }

    private static func word(_ piece: SchemeText.Piece, _ touchesNumber: Bool) -> [UInt8] {
        let word = String(decoding: piece, as: UTF8.self)
        if touchesNumber, let name = Self.shortNames[word] { return [UInt8](name.utf8) }
        return Self.otherNames[word].map { [UInt8]($0.utf8) } ?? [UInt8](piece)
    }

    /// The lists without zeros and empty words at their ends, and without empty lists at the end of all.
    private static func normalized(_ lists: [[Item]]) -> [[Item]] {
        var lists = lists
        for depth in lists.indices {
            while let last = lists[depth].last, Self.isNothing(last) { lists[depth].removeLast() }
        }
        while lists.count > 1, let last = lists.last, last.isEmpty { lists.removeLast() }
        return lists
    }

    private static func isNothing(_ item: Item) -> Bool {
        switch item {
        case .number(let digits): digits.allSatisfy { $0 == UInt8(ascii: "0") }
        case .word(let word): Self.rank(word) == Self.releaseRank
        case .list, .end: false
        }
    }
}
