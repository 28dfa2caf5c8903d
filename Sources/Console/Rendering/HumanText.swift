internal import LosslessJSON

/// What is shown for a reply, before it is known how wide the display is.
package struct HumanText: Sendable {
    /// A part of it, from top to bottom.
    enum Block: Sendable {
        /// A line of the result.
        case line(StyledLine)
        /// A line of the result with help at its right.
        case summary(StyledLine, hint: StyledLine)
        /// Help that is not part of the result.
        case note(StyledLine)
        /// Things of the same kind.
        case table(Table)
        /// A value of the user's, as indented JSON.
        case payload(JSONText)
    }

    var blocks: [Block]

    init(_ blocks: [Block]) {
        self.blocks = blocks
    }

    /// Returns the lines as they are written.
    ///
    /// With `elapsed` the time is added at the right of the last line of the result, or below it.
    package func rendered(in display: Display, elapsed: Duration? = nil) -> [String] {
        let time = elapsed.map { StyledLine(own: DurationText.measured($0)) } ?? ""
        let timed = lastLine
        var lines = blocks.enumerated().flatMap { index, block in
            self.lines(of: block, aside: index == timed ? time : "", in: display)
        }
        if timed == nil, !time.isEmpty { lines += StyledLine().with(aside: time.styled(.note), in: display) }
        return lines.map { $0.rendered(in: display) }
    }

    /// The last line that is not a table or JSON: of the result if it has one, otherwise of the help.
    private var lastLine: Int? {
        blocks.lastIndex(where: \.isLine) ?? blocks.lastIndex { if case .note = $0 { true } else { false } }
    }

    private func lines(of block: Block, aside: StyledLine, in display: Display) -> [StyledLine] {
        switch block {
        case .line(let line): line.wrapped(in: display, aside: aside)
        case .summary(let line, let hint): line.wrapped(in: display, aside: [hint, aside].joined())
        case .note(let line): line.styled(.note).wrapped(in: display, aside: aside)
        case .table(let table): table.lines(in: display)
        case .payload(let json): PayloadText.pretty(json)
        }
    }
}

extension HumanText.Block {
    /// Whether it is a line of the result.
    fileprivate var isLine: Bool {
        switch self {
        case .line, .summary: true
        case .note, .table, .payload: false
        }
    }
}

extension StyledLine {
    /// Returns the line broken where it must be, with another at the right of its last part.
    fileprivate func wrapped(in display: Display, aside: StyledLine) -> [StyledLine] {
        let lines = wrapped(in: display, indent: 2)
        guard let last = lines.last else { return lines }
        return lines.dropLast() + last.with(aside: aside.styled(.note), in: display)
    }

    /// No wider than this the eye finds the way from a line to what stands at its right.
    private static let farthest = 80

    /// Returns the line with another at its right, which gets a line of its own where there is no room.
    func with(aside: StyledLine, in display: Display) -> [StyledLine] {
        guard !aside.isEmpty else { return [self] }
        let used = width(in: display)
        let needed = aside.width(in: display)
        let gap = isEmpty ? 0 : 3
        guard let width = display.width else { return [self + .blanks(gap) + aside] }
        let right = min(width, Self.farthest)
        if used + gap + needed <= right { return [self + .blanks(right - used - needed) + aside] }
        if used + gap + needed <= width { return [self + .blanks(gap) + aside] }
        return [self, .blanks(right - needed) + aside]
    }
}
