// Where chunks meet: going on inside a token that the last chunk cut, and the end of the input.

extension Grammar {
    /// Finishes the token that the last chunk cut, if any; returns where the next one may start.
    mutating func resume(
        _ chunk: Span<UInt8>, from start: Int, into sink: inout some GrammarSink
    ) throws(JSONError) -> Int {
        switch expectation {
        case .restOfString: try resumeString(chunk, from: start, into: &sink)
        case .restOfNumber: try scanNumber(chunk, from: start, into: &sink)
        case .restOfLiteral: try scanLiteral(chunk, from: start, into: &sink)
        default: start
        }
    }

    /// Checks that the input may end at the end of `chunk`.
    mutating func finish(_ chunk: Span<UInt8>, into sink: inout some GrammarSink) throws(JSONError) {
        if expectation == .restOfNumber, number.isComplete {
            endScalar(at: chunk.count, in: chunk, into: &sink)
        }
        let isBetweenValues = expectation == .value && nesting.depth == 0
        guard expectation == .nothing || ending == .stream && isBetweenValues else {
            throw error(.unexpectedEnd, at: chunk.count)
        }
    }

    /// Ends a string value, a number or a literal before `index`.
    @inline(__always) mutating func endScalar(
        at index: Int, in chunk: Span<UInt8>, into sink: inout some GrammarSink
    ) {
        sink.receive(.end(index), in: chunk)
        endValue(at: index)
    }
}
