/// How many cells of a terminal text takes.
///
/// Combining marks take none, East Asian wide characters and emoji two, everything else one. Text
/// must be free of control characters (``TerminalText``).
package enum DisplayWidth {
    /// The cells that a text takes.
    package static func of(_ text: some StringProtocol) -> Int {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
        return text.reduce(0) { $0 + of($1) }
    }

    /// The cells that one character takes, with all that combines with it.
    static func of(_ character: Character) -> Int {
        let scalars = character.unicodeScalars
        guard let first = scalars.first else { return 0 }
        if first.isASCII, scalars.count == 1 { return 1 }
        let isFlag = scalars.count > 1 && (0x1F1E6...0x1F1FF).contains(first.value)
        if isFlag || first.properties.isEmojiPresentation || scalars.contains("\u{FE0F}") { return 2 }
        return scalars.reduce(0) { $0 + of($1) }
    }

    /// Returns the longest start of a text that fits into a number of cells, whole characters only.
    package static func start(of text: String, cells: Int) -> Substring {
        var used = 0
        for index in text.indices {
            used += of(text[index])
            if used > cells { return text[..<index] }
        }
        return text[...]
    }

    /// Returns the longest end of a text that fits into a number of cells, whole characters only.
    package static func end(of text: String, cells: Int) -> Substring {
        var used = 0
        for index in text.indices.reversed() {
            used += of(text[index])
            if used > cells { return text[text.index(after: index)...] }
        }
        return text[...]
    }

    private static func of(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: break
        }
        if hangulVowelsAndTails.contains(where: { $0.contains(scalar.value) }) { return 0 }
        if scalar.properties.isEmojiPresentation { return 2 }
        return isWide(scalar.value) ? 2 : 1
    }

    private static func isWide(_ value: UInt32) -> Bool {
        guard value >= 0x1100 else { return false }
        var low = 0
        var high = wide.count
        while low < high {
            let middle = (low + high) / 2
            if wide[middle].upperBound < value { low = middle + 1 } else { high = middle }
        }
        return low < wide.count && wide[low].contains(value)
    }

    /// They join the syllable before them.
    private static let hangulVowelsAndTails: [ClosedRange<UInt32>] = [0x1160...0x11FF, 0xD7B0...0xD7FF]

    /// East Asian wide and full-width characters that are no emoji, in order.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0xA4CF,
        0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60,
        0xFFE0...0xFFE6, 0x16FE0...0x16FF1, 0x17000...0x18D08, 0x1AFF0...0x1B2FB, 0x1F200...0x1F251,
        0x1F260...0x1F265, 0x20000...0x2FFFD, 0x30000...0x3FFFD,
    ]
}
