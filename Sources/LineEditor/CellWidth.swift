internal import CEditline
internal import Glibc

/// Cell arithmetic by the same `wcwidth` that libedit uses, so that both agree on every column.
package enum CellWidth {
    /// The cells of one character as libedit draws it: `^C` for a control character, `\U+1234` for
    /// what the locale cannot print.
    package static func of(_ scalar: Unicode.Scalar) -> Int {
        if (0x20..<0x7F).contains(scalar.value) { return 1 }
        if scalar.isControl { return 2 }
        let isPrintable = iswprint(scalar.value) != 0
        guard isPrintable else { return scalar.value > 0xFFFF ? 8 : 7 }
        return max(0, Int(wcwidth(wchar_t(bitPattern: scalar.value))))
    }

    /// The cells of a text that contains no tab and no line feed.
    package static func of(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + of($1) }
    }
}

extension String {
    /// The text without anything that could move the cursor, change a colour or reorder what is shown.
    package var withoutControlCharacters: String {
        var kept = UnicodeScalarView()
        kept.append(contentsOf: unicodeScalars.filter { !$0.isUnsafeOnTerminal })
        return String(kept)
    }

    /// The longest start of the text that fits into a number of cells, ending in `ellipsis` when cut.
    package func fitted(to cells: Int, ellipsis: String) -> String {
        guard CellWidth.of(self) > cells else { return self }
        let room = cells - CellWidth.of(ellipsis)
        guard room >= 0 else { return "" }
        var kept = UnicodeScalarView()
        var used = 0
        for scalar in unicodeScalars {
            used += CellWidth.of(scalar)
            guard used <= room else { break }
            kept.append(scalar)
        }
        return String(kept) + ellipsis
    }

    /// The text followed by blanks up to a number of cells.
    package func padded(to cells: Int) -> String {
        self + String(repeating: " ", count: max(0, cells - CellWidth.of(self)))
    }
}

extension Unicode.Scalar {
    /// Whether libedit draws `^` and a letter for the character; beyond ASCII it asks the locale.
    var isControl: Bool { value < 0x20 || value == 0x7F || value >= 0x80 && iswcntrl(value) != 0 }

    /// Whether the character has no cell of its own: a combining mark, a joiner.
    var joinsOthers: Bool { value >= 0x80 && CellWidth.of(self) == 0 }

    /// Whether the character is a control or changes the direction of the text around it.
    package var isUnsafeOnTerminal: Bool {
        switch value {
        case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0x061C: true
        default: false
        }
    }
}
