internal import LosslessJSON

/// Turns the bytes of a reply, as they arrive, into what is printed of them.
struct ReplyWriter {
    private enum Form {
        case indented(JSONFormatter)
        case bytes
        case escaped(TerminalBytes)
    }

    private var form: Form

    init(format: OutputFormat, isTerminal: Bool) {
        if format == .pretty {
            form = .indented(JSONFormatter(style: .pretty(indent: 2), escaping: isTerminal ? .terminal : .asIs))
        } else {
            form = isTerminal ? .escaped(TerminalBytes()) : .bytes
        }
    }

    /// Adds what is printed of more bytes; returns what is wrong with them, if anything is.
    mutating func take(_ bytes: [UInt8], into text: inout [UInt8]) -> JSONError? {
        switch form {
        case .bytes: text = bytes
        case .escaped(var escaper):
            escaper.take(bytes, into: &text)
            form = .escaped(escaper)
        case .indented(var formatter):
            defer { form = .indented(formatter) }
            do throws(JSONError) {
                try formatter.format(bytes, into: &text)
            } catch {
                return error
            }
        }
        return nil
    }

    /// What is printed at the end.
    mutating func end() throws(JSONError) -> [UInt8] {
        var text: [UInt8] = []
        switch form {
        case .bytes: return []
        case .escaped(var escaper): escaper.end(into: &text)
        case .indented(var formatter): try formatter.finish(into: &text)
        }
        return text + [UInt8(ascii: "\n")]
    }
}

/// Escapes bytes that are shown on a terminal, however they are cut into pieces.
struct TerminalBytes {
    private var rest: [UInt8] = []

    /// Adds the safe form of more bytes; a character that is cut off at the end waits for its rest.
    mutating func take(_ bytes: [UInt8], into text: inout [UInt8]) {
        rest += bytes
        let cut = rest.count - Self.incompleteTail(rest)
        text += Array(TerminalText.escaped(String(decoding: rest[..<cut], as: UTF8.self)).utf8)
        rest.removeFirst(cut)
    }

    mutating func end(into text: inout [UInt8]) {
        text += Array(TerminalText.escaped(String(decoding: rest, as: UTF8.self)).utf8)
        rest = []
    }

    /// How many bytes at the end start a character without ending it (UTF-8, RFC 3629 §3).
    private static func incompleteTail(_ bytes: [UInt8]) -> Int {
        for length in 1...3 where length <= bytes.count {
            let byte = bytes[bytes.count - length]
            if byte < 0x80 { return 0 }
            if byte >= 0xC0 {
                let needed = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
                return needed > length ? length : 0
            }
        }
        return 0
    }
}
