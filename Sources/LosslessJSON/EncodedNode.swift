/// A value while it is being encoded.
///
/// A tree, because containers may be filled in any order. Its depth is that of Swift values, not of any input, and is
/// limited, so that recursion over it is safe.
final class EncodedNode {
    enum Content {
        case nothing
        case text(JSONText)
        case array([EncodedNode])
        case object(EncodedMembers)
    }

    static let maxDepth = 512

    private(set) var content = Content.nothing

    /// Lets `value` encode itself into this node.
    func encode<Value: Encodable>(_ value: Value, path: [any CodingKey]) throws {
        guard path.count < Self.maxDepth else { throw JSONEncodingError.tooDeep(limit: Self.maxDepth) }
        if let scalar = value as? any SelfSpelling {
            guard let text = scalar.spelling else {
                throw JSONEncodingError.nonFiniteNumber(path: path.map(\.stringValue))
            }
            content = .text(text)
            return
        }
        try value.encode(to: NodeEncoder(node: self, codingPath: path))
        if value is any Unordered, case .object(var members) = content {
            content = .nothing
            members.sort()
            content = .object(members)
        }
    }

    func setNull() {
        content = .text(.null)
    }

    /// Makes the node an object, unless it is one.
    func becomeObject() {
        if case .object = content { return }
        content = .object(EncodedMembers())
    }

    /// Makes the node an array, unless it is one.
    func becomeArray() {
        if case .array = content { return }
        content = .array([])
    }

    /// The node of a member, new or as left by an earlier call with the same key.
    func member(_ name: String) -> EncodedNode {
        guard case .object(var members) = content else { return EncodedNode() }
        content = .nothing  // So that the members are not copied.
        let node = members.node(for: name)
        content = .object(members)
        return node
    }

    /// A new node at the end of an array.
    func append() -> EncodedNode {
        guard case .array(var elements) = content else { return EncodedNode() }
        content = .nothing  // So that the elements are not copied.
        let node = EncodedNode()
        elements.append(node)
        content = .array(elements)
        return node
    }

    var elementCount: Int {
        if case .array(let elements) = content { elements.count } else { 0 }
    }

    func write(into writer: inout JSONWriter) {
        switch content {
        case .nothing:
            writer.object { _ in }
        case .text(let text):
            writer.raw(text)
        case .array(let elements):
            writer.array { writer in
                for element in elements { element.write(into: &writer) }
            }
        case .object(let members):
            writer.object { writer in
                for member in members.all {
                    writer.key(member.name)
                    member.node.write(into: &writer)
                }
            }
        }
    }
}

/// The members of an object in the order of their first mention.
struct EncodedMembers {
    private(set) var all: [(name: String, node: EncodedNode)] = []
    private var positions: [String: Int] = [:]

    mutating func node(for name: String) -> EncodedNode {
        if let position = positions[name] { return all[position].node }
        let node = EncodedNode()
        positions[name] = all.count
        all.append((name, node))
        return node
    }

    mutating func sort() {
        all.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        for (position, member) in all.enumerated() { positions[member.name] = position }
    }
}

/// A collection whose keys come in an order that means nothing.
private protocol Unordered {}

extension Dictionary: Unordered {}
