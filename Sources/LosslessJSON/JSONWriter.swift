/// Writes JSON into a byte array; commas are the writer's business.
///
/// What is written is valid as long as the calls are: a value or a key and its value at a time, ends matching begins.
/// Values written at top level one after the other are separated by commas too.
public struct JSONWriter: Sendable {
    /// What has been written so far.
    public private(set) var bytes: [UInt8] = []
    private let escaping: JSONFormatter.Escaping
    /// Whether the next key or value follows another one.
    private var isAfterValue = false

    /// Creates an empty writer; `escaping` applies to strings and keys.
    public init(escaping: JSONFormatter.Escaping = .asIs) {
        self.escaping = escaping
    }

    /// What has been written as one text; the caller promises that the calls so far made one whole value.
    public var text: JSONText { JSONText(unchecked: bytes) }

    /// Opens an object.
    public mutating func beginObject() {
        begin(ASCII.openBrace)
    }

    /// Closes the object opened last.
    public mutating func endObject() {
        end(ASCII.closeBrace)
    }

    /// Opens an array.
    public mutating func beginArray() {
        begin(ASCII.openBracket)
    }

    /// Closes the array opened last.
    public mutating func endArray() {
        end(ASCII.closeBracket)
    }

    /// Writes a member's key; its value comes next.
    public mutating func key(_ name: String) {
        separate()
        bytes.appendString(name, escaping: escaping)
        bytes.append(ASCII.colon)
        isAfterValue = false
    }

    /// Writes a string.
    public mutating func string(_ value: String) {
        separate()
        bytes.appendString(value, escaping: escaping)
    }

    /// Writes a whole number.
    public mutating func integer(_ value: some FixedWidthInteger) {
        separate()
        bytes.append(contentsOf: String(value).utf8)
    }

    /// Writes `true` or `false`.
    public mutating func bool(_ value: Bool) {
        separate()
        bytes.append(contentsOf: (value ? "true" : "false").utf8)
    }

    /// Writes `null`.
    public mutating func null() {
        separate()
        bytes.append(contentsOf: "null".utf8)
    }

    /// Writes a value exactly as it is, whatever the writer's escaping.
    public mutating func raw(_ text: JSONText) {
        separate()
        bytes.append(contentsOf: text.bytes)
    }

    /// Writes a value as it stands in its document, whatever the writer's escaping.
    public mutating func raw(_ value: JSONValue) {
        separate()
        bytes.append(contentsOf: value.bytes)
    }

    /// Writes a value without white space between its tokens and with the writer's escaping; numbers stay as written.
    ///
    /// Invalid UTF-8 becomes U+FFFD.
    public mutating func compacted(_ text: JSONText) {
        separate()
        var formatter = JSONFormatter(style: .compact, escaping: escaping, options: .trusting)
        do throws(JSONError) {
            try formatter.format(text.bytes, into: &bytes)
            try formatter.finish(into: &bytes)
        } catch {
            preconditionFailure("JSONText(unchecked:) was given bytes that are not one JSON value")
        }
    }

    @inline(__always) private mutating func begin(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        isAfterValue = false
    }

    @inline(__always) private mutating func end(_ bracket: UInt8) {
        bytes.append(bracket)
        isAfterValue = true
    }

    /// Writes the comma before a key or value, if one is due.
    @inline(__always) private mutating func separate() {
        if isAfterValue { bytes.append(ASCII.comma) }
        isAfterValue = true
    }
}
