internal import CEditline

// The prompt, and vi's mode in it.

extension LibeditSession {
    /// The line's own prompt, in vi with the mode before it.
    var promptWithMode: Prompt {
        guard isVi else { return reading.ownPrompt }
        var shown = reading.ownPrompt
        shown.segments.insert(Prompt.Segment(reading.viMode.label + " ", style: TextStyle(isDim: true)), at: 0)
        return shown
    }

    /// Follows vi's mode with a key that libedit is about to see.
    func followMode(_ key: Key) {
        guard isVi, reading.search == nil, key != .named(.edit) else { return }
        reading.viMode.see(key)
        reading.textBeforeChange = reading.viMode.isChangeUncertain ? characters : nil
        showOwnPrompt()
    }

    /// Takes back that text is typed now, where a change has left the text as it was.
    func settleChange() {
        guard let before = reading.textBeforeChange else { return }
        reading.textBeforeChange = nil
        guard before == characters else { return }
        reading.viMode.noteFailedChange()
        showOwnPrompt()
    }

    var isVi: Bool { ceditline_is_vi(editor) != 0 }

    /// Whether a letter is put into the line and is no command.
    var isInserting: Bool { !isVi || reading.viMode.isInserting }

    /// Shows the line's own prompt again after another.
    func showOwnPrompt() { usePrompt(promptWithMode) }

    /// Shows another prompt.
    ///
    /// libedit's image of the screen refers to the literals of the prompt that it was drawn with, by
    /// their places in a table of the present one: it would show others, or abort where there are none.
    func usePrompt(_ new: Prompt) {
        assertOnThread()
        guard new != prompt else { return }
        clearInput()
        keepPrompt(new)
        ceditline_refresh(editor)
    }
}
