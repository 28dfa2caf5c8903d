/// Paints JSON by kind of token, whether it is whole, half typed or wrong.
///
/// It judges nothing: that is for the grammar of `LosslessJSON`.
struct HighlightingJSON {
    /// The offsets of two brackets that belong together.
    struct Pair {
        var opening: Int
        var closing: Int
    }

    private let bytes: [UInt8]
    private let cursor: Int
    private var position: Int
    private let end: Int
    private var openBrackets: [Int] = []
    private var expectsKey = false
    /// The brackets that belong to the one at the cursor, or else to the one before it.
    private(set) var pair: Pair?

    /// Starts with a piece of a line's bytes and the cursor in the same line.
    init(_ bytes: [UInt8], _ range: Range<Int>, cursor: Int) {
        self.bytes = bytes
        self.cursor = cursor
        position = range.lowerBound
        end = range.upperBound
    }

    /// Paints all of the piece.
    mutating func paint(on canvas: inout HighlightingCanvas) {
        while position < end {
            let start = position
            if let role = token() { canvas.paint(role, start..<position) }
        }
    }

    /// Moves past one token, or past one byte that belongs to none; returns what it is.
    private mutating func token() -> HighlightingRole? {
        let start = position
        position += 1
        switch bytes[start] {
        case UInt8(ascii: "\""):
            skipString()
            defer { expectsKey = false }
            return expectsKey ? .key : .string
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            openBrackets.append(start)
            expectsKey = bytes[start] == UInt8(ascii: "{")
        case UInt8(ascii: "}"), UInt8(ascii: "]"): close(at: start)
        case UInt8(ascii: ","): expectsKey = openBrackets.last.map { bytes[$0] == UInt8(ascii: "{") } ?? false
        case UInt8(ascii: ":"): expectsKey = false
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            skipWord()
            return .number
        case let byte where byte.isNameByte:
            skipWord()
            return bytes[start..<position].isJSONConstant ? .constant : nil
        default: break
        }
        return nil
    }

    private mutating func skipString() {
        while position < end {
            let byte = bytes[position]
            position += byte == UInt8(ascii: "\\") ? 2 : 1
            if byte == UInt8(ascii: "\"") { break }
        }
        position = min(position, end)
    }

    private mutating func skipWord() {
        while position < end,
            bytes[position].isNameByte || bytes[position] == UInt8(ascii: ".") || bytes[position] == UInt8(ascii: "+")
        { position += 1 }
    }

    private mutating func close(at closing: Int) {
        expectsKey = false
        guard let opening = openBrackets.popLast() else { return }
        let fits = bytes[closing] == (bytes[opening] == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: "]"))
        guard fits else { return }
        if opening == cursor || closing == cursor || (pair == nil && (opening + 1 == cursor || closing + 1 == cursor)) {
            pair = Pair(opening: opening, closing: closing)
        }
    }
}

extension ArraySlice<UInt8> {
    /// Whether the bytes are `true`, `false` or `null`.
    var isJSONConstant: Bool {
        guard count == 4 || count == 5 else { return false }
        return elementsEqual("true".utf8) || elementsEqual("false".utf8) || elementsEqual("null".utf8)
    }
}
