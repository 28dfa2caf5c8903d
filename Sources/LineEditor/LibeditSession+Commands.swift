internal import CEditline

// What our keys do. libedit knows one command of ours, which is told the key it was called by.

extension LibeditSession {
    static let commandName = "line-editor-key"
    private static let noCommand = "ed-unassigned"

    /// Binds the keys: what the user may change before the editrc file, what the editor needs after it.
    func bind(_ configuration: Configuration) {
        ceditline_set_editor(editor, (configuration.keymap == .vi ? "vi" : "emacs").wide)
        ceditline_add_command(editor, keptName, keptHelp) { editor, key in
            guard let session = LibeditSession.of(editor) else { return UInt8(CC_ERROR) }
            return UInt8(session.perform(key))
        }
        // libedit's Ctrl-W wants a mark, and its Ctrl-U takes the end of the line too.
        bind(.control("w"), to: "ed-delete-prev-word")
        bind(.control("u"), to: "vi-kill-line-prev")
        // Kernel keys that are switched off have the code of Ctrl-Space, which libedit takes for one of them then.
        ceditline_bind(editor, "^@".wide, (configuration.keymap == .vi ? Self.noCommand : "em-set-mark").wide)
        // libedit would ask for one of its own commands, in a row that it does not account for.
        ceditline_bind(editor, "\u{1B}x".wide, Self.noCommand.wide)
        ceditline_bind(editor, "\u{1B}X".wide, Self.noCommand.wide)
        if configuration.keymap == .vi {
            ceditline_bind_in_vi_command_mode(editor, ":".wide, Self.noCommand.wide)
            // It repeats what was typed up to the end of the last line, Enter included.
            ceditline_bind_in_vi_command_mode(editor, ".".wide, Self.noCommand.wide)
        }
        if let path = configuration.editrcPath { el_source(editor, path) }
        ceditline_take_kernel_keys(editor)
        for letter in "cdijmnprvz" { bindEverywhere(.control(letter)) }
        bindNamedKeys()
        bindEverywhere(.control("x"), .control("e"))
        // Where the locale cannot print them, libedit takes these for Meta and a letter.
        for code in 0xA0...0xFF as ClosedRange<UInt8> { bind(Unicode.Scalar(code), to: "ed-insert") }
        if ceditline_is_vi(editor) != 0 {
            for key: Unicode.Scalar in ["j", "k", "+", "-", "/", "?", "n", "N", "v"] {
                ceditline_bind_in_vi_command_mode(editor, Self.spelled(key), keptName)
            }
        }
    }

    private func bindNamedKeys() {
        let isVi = ceditline_is_vi(editor) != 0
        for key in NamedKey.allCases {
            let code = Unicode.Scalar(key.rawValue)
            switch key {
            case .edit, .up, .down, .home, .end, .lineBreak, .backTab, .pageUp, .pageDown: bindEverywhere(code)
            case .escape:
                bindEverywhere(code)
                if isVi { bind(code, to: "vi-command-mode") }
            case .left: bindEverywhere(code, to: "ed-prev-char")
            case .right: bindEverywhere(code, to: "ed-next-char")
            case .delete: bindEverywhere(code, to: "ed-delete-next-char")
            case .wordLeft: bindEverywhere(code, to: "ed-prev-word")
            case .wordRight: bindEverywhere(code, to: "em-next-word")
            }
        }
    }

    private func bind(_ key: Unicode.Scalar, to command: String) {
        ceditline_bind(editor, Self.spelled(key), command.wide)
    }

    /// Binds a sequence of two keys in all modes to our command, which is told the second.
    private func bindEverywhere(_ first: Unicode.Scalar, _ second: Unicode.Scalar) {
        let keys = (String(first) + String(second)).wide
        ceditline_bind(editor, keys, Self.commandName.wide)
        if ceditline_is_vi(editor) != 0 { ceditline_bind_in_vi_command_mode(editor, keys, Self.commandName.wide) }
    }

    /// Binds a key in all modes, to our command unless another is named.
    private func bindEverywhere(_ key: Unicode.Scalar, to command: String? = nil) {
        let name = (command ?? Self.commandName).wide
        ceditline_bind(editor, Self.spelled(key), name)
        if ceditline_is_vi(editor) != 0 { ceditline_bind_in_vi_command_mode(editor, Self.spelled(key), name) }
    }

    /// A key as `bind` reads it; a dash by its octal code, as it would start an option.
    private static func spelled(_ key: Unicode.Scalar) -> [wchar_t] {
        key == "-" ? "\\055".wide : String(key).wide
    }

    /// Carries out a key and tells libedit what is left to do.
    private func perform(_ code: UInt32) -> Int32 {
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
        case .control("z"): return suspend()
        default: return CC_ERROR
        }
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
        let validator = purpose == .entry ? capabilities.validator : nil
        let validity = validator?.validity(of: text) ?? .complete
        guard validity == .complete else { return breakLine(validity) }
        finish(.line(text))
        return CC_NEWLINE
    }

    /// How a row starts that is asked for: a blank must not get into an open text.
    private var rowBreak: InputValidity {
        let before = capabilities.validator?.validity(of: line.beforeCursor) ?? .complete
        return before == .complete ? .incomplete(indent: 0) : before
    }

    /// Starts another row of the same entry.
    ///
    /// Rows after the first start in the first column for libedit, so the indent is made of real blanks.
    private func breakLine(_ validity: InputValidity) -> Int32 {
        var blanks = 0
        if case .incomplete(let indent) = validity { blanks = CellWidth.of(prompt.text) + max(0, indent) }
        el_winsertstr(editor, ("\n" + String(repeating: " ", count: blanks)).wide)
        return CC_REFRESH
    }

    /// The line with a closing bracket moved out to where the row of its partner starts, if it is the first
    /// thing in its own row; nil where the key does not mean that.
    func lineClosing(by key: Key) -> LineState? {
        guard purpose == .entry, isInserting, case .character(let bracket) = key,
            "}])".unicodeScalars.contains(bracket),
            let validator = capabilities.validator
        else { return nil }
        let line = self.line
        let head = line.beforeCursor.droppingBlanksAtEnd
        guard head.unicodeScalars.last == "\n" else { return nil }
        var indent = 0
        switch validator.validity(of: head + String(bracket)) {
        case .complete: break
        case .incomplete(let more): indent = more
        case .incompleteVerbatim: return nil
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

    private func suspend() -> Int32 {
        moveBelow(echo: "^Z")
        giveTerminalUp()
        JobControl.suspend()
        takeTerminalBack()
        expectsContinuation = true
        return CC_NORM
    }
}

// MARK: Changing a line

extension LibeditSession {
    private func carryOutPlan() -> Int32 {
        guard !plannedEdits.isEmpty else { return CC_NORM }
        switch plannedEdits.removeFirst() {
        case .replace(let new): replaceLine(with: new)
        case .insert(let text): replaceLine(with: line.inserting(text))
        case .redraw: break
        case .removePadding: removePadding()
        }
        return CC_REFRESH
    }

    private func change(to new: LineState?) -> Int32 {
        guard let new else { return CC_ERROR }
        replaceLine(with: new)
        return CC_REFRESH
    }

    /// Moves a row up, or to an older entry: one that starts like the line, unless vi's keys ask for any.
    private func moveUp(isFiltered: Bool = true) -> Int32 {
        let line = self.line
        if let above = line.movingRow(by: -1) { return change(to: above) }
        guard purpose == .entry else { return CC_ERROR }
        let prefix = isFiltered ? line.beforeCursor : ""
        return change(to: navigation.older(than: line, startingWith: prefix, in: history?.lines ?? []))
    }

    private func moveDown() -> Int32 {
        let line = self.line
        if let below = line.movingRow(by: 1) { return change(to: below) }
        return change(to: navigation.newer(than: line, in: history?.lines ?? []))
    }

    private func insertQuoted() -> Int32 {
        takesRawCharacter = true
        defer { takesRawCharacter = false }
        var character: wchar_t = 0
        guard el_wgetc(editor, &character) == 1, character != 0 else { return ending == nil ? CC_ERROR : CC_EOF }
        guard plannedEdits.isEmpty else { return carryOutPlan() }
        el_winsertstr(editor, [character, 0])
        return CC_REFRESH
    }

    private func complete() -> Int32 {
        guard purpose == .entry, let completer = capabilities.completer else { return CC_ERROR }
        let line = self.line
        let proposals = completer.completions(for: line.text, cursor: line.utf8Cursor)
        switch CompletionStep(proposals, in: line) {
        case .nothing:
            if proposals.candidates.isEmpty { fruitlessLine = line }
            return CC_ERROR
        case .edit(let edited):
            ambiguousLine = proposals.candidates.count > 1 ? edited : nil
            return change(to: edited)
        case .ambiguous:
            guard ambiguousLine == line else {
                ambiguousLine = line
                return CC_ERROR
            }
            menu = CompletionMenu(proposals, in: line)
            return CC_NORM
        }
    }

    /// Handles a key while the menu is open: libedit sees the edit that comes of it.
    func chooseBy(_ key: Key) {
        guard let reaction = menu?.handle(key) else { return }
        switch reaction {
        case .stay: break
        case .take(let line):
            menu = nil
            enqueue(.replace(with: line))
        case .narrow:
            isMenuStale = true
            enqueue(key)
        case .close(let key):
            menu = nil
            if let key { enqueue(key) }
        }
    }

    /// Opens a menu where Tab found nothing, because more is known now; the line stays as it is.
    func offerNews() {
        guard let line = fruitlessLine, let completer = capabilities.completer, line == self.line else { return }
        menu = CompletionMenu(completer.completions(for: line.text, cursor: line.utf8Cursor), in: line)
        if menu != nil { fruitlessLine = nil }
    }

    /// Has the menu show what fits the line as it is now.
    func updateMenu() {
        guard isMenuStale, let completer = capabilities.completer else { return }
        isMenuStale = false
        let line = self.line
        let completions = completer.completions(for: line.text, cursor: line.utf8Cursor)
        if menu?.update(completions, in: line) != true { menu = nil }
    }

    /// Hands the line to another program, and takes back what became of it.
    private func editElsewhere() -> Int32 {
        guard purpose == .entry, let editing = capabilities.externalEditing else { return CC_ERROR }
        clearInput()
        giveTerminalUp()
        let edit = editing.edit(line.text)
        takeTerminalBack()
        switch edit {
        case .edited(let text): return change(to: LineState(text.last == "\n" ? String(text.dropLast()) : text))
        case .failed(let reason):
            show(Array(reason.utf8))
            return CC_NORM
        }
    }
}

// MARK: Searching

extension LibeditSession {
    private func beginSearch(submitsOnEnter: Bool) -> Int32 {
        guard purpose == .entry else { return CC_ERROR }
        let search = IncrementalSearch(
            origin: line, entries: history?.lines ?? [], submitsOnEnter: submitsOnEnter)
        self.search = search
        usePrompt(search.prompt)
        return CC_REFRESH
    }

    /// Handles a key during a search: libedit sees the edit that comes of it.
    func searchOn(_ key: Key) {
        guard let reaction = search?.handle(key), let search else { return }
        switch reaction {
        case .update: usePrompt(search.prompt)
        case .accept, .cancel:
            self.search = nil
            showOwnPrompt()
        }
        enqueue(.replace(with: reaction == .cancel ? search.origin : search.line))
        if case .accept(let then?) = reaction { enqueue(then) }
    }
}
