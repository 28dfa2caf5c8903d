/// Writes what the grammar finds: copies everything but white space, in runs as long as possible.
struct Layout: GrammarSink {
    var output: [UInt8] = []
    private let escaping: JSONFormatter.Escaping
    /// Spaces per level, or `nil` for compact output.
    private let indent: Int?
    /// Whether each top-level value is followed by a newline.
    private let endsValues: Bool
    private var depth = 0
    /// The deepest level that is indented further than the one around it.
    ///
    /// Without an end to it, hostile input could make each of its bytes into pages of spaces.
    private static let deepestIndent = 256
    /// Whether nothing has followed the last opening bracket yet.
    private var isAfterOpen = false
    /// Bytes of the chunk that were copied or left out so far.
    private var done = 0

    init(style: JSONFormatter.Style, escaping: JSONFormatter.Escaping, endsValues: Bool) {
        self.escaping = escaping
        self.endsValues = endsValues
        switch style {
        case .compact: indent = nil
        case .pretty(let indent): self.indent = min(max(0, indent), 64)
        }
    }

    @inline(__always) mutating func receive(_ event: GrammarEvent, in chunk: Span<UInt8>) {
        switch event {
        case .space(let range):
            copy(chunk, to: range.lowerBound)
            done = range.upperBound
        case .begin(let index):
            if isAfterOpen { breakLine(chunk, before: index) }
        case .end(let index):
            if endsValues, depth == 0 { endValue(chunk, before: index) }
        case .open(let index):
            if isAfterOpen { breakLine(chunk, before: index) }
            depth &+= 1
            isAfterOpen = indent != nil
        case .close(let index):
            depth &-= 1
            if indent != nil, !isAfterOpen { breakLine(chunk, before: index) }
            isAfterOpen = false
            if endsValues, depth == 0 { endValue(chunk, before: index &+ 1) }
        case .comma(let index):
            if indent != nil { breakLine(chunk, before: index &+ 1) }
        case .colon(let index):
            if indent != nil {
                copy(chunk, to: index &+ 1)
                output.append(ASCII.space)
            }
        case .plain(let range):
            if escaping != .asIs { escape(chunk, plain: range) }
        case .scalar(let value, let range):
            if range.lowerBound < 0 || escaping.escapes(value) { write(value, chunk, at: range) }
        case .malformed(let range):
            copy(chunk, to: range.lowerBound)
            for _ in range { output.append(contentsOf: Self.replacement) }
            done = range.upperBound
        }
    }

    private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

    /// Copies what is left of the chunk before `end`, and is ready for the next.
    mutating func endChunk(_ chunk: Span<UInt8>, before end: Int) {
        copy(chunk, to: end)
        done = 0
    }

    @inline(__always) private mutating func copy(_ chunk: Span<UInt8>, to end: Int) {
        guard end > done else { return }
        output.append(copying: chunk.extracting(done..<end))
        done = end
    }

    /// Starts a new line before the byte at `index`.
    private mutating func breakLine(_ chunk: Span<UInt8>, before index: Int) {
        let end = max(index, done)
        output.append(
            copying: chunk.extracting(done..<end), thenLineIndentedBy: min(depth, Self.deepestIndent) &* (indent ?? 0))
        done = end
        isAfterOpen = false
    }

    private mutating func endValue(_ chunk: Span<UInt8>, before index: Int) {
        copy(chunk, to: index)
        output.append(ASCII.newline)
    }

    private mutating func escape(_ chunk: Span<UInt8>, plain range: Range<Int>) {
        var index = escaping.firstEscaped(chunk, in: range)
        while index < range.upperBound {
            copy(chunk, to: index)
            output.appendEscape(UInt32(chunk[index]))
            done = index + 1
            index = escaping.firstEscaped(chunk, in: done..<range.upperBound)
        }
    }

    /// Writes a character that is escaped, or whose first bytes came with an earlier chunk.
    private mutating func write(_ value: UInt32, _ chunk: Span<UInt8>, at range: Range<Int>) {
        copy(chunk, to: range.lowerBound)
        if escaping.escapes(value) {
            output.appendEscape(value)
        } else if let scalar = Unicode.Scalar(value) {
            output.append(contentsOf: String(scalar).utf8)
        }
        done = range.upperBound
    }
}
