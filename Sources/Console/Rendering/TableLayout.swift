/// How wide each column of a table is on one display.
struct TableLayout {
    private static let indent = 2
    private static let gap = 2
    /// Below this a column says nothing any more.
    private static let narrowest = 8
    /// Without a display cells up to this width line up, and longer ones push what follows.
    private static let widestUncut = 60

    private let table: Table
    private let display: Display
    private var widths: [Int]

    /// Makes the layout; `nil` if the columns do not fit even when cut.
    init?(_ table: Table, _ display: Display) {
        self.table = table
        self.display = display
        let limit = display.width ?? Self.widestUncut
        widths = table.columns.indices.map { index in
            let cells = (table.hasHeader ? [table.heads[index]] : []) + table.rows.map { $0[index] }
            return cells.map { min(limit, $0.cut(to: limit, in: display).width(in: display)) }.max() ?? 0
        }
        guard let width = display.width else { return }
        let gaps = Self.gap * max(0, widths.count - 1)
        guard shrink(to: width - Self.indent - gaps) else { return nil }
    }

    /// Returns one row.
    func line(_ cells: [StyledLine]) -> StyledLine {
        var line = StyledLine.blanks(Self.indent)
        for (index, cell) in cells.enumerated() {
            if index > 0 { line += .blanks(Self.gap) }
            let shown = display.width == nil ? cell : cell.cut(to: widths[index], in: display)
            let isRight = table.columns[index].isRightAligned
            line += shown.padded(to: widths[index], isRightAligned: isRight, in: display)
        }
        return line.withoutTrailingBlanks
    }

    /// Takes from the widest flexible column first, then from the widest other one that is no number.
    private mutating func shrink(to room: Int) -> Bool {
        var excess = widths.reduce(0, +) - room
        while excess > 0 {
            guard let index = widest(where: \.isFlexible) ?? widest(where: { !$0.isRightAligned }) else { return false }
            widths[index] -= 1
            excess -= 1
        }
        return true
    }

    private func widest(where isMeant: (Table.Column) -> Bool) -> Int? {
        widths.indices
            .filter { isMeant(table.columns[$0]) && widths[$0] > least($0) }
            .max { widths[$0] < widths[$1] }
    }

    private func least(_ index: Int) -> Int {
        table.hasHeader ? max(Self.narrowest, DisplayWidth.of(table.columns[index].header)) : Self.narrowest
    }
}
