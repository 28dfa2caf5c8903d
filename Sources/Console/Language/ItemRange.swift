internal import LosslessJSON

/// Numbers of pending commands as they are typed: `2`, or `5-7`.
enum ItemRange {
    /// The numbers that a value stands for; `nil` where it is none, or the range has no numbers from 1.
    static func numbers(in value: JSONValue) -> ClosedRange<Int>? {
        if let number = value.int64 { return number > 0 && number <= Int32.max ? Int(number)...Int(number) : nil }
        guard let text = value.string else { return nil }
        let bounds = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false).map(number)
        guard bounds.count == 2, let first = bounds[0], let last = bounds[1], first > 0, first <= last else {
            return nil
        }
        return first...last
    }

    private static func number(_ digits: Substring.UTF8View) -> Int? {
        guard digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
        return Int32(String(digits) ?? "").map(Int.init)
    }
}
