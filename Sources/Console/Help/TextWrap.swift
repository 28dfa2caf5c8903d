/// Breaks text into lines.
enum TextWrap {
    /// Returns lines of at most `width` characters, broken at blanks; a longer word stays whole.
    static func lines(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, line.count + 1 + word.count > width {
                lines.append(line)
                line = ""
            }
            if !line.isEmpty { line += " " }
            line += word
        }
        return line.isEmpty ? lines : lines + [line]
    }

    /// Returns a label and a text beside it, the text's further lines below its first.
    static func entry(_ label: String, _ text: String, indent: Int = 0, column: Int, width: Int = 80) -> [String] {
        let lines = lines(text, width: max(20, width - indent - column))
        let margin = String(repeating: " ", count: indent)
        let first = margin + label + String(repeating: " ", count: max(1, column - label.count))
        guard let start = lines.first else { return [margin + label] }
        return [first + start] + lines.dropFirst().map { margin + String(repeating: " ", count: column) + $0 }
    }
}
