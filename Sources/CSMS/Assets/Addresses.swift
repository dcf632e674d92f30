import Registers

/// Reads one IPv4 or IPv6 address in the form of RFC 791 or RFC 4291, 2.2, without port, prefix length or interface.
@Sendable func readIPAddress(_ text: String) -> Reading {
    // An address as it is kept is read at every write of its record.
    if isPlainIPv4(text.utf8) { return .value(text) }
    let address = tidied(text)
    let utf8 = Array(address.utf8)
    let isAddress = utf8.contains(0x3A) ? isIPv6(utf8[...]) : isIPv4(utf8[...])
    return isAddress ? .value(address) : .refused("not one IPv4/IPv6 address")
}

/// Reads a MAC address of one device (IEEE 802, EUI-48) in any usual notation; keeps `00:1B:1B:12:34:56`.
///
/// All zeros and all ones are no address of a device.
@Sendable func readMACAddress(_ text: String) -> Reading {
    if isKeptMAC(text.utf8) { return .value(text) }
    let refused = Reading.refused("not a usable MAC address")
    var digits: [UInt8] = []
    for byte in tidied(text).uppercased().utf8 {
        switch byte {
        case 0x30...0x39, 0x41...0x46: digits.append(byte)
        case 0x3A, 0x2D, 0x2E, 0x20: continue
        default: return refused
        }
    }
    guard digits.count == 12, Set(digits) != [0x30], Set(digits) != [0x46] else { return refused }
    let pairs = stride(from: 0, to: 12, by: 2).map { String(decoding: digits[$0..<$0 + 2], as: UTF8.self) }
    return .value(pairs.joined(separator: ":"))
}

/// Whether the text is an IPv4 address and nothing else: four numbers up to 255 between dots.
private func isPlainIPv4(_ text: String.UTF8View) -> Bool {
    var parts = 1
    var digits = 0
    var value = 0
    for byte in text {
        switch byte {
        case 0x30...0x39:
            digits += 1
            value = value * 10 + Int(byte - 0x30)
            guard digits <= 3, value < 256 else { return false }
        case 0x2E:
            guard digits > 0, parts < 4 else { return false }
            parts += 1
            digits = 0
            value = 0
        default: return false
        }
    }
    return parts == 4 && digits > 0
}

/// Whether the text is a usable MAC address in the form that is kept.
private func isKeptMAC(_ text: String.UTF8View) -> Bool {
    guard text.count == 17 else { return false }
    var (zeros, ones, place) = (0, 0, 0)
    for byte in text {
        switch byte {
        case 0x3A where place % 3 == 2: break
        case 0x30...0x39 where place % 3 != 2: zeros += byte == 0x30 ? 1 : 0
        case 0x41...0x46 where place % 3 != 2: ones += byte == 0x46 ? 1 : 0
        default: return false
        }
        place += 1
    }
    return zeros < 12 && ones < 12
}

private func isIPv4(_ text: ArraySlice<UInt8>) -> Bool {
    let parts = text.split(separator: 0x2E, omittingEmptySubsequences: false)
    return parts.count == 4
        && parts.allSatisfy { part in
            guard (1...3).contains(part.count), part.allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
            return part.reduce(0) { $0 * 10 + Int($1 - 0x30) } < 256
        }
}

private func isIPv6(_ text: ArraySlice<UInt8>) -> Bool {
    let groups = text.split(separator: 0x3A, omittingEmptySubsequences: false)
    guard groups.count >= 3, groups.count <= 9 else { return false }
    var count = 0
    var gaps = 0
    for (place, group) in groups.enumerated() {
        if group.isEmpty {
            // “::” gives one empty group in the middle and two at an end of the text.
            let isEdge = place == 0 || place == groups.count - 1
            if isEdge {
                let neighbour = place == 0 ? groups[1] : groups[groups.count - 2]
                guard neighbour.isEmpty else { return false }
            } else {
                gaps += 1
            }
        } else if place == groups.count - 1, isIPv4(group) {
            count += 2
        } else {
            guard group.count <= 4, group.allSatisfy(isHexDigit) else { return false }
            count += 1
        }
    }
    return gaps == 0 ? count == 8 : gaps == 1 && count <= 7
}

func isHexDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
}
