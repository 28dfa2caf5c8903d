extension JSONWriter {
    /// Writes a member with a string value.
    public mutating func member(_ name: String, string value: String) {
        key(name)
        string(value)
    }

    /// Writes a member with a whole number.
    public mutating func member(_ name: String, integer value: some FixedWidthInteger) {
        key(name)
        integer(value)
    }

    /// Writes a member with a truth value.
    public mutating func member(_ name: String, bool value: Bool) {
        key(name)
        bool(value)
    }

    /// Writes a member with a value exactly as it is.
    public mutating func member(_ name: String, raw value: JSONText) {
        key(name)
        raw(value)
    }

    /// Writes a member with a value without white space between its tokens and with the writer's escaping.
    public mutating func member(_ name: String, compacted value: JSONText) {
        key(name)
        compacted(value)
    }

    /// Writes an object whose members `body` writes.
    public mutating func object<Failure: Error>(
        _ body: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        beginObject()
        try body(&self)
        endObject()
    }

    /// Writes an array whose elements `body` writes.
    public mutating func array<Failure: Error>(
        _ body: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        beginArray()
        try body(&self)
        endArray()
    }

    /// Writes a member with an object whose members `body` writes.
    public mutating func member<Failure: Error>(
        _ name: String, object body: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        key(name)
        try object(body)
    }

    /// Writes a member with an array whose elements `body` writes.
    public mutating func member<Failure: Error>(
        _ name: String, array body: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        key(name)
        try array(body)
    }
}
