/// The brackets, and perhaps the text, that are open at the end of a piece of JSON.
struct OpenBrackets {
    /// What closes the brackets, the outermost first.
    private var brackets: [UInt8] = []
    private(set) var isInText = false

    /// Reads a piece of JSON from its start.
    init(in text: ArraySlice<UInt8>) {
        var isEscaped = false
        for byte in text {
            switch byte {
            case _ where isEscaped: isEscaped = false
            case UInt8(ascii: "\\"): isEscaped = isInText
            case UInt8(ascii: "\""): isInText.toggle()
            case _ where isInText: break
            case UInt8(ascii: "{"): brackets.append(UInt8(ascii: "}"))
            case UInt8(ascii: "["): brackets.append(UInt8(ascii: "]"))
            case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = brackets.popLast()
            default: break
            }
        }
    }

    /// How many brackets are open.
    var depth: Int { brackets.count }

    /// What would close all that is open.
    var closers: [UInt8] { (isInText ? [UInt8(ascii: "\"")] : []) + brackets.reversed() }
}
