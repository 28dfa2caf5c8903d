/// Walks through remembered lines that start with a given text, usually what stands before the cursor.
package struct HistoryNavigation {
    private var prefix = ""
    /// The line that was being typed; the way down ends with it.
    private var draft: LineState?
    /// How many steps from the newest entry; nil while the draft is shown.
    private var position: Int?
    /// What this walk put on the line last; anything else there starts a new walk.
    private var shown: LineState?

    package init() {}

    /// Returns the next older line that fits, or nil when there is none.
    ///
    /// The first step decides what the lines of a walk start with.
    package mutating func older(
        than line: LineState, startingWith prefix: String, in entries: [String]
    ) -> LineState? {
        // Where the cursor stands does not count: vi's command mode moves it off the end.
        if line.text != shown?.text || position == nil {
            self = HistoryNavigation()
            draft = line
            self.prefix = prefix
        }
        let start = position.map { $0 - 1 } ?? entries.count - 1
        guard start >= 0, start < entries.count else { return nil }
        for index in stride(from: start, through: 0, by: -1) where fits(entries[index], beside: line) {
            return show(LineState(entries[index]), at: index)
        }
        return nil
    }

    /// Returns the next newer line that fits, at last the one that was being typed; nil below it.
    package mutating func newer(than line: LineState, in entries: [String]) -> LineState? {
        guard line.text == shown?.text, let position, let draft else { return nil }
        var index = position + 1
        while index < entries.count {
            if fits(entries[index], beside: line) { return show(LineState(entries[index]), at: index) }
            index += 1
        }
        self = HistoryNavigation()
        return draft
    }

    private func fits(_ entry: String, beside line: LineState) -> Bool {
        entry.hasPrefix(prefix) && entry != line.text
    }

    private mutating func show(_ line: LineState, at index: Int) -> LineState {
        position = index
        shown = line
        return line
    }
}
