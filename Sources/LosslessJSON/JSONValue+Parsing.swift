extension JSONValue {
    /// Parses bytes that are one JSON value, which may have white space around it.
    ///
    /// Takes 8 bytes for each scalar and key and 16 for each array and object, besides `bytes`, which is kept.
    ///
    /// - Throws: `JSONError` at the first wrong byte, or when `bytes` has 4 GiB or more.
    public static func parse(_ bytes: [UInt8], options: JSONOptions = .init()) throws(JSONError) -> JSONValue {
        try read(bytes, from: 0, options: options, ending: .whole).value
    }

    /// Parses a string that is one JSON value, which may have white space around it.
    ///
    /// - Throws: `JSONError` at the first wrong byte; its offset counts the UTF-8 bytes of `text`.
    public static func parse(_ text: String, options: JSONOptions = .init()) throws(JSONError) -> JSONValue {
        try parse(Array(text.utf8), options: options)
    }

    /// Parses the one value that starts at offset `from`, after any white space, and leaves the rest alone.
    ///
    /// For values in a row and for JSON inside other text. A number ends at the first byte that cannot continue it.
    /// Spans and error offsets count from the start of `bytes`, all of which the value keeps.
    ///
    /// - Returns: The value, and the offset one past its last byte.
    /// - Throws: `JSONError` at the first wrong byte of the value, or when `bytes` has 4 GiB or more.
    public static func parsePrefix(
        _ bytes: [UInt8], from start: Int = 0, options: JSONOptions = .init()
    ) throws(JSONError) -> (value: JSONValue, end: Int) {
        try read(bytes, from: start, options: options, ending: .firstValue)
    }

    private static func read(
        _ bytes: [UInt8], from start: Int, options: JSONOptions, ending: Grammar.Ending
    ) throws(JSONError) -> (value: JSONValue, end: Int) {
        try Tape.checkLength(of: bytes)
        var grammar = Grammar(options: options, ending: ending, origin: start)
        var builder = TapeBuilder(byteCount: ending == .whole ? bytes.count : 0)
        try grammar.scan(bytes.span, from: start, isLast: true, into: &builder)
        let tape = Tape(bytes: bytes, entries: builder.entries)
        return (JSONValue(tape: tape, index: 0), grammar.valueEnd)
    }
}
