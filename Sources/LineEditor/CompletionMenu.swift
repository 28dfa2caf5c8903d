/// The candidates that stand under a line, one of which is chosen with the arrows.
package struct CompletionMenu: Equatable {
    /// What a key does to the menu.
    package enum Reaction: Equatable {
        /// It stays, perhaps with another choice.
        case stay
        /// The line becomes another, and the menu goes.
        case take(LineState)
        /// It stays while the line is edited by the key, and shows what fits then.
        case narrow
        /// It goes, and the key, if there is one, means what it always does.
        case close(then: Key?)
    }

    package private(set) var candidates: [Candidate]
    /// The place of the choice among the candidates.
    package private(set) var choice = 0
    private var line: LineState
    private var replacing: Range<Int>

    /// Opens a menu of what could stand in a line; nil where nothing could.
    package init?(_ completions: Completions, in line: LineState) {
        guard !completions.candidates.isEmpty else { return nil }
        candidates = completions.candidates
        replacing = completions.replacing
        self.line = line
    }

    /// Shows what fits now.
    ///
    /// - Returns: Whether the menu goes on: it is for one place of a line, and for that only while something fits.
    package mutating func update(_ completions: Completions, in line: LineState) -> Bool {
        let chosen = candidates[choice]
        guard !completions.candidates.isEmpty, completions.replacing.lowerBound == replacing.lowerBound else {
            return false
        }
        candidates = completions.candidates
        replacing = completions.replacing
        choice = candidates.firstIndex { $0.text == chosen.text } ?? 0
        self.line = line
        return true
    }

    /// Carries out a key.
    package mutating func handle(_ key: Key) -> Reaction {
        switch key {
        case .character("\t") where candidates.count == 1: return take()
        case .named(.down), .character("\t"), .character(.control("n")): move(by: 1)
        case .named(.up), .named(.backTab), .character(.control("p")): move(by: -1)
        case .named(.pageDown): choice = min(candidates.count - 1, choice + Self.page)
        case .named(.pageUp): choice = max(0, choice - Self.page)
        case .character("\r"), .character("\n"), .named(.right), .character(.control("f")): return take()
        case .named(.escape), .character(.control("g")): return .close(then: nil)
        case .character("\u{7F}"), .character(.control("h")): return .narrow
        case .character(let scalar) where !scalar.isUnsafeOnTerminal: return .narrow
        case .paste: return .narrow
        default: return .close(then: key)
        }
        return .stay
    }

    private static let page = 8

    private mutating func move(by step: Int) {
        choice = (choice + step + candidates.count) % candidates.count
    }

    private func take() -> Reaction {
        guard let edited else { return .close(then: nil) }
        return .take(edited)
    }

    /// The line with the choice in it; nil where it is there already.
    private var edited: LineState? {
        let chosen = Completions(replacing: replacing, candidates: [candidates[choice]])
        guard case .edit(let edited) = CompletionStep(chosen, in: line) else { return nil }
        return edited
    }

    /// What the choice would put behind the line; nil where it changes what stands there already.
    package var preview: String? {
        guard let edited, edited.text.hasPrefix(line.text) else { return nil }
        return String(edited.text.dropFirst(line.text.count))
    }
}

// MARK: On the screen

extension CompletionMenu {
    /// The most rows that it takes.
    private static let height = 10
    /// The least cells in which a description says something.
    private static let shortestDescription = 6

    /// The rows to show, the chosen one among them and marked.
    package func rows(for size: TerminalSize, isUnicode: Bool) -> [[Prompt.Segment]] {
        // The prompt's row and one above it stay in sight.
        let room = max(1, min(Self.height, size.rows - 2))
        let shownCount = max(1, min(candidates.count, room - 1))
        let first = min(max(0, choice - shownCount / 2), candidates.count - shownCount)
        let shown = candidates[first..<first + shownCount]
        let ellipsis = isUnicode ? "…" : "..."
        let names = shown.map { $0.text.withoutControlCharacters.fitted(to: size.columns - 4, ellipsis: ellipsis) }
        let widest = min(names.map { CellWidth.of($0) }.max() ?? 0, max(8, size.columns / 2))
        let isDescribed = size.columns - 5 - widest >= Self.shortestDescription
        var rows = zip(shown.indices, names).map { index, name in
            let description = candidates[index].description.withoutControlCharacters
            let text = " " + (description.isEmpty || !isDescribed ? name : name.padded(to: widest) + "  " + description)
            let row = text.fitted(to: size.columns - 2, ellipsis: ellipsis)
            return index == choice
                ? [Prompt.Segment(" "), Prompt.Segment(row, style: TextStyle(isReversed: true))]
                : [Prompt.Segment(" " + row)]
        }
        if shownCount < room { rows.append([footer(isCut: shownCount < candidates.count, isUnicode: isUnicode)]) }
        return rows
    }

    private func footer(isCut: Bool, isUnicode: Bool) -> Prompt.Segment {
        let keys = ["Tab, arrows choose", "Enter takes it", "Esc leaves"]
        let parts = isCut ? ["\(choice + 1) of \(candidates.count)"] + keys : keys
        return Prompt.Segment("  " + parts.joined(separator: isUnicode ? " · " : ", "), style: TextStyle(isDim: true))
    }
}
