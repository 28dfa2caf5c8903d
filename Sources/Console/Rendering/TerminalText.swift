/// Makes text that came from outside harmless on a terminal.
///
/// What could move the cursor, change a colour, reorder the text around it or hide in it is written
/// as JSON writes it (`\n`, `\u001b`). Text without such characters stays as it is, and so does text
/// that went through here before.
package enum TerminalText {
    /// Returns the text with control, format and other invisible characters escaped.
    ///
    /// With `isASCII` everything outside ASCII is escaped too, for terminals that are not UTF-8.
    package static func escaped(_ text: String, isASCII: Bool = false) -> String {
        if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
        var shown = ""
        for scalar in text.unicodeScalars {
            if isSafe(scalar), !isASCII || scalar.isASCII {
                shown.unicodeScalars.append(scalar)
            } else {
                shown += escape(scalar)
            }
        }
        return shown
    }

    /// Whether a character may reach a terminal as it is.
    ///
    /// The two selectors for the look of emoji are, though they are invisible: much text holds them.
    static func isSafe(_ scalar: Unicode.Scalar) -> Bool {
        if (0x20..<0x7F).contains(scalar.value) { return true }
        if scalar.value < 0xA0 { return false }
        if scalar.value == 0xFE0E || scalar.value == 0xFE0F { return true }
        let properties = scalar.properties
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: return false
        default: return !properties.isDefaultIgnorableCodePoint
        }
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": #"\n"#
        case "\r": #"\r"#
        case "\t": #"\t"#
        case "\u{8}": #"\b"#
        case "\u{C}": #"\f"#
        default: String(scalar).utf16.map { #"\u"# + hex($0) }.joined()
        }
    }

    private static func hex(_ unit: UInt16) -> String {
        let digits = String(unit, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}
