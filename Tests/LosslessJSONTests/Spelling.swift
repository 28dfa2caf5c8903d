/// An encoder that is not ours: lists the scalars it is given, with their paths.
final class Spelling {
    private(set) var lines: [String] = []

    static func of(_ value: some Encodable) throws -> [String] {
        let spelling = Spelling()
        try value.encode(to: Place(spelling: spelling, codingPath: []))
        return spelling.lines
    }

    func add(_ value: String, at path: [any CodingKey]) {
        lines.append(path.map(\.stringValue).joined(separator: ".") + "=" + value)
    }
}

private struct Place: Encoder, SingleValueEncodingContainer {
    let spelling: Spelling
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(Keyed(place: self))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer { Unkeyed(place: self) }

    func singleValueContainer() -> any SingleValueEncodingContainer { self }

    func at(_ key: any CodingKey) -> Place { Place(spelling: spelling, codingPath: codingPath + [key]) }

    func encodeNil() { spelling.add("nil", at: codingPath) }

    func encode<Value: Encodable>(_ value: Value) throws {
        if value is Bool || value is String || value is any FixedWidthInteger {
            spelling.add("\(value)", at: codingPath)
        } else {
            try value.encode(to: self)
        }
    }
}

private struct Keyed<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let place: Place
    var codingPath: [any CodingKey] { place.codingPath }

    func encodeNil(forKey key: Key) { place.at(key).encodeNil() }

    func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws { try place.at(key).encode(value) }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        place.at(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        place.at(key).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { place }

    func superEncoder(forKey key: Key) -> any Encoder { place.at(key) }
}

private struct Unkeyed: UnkeyedEncodingContainer {
    let place: Place
    private(set) var count = 0
    var codingPath: [any CodingKey] { place.codingPath }

    init(place: Place) { self.place = place }

    private mutating func next() -> Place {
        defer { count += 1 }
        return place.at(Index(intValue: count))
    }

    mutating func encodeNil() { next().encodeNil() }

    mutating func encode<Value: Encodable>(_ value: Value) throws { try next().encode(value) }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        next().container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { next().unkeyedContainer() }

    mutating func superEncoder() -> any Encoder { next() }
}

private struct Index: CodingKey {
    let intValue: Int?
    var stringValue: String { intValue.map(String.init) ?? "" }

    init(intValue: Int) { self.intValue = intValue }

    init?(stringValue: String) { nil }
}
