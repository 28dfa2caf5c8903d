internal import CEditline

// Which keys are ours, which are libedit's.

extension LibeditSession {
    private static let noCommand = "ed-unassigned"

    /// The letters that with Ctrl are keys of ours in all modes.
    static let ownLetters = "cdijmnprvz"

    /// Binds the keys: what the user may change before the editrc file, what the editor needs after it.
    func bind(_ configuration: Configuration) {
        ceditline_set_editor(editor, (configuration.keymap == .vi ? "vi" : "emacs").wide)
        ceditline_add_command(editor, keptName, keptHelp) { editor, key in
            guard let session = LibeditSession.of(editor) else { return UInt8(CC_ERROR) }
            return UInt8(session.perform(key))
        }
        ceditline_add_command(editor, keptRowName, keptHelp) { editor, key in
            guard let session = LibeditSession.of(editor) else { return UInt8(CC_ERROR) }
            return UInt8(session.moveInRow(key))
        }
        // libedit's go to the ends of the whole input.
        for letter: Character in ["a", "e"] { bind(.control(letter), to: Self.rowCommandName) }
        bind(.control("l"), to: "ed-clear-screen")
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
        ceditline_set_terminal_modes(editor)
        for letter in Self.ownLetters { bindEverywhere(.control(letter)) }
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
}
