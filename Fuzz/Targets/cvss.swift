import CSMS

/// One vector of any version.
func probe(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    _ = try? CVSS.difference(vector: text, published: 9.8)
    guard let score = try? CVSS(vector: text) else { return }
    for number in [score.base, score.temporal, score.environmental].compactMap(\.self) {
        expect((0...10).contains(number), "A score lies from 0 to 10.")
        let tenths = (number * 10).rounded()
        expect(abs(number * 10 - tenths) < 1e-9, "A score has one decimal.")
        _ = CVSS.severity(of: number, in: score.version)
    }
    expect((try? CVSS(vector: score.vector)) == score, "A vector that was read reads the same again.")
}
