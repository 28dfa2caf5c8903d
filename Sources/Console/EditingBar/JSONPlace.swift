internal import CentrifugoProtocol

/// What the cursor stands in within JSON that is still open: the name of a member, or a value of a field.
struct JSONPlace {
    /// What can stand at the cursor.
    enum Role {
        /// The name of one of these fields, which the object does not have yet.
        case name([Field])
        /// A value of this field, or of an element of it.
        case value(Field)
    }

    /// What can stand at the cursor.
    let role: Role
    /// The names that lead to the value, or to the object whose member is named.
    let path: [String]
    /// What is typed of the name or value, from its quote on, in the entry.
    let typed: Range<Int>
    /// What is typed without the quote; `nil` where it is no plain text.
    let content: String?

    /// Reads what is open at a place; `nil` outside brackets and where the schema says nothing of what they hold.
    init?(_ bytes: [UInt8], at place: LinePlace) {
        guard let opening = place.opening, opening.byte == UInt8(ascii: "{") || opening.byte == UInt8(ascii: "["),
            let root = place.jsonRoot
        else { return nil }
        let scan = JSONScan(bytes[opening.offset..<place.typed.upperBound])
        guard let start = scan.start, let role = Self.role(in: root, scan) else { return nil }
        self.role = role
        typed = start..<place.typed.upperBound
        path = (place.role == .body ? [] : [place.path]) + scan.open.compactMap(\.name)
        let text = bytes[typed]
        let isText = text.first == UInt8(ascii: "\"")
        let isPlain = isText ? !text.contains(UInt8(ascii: "\\")) : text.allSatisfy(\.isNameByte)
        content = isPlain ? String(decoding: isText ? text.dropFirst() : text, as: UTF8.self) : nil
    }

    private static func role(in root: Field, _ scan: JSONScan) -> Role? {
        var field = root
        for (index, bracket) in scan.open.enumerated() {
            switch (bracket.isObject, field.kind) {
            case (true, .object(let inner)):
                if scan.expectsName, index == scan.open.count - 1 {
                    return .name(inner.filter { !bracket.names.contains($0.name) })
                }
                guard let next = inner.first(where: { $0.name == bracket.name }) else { return nil }
                field = next
            case (true, .pairs):
                guard let name = bracket.name, !scan.expectsName else { return nil }
                field = Field(name, .text, "A name of your own.")
            case (false, .list(let element)): field = Field(field.name, element, field.summary)
            default: return nil
            }
        }
        return .value(field)
    }
}

extension LinePlace {
    /// What the JSON at the place is for: a field, or the request body as if it were one.
    fileprivate var jsonRoot: Field? {
        role == .body ? signature.map { Field($0.name, .object($0.fields), $0.summary) } : field
    }
}

/// Goes through the start of JSON, forgiving what is wrong, and remembers what is open at its end.
private struct JSONScan {
    /// An open bracket.
    struct Bracket {
        var isObject: Bool
        /// The member that is being read, and all that were.
        var name: String?
        var names: Set<String> = []
    }

    private(set) var open: [Bracket] = []
    /// Whether a name must come next, or is being typed.
    private(set) var expectsName = false
    /// Where the name or value at the end starts; `nil` where neither can stand there.
    private(set) var start: Int?

    init(_ text: ArraySlice<UInt8>) {
        var position = text.startIndex
        while position < text.endIndex {
            let next = token(text[position...])
            if next == text.endIndex, start != nil { return }
            position = next
        }
        if start == nil, isBetween { start = text.endIndex }
    }

    /// Whether the last token asks for a name or value.
    private var isBetween = false

    /// Reads what comes next and returns where it ends; `start` is set while that may go on.
    private mutating func token(_ rest: ArraySlice<UInt8>) -> Int {
        start = nil
        let first = rest.startIndex
        switch rest[first] {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            open.append(Bracket(isObject: rest[first] == UInt8(ascii: "{")))
            expect(name: open.last?.isObject == true)
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            _ = open.popLast()
            isBetween = false
            expectsName = false
        case UInt8(ascii: ","): expect(name: open.last?.isObject == true)
        case UInt8(ascii: ":"): expect(name: false)
        case UInt8(ascii: "\""): return text(rest)
        case let byte where byte.isBlank || byte == .newline: break
        default:
            isBetween = false
            let end = rest.firstIndex { !$0.isNameByte && $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "+") }
            start = end == nil ? first : nil
            return max(first + 1, end ?? rest.endIndex)
        }
        return first + 1
    }

    private mutating func expect(name: Bool) {
        isBetween = true
        expectsName = name
        if name, !open.isEmpty { open[open.count - 1].name = nil }
    }

    private mutating func text(_ rest: ArraySlice<UInt8>) -> Int {
        isBetween = false
        var isEscaped = false
        for index in rest.indices.dropFirst() {
            if isEscaped {
                isEscaped = false
            } else if rest[index] == UInt8(ascii: "\\") {
                isEscaped = true
            } else if rest[index] == UInt8(ascii: "\"") {
                close(rest[(rest.startIndex + 1)..<index])
                return index + 1
            }
        }
        start = rest.startIndex
        return rest.endIndex
    }

    /// Takes a text that is whole: the name of a member, where one must come.
    private mutating func close(_ text: ArraySlice<UInt8>) {
        guard expectsName, !open.isEmpty else { return }
        let name = String(decoding: text, as: UTF8.self)
        open[open.count - 1].name = name
        open[open.count - 1].names.insert(name)
        expectsName = false
    }
}
