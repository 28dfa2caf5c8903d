/// One value in a parsed document: a cheap handle to the document and a place in it.
///
/// The document lives as long as any handle to it. Numbers stay text; ask for `int64` or `uint64` where a whole
/// number is meant.
public struct JSONValue: Sendable {
    let tape: Tape
    let index: Int

    init(tape: Tape, index: Int) {
        self.tape = tape
        self.index = index
    }

    /// The six kinds of JSON values.
    public enum Kind: Sendable, Hashable, CaseIterable {
        case null, bool, number, string, array, object
    }

    /// What kind of value this is.
    public var kind: Kind {
        switch tape.lead(index) {
        case ASCII.openBrace: .object
        case ASCII.openBracket: .array
        case ASCII.quote: .string
        case ASCII.byte("n"): .null
        case ASCII.byte("t"), ASCII.byte("f"): .bool
        default: .number
        }
    }

    /// Where the value stands in the document, in bytes.
    public var span: Range<Int> { tape.span(index) }

    /// The value's bytes as they stand in the document, with the document's indices.
    public var bytes: ArraySlice<UInt8> { tape.bytes[span] }

    /// The value as it was written, with U+FFFD for each byte of invalid UTF-8.
    public var text: String { StringDecoding.text(of: bytes) }

    /// Appends the value to bytes without white space between its tokens; numbers stay as written.
    ///
    /// Invalid UTF-8 becomes U+FFFD.
    public func appendCompact(to output: inout [UInt8], escaping: JSONFormatter.Escaping = .asIs) {
        let document = tape.bytes
        let value = document.span.extracting(span)
        if escaping == .asIs, value.isDenseASCII { return output.append(copying: value) }
        var formatter = JSONFormatter(style: .compact, escaping: escaping, options: .trusting)
        do throws(JSONError) {
            try formatter.format(value, into: &output)
            try formatter.finish(into: &output)
        } catch {
            preconditionFailure("a parsed value is valid JSON")
        }
    }

    /// A copy of the value as it was written.
    public var jsonText: JSONText { JSONText(unchecked: Array(bytes)) }
}

extension JSONValue: CustomStringConvertible {
    /// The value as it was written.
    public var description: String { text }
}
