/// One line of the history file: a JSON object with `line`, `time` and perhaps `context`.
///
/// Members it does not know are skipped, so that a newer program may add some.
package struct HistoryRecord: Equatable {
    /// The entry, with line feeds where it had several rows.
    package var line: String
    /// When it was entered, in seconds since 1970; 0 where the file does not say.
    package var time = 0
    /// What the entry was meant for, as the owner named it.
    package var context: String?

    package init(line: String, time: Int = 0, context: String? = nil) {
        self.line = line
        self.time = time
        self.context = context
    }

    /// Reads one line of the file, without its line feed; nil where it is not a record.
    package init?(json: some Sequence<UInt8>) {
        var parser = FlatJSONParser(json)
        guard let members = parser.parse(), case .text(let line)? = members["line"] else { return nil }
        self.line = line
        if case .number(let seconds)? = members["time"] { time = seconds }
        if case .text(let name)? = members["context"] { context = name }
    }

    /// The record as one line, without a line feed.
    package var json: [UInt8] {
        var text = "{\"time\":\(time)"
        if let context { text += ",\"context\":" + Self.quoted(context) }
        return Array((text + ",\"line\":" + Self.quoted(line) + "}").utf8)
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\" + String(scalar)
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
