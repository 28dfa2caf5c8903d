internal import CEditline
internal import Glibc

// Keys on their way to libedit.

extension LibeditSession {
    /// The next character for libedit; nil ends the line.
    func nextCharacter() -> UInt32? {
        assertOnThread()
        bringCursorBack()
        while reading.ending == nil {
            if !reading.queuedCharacters.isEmpty { return reading.queuedCharacters.removeFirst() }
            settleChange()
            if reading.takesRawCharacter { return nextRawCharacter() }
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
            reading.needsDrawing = true
            eraseOverlay()
            return scalar.value
        case .value(let paste):
            accept(paste)
            return reading.queuedCharacters.isEmpty ? nil : reading.queuedCharacters.removeFirst()
        case .ended: unwind(.terminated(.hangup))
        case .unwound(let unwinding): unwind(unwinding)
        }
        return nil
    }

    /// Takes the overlay away and queues what libedit is to see of a key.
    private func accept(_ key: Key) {
        reading.needsDrawing = true
        eraseOverlay()
        if key != .character("\t") { reading.ambiguousLine = nil }
        reading.fruitlessLine = nil
        reading.objection = []
        guard reading.search == nil else { return searchOn(key) }
        guard reading.menu == nil else { return chooseBy(key) }
        let taken = lineTakingHint(by: key)
        // What is typed ahead is not meant for a hint that nobody has seen.
        reading.shownHint = nil
        if let changed = taken ?? lineClosing(by: key) { return enqueue(.replace(with: changed)) }
        enqueue(key)
    }

    /// Has the line changed by the next command.
    func enqueue(_ edit: PlannedEdit) {
        reading.plannedEdits.append(edit)
        enqueue(.named(.edit))
    }

    func enqueue(_ key: Key) {
        if isVi, reading.viMode.refuses(key) { return }
        let isText = key.isText && (!isVi || reading.viMode.takesText)
        if case .alt = key {} else { followMode(key) }
        if !isText, key.mayBeLibedits { shareHistory() }
        switch key {
        case .character(let scalar) where (0x80..<0xA0).contains(scalar.value): break
        // Typed at the end, it would count as a cell for libedit until everything is drawn anew.
        case .character(let scalar) where scalar.joinsOthers:
            enqueue(.insert(String(scalar)))
        case .character(let scalar):
            let isPadded = isText && restCount < 2 && mayFillScreen(with: scalar)
            if isPadded { addPadding() }
            reading.queuedCharacters.append(scalar.value)
            if isPadded {
                enqueue(.removePadding)
            } else if isText && isVi && restCount > 0 || scalar == .control("t") {
                // libedit leaves half of what was typed over on the screen where that was wider, and moves on without
                // a word where there is nothing to exchange.
                enqueue(.redraw)
            }
        case .named(let named): reading.queuedCharacters.append(UInt32(named.rawValue))
        case .alt(let scalar) where isVi:
            // In vi's tables Escape is a key of its own, not the start of a sequence.
            enqueue(.named(.escape))
            enqueue(.character(scalar))
        case .alt(let scalar): reading.queuedCharacters += [0x1B, scalar.value]
        case .paste(let text): enqueue(.insert(text))
        case .unknown: break
        }
    }

    /// Whether the input fills the screen once a character is typed.
    ///
    /// What is typed at the end of the line libedit draws without laying everything out; where that fills the
    /// screen, it writes behind its image of it. Text behind the cursor keeps it from that.
    private func mayFillScreen(with scalar: Unicode.Scalar) -> Bool {
        layout.end.row + CellWidth.of(scalar) / size.columns + 2 >= size.rows
    }

    private func unwind(_ unwinding: Unwinding) {
        let typed = reading.search?.origin.text ?? line.text
        finish(unwinding == .interrupted ? .dropped(typed) : .unwound(unwinding, partialLine: typed))
    }
}

extension Key {
    /// Whether it may be bound to a command of libedit's own.
    fileprivate var mayBeLibedits: Bool {
        switch self {
        case .character(let scalar): !LibeditSession.ownLetters.contains { scalar == .control($0) }
        case .alt: true
        case .named, .paste, .unknown: false
        }
    }

    /// Whether it is typed into the line where keys are not commands.
    fileprivate var isText: Bool {
        if case .character(let scalar) = self { scalar.value >= 0x20 && scalar.value != 0x7F } else { false }
    }
}
