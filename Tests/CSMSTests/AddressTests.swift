import CSMS
import Registers
import Testing

/// Addresses as inventories write them, and as they are kept.
@Suite struct AddressTests {
    private func read(_ text: String, as field: any AnyField) -> Reading? { field.reading?(text) }

    @Test(arguments: [
        ("10.40.1.7", "10.40.1.7"), (" 10.40.1.7\t", "10.40.1.7"), ("255.255.255.255", "255.255.255.255"),
        ("fd00:40::7", "fd00:40::7"), ("::1", "::1"), ("2001:db8::192.0.2.33", "2001:db8::192.0.2.33"),
    ])
    func anAddressIsKeptInItsSpelling(_ text: String, _ kept: String) {
        #expect(self.read(text, as: Assets.book.register.ip) == .value(kept))
    }

    @Test(arguments: [
        "10.40.1.7/24", "10.40.1.300", "10.40.1", "10.40.1.7; 10.40.2.7", "fe80::1%eth0", "DHCP", "10.40.1.7.", "...",
        ".1.2.3", "1..2.3", "1.2.3.4.5", "0001.2.3.4", "1:2:3:4:5:6:7:8:9", "1::2::3", ":1", "-1.2.3.4",
    ])
    func whatIsNotOneAddressIsRefused(_ text: String) {
        #expect(self.read(text, as: Assets.book.register.ip) == .refused("not one IPv4/IPv6 address"))
    }

    @Test(arguments: [
        "00:1B:1B:12:34:56", "00-1b-1b-12-34-56", "001b1b123456", "001b.1b12.3456", " 00:1b:1b:12:34:56 ",
    ])
    func everyNotationOfAMACAddressIsKeptInOne(_ text: String) {
        #expect(self.read(text, as: Assets.book.register.mac) == .value("00:1B:1B:12:34:56"))
    }

    @Test(arguments: [
        "00:1B:1B:12:34", "n/a", "00:00:00:00:00:00", "FF:FF:FF:FF:FF:FF", "00:1B:1B:12:34:5G",
        "00:1B:1B:12:34:56:78",
    ])
    func whatNoDeviceHasIsRefused(_ text: String) {
        #expect(self.read(text, as: Assets.book.register.mac) == .refused("not a usable MAC address"))
    }
}
