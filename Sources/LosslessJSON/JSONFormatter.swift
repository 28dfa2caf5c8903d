/// Re-formats JSON that arrives in chunks cut anywhere, validating it on the way.
///
/// Only white space between tokens changes, and inside strings what the escaping names. Memory is fixed but for one
/// bit per nesting level; the output is the caller's.
public struct JSONFormatter: Sendable {
    /// How values are laid out.
    public enum Style: Sendable, Hashable {
        /// No white space between tokens.
        case compact
        /// One element or member a line, each level indented by this many spaces (0 to 64), `"key": value`, and
        /// `[]` and `{}` when empty; levels beyond the 256th are indented as that one.
        case pretty(indent: Int)
    }

    private var grammar: Grammar
    private var layout: Layout
    private var failure: JSONError?

    /// Creates a formatter for exactly one value.
    public init(style: Style, escaping: Escaping = .asIs, options: JSONOptions = .init()) {
        grammar = Grammar(options: options)
        layout = Layout(style: style, escaping: escaping, endsValues: false)
    }

    /// Creates a formatter for any number of values, none included, with or without white space between them.
    ///
    /// Each value's output ends with a newline.
    public init(valuesIn style: Style, escaping: Escaping = .asIs, options: JSONOptions = .init()) {
        grammar = Grammar(options: options, ending: .stream)
        layout = Layout(style: style, escaping: escaping, endsValues: true)
    }

    /// Formats the next bytes of the input and appends what they become to `output`.
    ///
    /// - Throws: `JSONError` at the first wrong byte, its offset counted from the start of the first chunk. What was
    ///   valid before it has been appended. The error is thrown again by every later call.
    public mutating func format(_ chunk: Span<UInt8>, into output: inout [UInt8]) throws(JSONError) {
        try format(chunk, isLast: false, into: &output)
    }

    /// Formats the next bytes of the input and appends what they become to `output`.
    ///
    /// - Throws: `JSONError` at the first wrong byte, its offset counted from the start of the first chunk. What was
    ///   valid before it has been appended. The error is thrown again by every later call.
    public mutating func format(_ chunk: [UInt8], into output: inout [UInt8]) throws(JSONError) {
        try format(chunk.span, isLast: false, into: &output)
    }

    /// Formats the next bytes of the input and appends what they become to `output`.
    ///
    /// - Throws: `JSONError` at the first wrong byte, its offset counted from the start of the first chunk. What was
    ///   valid before it has been appended. The error is thrown again by every later call.
    public mutating func format(_ chunk: ArraySlice<UInt8>, into output: inout [UInt8]) throws(JSONError) {
        try format(chunk.span, isLast: false, into: &output)
    }

    /// Ends the input.
    ///
    /// - Throws: `JSONError` with `.unexpectedEnd` when the input ends inside a value or held none, or the error an
    ///   earlier chunk had.
    public mutating func finish(into output: inout [UInt8]) throws(JSONError) {
        try format(Span(), isLast: true, into: &output)
    }

    /// Formats bytes that are one JSON value, which may have white space around it.
    ///
    /// - Throws: `JSONError` at the first wrong byte.
    public static func format(
        _ bytes: [UInt8], style: Style, escaping: Escaping = .asIs, options: JSONOptions = .init()
    ) throws(JSONError) -> [UInt8] {
        var formatter = JSONFormatter(style: style, escaping: escaping, options: options)
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        try formatter.format(bytes.span, isLast: true, into: &output)
        return output
    }

    /// Formats the one value that starts at an offset, leaves the rest alone, and returns the offset behind it.
    ///
    /// - Throws: `JSONError` at the first wrong byte of the value.
    static func formatPrefix(
        _ bytes: Span<UInt8>, from start: Int, style: Style, escaping: Escaping, into output: inout [UInt8]
    ) throws(JSONError) -> Int {
        let chunk = bytes.extracting(start...)
        var grammar = Grammar(options: JSONOptions(), ending: .firstValue)
        var layout = Layout(style: style, escaping: escaping, endsValues: false)
        swap(&layout.output, &output)
        defer { swap(&layout.output, &output) }
        try grammar.scan(chunk, isLast: true, into: &layout)
        layout.endChunk(chunk, before: grammar.valueEnd)
        return start + grammar.valueEnd
    }

    private mutating func format(
        _ chunk: Span<UInt8>, isLast: Bool, into output: inout [UInt8]
    ) throws(JSONError) {
        if let failure { throw failure }
        // The sink needs the output for the length of the scan; an exchange moves it without a copy.
        swap(&layout.output, &output)
        defer { swap(&layout.output, &output) }
        let start = grammar.consumed
        do throws(JSONError) {
            try grammar.scan(chunk, isLast: isLast, into: &layout)
        } catch {
            failure = error
            layout.endChunk(chunk, before: error.offset - start)
            throw error
        }
        layout.endChunk(chunk, before: chunk.count - grammar.string.byteCount)
    }
}
