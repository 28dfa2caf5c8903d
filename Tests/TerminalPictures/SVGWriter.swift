/// Draws a screen as SVG: text that can be selected and searched, on a fixed grid, for dark and light pages.
///
/// A pure function of the screen. There is no script in it and nothing is loaded; each run of cells is
/// stretched to its columns, so that every font keeps the grid.
public struct SVGWriter: Sendable {
    private static let cellWidth = 9
    private static let cellHeight = 20
    private static let margin = 12

    private let grid: CellGrid
    private let title: String

    /// Makes a writer; the title is what a picture that cannot be seen says.
    public init(_ grid: CellGrid, title: String) {
        self.grid = grid
        self.title = title
    }

    /// The picture, ending in a line feed.
    public var text: String {
        let width = grid.columns * Self.cellWidth + 2 * Self.margin
        let height = grid.rows * Self.cellHeight + 2 * Self.margin
        var lines = [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\" "
                + "viewBox=\"0 0 \(width) \(height)\" role=\"img\">",
            "<title>\(Self.escaped(title))</title>",
            "<style>\n\(SVGPalette.css)\n</style>",
            "<rect class=\"paper\" width=\"\(width)\" height=\"\(height)\" rx=\"8\"/>",
        ]
        for (number, row) in grid.cells.enumerated() {
            let runs = CellRun.runs(of: row)
            lines += runs.compactMap { ground(of: $0, row: number) }
            if !runs.isEmpty { lines.append(Self.textLine(runs, row: number)) }
        }
        if let cursor = grid.cursor {
            lines.append(Self.rectangle("cursor", column: cursor.column, row: cursor.row, width: 1))
        }
        return (lines + ["</svg>"]).joined(separator: "\n") + "\n"
    }

    private static func textLine(_ runs: [CellRun], row: Int) -> String {
        let baseline = margin + row * cellHeight + 15
        return "<text xml:space=\"preserve\" y=\"\(baseline)\">" + runs.map(span).joined() + "</text>"
    }

    private static func span(_ run: CellRun) -> String {
        let (classes, fill) = look(run.style)
        var attributes = " x=\"\(x(run.column))\" textLength=\"\(run.width * cellWidth)\""
        if !classes.isEmpty { attributes += " class=\"\(classes.joined(separator: " "))\"" }
        if let fill { attributes += " style=\"fill:\(fill)\"" }
        return "<tspan\(attributes)>\(escaped(run.text))</tspan>"
    }

    /// The classes of a look, and its colour where that is none of the palette's.
    private static func look(_ style: CellStyle) -> (classes: [String], fill: String?) {
        var classes: [String] = []
        let color = style.isReversed ? style.background : style.foreground
        var fill: String?
        switch color {
        case .palette(let number): classes.append("c\(number)")
        case .rgb(let red, let green, let blue): fill = hex(red, green, blue)
        case nil: if style.isReversed { classes.append("paper") }
        }
        if style.isBold { classes.append("b") }
        if style.isDim { classes.append("d") }
        if style.isItalic { classes.append("i") }
        if style.isUnderlined { classes.append("u") }
        return (classes, fill)
    }

    /// What lies behind a run, if it is not the terminal's own ground.
    private func ground(of run: CellRun, row: Int) -> String? {
        let color = run.style.isReversed ? run.style.foreground : run.style.background
        switch color {
        case .palette(let number):
            return Self.rectangle("c\(number)", column: run.column, row: row, width: run.width)
        case .rgb(let red, let green, let blue):
            let style = " style=\"fill:\(Self.hex(red, green, blue))\""
            return Self.rectangle("", column: run.column, row: row, width: run.width, style)
        case nil:
            guard run.style.isReversed else { return nil }
            return Self.rectangle("ink", column: run.column, row: row, width: run.width)
        }
    }

    private static func rectangle(
        _ name: String, column: Int, row: Int, width: Int, _ style: String = ""
    ) -> String {
        let look = name.isEmpty ? style : " class=\"\(name)\""
        return "<rect\(look) x=\"\(x(column))\" y=\"\(margin + row * cellHeight)\" "
            + "width=\"\(width * cellWidth)\" height=\"\(cellHeight)\"/>"
    }

    private static func x(_ column: Int) -> Int { margin + column * cellWidth }

    private static func hex(_ parts: UInt8...) -> String {
        "#" + parts.map { String($0, radix: 16) }.map { $0.count == 1 ? "0" + $0 : $0 }.joined()
    }

    /// The text with the signs of XML spelled out, and without the characters that XML does not have.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case _ where scalar.value < 0x20: result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
