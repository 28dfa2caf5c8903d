internal import CEditline

// The line in libedit's buffer.

extension LibeditSession {
    /// The line as it stands.
    var line: LineState { LineState(text: String(characters: characters), cursor: cursor) }

    /// The characters of the line.
    var characters: [Unicode.Scalar] {
        assertOnThread()
        guard let info = el_wline(editor)?.pointee, let start = info.buffer else { return [] }
        return UnsafeBufferPointer(start: start, count: info.lastchar - start).map(Unicode.Scalar.init(wide:))
    }

    /// The character that the cursor stands on.
    var cursor: Int {
        assertOnThread()
        guard let info = el_wline(editor)?.pointee, let start = info.buffer else { return 0 }
        return info.cursor - start
    }

    /// How many characters stand from the cursor on.
    var restCount: Int {
        guard let info = el_wline(editor)?.pointee else { return 0 }
        return info.lastchar - info.cursor
    }

    /// Puts two blanks behind the line, without drawing them.
    func addPadding() {
        let rest = Int32(restCount)
        el_cursor(editor, rest)
        el_winsertstr(editor, "  ".wide)
        el_cursor(editor, -rest - 2)
    }

    /// Takes the blanks away again, but one that was typed over.
    func removePadding() {
        let rest = Int32(restCount)
        el_cursor(editor, rest)
        el_deletestr(editor, min(rest, 2))
        el_cursor(editor, -max(0, rest - 2))
    }

    /// Puts another line in the place of what stands there, without drawing it.
    func replaceLine(with new: LineState) {
        assertOnThread()
        let length = line.text.unicodeScalars.count
        if new.text.isEmpty {
            el_cursor(editor, Int32(length))
            el_deletestr(editor, Int32(length))
        } else {
            el_wreplacestr(editor, new.text.wide)
            el_cursor(editor, Int32(new.cursor) - el_cursor(editor, 0))
        }
    }
}
