internal import CEditline

// What our keys do. libedit knows one command of ours, which is told the key it was called by.

extension LibeditSession {
    static let commandName = "line-editor-key"
    static let rowCommandName = "line-editor-row"

    /// Carries out a key and tells libedit what is left to do.
    func perform(_ code: UInt32) -> Int32 {
        assertOnThread()
        if let named = NamedKey(rawValue: UInt8(truncatingIfNeeded: code)), code < 0x100 { return perform(named) }
        switch Unicode.Scalar(code) {
        case .control("c"): return drop()
        case .control("d"): return deleteOrEnd()
        case .control("e"), "v": return editElsewhere()
        case .control("i"): return complete()
        case .control("j"), .control("m"): return enter()
        case .control("n"), "j", "+": return moveDown()
        case .control("p"): return moveUp()
        case "k", "-": return moveUp(isFiltered: false)
        case .control("r"), "/", "?", "n", "N": return beginSearch(submitsOnEnter: code == 0x12)
        case .control("v"): return insertQuoted()
        case .control("z"):
            suspend(echo: "^Z")
            return CC_NORM
        default: return CC_ERROR
        }
    }

    /// Carries out a key that moves within the row.
    func moveInRow(_ code: UInt32) -> Int32 {
        assertOnThread()
        let line = self.line
        return change(to: Unicode.Scalar(code) == .control("a") ? line.movingToRowStart() : line.movingToRowEnd())
    }

    private func perform(_ key: NamedKey) -> Int32 {
        switch key {
        case .edit: return carryOutPlan()
        case .up: return moveUp()
        case .down: return moveDown()
        case .home: return change(to: line.movingToRowStart())
        case .end: return change(to: line.movingToRowEnd())
        case .lineBreak: return breakLine(rowBreak)
        default: return CC_NORM
        }
    }
}

// MARK: Ending a line

extension LibeditSession {
    private func enter() -> Int32 {
        let text = line.text
        let validator = reading.purpose == .entry ? reading.capabilities.validator : nil
        let validity = validator?.validity(of: text) ?? .complete
        guard validity == .complete else { return breakLine(validity) }
        finish(.line(text))
        return CC_NEWLINE
    }

    /// How a row starts that is asked for: a blank must not get into an open text.
    private var rowBreak: InputValidity {
        let before = reading.capabilities.validator?.validity(of: line.beforeCursor) ?? .complete
        return before == .complete ? .incomplete(indent: 0) : before
    }

    /// Starts another row of the same entry.
    ///
    /// Rows after the first start in the first column for libedit, so the indent is made of real blanks.
    private func breakLine(_ validity: InputValidity) -> Int32 {
        var blanks = 0
        if case .unbreakable(let reason) = validity {
            reading.objection = reason
            return CC_NORM
        }
        if case .incomplete(let indent) = validity { blanks = CellWidth.of(prompt.text) + max(0, indent) }
        el_winsertstr(editor, ("\n" + String(repeating: " ", count: blanks)).wide)
        return CC_REFRESH
    }

    /// The line with a closing bracket moved out to where the row of its partner starts, if it is the first
    /// thing in its own row; nil where the key does not mean that.
    func lineClosing(by key: Key) -> LineState? {
        guard reading.purpose == .entry, isInserting, case .character(let bracket) = key,
            "}])".unicodeScalars.contains(bracket),
            let validator = reading.capabilities.validator
        else { return nil }
        let line = self.line
        let head = line.beforeCursor.droppingBlanksAtEnd
        guard head.unicodeScalars.last == "\n" else { return nil }
        var indent = 0
        switch validator.validity(of: head + String(bracket)) {
        case .complete: break
        case .incomplete(let more): indent = more
        case .incompleteVerbatim, .unbreakable: return nil
        }
        let blanks = CellWidth.of(prompt.text) + indent
        let surplus = line.cursor - head.unicodeScalars.count - blanks
        return surplus > 0 ? line.replacing(surplus, with: String(bracket)) : nil
    }

    private func drop() -> Int32 {
        finish(.dropped(line.text), echo: "^C")
        return CC_EOF
    }

    private func deleteOrEnd() -> Int32 {
        let line = self.line
        if line.text.isEmpty {
            finish(.endOfFile)
            return CC_EOF
        }
        guard line.cursor < line.text.unicodeScalars.count else { return CC_ERROR }
        el_cursor(editor, 1)
        el_deletestr(editor, 1)
        return CC_REFRESH
    }
}

// MARK: Changing a line

extension LibeditSession {
    private func carryOutPlan() -> Int32 {
        guard !reading.plannedEdits.isEmpty else { return CC_NORM }
        switch reading.plannedEdits.removeFirst() {
        case .replace(let new): replaceLine(with: new)
        case .insert(let text): replaceLine(with: line.inserting(text))
        case .redraw: break
        case .removePadding: removePadding()
        }
        return CC_REFRESH
    }

    func change(to new: LineState?) -> Int32 {
        guard let new else { return CC_ERROR }
        replaceLine(with: new)
        return CC_REFRESH
    }

    /// Moves a row up, or to an older entry: one that starts like the line, unless vi's keys ask for any.
    private func moveUp(isFiltered: Bool = true) -> Int32 {
        let line = self.line
        if let above = line.movingRow(by: -1) { return change(to: above) }
        guard reading.purpose == .entry else { return CC_ERROR }
        let prefix = isFiltered ? line.beforeCursor : ""
        return change(to: reading.navigation.older(than: line, startingWith: prefix, in: history?.lines ?? []))
    }

    private func moveDown() -> Int32 {
        let line = self.line
        if let below = line.movingRow(by: 1) { return change(to: below) }
        return change(to: reading.navigation.newer(than: line, in: history?.lines ?? []))
    }

    private func insertQuoted() -> Int32 {
        reading.takesRawCharacter = true
        defer { reading.takesRawCharacter = false }
        var character: wchar_t = 0
        guard el_wgetc(editor, &character) == 1, character != 0 else {
            return reading.ending == nil ? CC_ERROR : CC_EOF
        }
        guard reading.plannedEdits.isEmpty else { return carryOutPlan() }
        el_winsertstr(editor, [character, 0])
        return CC_REFRESH
    }

    /// Hands the line to another program, and takes back what became of it.
    private func editElsewhere() -> Int32 {
        guard reading.purpose == .entry, let editing = reading.capabilities.externalEditing else { return CC_ERROR }
        clearInput()
        giveTerminalUp()
        let edit = editing.edit(line.text)
        takeTerminalBack()
        switch edit {
        case .edited(let text):
            let rows = text.split(separator: "\r\n", omittingEmptySubsequences: false).joined(separator: "\n")
            return change(to: LineState(rows.last == "\n" ? String(rows.dropLast()) : rows))
        case .failed(let reason):
            show(Array(reason.utf8))
            return CC_NORM
        }
    }
}
