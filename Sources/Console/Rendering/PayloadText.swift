internal import LosslessJSON

/// JSON values of the user's as text: order of keys and spelling of numbers stay as they came.
enum PayloadText {
    /// The value on one line.
    static func compact(_ value: JSONValue) -> StyledLine {
        StyledLine(untrusted: value.jsonText.compacted().description)
    }

    /// The value on several lines, indented by 2.
    static func pretty(_ json: JSONText) -> [StyledLine] {
        let bytes = try? JSONFormatter.format(json.bytes, style: .pretty(indent: 2), escaping: .terminal)
        return (bytes ?? json.bytes).split(separator: UInt8(ascii: "\n")).map {
            StyledLine(untrusted: String(decoding: $0, as: UTF8.self))
        }
    }

    /// A text of the server's in a cell or sentence: as it is, or as JSON where it would not be seen
    /// or seem to be several words.
    static func word(_ text: String) -> StyledLine {
        let isQuote = text.first == "\"" || text.first == "'"
        let isPlain = !text.isEmpty && !isQuote && !text.contains(where: \.isWhitespace)
        return isPlain ? StyledLine(untrusted: text) : StyledLine(untrusted: JSONText(string: text).description)
    }

    /// Names and texts as they would be typed: `lang=en, region=eu`.
    static func pairs(_ value: JSONValue) -> StyledLine {
        value.members.map { member -> StyledLine in
            let text = member.value.string.map { word($0) } ?? compact(member.value)
            return word(member.name) + "=" + text
        }.joined(by: " ")
    }
}
