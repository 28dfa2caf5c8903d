internal import NIOHTTP1

/// The header fields of a request or reply, in order, with names that compare without regard to case.
///
/// Printing one shows the names only, because values may be keys.
public struct HTTPFields: Sendable, Hashable {
    var headers: HTTPHeaders

    init(_ headers: HTTPHeaders) {
        self.headers = headers
    }

    /// Makes fields from pairs of name and value, keeping their order and repetitions.
    public init(_ pairs: [(name: String, value: String)] = []) {
        headers = HTTPHeaders(pairs.map { ($0.name, $0.value) })
    }

    /// The first value under a name; setting one replaces all values of the name, setting `nil` removes them.
    public subscript(name: String) -> String? {
        get { headers.first(name: name) }
        set {
            guard let newValue else { return headers.remove(name: name) }
            headers.replaceOrAdd(name: name, value: newValue)
        }
    }

    /// Returns all values under a name, in order, empty when there is none.
    public func values(named name: String) -> [String] {
        headers[name]
    }

    /// Adds a field after those that are there, also when the name is there already.
    public mutating func append(name: String, value: String) {
        headers.add(name: name, value: value)
    }

    /// Whether names, values and order are the same, the spelling of names included.
    public static func == (left: Self, right: Self) -> Bool {
        left.elementsEqual(right) { $0.name == $1.name && $0.value == $1.value }
    }

    /// Hashes names and values in order.
    public func hash(into hasher: inout Hasher) {
        for (name, value) in headers {
            hasher.combine(name)
            hasher.combine(value)
        }
    }
}

extension HTTPFields: Sequence {
    /// Walks over the fields as pairs of name and value.
    public struct Iterator: IteratorProtocol {
        var base: HTTPHeaders.Iterator

        /// Returns the next field, or `nil` after the last.
        public mutating func next() -> (name: String, value: String)? {
            base.next()
        }
    }

    /// Starts a walk over the fields.
    public func makeIterator() -> Iterator {
        Iterator(base: headers.makeIterator())
    }
}

extension HTTPFields: ExpressibleByDictionaryLiteral {
    /// Makes fields from a literal such as `["Content-Type": "application/json"]`, keeping its order.
    public init(dictionaryLiteral elements: (String, String)...) {
        headers = HTTPHeaders(elements)
    }
}

extension HTTPFields: CustomStringConvertible, CustomReflectable {
    /// The names without their values.
    public var description: String {
        "[" + map(\.name).joined(separator: ", ") + "]"
    }

    /// A mirror with the names only, so that `dump` shows no value either.
    public var customMirror: Mirror {
        Mirror(self, unlabeledChildren: map(\.name))
    }
}
