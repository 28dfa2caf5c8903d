internal import LosslessJSON

/// Finds what is missing at the end of a value that is open.
enum JSONClosing {
    /// Returns the quote and brackets that would make the text a whole value; `nil` where more than those is missing.
    static func closing(_ text: ArraySlice<UInt8>) -> String? {
        if text.first == UInt8(ascii: "'") { return "'" }
        let missing = closers(text)
        var whole = Array(text)
        whole.append(contentsOf: missing)
        guard (try? JSONValidator.validate(whole)) != nil else { return nil }
        return String(decoding: missing, as: UTF8.self)
    }

    private static func closers(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var open: [UInt8] = []
        var isInText = false
        var isEscaped = false
        for byte in text {
            switch byte {
            case _ where isEscaped: isEscaped = false
            case UInt8(ascii: "\\"): isEscaped = isInText
            case UInt8(ascii: "\""): isInText.toggle()
            case _ where isInText: break
            case UInt8(ascii: "{"): open.append(UInt8(ascii: "}"))
            case UInt8(ascii: "["): open.append(UInt8(ascii: "]"))
            case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = open.popLast()
            default: break
            }
        }
        return (isInText ? [UInt8(ascii: "\"")] : []) + open.reversed()
    }
}
