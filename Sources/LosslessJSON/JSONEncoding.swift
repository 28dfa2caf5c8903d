/// Encodes Swift values as JSON text, without Foundation.
public enum JSONEncoding {
    /// Returns the JSON text that `value` encodes itself as.
    ///
    /// Keys stand in the order they were encoded; those of a `Dictionary`, which has none, are sorted by their bytes.
    /// Floating-point numbers have the shortest spelling that reads back as the same number. `JSONText` and
    /// `JSONValue` anywhere inside are taken as they are written. A value that encodes nothing becomes `{}`.
    ///
    /// - Throws: `JSONEncodingError.nonFiniteNumber` for an infinity or NaN, `.tooDeep` when values nest deeper than
    ///   512 levels, `.rejected` for an error that a value's own `encode(to:)` throws.
    public static func encode(_ value: some Encodable) throws(JSONEncodingError) -> JSONText {
        let root = EncodedNode()
        do {
            try root.encode(value, path: [])
        } catch let error as JSONEncodingError {
            throw error
        } catch {
            throw .rejected(error)
        }
        var writer = JSONWriter()
        root.write(into: &writer)
        return writer.text
    }
}

/// Why a Swift value cannot be written as JSON.
public enum JSONEncodingError: Error, Sendable {
    /// A floating-point number that JSON has no spelling for; the path leads to it by keys and indices.
    case nonFiniteNumber(path: [String])
    /// Values nest deeper than the limit.
    case tooDeep(limit: Int)
    /// The value's own `encode(to:)` threw this.
    case rejected(any Error)
}
