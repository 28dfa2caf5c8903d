// LosslessJSON: JSON that keeps what its author wrote.
//
// For: validating, navigating, re-formatting and writing JSON (RFC 8259) while key order, duplicate keys, the spelling
// of every number and the position of every byte survive. Made for untrusted input: time is linear, nothing recurses
// over the depth of the input, and the formatter needs memory for neither its input nor its output.
// Not for: arithmetic on numbers (they are text and never pass through a floating-point type), decoding into Swift
// types, editing documents in place, or any dialect (comments, trailing commas, NaN).

/// The bytes of exactly one valid JSON value, without white space around it.
///
/// White space inside, key order and number spelling are kept as given. Two texts are equal when their bytes are.
public struct JSONText: Sendable, Hashable, CustomStringConvertible {
    /// The value as it was written.
    public let bytes: [UInt8]

    /// Creates a text from a string holding one JSON value, which may have white space around it.
    ///
    /// - Throws: `JSONError` when `text` is not one valid value; its offset counts the UTF-8 bytes of `text`.
    public init(_ text: String) throws(JSONError) {
        try self.init(bytes: Array(text.utf8))
    }

    /// Creates a text from bytes holding one JSON value, which may have white space around it.
    ///
    /// - Throws: `JSONError` when `bytes` is not one valid value under `options`, or has 4 GiB or more.
    public init(bytes: [UInt8], options: JSONOptions = .init()) throws(JSONError) {
        try Tape.checkLength(of: bytes)
        try JSONValidator.validate(bytes, options: options)
        let isSpace = Grammar.isSpace
        guard let first = bytes.first, let last = bytes.last, isSpace(first) || isSpace(last) else {
            self.bytes = bytes
            return
        }
        let content = bytes.drop(while: isSpace)
        let end = content.lastIndex { !isSpace($0) } ?? content.startIndex
        self.bytes = Array(content[...end])
    }

    /// Creates the JSON string for `string`, escaping only what JSON does not allow as it is.
    public init(string: String) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(string.utf8.count + 2)
        bytes.appendString(string, escaping: .asIs)
        self.bytes = bytes
    }

    /// Creates the JSON string for a text in UTF-8, as `init(string:)` does; `nil` where the bytes are not UTF-8.
    public init?(utf8 text: ArraySlice<UInt8>) {
        let span = text.span
        guard span.isPlainText else {
            guard let string = String(validating: text, as: UTF8.self) else { return nil }
            self.init(string: string)
            return
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(span.count + 2)
        bytes.append(quoting: span)
        self.init(unchecked: bytes)
    }

    /// Creates the JSON number for `integer`.
    public init(integer: some FixedWidthInteger) {
        bytes = Array(String(integer).utf8)
    }

    /// Creates `true` or `false`.
    public init(_ bool: Bool) {
        bytes = Array((bool ? "true" : "false").utf8)
    }

    /// Creates a text from bytes the caller knows to be one valid value without white space around it.
    ///
    /// Nothing is checked. Bytes that break the promise are written out as they are, and `value` and `compacted()`
    /// stop the program.
    public init(unchecked bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Whether the value is no array or object, and ASCII throughout: then there is one way only to write it compactly.
    var isPlainScalar: Bool {
        guard let first = bytes.first, first != ASCII.openBrace, first != ASCII.openBracket else { return false }
        return bytes.allSatisfy { $0 < 0x80 }
    }

    /// The JSON value `null`.
    public static let null = JSONText(unchecked: Array("null".utf8))

    /// The value as it was written, with U+FFFD for each byte of invalid UTF-8.
    public var description: String {
        StringDecoding.text(of: bytes[...])
    }

    /// Returns the same value without white space between its tokens; everything else stays as written.
    public func compacted() -> JSONText {
        do throws(JSONError) {
            return JSONText(unchecked: try JSONFormatter.format(bytes, style: .compact, options: .trusting))
        } catch {
            preconditionFailure("JSONText(unchecked:) was given bytes that are not one JSON value")
        }
    }

    /// The parsed value; each call parses anew.
    public var value: JSONValue {
        do throws(JSONError) {
            return try JSONValue.parse(bytes, options: .trusting)
        } catch {
            preconditionFailure("JSONText(unchecked:) was given bytes that are not one JSON value")
        }
    }
}
