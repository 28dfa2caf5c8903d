/// Neighbouring cells that look the same.
struct CellRun: Hashable {
    /// The column where it starts.
    var column: Int
    /// How many columns it takes.
    var width: Int
    var text: String
    var style: CellStyle

    /// The runs of a row, without those at its end that show nothing.
    static func runs(of row: [Cell]) -> [CellRun] {
        var runs: [CellRun] = []
        var column = 0
        for cell in row {
            if let last = runs.last, last.style == cell.style {
                runs[runs.count - 1].text += cell.text
                runs[runs.count - 1].width += cell.width
            } else {
                runs.append(CellRun(column: column, width: cell.width, text: cell.text, style: cell.style))
            }
            column += cell.width
        }
        while let last = runs.last, last.text.allSatisfy({ $0 == " " }), !last.hasGround { runs.removeLast() }
        if var last = runs.last, !last.hasGround {
            while last.text.last == " " {
                last.text.removeLast()
                last.width -= 1
            }
            runs[runs.count - 1] = last
        }
        return runs
    }

    /// Whether blanks of the run can be seen.
    var hasGround: Bool { style.isReversed || style.background != nil || style.isUnderlined }
}
