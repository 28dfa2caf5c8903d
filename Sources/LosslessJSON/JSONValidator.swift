/// Checks bytes against the grammar of JSON without building anything.
public enum JSONValidator {
    /// Checks that `bytes` are one JSON value, which may have white space around it.
    ///
    /// - Throws: `JSONError` at the first wrong byte.
    public static func validate(_ bytes: Span<UInt8>, options: JSONOptions = .init()) throws(JSONError) {
        var grammar = Grammar(options: options)
        var sink = NoSink()
        try grammar.scan(bytes, isLast: true, into: &sink)
    }

    /// Checks that `bytes` are one JSON value, which may have white space around it.
    ///
    /// - Throws: `JSONError` at the first wrong byte.
    public static func validate(_ bytes: [UInt8], options: JSONOptions = .init()) throws(JSONError) {
        try validate(bytes.span, options: options)
    }
}

/// Takes no interest in what the grammar finds.
private struct NoSink: GrammarSink {
    @inline(__always) mutating func receive(_ event: GrammarEvent, in chunk: Span<UInt8>) {}
}
