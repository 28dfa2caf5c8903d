internal import LosslessJSON

/// A place in a word where something else stands for what was typed: `$name`, `${name}` or `{{template}}`.
struct Reference {
    /// What stands there.
    enum Meaning {
        /// A variable, and a path into it; in braces it always means one.
        case variable(String, path: ReplyPath?, isBraced: Bool)
        /// A template, by the text between its braces.
        case template(String)
    }

    var meaning: Meaning
    /// Where it stands, its path included.
    var span: Range<Int>
    /// Where the name of a variable ends, and its path begins.
    var nameEnd: Int

    /// Finds the first in some bytes.
    static func first(in bytes: ArraySlice<UInt8>) -> Reference? {
        for position in bytes.indices where bytes[position] == UInt8(ascii: "$") || bytes[position] == UInt8(ascii: "{")
        {
            if let found = variable(in: bytes[position...]) ?? template(in: bytes[position...]) { return found }
        }
        return nil
    }

    /// Where a template ends that bytes start with.
    static func templateEnd(_ bytes: ArraySlice<UInt8>) -> Int? {
        template(in: bytes)?.span.upperBound
    }

    private static func template(in bytes: ArraySlice<UInt8>) -> Reference? {
        guard bytes.starts(with: "{{".utf8) else { return nil }
        let start = bytes.startIndex + 2
        var end = start
        while end < bytes.endIndex, bytes[end].isNameByte || bytes[end] == UInt8(ascii: " ") { end += 1 }
        let name = String(decoding: bytes[start..<end], as: UTF8.self)
        guard bytes[end...].starts(with: "}}".utf8), name.contains(where: { $0 != " " }) else { return nil }
        return Reference(meaning: .template(name), span: bytes.startIndex..<end + 2, nameEnd: end)
    }

    private static func variable(in bytes: ArraySlice<UInt8>) -> Reference? {
        guard bytes.first == UInt8(ascii: "$") else { return nil }
        let isBraced = bytes.dropFirst().first == UInt8(ascii: "{")
        let start = bytes.startIndex + (isBraced ? 2 : 1)
        guard start < bytes.endIndex, bytes[start].startsVariable else { return nil }
        var end = bytes[start...].firstIndex { !$0.isVariableByte } ?? bytes.endIndex
        let name = String(decoding: bytes[start..<end], as: UTF8.self)
        let nameEnd = end
        let found = ReplyPath.prefix(of: bytes[end...])
        if let found { end = found.end }
        if isBraced {
            guard end < bytes.endIndex, bytes[end] == UInt8(ascii: "}") else { return nil }
            end += 1
        }
        return Reference(
            meaning: .variable(name, path: found?.0, isBraced: isBraced), span: bytes.startIndex..<end, nameEnd: nameEnd
        )
    }
}

extension UInt8 {
    /// Whether the name of a variable may start with the byte.
    var startsVariable: Bool { isVariableByte && !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

    /// Whether the byte may stand in the name of a variable: letters, digits and `_`.
    var isVariableByte: Bool { isNameByte && self != UInt8(ascii: "-") }
}

extension Line {
    /// Whether a reference can stand in any word; false for most lines, which then need no look at each.
    var mayHoldReferences: Bool {
        source.span.mayHoldReference
    }

    /// Whether what a word stands for is known only when the line runs.
    func hasReference(_ token: Token) -> Bool {
        token.form != .literal && Reference.first(in: source[token.span]) != nil
    }
}

extension Span<UInt8> {
    /// Whether a reference can stand in the bytes: whether there is a `$` or a `{{`.
    var mayHoldReference: Bool {
        var start = 0
        while let found = firstIndex(of: UInt8(ascii: "$"), or: UInt8(ascii: "{"), from: start) {
            start = found + 1
            if self[found] == UInt8(ascii: "$") || start < count && self[start] == UInt8(ascii: "{") { return true }
        }
        return false
    }
}

extension ArraySlice<UInt8> {
    /// Whether a reference stands in the bytes, or begins at their end.
    var mayHoldReference: Bool {
        if Reference.first(in: self) != nil { return true }
        guard let opening = indices.last(where: { self[$0...].starts(with: "{{".utf8) }) else { return false }
        return self[opening...].dropFirst(2).allSatisfy { $0.isNameByte || $0 == UInt8(ascii: " ") }
    }
}
