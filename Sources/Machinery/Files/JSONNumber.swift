/// Reads the text of a number that the parser has accepted.
enum JSONNumber {
    static func integer(_ text: ArraySlice<UInt8>) -> Int64? {
        guard let value = wholeDigits(text) else {
            return double(text).flatMap { value in
                // Above 2^53 a `Double` is no longer every whole number, so it proves nothing.
                value.magnitude <= 9_007_199_254_740_992 ? Int64(exactly: value) : nil
            }
        }
        return value
    }

    static func double(_ text: ArraySlice<UInt8>) -> Double? {
        if text.count <= 16, let value = wholeDigits(text), value.magnitude <= 9_007_199_254_740_992, value != 0 {
            return Double(value)
        }
        guard let value = Double(String(decoding: text, as: UTF8.self)), value.isFinite else { return nil }
        return value
    }

    /// The value of digits with a minus or without; `nil` for a fraction, an exponent, or more than 64 bits.
    private static func wholeDigits(_ text: ArraySlice<UInt8>) -> Int64? {
        let isNegative = text.first == UInt8(ascii: "-")
        var value: Int64 = 0
        for byte in isNegative ? text.dropFirst() : text {
            guard byte.isDigit else { return nil }
            let (product, isTooLarge) = value.multipliedReportingOverflow(by: 10)
            let digit = Int64(byte - .zero)
            let (sum, isTooLargeToo) =
                isNegative
                ? product.subtractingReportingOverflow(digit) : product.addingReportingOverflow(digit)
            guard !isTooLarge, !isTooLargeToo else { return nil }
            value = sum
        }
        return value
    }
}
