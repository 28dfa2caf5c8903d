internal import CEditline
internal import Glibc

// Keys on their way to libedit.

extension LibeditSession {
    /// The next character for libedit; nil ends the line.
    func nextCharacter() -> UInt32? {
        assertOnThread()
        bringCursorBack()
        while ending == nil {
            if !queuedCharacters.isEmpty { return queuedCharacters.removeFirst() }
            settleChange()
            if takesRawCharacter { return nextRawCharacter() }
            switch keys.next(on: self, take: { $0.next(isFinal: $1) }, beforeWait: draw) {
            case .value(let key): accept(key)
            case .ended: unwind(.terminated(.hangup))
            case .unwound(let unwinding): unwind(unwinding)
            }
        }
        return nil
    }

    /// vi's `$` on an empty line leaves libedit's cursor before its buffer, where the next key would write.
    private func bringCursorBack() {
        guard let info = el_wline(editor)?.pointee, let start = info.buffer, info.cursor < start else { return }
        el_cursor(editor, Int32(start - info.cursor))
    }

    private func nextRawCharacter() -> UInt32? {
        switch keys.next(on: self, take: { $0.nextRaw(isFinal: $1) }, beforeWait: draw) {
        case .value(.character(let scalar)):
            needsDrawing = true
            eraseOverlay()
            return scalar.value
        case .value(let paste):
            accept(paste)
            return queuedCharacters.isEmpty ? nil : queuedCharacters.removeFirst()
        case .ended: unwind(.terminated(.hangup))
        case .unwound(let unwinding): unwind(unwinding)
        }
        return nil
    }

    /// Takes the overlay away and queues what libedit is to see of a key.
    private func accept(_ key: Key) {
        needsDrawing = true
        eraseOverlay()
        if key != .character("\t") { ambiguousLine = nil }
        fruitlessLine = nil
        guard search == nil else { return searchOn(key) }
        guard menu == nil else { return chooseBy(key) }
        let taken = lineTakingHint(by: key)
        // What is typed ahead is not meant for a hint that nobody has seen.
        shownHint = nil
        if let changed = taken ?? lineClosing(by: key) { return enqueue(.replace(with: changed)) }
        enqueue(key)
    }

    /// Has the line changed by the next command.
    func enqueue(_ edit: PlannedEdit) {
        plannedEdits.append(edit)
        enqueue(.named(.edit))
    }

    func enqueue(_ key: Key) {
        if isVi, viMode.refuses(key) { return }
        recount(before: key)
        let mayTypeOver = isVi && viMode.takesText && isCursorOnCharacter
        if case .alt = key {} else { followMode(key) }
        switch key {
        case .character(let scalar) where (0x80..<0xA0).contains(scalar.value): break
        // Typed at the end, it would count as a cell for libedit until everything is drawn anew.
        case .character(let scalar) where scalar.joinsOthers:
            enqueue(.insert(String(scalar)))
        case .character(let scalar):
            queuedCharacters.append(scalar.value)
            // libedit leaves half of what was typed over on the screen where that was wider.
            if mayTypeOver, scalar.value >= 0x20 { enqueue(.redraw) }
        case .named(let named): queuedCharacters.append(UInt32(named.rawValue))
        case .alt(let scalar) where isVi:
            // In vi's tables Escape is a key of its own, not the start of a sequence.
            enqueue(.named(.escape))
            enqueue(.character(scalar))
        case .alt(let scalar): queuedCharacters += [0x1B, scalar.value]
        case .paste(let text): enqueue(.insert(text))
        case .unknown: break
        }
    }

    /// Has libedit count its rows anew before a text is typed at the end of an input that fills the screen.
    ///
    /// It miscounts them when it moves the cursor there, and then writes behind its image of the screen.
    private func recount(before key: Key) {
        var isText = false
        if case .character(let scalar) = key { isText = scalar.value >= 0x20 && (!isVi || viMode.takesText) }
        if isText, hasMovedCursor, !isCursorOnCharacter, layout.end.row >= terminal.size.rows - 1 {
            clearInput()
            ceditline_refresh(editor)
        }
        hasMovedCursor = !isText
    }

    private func unwind(_ unwinding: Unwinding) {
        let typed = search?.origin.text ?? line.text
        finish(unwinding == .interrupted ? .dropped(typed) : .unwound(unwinding, partialLine: typed))
    }
}
