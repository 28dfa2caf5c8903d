// What stands around the line: colours, the hint behind it, the rows under it.

extension LibeditSession {
    /// Makes what is painted around a line; of one that is over, only what stays on the screen.
    func makeBar(for line: LineState, isFinal: Bool) -> Bar {
        var bar = Bar()
        let mark = prompt.continuation.withoutControlCharacters
        bar.mark = CellWidth.of(mark) > CellWidth.of(prompt.text) ? "" : mark
        bar.ellipsis = isUnicode ? "…" : "..."
        bar.runs = runs(in: line, isFinal: isFinal)
        reading.shownHint = isFinal ? nil : hint(for: line)
        guard !isFinal else { return bar.withColors(usesColors) }
        let dim = TextStyle(isDim: true)
        if let hint = reading.shownHint {
            let insertion = isUnicode ? hint.insertion.firstRow : hint.insertion.firstRow.escapedAsLibeditDoes
            bar.ghost = [.init(insertion, style: dim), .init(hint.remark, style: dim)]
        }
        bar.rows = rows(under: line)
        return bar.withColors(usesColors)
    }

    private func runs(in line: LineState, isFinal: Bool) -> [Bar.Run] {
        guard reading.purpose == .entry, !line.text.isEmpty else { return [] }
        // Between a key of the search and the edit that it leads to, another line stands there.
        if let search = reading.search, let match = search.match, search.line.text == line.text {
            return [Bar.Run(match, TextStyle(isBold: true, isUnderlined: true))]
        }
        guard reading.search == nil, let highlighter = reading.capabilities.highlighter else { return [] }
        return line.text.runs(highlighter.highlights(in: line.text, cursor: isFinal ? -1 : line.utf8Cursor))
    }

    /// What Right would add: the choice of an open menu, the rest of a remembered line, or else what the language knows.
    private func hint(for line: LineState) -> Hint? {
        guard reading.purpose == .entry, reading.search == nil, line.cursor == line.text.unicodeScalars.count else {
            return nil
        }
        if let menu = reading.menu { return menu.preview.map { Hint(insertion: $0) } }
        guard !line.text.isEmpty else { return nil }
        let hinter = reading.capabilities.hinter
        if hinter?.suggestsHistory ?? true, let known = history?.continuation(of: line.text) {
            return Hint(insertion: known)
        }
        return hinter?.hint(for: line.text)
    }

    private func rows(under line: LineState) -> [[Prompt.Segment]] {
        guard reading.purpose == .entry, reading.search == nil else { return [] }
        if let menu = reading.menu { return menu.rows(for: size, isUnicode: isUnicode) }
        guard reading.objection.isEmpty else { return [reading.objection] }
        let explanation = reading.capabilities.explainer?.explanation(of: line.text, cursor: line.utf8Cursor) ?? []
        return explanation.isEmpty ? [] : [explanation]
    }

    /// Returns the line with the hint taken, all of it or a word, where the key means that; nil where it does not.
    func lineTakingHint(by key: Key) -> LineState? {
        guard let insertion = reading.shownHint?.insertion, !insertion.isEmpty else { return nil }
        switch key {
        case .named(.right), .character(.control("f")): return line.inserting(insertion)
        case .alt("f"), .named(.wordRight): return line.inserting(insertion.firstWord)
        default: return nil
        }
    }
}

extension String {
    /// The parts that do not look plain, counted in characters.
    fileprivate func runs(_ highlights: [Highlight]) -> [Bar.Run] {
        guard !highlights.isEmpty else { return [] }
        var runs: [Bar.Run] = []
        var (offset, index) = (0, 0)
        var rest = unicodeScalars[...]
        /// Moves to an offset into the UTF-8.
        func advance(to target: Int) -> Int {
            while offset < target, let scalar = rest.popFirst() {
                offset += UTF8.width(scalar)
                index += 1
            }
            return index
        }
        for highlight in highlights where highlight.range.lowerBound >= offset {
            let start = advance(to: highlight.range.lowerBound)
            runs.append(Bar.Run(start..<advance(to: highlight.range.upperBound), highlight.style))
        }
        return runs
    }

    /// The text up to its first line feed.
    fileprivate var firstRow: String { String(prefix { $0 != "\n" }) }

    /// What a step to the right by a word passes: blanks, then everything up to the next blank.
    fileprivate var firstWord: String {
        let blanks = prefix { $0.isWhitespace }
        return String(blanks + dropFirst(blanks.count).prefix { !$0.isWhitespace })
    }
}

extension String {
    /// The text as libedit draws it where the locale has no more than ASCII.
    fileprivate var escapedAsLibeditDoes: String {
        unicodeScalars.map { scalar in
            guard scalar.value > 0x7E else { return String(scalar) }
            let digits = String(scalar.value, radix: 16, uppercase: true)
            return "\\U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        }.joined()
    }
}

extension Bar {
    /// The same where a terminal may show colours, otherwise without them.
    fileprivate func withColors(_ isAllowed: Bool) -> Bar {
        guard !isAllowed else { return self }
        var bar = self
        for index in bar.runs.indices { bar.runs[index].style.color = nil }
        bar.ghost = bar.ghost.map { Prompt.Segment($0.text, style: $0.style.withoutColor) }
        bar.rows = bar.rows.map { $0.map { Prompt.Segment($0.text, style: $0.style.withoutColor) } }
        return bar
    }
}

extension TextStyle {
    fileprivate var withoutColor: TextStyle {
        var style = self
        style.color = nil
        return style
    }
}
