/// Rows of cells in columns that line up, indented by 2 with two blanks between columns.
package struct Table: Sendable, Hashable {
    /// What stands below each other.
    package struct Column: Sendable, Hashable {
        /// The word above the column.
        var header: String
        /// Whether the cells end below each other, as numbers do; such cells are never cut.
        var isRightAligned: Bool
        /// Whether the column gives way first where the display is narrow.
        var isFlexible: Bool

        /// Makes a column whose cells start below each other and are cut only if they must.
        package init(_ header: String, isRightAligned: Bool = false, isFlexible: Bool = false) {
            self.header = header
            self.isRightAligned = isRightAligned
            self.isFlexible = isFlexible
        }

        /// Makes a column of numbers.
        package static func number(_ header: String) -> Column { Column(header, isRightAligned: true) }
    }

    /// The columns from left to right.
    package var columns: [Column]
    /// The rows from top to bottom, a cell for each column.
    package var rows: [[StyledLine]]
    /// Whether the names of the columns stand above them.
    package var hasHeader: Bool

    /// Makes a table; each row has as many cells as there are columns.
    package init(_ columns: [Column], _ rows: [[StyledLine]], hasHeader: Bool = true) {
        self.columns = columns
        self.rows = rows
        self.hasHeader = hasHeader
    }

    /// Returns the table without the columns of the given names in which no row has anything.
    package func leavingOut(whereEmpty headers: Set<String>) -> Table {
        let kept = columns.indices.filter { index in
            !headers.contains(columns[index].header) || rows.contains { !$0[index].isEmpty }
        }
        return Table(kept.map { columns[$0] }, rows.map { row in kept.map { row[$0] } }, hasHeader: hasHeader)
    }

    /// Returns the lines of the table, none of them wider than the display.
    ///
    /// Where the columns do not fit even when cut, each row becomes a list of names and values.
    package func lines(in display: Display) -> [StyledLine] {
        if let layout = TableLayout(self, display) {
            return (hasHeader ? [heads] : []).map { layout.line($0) } + rows.map { layout.line($0) }
        }
        return records(in: display)
    }

    /// The names above the columns.
    var heads: [StyledLine] { columns.map { StyledLine(own: $0.header, .strong) } }

    private func records(in display: Display) -> [StyledLine] {
        let names = (columns.map { DisplayWidth.of($0.header) }.max() ?? 0) + 2
        let width = display.width ?? .max
        let records = rows.map { row in
            zip(heads, row).map { head, cell in
                let value = cell.cut(to: max(6, width - names - 2), in: display)
                return (.blanks(2) + head.padded(to: names, in: display) + value).withoutTrailingBlanks
            }
        }
        return Array(records.joined(separator: [StyledLine()]))
    }
}
