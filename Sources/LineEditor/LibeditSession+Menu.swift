internal import CEditline

// Completion, and the menu that it opens.

extension LibeditSession {
    /// Completes the line, or opens the menu where the last key has left it with several candidates.
    func complete() -> Int32 {
        guard reading.purpose == .entry, let completer = reading.capabilities.completer else { return CC_ERROR }
        let line = self.line
        let proposals = completer.completions(for: line.text, cursor: line.utf8Cursor)
        switch CompletionStep(proposals, in: line) {
        case .nothing:
            if proposals.candidates.isEmpty { reading.fruitlessLine = line }
            return CC_ERROR
        case .edit(let edited):
            reading.ambiguousLine = proposals.candidates.count > 1 ? edited : nil
            return change(to: edited)
        case .ambiguous:
            guard reading.ambiguousLine == line else {
                reading.ambiguousLine = line
                return CC_ERROR
            }
            reading.menu = CompletionMenu(proposals, in: line)
            return CC_NORM
        }
    }

    /// Handles a key while the menu is open: libedit sees the edit that comes of it.
    func chooseBy(_ key: Key) {
        guard let reaction = reading.menu?.handle(key) else { return }
        switch reaction {
        case .stay: break
        case .take(let line):
            reading.menu = nil
            enqueue(.replace(with: line))
        case .narrow:
            reading.isMenuStale = true
            enqueue(key)
        case .close(let key):
            reading.menu = nil
            if let key { enqueue(key) }
        }
    }

    /// Opens a menu where Tab found nothing, because more is known now; the line stays as it is.
    func offerNews() {
        guard let line = reading.fruitlessLine, let completer = reading.capabilities.completer, line == self.line else {
            return
        }
        reading.menu = CompletionMenu(completer.completions(for: line.text, cursor: line.utf8Cursor), in: line)
        if reading.menu != nil { reading.fruitlessLine = nil }
    }

    /// Has the menu show what fits the line as it is now.
    func updateMenu() {
        guard reading.isMenuStale, let completer = reading.capabilities.completer else { return }
        reading.isMenuStale = false
        let line = self.line
        let completions = completer.completions(for: line.text, cursor: line.utf8Cursor)
        if reading.menu?.update(completions, in: line) != true { reading.menu = nil }
    }
}
