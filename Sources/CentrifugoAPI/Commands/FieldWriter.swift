internal import LosslessJSON

/// Writes the params of a ``Command``, field by field; a value that was not given leaves no field.
struct FieldWriter {
    private var json = JSONWriter()

    init() { json.beginObject() }

    consuming func finish() -> JSONText {
        json.endObject()
        return JSONText(unchecked: json.bytes)
    }

    mutating func add(_ name: String, _ value: String?) {
        guard let value else { return }
        json.key(name)
        json.string(value)
    }

    mutating func add(_ name: String, _ value: (some FixedWidthInteger)?) {
        guard let value else { return }
        json.key(name)
        json.integer(value)
    }

    mutating func add(_ name: String, _ value: Bool?) {
        guard let value else { return }
        json.key(name)
        json.bool(value)
    }

    mutating func add(_ name: String, _ value: JSONText?) {
        guard let value else { return }
        json.key(name)
        json.raw(value)
    }

    /// A flag that is off by default: only the word that changes something is sent.
    mutating func add(_ name: String, ifSet value: Bool) {
        if value { add(name, true) }
    }

    /// Bytes have a field of their own, which is named after the one for JSON.
    mutating func add(_ name: String, _ value: Payload?) {
        switch value {
        case .json(let text): add(name, text)
        case .base64(let text): add("b64" + name, text)
        case nil: break
        }
    }

    mutating func add(_ name: String, list values: [String]) {
        json.key(name)
        json.beginArray()
        for value in values { json.string(value) }
        json.endArray()
    }

    /// The names are sorted, so that the same tags are always the same bytes.
    mutating func add(_ name: String, pairs: [String: String]) {
        guard !pairs.isEmpty else { return }
        add(name) { fields in
            for (name, value) in pairs.sorted(by: { $0.key < $1.key }) { fields.add(name, value) }
        }
    }

    mutating func add(_ name: String, object write: (inout FieldWriter) -> Void) {
        json.key(name)
        json.beginObject()
        write(&self)
        json.endObject()
    }

    /// An empty epoch means that the server need not compare it, so it is not sent.
    mutating func add(_ name: String, _ position: StreamPosition?) {
        guard let position else { return }
        add(name) { fields in
            fields.add("offset", position.offset)
            if !position.epoch.isEmpty { fields.add("epoch", position.epoch) }
        }
    }
}
