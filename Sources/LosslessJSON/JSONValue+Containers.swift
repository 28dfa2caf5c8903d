extension JSONValue {
    /// How many elements an array or members an object has, duplicates included; 0 for scalars.
    public var count: Int { tape.count(index) }

    /// The value of an object's member, or `nil` when there is none or the value is not an object.
    ///
    /// Of members with the same key the last counts. Takes time in proportion to the number of members.
    public subscript(key: String) -> JSONValue? {
        var found: Int?
        var cursor = Cursor(self, of: .object)
        while let name = cursor.advance() {
            guard let value = cursor.advance() else { break }
            if StringDecoding.isEqual(tape.bytes[tape.span(name)], to: key) { found = value }
        }
        return found.map { JSONValue(tape: tape, index: $0) }
    }

    /// An array's element, or `nil` when the index is out of range or the value is not an array.
    ///
    /// Takes time in proportion to `position`; to visit all, use `elements`.
    public subscript(position: Int) -> JSONValue? {
        guard position >= 0, position < count else { return nil }
        var cursor = Cursor(self, of: .array)
        for _ in 0..<position where cursor.advance() == nil { return nil }
        return cursor.advance().map { JSONValue(tape: tape, index: $0) }
    }

    /// The elements of an array in order; none when the value is not an array.
    public var elements: Elements { Elements(cursor: Cursor(self, of: .array)) }

    /// The members of an object in the order written, duplicates included; none when the value is not an object.
    public var members: Members { Members(cursor: Cursor(self, of: .object)) }

    /// The elements of an array in order.
    public struct Elements: Sequence, IteratorProtocol, Sendable {
        var cursor: Cursor

        /// How many elements are left.
        public var underestimatedCount: Int { cursor.remaining }

        /// Returns the next element.
        public mutating func next() -> JSONValue? {
            cursor.advance().map { JSONValue(tape: cursor.tape, index: $0) }
        }
    }

    /// One member of an object.
    public struct Member: Sendable {
        /// Where the key stands in the document, quotes included, in bytes.
        public let nameSpan: Range<Int>
        /// The member's value.
        public let value: JSONValue

        /// The key with its escapes decoded.
        public var name: String { StringDecoding.string(in: value.tape.bytes[nameSpan]) }

        /// Whether this is the key, as `name == key` would say, byte for byte.
        public func isNamed(_ key: String) -> Bool { StringDecoding.isEqual(value.tape.bytes[nameSpan], to: key) }
    }

    /// The members of an object in the order written, duplicates included.
    public struct Members: Sequence, IteratorProtocol, Sendable {
        var cursor: Cursor

        /// How many members are left.
        public var underestimatedCount: Int { cursor.remaining / 2 }

        /// Returns the next member.
        public mutating func next() -> Member? {
            guard let name = cursor.advance(), let value = cursor.advance() else { return nil }
            let tape = cursor.tape
            return Member(nameSpan: tape.span(name), value: JSONValue(tape: tape, index: value))
        }
    }

    /// Walks over the entries directly inside a container.
    struct Cursor: Sendable {
        let tape: Tape
        /// The next entry.
        private var index: Int
        /// Entries left; a member counts as two.
        private(set) var remaining: Int

        /// Starts inside `value`, or nowhere when it is not of `kind`.
        init(_ value: JSONValue, of kind: Kind) {
            tape = value.tape
            index = value.index + 1
            remaining = value.kind == kind ? (kind == .object ? 2 : 1) * value.count : 0
        }

        mutating func advance() -> Int? {
            guard remaining > 0 else { return nil }
            remaining -= 1
            defer { index = tape.next(after: index) }
            return index
        }
    }
}
