extension JSONFormatter {
    /// Which characters inside strings are written as `\uXXXX`; the decoded strings stay the same.
    public enum Escaping: Sendable, Hashable {
        /// None but those JSON demands.
        case asIs
        /// What could move the cursor, reorder or hide text on a terminal.
        ///
        /// DEL, C1 controls, line and paragraph separators, and all format characters (general category Cf: bidi
        /// controls, zero-width characters, tags).
        case terminal
        /// `<`, `>`, `&`, U+2028 and U+2029, as Go's `encoding/json` does.
        case html
    }
}

extension JSONFormatter.Escaping {
    /// The first offset in `range` of a plain character to escape, or the range's end.
    @inline(__always) func firstEscaped(_ chunk: Span<UInt8>, in range: Range<Int>) -> Int {
        switch self {
        case .asIs:
            range.upperBound
        case .terminal:
            chunk.firstStop(from: range.lowerBound, to: range.upperBound) { word in
                ByteWords.equal(word, ASCII.delete)
            } _: { byte in
                byte == ASCII.delete
            }
        case .html:
            chunk.firstStop(from: range.lowerBound, to: range.upperBound) { word in
                // `<` and `>` differ in one bit only.
                ByteWords.equal(word | ByteWords.filled(with: 2), ASCII.byte(">"))
                    | ByteWords.equal(word, ASCII.byte("&"))
            } _: { byte in
                byte | 2 == ASCII.byte(">") || byte == ASCII.byte("&")
            }
        }
    }

    /// Whether a character beyond ASCII is to be escaped.
    @inline(__always) func escapes(_ scalar: UInt32) -> Bool {
        switch self {
        case .asIs: false
        case .html: scalar | 1 == 0x2029
        case .terminal: Self.isUnfit(scalar)
        }
    }

    /// Whether a character beyond ASCII is unfit for a terminal.
    private static func isUnfit(_ scalar: UInt32) -> Bool {
        switch scalar {
        // Most text of the world, told without a look into the tables: none of category Cf, Zl, Zp or Cc.
        case 0xAE..<0x600, 0x2070..<0xFE00: return false
        // The tag block, its unassigned places included.
        case 0xE0000...0xE007F: return true
        default:
            return switch Unicode.Scalar(scalar)?.properties.generalCategory {
            case .format, .control, .lineSeparator, .paragraphSeparator: true
            default: false
            }
        }
    }
}

extension [UInt8] {
    /// Appends a scalar as `\uXXXX`, or as a pair of them beyond the Basic Multilingual Plane.
    mutating func appendEscape(_ scalar: UInt32) {
        if scalar > 0xFFFF {
            appendEscape(0xD800 + (scalar - 0x10000) >> 10)
            appendEscape(0xDC00 + (scalar - 0x10000) & 0x3FF)
        } else {
            append(ASCII.backslash)
            append(ASCII.byte("u"))
            for shift: UInt32 in [12, 8, 4, 0] { append(ASCII.hexDigit(scalar >> shift)) }
        }
    }
}
