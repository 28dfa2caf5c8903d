internal import LosslessJSON

/// Finds what is missing at the end of a value that is open.
enum JSONClosing {
    /// Returns the quote and brackets that would make the text a whole value; `nil` where more than those is missing.
    static func closing(_ text: ArraySlice<UInt8>) -> String? {
        if text.first == UInt8(ascii: "'") { return "'" }
        let missing = OpenBrackets(in: text).closers
        var whole = Array(text)
        whole.append(contentsOf: missing)
        guard (try? JSONValidator.validate(whole)) != nil else { return nil }
        return String(decoding: missing, as: UTF8.self)
    }
}
