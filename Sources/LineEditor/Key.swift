/// A key as the terminal sends it.
package enum Key: Equatable, Sendable {
    /// A character, control characters included.
    case character(Unicode.Scalar)
    /// A character typed with Alt.
    case alt(Unicode.Scalar)
    /// A key that has a name.
    case named(NamedKey)
    /// A text that was pasted, or as much of it as came before a pause; its rows end in line feeds.
    case paste(String)
    /// A sequence that means nothing here; it is swallowed rather than typed as text.
    case unknown
}

/// The keys that a terminal sends as a sequence of bytes.
///
/// libedit is handed the raw value: characters of the C1 block, which nobody types and which its key
/// tables have room for. So it never waits for the rest of a sequence, and arrows work in vi's insert
/// mode too, where Escape alone ends the mode.
package enum NamedKey: UInt8, Sendable, CaseIterable {
    /// No key at all: carries out an edit that was decided on outside of a command.
    case edit = 0x80
    case escape, up, down, left, right, home, end, delete, wordLeft, wordRight, backTab, pageUp, pageDown
    /// Alt-Enter, which starts another row.
    case lineBreak

    package init?(finalByte: UInt8, parameters: [Int]) {
        let isModified = parameters.count > 1 && parameters[1] > 1
        switch (finalByte, parameters.first ?? 0) {
        case (UInt8(ascii: "A"), _): self = .up
        case (UInt8(ascii: "B"), _): self = .down
        case (UInt8(ascii: "C"), _): self = isModified ? .wordRight : .right
        case (UInt8(ascii: "D"), _): self = isModified ? .wordLeft : .left
        case (UInt8(ascii: "H"), _), (UInt8(ascii: "~"), 1), (UInt8(ascii: "~"), 7): self = .home
        case (UInt8(ascii: "F"), _), (UInt8(ascii: "~"), 4), (UInt8(ascii: "~"), 8): self = .end
        case (UInt8(ascii: "~"), 3): self = .delete
        case (UInt8(ascii: "~"), 5): self = .pageUp
        case (UInt8(ascii: "~"), 6): self = .pageDown
        case (UInt8(ascii: "Z"), _): self = .backTab
        default: return nil
        }
    }
}

extension Unicode.Scalar {
    /// The character that Ctrl and a letter send.
    package static func control(_ letter: Character) -> Unicode.Scalar {
        Unicode.Scalar((letter.asciiValue ?? 0) & 0x1F)
    }
}
