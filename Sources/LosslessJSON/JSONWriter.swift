/// A member's key that is encoded once and written often.
public struct JSONKey: Sendable {
    /// The key with its quotes and the colon behind it.
    let bytes: [UInt8]

    /// Encodes a key; `escaping` says what of it beyond what JSON demands.
    public init(_ name: String, escaping: JSONFormatter.Escaping = .asIs) {
        var bytes: [UInt8] = []
        bytes.appendString(name, escaping: escaping)
        bytes.append(ASCII.colon)
        self.bytes = bytes
    }
}

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

    /// Creates an empty writer with room for `capacity` bytes; `escaping` applies to strings and keys.
    public init(escaping: JSONFormatter.Escaping = .asIs, capacity: Int = 0) {
        self.escaping = escaping
        bytes.reserveCapacity(capacity)
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

    /// Writes a member's key that was encoded before, with the escaping of its own; its value comes next.
    public mutating func key(_ key: JSONKey) {
        separate()
        bytes.append(contentsOf: key.bytes)
        isAfterValue = false
    }

    /// Writes a string.
    public mutating func string(_ value: String) {
        separate()
        bytes.appendString(value, escaping: escaping)
    }

    /// Writes a string that is given in UTF-8; false, and nothing written, where the bytes are not UTF-8.
    public mutating func string(utf8 text: ArraySlice<UInt8>) -> Bool {
        if escaping == .asIs, text.span.isPlainText {
            separate()
            bytes.append(quoting: text.span)
            return true
        }
        guard let string = String(validating: text, as: UTF8.self) else { return false }
        self.string(string)
        return true
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
        // Outside of arrays and objects there is no white space.
        if escaping == .asIs, text.isPlainScalar {
            bytes.append(contentsOf: text.bytes)
            return
        }
        var formatter = JSONFormatter(style: .compact, escaping: escaping, options: .trusting)
        do throws(JSONError) {
            try formatter.format(text.bytes, into: &bytes)
            try formatter.finish(into: &bytes)
        } catch {
            preconditionFailure("JSONText(unchecked:) was given bytes that are not one JSON value")
        }
    }

    /// Writes the value that starts at an offset of some bytes, as the other does, and returns the offset behind it.
    ///
    /// - Throws: `JSONError` when there is no valid value; then what has been written so far is of no use.
    public mutating func compacted(prefixOf text: [UInt8], from start: Int) throws(JSONError) -> Int {
        separate()
        return try JSONFormatter.formatPrefix(
            text.span, from: start, style: .compact, escaping: escaping, into: &bytes)
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
