/// Writes small ZIP archives for tests, so that no binary file lies in the repository.
///
/// Source: PKWARE, .ZIP File Format Specification, sections 4.3.7, 4.3.12 and 4.3.16.
struct FilesZip {
    private var bytes: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    /// Adds a file as it is.
    mutating func store(_ name: String, _ content: [UInt8]) {
        self.add(name, packed: content, method: 0, checksum: FilesZip.checksum(content), size: content.count)
    }

    mutating func store(_ name: String, _ content: String) { self.store(name, Array(content.utf8)) }

    /// Adds a file that was packed by someone else, with what its directory shall say about it.
    mutating func add(
        _ name: String, packed: [UInt8], method: Int, checksum: UInt32, size: Int, flags: Int = 0
    ) {
        let common =
            two(20) + two(flags) + two(method) + four(0) + four(Int(checksum)) + four(packed.count) + four(size)
            + two(name.utf8.count)
        self.directory += four(0x0201_4B50) + two(20) + common + two(0) + two(0) + two(0) + two(0) + four(0)
        self.directory += four(self.bytes.count) + Array(name.utf8)
        self.bytes += four(0x0403_4B50) + common + two(0) + Array(name.utf8) + packed
        self.count += 1
    }

    var archive: [UInt8] {
        self.bytes + self.directory + four(0x0605_4B50) + two(0) + two(0) + two(self.count) + two(self.count)
            + four(self.directory.count) + four(self.bytes.count) + two(0)
    }

    /// A deflate stream of `count` blanks, about 1,000 times smaller than what it unpacks to.
    ///
    /// One block with the fixed codes: a literal blank, then copies of 258 bytes from one byte back.
    /// Source: RFC 1951, sections 3.2.5 and 3.2.6.
    static func blanks(_ count: Int) -> [UInt8] {
        var bits = Bits()
        bits.add(1, 1)
        bits.add(1, 2)
        bits.addCode(0x30 + 0x20, 8)
        for _ in 0..<(count - 1) / 258 {
            bits.addCode(0b1100_0101, 8)  // Code 285: a copy of 258 bytes.
            bits.addCode(0, 5)  // From one byte back.
        }
        for _ in 0..<(count - 1) % 258 { bits.addCode(0x30 + 0x20, 8) }
        bits.addCode(0, 7)
        return bits.bytes
    }

    /// CRC-32, bit by bit. Source: the ZIP specification, section 4.4.7.
    static func checksum(_ content: [UInt8]) -> UInt32 {
        var sum: UInt32 = 0xFFFF_FFFF
        for byte in content {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
        return ~sum
    }

    private struct Bits {
        var bytes: [UInt8] = []
        private var free = 0

        /// Adds a number, its lowest bit first.
        mutating func add(_ number: Int, _ count: Int) {
            for place in 0..<count { self.addBit(UInt8(number >> place & 1)) }
        }

        /// Adds a code, its highest bit first.
        mutating func addCode(_ code: Int, _ count: Int) {
            for place in (0..<count).reversed() { self.addBit(UInt8(code >> place & 1)) }
        }

        private mutating func addBit(_ bit: UInt8) {
            if self.free == 0 {
                self.bytes.append(0)
                self.free = 8
            }
            self.bytes[self.bytes.count - 1] |= bit << (8 - self.free)
            self.free -= 1
        }
    }
}

private func two(_ number: Int) -> [UInt8] { [UInt8(number & 0xFF), UInt8(number >> 8 & 0xFF)] }
private func four(_ number: Int) -> [UInt8] { two(number & 0xFFFF) + two(number >> 16) }
