/// Where two texts part.
struct Difference: CustomStringConvertible {
    /// In bytes of what arrived.
    let offset: Int
    let expected: String
    let found: String

    init(at offset: Int, expected: [UInt8], in text: [UInt8]) {
        self.offset = offset
        self.expected = Self.excerpt(expected[...])
        found = Self.excerpt(text[min(offset, text.count)...])
    }

    /// Returns how many bytes two texts begin with alike.
    static func commonCount(_ one: ArraySlice<UInt8>, _ other: ArraySlice<UInt8>) -> Int {
        if one.count <= other.count, other.prefix(one.count) == one { return one.count }
        return zip(one, other).prefix { $0 == $1 }.count
    }

    private static func excerpt(_ bytes: ArraySlice<UInt8>) -> String {
        bytes.isEmpty ? "the end" : String(decoding: bytes.prefix(80), as: UTF8.self).debugDescription
    }

    var description: String { "at byte \(offset): expected \(expected), found \(found)" }
}

/// The first thing in which a server did not do what was recorded.
struct Mismatch: Error, CustomStringConvertible {
    /// From 1; 0 after the last step.
    let step: Int
    let what: String

    var description: String { (step == 0 ? "after the last step" : "step \(step)") + ": " + what }
}
