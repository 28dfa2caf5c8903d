extension Tmux {
    /// The screen with the sequences for how it looks, and where the cursor stands on it.
    public struct Looks: Sendable {
        /// The rows, as `tmux capture-pane -e` writes them.
        public var text: String
        /// The column and row of the cursor from 0; nil where it is hidden.
        public var cursor: (column: Int, row: Int)?
    }

    /// The screen as it looks.
    public func looks() throws -> Looks {
        let answer = try tmux([
            "capture-pane", "-e", "-p", ";", "display-message", "-p", "#{cursor_x} #{cursor_y} #{cursor_flag}",
        ])
        var rows = answer.split(separator: "\n", omittingEmptySubsequences: false)
        // Behind the last row stands a line feed too.
        if rows.last?.isEmpty == true { rows.removeLast() }
        let place = (rows.popLast() ?? "").split(separator: " ").compactMap { Int($0) }
        let isShown = place.count == 3 && place[2] == 1
        return Looks(text: rows.joined(separator: "\n"), cursor: isShown ? (place[0], place[1]) : nil)
    }
}
