internal import TmuxTerminal

/// A picture of the console: what is typed, and how large the terminal is.
///
/// What it shows must be the same in every run: no times, and nothing without a seed.
public struct Picture: Sendable, CustomStringConvertible {
    /// What somebody at the terminal does.
    public enum Step: Sendable {
        /// Types text as it is.
        case type(String)
        /// Types a line and Enter.
        case enter(String)
        /// Presses a key, by tmux's name for it.
        case press(String)
        /// Waits until a text is on the screen.
        case wait(String)
        /// Clears the screen down to the prompt.
        case clear
    }

    /// The name of its file, without the ending.
    public var name: String
    /// What it shows, in a sentence for those who cannot see it.
    public var title: String
    /// The columns of the terminal.
    public var columns = 80
    /// The rows of the terminal.
    public var rows: Int
    /// The options of the console.
    public var options = "--practice --seed 1 -q"
    /// What is done after the first prompt.
    public var steps: [Step]

    /// The name of its file, without the ending.
    public var description: String { name }

    /// Does the steps in a new terminal, and returns the picture of it once `isDone` says so.
    ///
    /// `isDone` is asked again and again, each time with a new picture; after 20 s the last one counts.
    public func draw(until isDone: (String) -> Bool) throws -> String {
        let tmux = try Tmux(options, columns: columns, rows: rows)
        try tmux.waitForPrompt(Self.prompt)
        for step in steps { try perform(step, tmux) }
        let deadline = ContinuousClock.now + .seconds(20)
        var drawn = ""
        repeat {
            let looks = try tmux.looks()
            let cursor = looks.cursor.map { CellPlace(column: $0.column, row: $0.row) }
            let grid = CellGrid(captured: looks.text, columns: columns, rows: rows, cursor: cursor)
            drawn = SVGWriter(grid, title: title).text
        } while !isDone(drawn) && ContinuousClock.now < deadline
        return drawn
    }

    /// Does the steps in a new terminal, and returns the picture once it does not change any more.
    public func draw() throws -> String {
        var last = ""
        var since = ContinuousClock.now
        return try draw { drawn in
            if drawn != last { (last, since) = (drawn, .now) }
            return since.duration(to: .now) > .milliseconds(500)
        }
    }

    private static let prompt = "practice>"

    private func perform(_ step: Step, _ tmux: Tmux) throws {
        switch step {
        case .type(let text): try tmux.type(text)
        case .enter(let line): try tmux.enter(line)
        case .press(let key): try tmux.press(key)
        case .wait(let text): try tmux.wait(for: text)
        case .clear:
            try tmux.press("C-l")
            try tmux.wait(for: "the prompt alone") { $0.hasPrefix(Self.prompt) && !$0.contains("\n") }
        }
    }
}
