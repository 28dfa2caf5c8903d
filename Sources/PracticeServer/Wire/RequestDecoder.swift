import CentrifugoProtocol
import LosslessJSON

/// A request that is JSON but not of its method's shape: the server answers HTTP 400.
struct WrongType: Error {}

/// Reads requests as Go's `encoding/json` reads them into the server's types.
///
/// The rules where it differs from what one would guess: names count in any case; of repeated names the last wins,
/// except that objects and pairs go into the ones already there; unknown names are nothing; `null` leaves texts,
/// flags and numbers alone and clears lists, pairs and objects, but it *is* the value of a raw field; a number must be
/// spelled as a whole one and fit its width.
enum RequestDecoder {
    /// What the bytes of a request may be.
    static let options = JSONOptions(acceptsInvalidUTF8: true)

    /// Decodes a request; `null` is an empty one.
    static func decode(_ body: JSONValue, as shape: RequestShape) throws(WrongType) -> Request {
        var value = RequestValue.absent
        try decode(body, as: .object(shape), into: &value)
        guard case .object(let values) = value else { return Request(shape) }
        return Request(shape, values: values)
    }

    private static func decode(
        _ value: JSONValue, as kind: RequestShape.Kind, into current: inout RequestValue
    ) throws(WrongType) {
        switch (kind, value.kind) {
        case (.raw, _):
            current = .raw(Array(value.bytes))
        case (.text, .null), (.flag, .null), (.integer, .null):
            break
        case (.list, .null), (.pairs, .null), (.object, .null):
            current = .absent
        case (.text, .string):
            current = .text(ByteText(decoding: value))
        case (.flag, .bool):
            current = .flag(value.bool == true)
        case (.integer(let width), .number):
            current = try integer(value, width)
        case (.list(let element), .array):
            current = .list(try list(value, of: element, over: take(&current)))
        case (.pairs, .object):
            current = .pairs(try pairs(value, over: take(&current)))
        case (.object(let shape), .object):
            current = .object(try members(value, of: shape, over: take(&current)))
        default:
            throw WrongType()
        }
    }

    /// Moves the value out, so that what is in it can be changed in place.
    private static func take(_ current: inout RequestValue) -> RequestValue {
        let value = current
        current = .absent
        return value
    }

    private static func members(
        _ value: JSONValue, of shape: RequestShape, over current: RequestValue
    ) throws(WrongType) -> [RequestValue] {
        var values: [RequestValue]
        if case .object(let earlier) = current {
            values = earlier
        } else {
            values = Array(repeating: .absent, count: shape.members.count)
        }
        let document = value.bytes
        for member in value.members {
            guard let place = place(of: member, spelled: document[member.nameSpan], in: shape) else { continue }
            try decode(member.value, as: shape.members[place].kind, into: &values[place])
        }
        return values
    }

    private static func place(
        of member: JSONValue.Member, spelled literal: ArraySlice<UInt8>, in shape: RequestShape
    ) -> Int? {
        let name = literal.dropFirst().dropLast()
        if name.contains(where: { $0 == UInt8(ascii: "\\") || $0 >= 0x80 }) {
            return shape.place(ofSent: Array(member.name.utf8)[...])
        }
        return shape.place(ofSent: name)
    }

    /// An element over an earlier one keeps what `null` leaves alone there.
    private static func list(
        _ value: JSONValue, of element: RequestShape.Kind, over current: RequestValue
    ) throws(WrongType) -> [RequestValue] {
        var items: [RequestValue] = []
        if case .list(let earlier) = current { items = earlier }
        var count = 0
        for item in value.elements {
            if count == items.count { items.append(.absent) }
            try decode(item, as: element, into: &items[count])
            count += 1
        }
        items.removeSubrange(count...)
        return items
    }

    private static func pairs(
        _ value: JSONValue, over current: RequestValue
    ) throws(WrongType) -> [ByteText: ByteText] {
        var pairs: [ByteText: ByteText] = [:]
        if case .pairs(let earlier) = current { pairs = earlier }
        for member in value.members {
            switch member.value.kind {
            case .string: pairs[ByteText(member.name)] = ByteText(decoding: member.value)
            case .null: pairs[ByteText(member.name)] = .empty
            default: throw WrongType()
            }
        }
        return pairs
    }

    private static func integer(_ value: JSONValue, _ width: IntegerKind.Width) throws(WrongType) -> RequestValue {
        switch width {
        case .int32, .int64:
            guard let number = value.int64, width == .int64 || Int32(exactly: number) != nil else { throw WrongType() }
            return .signed(number)
        case .uint32, .uint64:
            // Go refuses a sign here, even that of `-0`.
            guard value.bytes.first != UInt8(ascii: "-"), let number = value.uint64,
                width == .uint64 || number <= UInt32.max
            else { throw WrongType() }
            return .unsigned(number)
        }
    }
}

extension ByteText {
    /// The characters of a JSON string, with U+FFFD for what is no character.
    init(decoding value: JSONValue) {
        let content = value.bytes.dropFirst().dropLast()
        if content.contains(where: { $0 == UInt8(ascii: "\\") || $0 >= 0x80 }) {
            self.init(value.string ?? "")
        } else {
            self.init(Array(content))
        }
    }
}

extension UInt8 {
    /// Whether the byte may stand between the tokens of JSON (RFC 8259 §2).
    var isJSONSpace: Bool {
        switch self {
        case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): true
        default: false
        }
    }
}
