internal import CEditline

// What is drawn around libedit's own drawing.

extension LibeditSession: Screen {
    /// Where everything stands on the screen.
    var layout: InputLayout { layout(of: characters, cursor: cursor) }

    private func layout(of characters: [Unicode.Scalar], cursor: Int) -> InputLayout {
        InputLayout(
            promptWidth: CellWidth.of(prompt.text), text: characters, cursorIndex: cursor, size: size)
    }

    /// Sends what libedit has drawn, with the overlay on it, to the terminal.
    func draw() {
        guard reading.needsDrawing else { return }
        reading.needsDrawing = false
        if !keys.hasKeysAhead {
            updateMenu()
            eraseOverlay()
            paintOverlay()
        }
        terminal.write(drawing.take())
    }

    /// Draws something of our own that leaves the cursor where it is, and libedit's rows as they are.
    private func drawBeside(_ bytes: [UInt8]) {
        touched.follow(drawing.news())
        drawing.append(bytes)
        _ = drawing.news()
    }

    /// Paints what belongs around the line; of a line that is over, only what stays on the screen.
    private func paintOverlay(isFinal: Bool = false) {
        let characters = self.characters
        let layout = layout(of: characters, cursor: cursor)
        // Moving right from within a wide character, libedit believes in a column that it does not reach.
        drawBeside(Array(("\r" + CursorMove.right(by: layout.cursor.column)).utf8))
        drawBeside(promptAnew(layout))
        drawBeside(SoftWrap.drawing(of: characters, layout: layout, columns: size.columns, touched: &touched))
        let bar = layout.isCut ? Bar() : makeBar(for: line, isFinal: isFinal)
        drawBeside(overlay.paint(bar, over: characters, layout: layout, size: size, touched: touched))
        touched = layout.isCut ? .all : TouchedRows(from: layout.cursor, columns: size.columns)
    }

    /// Returns what draws the prompt once more where libedit has drawn on it: for a short way to the right it
    /// draws what stands there, without its style.
    private func promptAnew(_ layout: InputLayout) -> [UInt8] {
        let runs = prompt.runs
        let width = CellWidth.of(prompt.text)
        guard !layout.isCut, width < size.columns, touched.contains(0, before: width),
            runs.contains(where: { $0.style != .plain })
        else { return [] }
        var pen = Pen(at: layout.cursor, columns: size.columns)
        pen.move(to: ScreenPosition())
        for run in runs { pen.write(run, cells: CellWidth.of(run.text)) }
        return pen.drawing(endingAt: layout.cursor)
    }

    func eraseOverlay() {
        guard overlay.isPainted else { return }
        drawBeside(overlay.erase(columns: size.columns))
    }

    private func forgetOverlay() {
        overlay.forget()
        touched = .all
    }

    /// Ends the line: leaves the input on the screen, `echo` behind it, and the cursor below.
    func finish(_ ending: ReadEnding, echo: String = "") {
        reading.ending = ending
        moveBelow(echo: echo)
    }

    /// Moves to the start of the row below the input, which stays on the screen with its overlay.
    func moveBelow(echo: String = "") {
        eraseOverlay()
        paintOverlay(isFinal: true)
        let layout = self.layout
        let toEnd =
            CursorMove.vertical(by: layout.end.row - layout.cursor.row) + "\r"
            + CursorMove.right(by: layout.end.column)
        // Of an input taller than the screen other rows may be shown than the last ones.
        drawing.append(toEnd + echo + "\r\n" + CursorMove.clearBelow)
        forgetOverlay()
    }

    /// Shows the text in the place of the input, and draws the input below.
    func show(_ text: [UInt8]) {
        assertOnThread()
        clearInput()
        drawing.append(text.asRows)
        ceditline_refresh(editor)
    }

    /// Takes prompt and input off the screen, and moves to where they began.
    func clearInput() {
        reading.needsDrawing = true
        drawing.append(CursorMove.vertical(by: -layout.cursor.row) + "\r" + CursorMove.clearBelow)
        forgetOverlay()
    }

    /// Terminals move the text themselves when they change width, so the way up is counted in the new one.
    func adaptToSize() {
        adoptSize()
        clearInput()
        ceditline_refresh(editor)
    }

    var isCostly: Bool { true }

    func refresh() {
        reading.isMenuStale = reading.menu != nil
        offerNews()
        reading.needsDrawing = true
    }

    func suspend() {
        suspend(echo: "")
    }

    /// As above, with an echo of the key that asked for it behind the input.
    func suspend(echo: String) {
        moveBelow(echo: echo)
        giveTerminalUp()
        JobControl.suspend()
        takeTerminalBack()
        expectsContinuation = true
    }

    func resume() {
        if expectsContinuation { expectsContinuation = false } else { takeTerminalBack() }
    }

    /// Leaves the terminal to others as it was found.
    func giveTerminalUp() {
        terminal.write(drawing.take())
        ceditline_prepare_terminal(editor, 0)
        hold.giveUp()
    }

    /// Edits on below whatever the shell has written while the process was stopped.
    func takeTerminalBack() {
        assertOnThread()
        hold.take()
        ceditline_prepare_terminal(editor, 0)
        ceditline_prepare_terminal(editor, 1)
        reading.needsDrawing = true
        drawing.append("\r" + CursorMove.clearBelow)
        forgetOverlay()
        adoptSize()
        ceditline_refresh(editor)
    }
}

extension [UInt8] {
    /// The text as whole rows for a terminal that does not return the carriage by itself.
    fileprivate var asRows: [UInt8] {
        var rows: [UInt8] = []
        rows.reserveCapacity(count + 2)
        for byte in self {
            if byte == UInt8(ascii: "\n"), rows.last != UInt8(ascii: "\r") { rows.append(UInt8(ascii: "\r")) }
            rows.append(byte)
        }
        if let last, last != UInt8(ascii: "\n") { rows += [UInt8(ascii: "\r"), UInt8(ascii: "\n")] }
        return rows
    }
}
