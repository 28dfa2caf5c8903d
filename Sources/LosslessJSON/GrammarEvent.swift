/// What the grammar finds, in the order of the input.
///
/// Positions count from the start of the chunk at hand. A token that a chunk boundary cuts has its beginning in one
/// chunk and its end in a later one; positions before the chunk are negative.
enum GrammarEvent {
    /// White space between tokens.
    case space(Range<Int>)
    /// `[` or `{`.
    case open(Int)
    /// `]` or `}`.
    case close(Int)
    case comma(Int)
    case colon(Int)
    /// The first byte of a string (value or key), number or literal.
    case begin(Int)
    /// One past the last byte of a string, number or literal.
    case end(Int)
    /// ASCII inside a string, but no escape.
    case plain(Range<Int>)
    /// A character beyond ASCII inside a string.
    case scalar(UInt32, Range<Int>)
    /// Bytes inside a string that are not UTF-8, where the options accept them.
    case malformed(Range<Int>)
}

/// What receives events: nothing (validation), the tape (parsing), the formatter.
///
/// Implementations inline `receive`, so that each of the grammar's calls keeps only its own case.
protocol GrammarSink {
    mutating func receive(_ event: GrammarEvent, in chunk: Span<UInt8>)
}
