extension [UInt8] {
    /// Appends `string` as a JSON string, escaping what JSON demands and what `escaping` names.
    mutating func appendString(_ string: String, escaping: JSONFormatter.Escaping) {
        let utf8 = string.utf8.span
        if escaping == .asIs, utf8.isPlainText { return append(quoting: utf8) }
        append(ASCII.quote)
        var index = 0
        var done = 0
        while true {
            index = utf8.firstStop(
                from: index, to: utf8.count, { ByteWords.endsPlainText($0) }, { ByteWords.endsPlainText($0) })
            appendPlain(utf8, done..<index, escaping: escaping)
            done = index
            guard index < utf8.count else { break }
            index += appendSpecial(utf8, at: index, escaping: escaping)
            done = index
        }
        append(ASCII.quote)
    }

    /// Appends a run of text that JSON allows as it is.
    private mutating func appendPlain(
        _ utf8: Span<UInt8>, _ range: Range<Int>, escaping: JSONFormatter.Escaping
    ) {
        var start = range.lowerBound
        while start < range.upperBound {
            let end = escaping.firstEscaped(utf8, in: start..<range.upperBound)
            append(copying: utf8.extracting(start..<end))
            if end < range.upperBound { appendEscape(UInt32(utf8[end])) }
            start = end + 1
        }
    }

    /// Appends the character at `index`, which JSON demands to escape or which is beyond ASCII; returns its length.
    private mutating func appendSpecial(
        _ utf8: Span<UInt8>, at index: Int, escaping: JSONFormatter.Escaping
    ) -> Int {
        let byte = utf8[index]
        guard byte >= 0x80 else {
            appendMandatoryEscape(byte)
            return 1
        }
        let available = Swift.min(utf8.count - index, 4)
        let word = (0..<available).reduce(UInt32(0)) { $0 | UInt32(utf8[index + $1]) << UInt32($1 * 8) }
        guard case .scalar(let value, let length) = UTF8Sequence(word, count: available) else {
            return 1  // A String holds well-formed UTF-8 only.
        }
        if escaping.escapes(value) {
            appendEscape(value)
        } else {
            append(copying: utf8.extracting(index..<index + length))
        }
        return length
    }

    private mutating func appendMandatoryEscape(_ byte: UInt8) {
        let short: UInt8? =
            switch byte {
            case ASCII.quote, ASCII.backslash: byte
            case 0x08: ASCII.byte("b")
            case 0x0C: ASCII.byte("f")
            case ASCII.newline: ASCII.byte("n")
            case ASCII.carriageReturn: ASCII.byte("r")
            case ASCII.tab: ASCII.byte("t")
            default: nil
            }
        guard let short else { return appendEscape(UInt32(byte)) }
        append(ASCII.backslash)
        append(short)
    }
}
