/// The name that `word` was most likely meant to be, or `nil` when none is near.
///
/// A name is near when at most a third of its letters are wrong, missing, too many, or changed places.
func nearestName(to word: String, among names: [String]) -> String? {
    let letters = Array(word.utf8)
    // What is longer was not mistyped, and would cost time.
    guard letters.count <= lettersMax else { return nil }
    var best: (name: String, distance: Int)?
    for name in names {
        let distance = typingDistance(letters, Array(name.utf8))
        let allowed = max(1, name.utf8.count / 3)
        if distance <= allowed, distance < best?.distance ?? Int.max { best = (name, distance) }
    }
    return best?.name
}

private let lettersMax = 64

/// How many letters have to be changed, put in, taken out or exchanged with their neighbour.
private func typingDistance(_ one: [UInt8], _ other: [UInt8]) -> Int {
    var older: [Int] = []
    var last = Array(0...other.count)
    for (row, letter) in one.enumerated() {
        var line = [row + 1]
        for (column, wanted) in other.enumerated() {
            var distance = min(last[column] + (letter == wanted ? 0 : 1), last[column + 1] + 1, line[column] + 1)
            if row > 0, column > 0, letter == other[column - 1], one[row - 1] == wanted {
                distance = min(distance, older[column - 1] + 1)
            }
            line.append(distance)
        }
        older = last
        last = line
    }
    return last[other.count]
}
