internal import LosslessJSON

/// Builds a JSON object from values at paths, in the order in which they come.
struct BodyBuilder {
    private indirect enum Node {
        case value(JSONText)
        case list([JSONText])
        case object([(name: String, node: Node)])
    }

    private var members: [(name: String, node: Node)] = []

    /// Sets what stands at a path; false if something else stands there already.
    mutating func set(_ value: JSONText, at path: some Collection<String>) -> Bool {
        Self.insert(.value(value), at: path[...], into: &members)
    }

    /// Appends the elements of an array to the list at a path; false if no list stands there.
    mutating func append(_ array: JSONText, at path: some Collection<String>) -> Bool {
        Self.insert(.list(array.value.elements.map(\.jsonText)), at: path[...], into: &members)
    }

    /// The object as it stands now.
    var body: JSONText {
        var writer = JSONWriter()
        Self.write(members, to: &writer)
        return JSONText(unchecked: writer.bytes)
    }

    private static func insert<Path: Collection<String>>(
        _ new: Node, at path: Path, into members: inout [(name: String, node: Node)]
    ) -> Bool {
        guard let name = path.first else { return false }
        let rest = path.dropFirst()
        guard let index = members.firstIndex(where: { $0.name == name }) else {
            if rest.isEmpty {
                members.append((name, new))
                return true
            }
            var inner: [(name: String, node: Node)] = []
            let inserted = insert(new, at: rest, into: &inner)
            members.append((name, .object(inner)))
            return inserted
        }
        switch (members[index].node, new) {
        case (.object(var inner), _) where !rest.isEmpty:
            let inserted = insert(new, at: rest, into: &inner)
            members[index].node = .object(inner)
            return inserted
        case (.list(var elements), .list(let more)) where rest.isEmpty:
            // Taken out first, so that the array grows in place.
            members[index].node = .list([])
            elements += more
            members[index].node = .list(elements)
            return true
        default: return false
        }
    }

    private static func write(_ members: [(name: String, node: Node)], to writer: inout JSONWriter) {
        writer.beginObject()
        for (name, node) in members {
            writer.key(name)
            switch node {
            case .value(let value): writer.raw(value)
            case .object(let inner): write(inner, to: &writer)
            case .list(let elements):
                writer.beginArray()
                for element in elements { writer.raw(element) }
                writer.endArray()
            }
        }
        writer.endObject()
    }
}
