import Crypto
import Ledger
import Testing

/// A small generator with a seed, so that a failure can be repeated.
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { self.state = seed }

    // SplitMix64 by Sebastiano Vigna, public domain.
    mutating func next() -> UInt64 {
        self.state &+= 0x9e37_79b9_7f4a_7c15
        var value = self.state
        value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
        return value ^ value >> 31
    }

    mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) }
    }
}

struct CBORTests {
    // RFC 8949, appendix A.
    @Test(arguments: [
        (Int64(0), "00"), (10, "0a"), (23, "17"), (24, "1818"), (100, "1864"), (255, "18ff"), (256, "190100"),
        (1000, "1903e8"), (65_536, "1a00010000"), (1_000_000, "1a000f4240"), (1_000_000_000_000, "1b000000e8d4a51000"),
        (-1, "20"), (-10, "29"), (-100, "3863"), (-1000, "3903e7"), (.max, "1b7fffffffffffffff"),
        (.min, "3b7fffffffffffffff"),
    ])
    func integersHaveTheirShortestForm(value: Int64, hex: String) throws {
        var writer = CBORWriter()
        writer.integer(value)
        #expect(Hex.encode(writer.bytes) == hex)
        var reader = try CBORReader(writer.bytes)
        #expect(try reader.integer() == value)
        try reader.end()
    }

    // RFC 8949, appendix A.
    @Test(arguments: [
        (0.0, "f90000"), (-0.0, "f98000"), (1.0, "f93c00"), (1.1, "fb3ff199999999999a"), (1.5, "f93e00"),
        (65_504.0, "f97bff"), (100_000.0, "fa47c35000"), (3.4028234663852886e+38, "fa7f7fffff"),
        (1.0e+300, "fb7e37e43c8800759c"), (5.960464477539063e-8, "f90001"), (0.00006103515625, "f90400"),
        (-4.0, "f9c400"), (-4.1, "fbc010666666666666"), (.infinity, "f97c00"), (-.infinity, "f9fc00"),
        (.nan, "f97e00"), (1.00048828125, "fa3f801000"), (8.940696716308594e-8, "fa33c00000"),
    ])
    func numbersHaveTheirShortestForm(value: Double, hex: String) throws {
        var writer = CBORWriter()
        writer.double(value)
        #expect(Hex.encode(writer.bytes) == hex)
        var reader = try CBORReader(writer.bytes)
        let back = try reader.double()
        #expect(back == value || back.isNaN && value.isNaN)
        #expect(back.sign == value.sign)
    }

    @Test func everyHalfIsWrittenAsAHalf() throws {
        for bits in UInt16.min...UInt16.max where bits & 0x7c00 != 0x7c00 || bits & 0x3ff == 0 {
            let bytes = [0xf9, UInt8(bits >> 8), UInt8(bits & 0xff)]
            var reader = try CBORReader(bytes)
            var writer = CBORWriter()
            writer.double(try reader.double())
            #expect(writer.bytes == bytes)
        }
    }

    @Test func textsBytesAndArraysHaveTheirHeads() throws {
        var writer = CBORWriter()
        writer.array(4)
        writer.text("ü水")
        writer.bytes([1, 2, 3])
        writer.flag(true)
        writer.null()
        #expect(Hex.encode(writer.bytes) == "8465c3bce6b0b443010203f5f6")
        var reader = try CBORReader(writer.bytes)
        try reader.array(of: 4)
        #expect(try reader.text() == "ü水")
        #expect(try reader.bytes() == [1, 2, 3])
        #expect(try reader.flag())
        #expect(try reader.isNull())
        try reader.end()
    }

    @Test(arguments: [
        "1800", "1817", "190000", "1900ff", "1a0000ffff", "1b00000000ffffffff",  // heads longer than needed
        "3817", "5800", "7800", "9800", "fa3f800000", "fb3ff0000000000000", "f97e01", "fb7ff8000000000000",
        "5f", "7f", "9f", "bf", "ff", "1c", "1f", "fc",  // indefinite or reserved
        "a0", "c000", "f7", "f0", "f820",  // maps, tags, other simple values
        "", "18", "19ff", "41", "6161ff", "61ff", "62c3", "8100ff", "81", "820000ff", "9bffffffffffffffff",
        "5bffffffffffffffff", "7bffffffffffffffff",
    ])
    func whatTheWriterDoesNotWriteIsRefused(hex: String) throws {
        let bytes = try #require(Hex.decode(hex))
        #expect(throws: CBORError.self) { try rewritten(bytes) }
    }

    @Test func sixteenArraysMayNestAndSeventeenMayNot() throws {
        let sixteen = [UInt8](repeating: 0x81, count: 16) + [0x00]
        #expect(try rewritten(sixteen) == sixteen)
        #expect(throws: CBORError.self) { try rewritten([0x81] + sixteen) }
    }

    @Test func moreBytesThanTheLimitAreRefused() {
        #expect(throws: CBORError.self) { try CBORReader([0, 0, 0], limit: 2) }
    }

    @Test func anUnfinishedArrayIsRefused() throws {
        // Two items were promised and there were two bytes for them, but the first item takes both.
        var reader = try CBORReader([0x82, 0x41, 0x00])
        try reader.array(of: 2)
        _ = try reader.bytes()
        #expect(throws: CBORError.self) { try reader.end() }
    }

    @Test func whateverIsAcceptedEncodesToTheSameBytes() {
        var dice = Dice(8949)
        var accepted = 0
        for _ in 0..<100_000 {
            var bytes = dice.bytes(Int.random(in: 1...12, using: &dice))
            // Half of the trials start with an array, so that nesting is tried as well.
            if Bool.random(using: &dice) { bytes[0] = 0x80 | bytes[0] & 3 }
            guard let again = try? rewritten(bytes) else { continue }
            accepted += 1
            #expect(again == bytes)
        }
        #expect(accepted > 1_000)
    }

    /// Reads any sequence of items and writes what was read.
    private func rewritten(_ bytes: [UInt8]) throws(CBORError) -> [UInt8] {
        var reader = try CBORReader(bytes)
        var writer = CBORWriter()
        var left = 1
        while left > 0 {
            left -= 1
            switch reader.upcoming {
            case .unsigned: writer.unsigned(try reader.unsigned())
            case .negative: writer.integer(try reader.integer())
            case .bytes: writer.bytes(try reader.bytes())
            case .text: writer.text(try reader.text())
            case .array:
                let count = try reader.array()
                writer.array(count)
                left += count
            case .flag: writer.flag(try reader.flag())
            case .null: if try reader.isNull() { writer.null() }
            case .double, .unknown, nil: writer.double(try reader.double())
            }
        }
        try reader.end()
        return writer.bytes
    }
}
