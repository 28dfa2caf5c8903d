/// The way in which terminals tell what is pasted from what is typed (xterm's private mode 2004).
enum BracketedPaste {
    /// Has the terminal tell.
    static let on = "\u{1B}[?2004h"
    /// Has it tell no more.
    static let off = "\u{1B}[?2004l"

    static let start = Array("\u{1B}[200~".utf8)
    static let end = Array("\u{1B}[201~".utf8)

    /// The bytes of an unfinished paste that mean the same whatever follows.
    static func certain(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let opening = (1..<end.count).last { bytes.suffix($0).elementsEqual(end.prefix($0)) } ?? 0
        var certain = bytes.dropLast(opening)
        // Half a character, and a carriage return, which may be half of a line's end.
        let continuation = certain.suffix(3).reversed().prefix { $0 & 0xC0 == 0x80 }.count
        if let lead = certain.dropLast(continuation).last, UTF8Length.of(lead) > continuation + 1 {
            certain = certain.dropLast(continuation + 1)
        }
        return certain.last == UInt8(ascii: "\r") ? certain.dropLast() : certain
    }

    /// Makes a text of pasted bytes: terminals send a carriage return for a line feed, and a null cannot be edited.
    static func text(of bytes: some Collection<UInt8>) -> String {
        var text = String.UnicodeScalarView()
        var isAfterReturn = false
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            switch scalar {
            case "\n" where isAfterReturn: break
            case "\r": text.append("\n")
            case "\0": text.append("\u{FFFD}")
            default: text.append(scalar)
            }
            isAfterReturn = scalar == "\r"
        }
        return String(text)
    }
}
