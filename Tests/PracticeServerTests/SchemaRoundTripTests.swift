import CentrifugoProtocol
import LosslessJSON
import Testing

@testable import PracticeServer

/// The client's encoding and the server's decoding come from one schema, and agree.
struct SchemaRoundTripTests {
    @Test(arguments: Method.open) func `every field of a request is decoded to what was sent`(method: Method) throws {
        let fields = method.signature.fields
        let sent = try JSONValue.parse(text { Self.write(fields, to: &$0) })
        let shape = RequestShape(fields)
        let decoded = try RequestDecoder.decode(sent, as: shape)
        #expect(text { Self.write(decoded.values, shape, to: &$0) } == sent.text)
    }

    @Test(arguments: Method.open) func `a request with every field is answered, alone and in a batch`(method: Method)
        throws
    {
        let server = try makeServer()
        let sent = text { Self.write(method.signature.fields, to: &$0) }
        #expect(server.status(method.name, sent) == 200)
        #expect(server.call("batch", #"{"commands":[{"\#(method.name)":\#(sent)}]}"#).hasPrefix(#"{"replies":[{"#))
    }

    private func text(_ write: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter()
        write(&writer)
        return writer.text.description
    }

    /// Writes an object with a value for every field.
    private static func write(_ fields: [Field], to writer: inout JSONWriter) {
        writer.beginObject()
        for field in fields {
            writer.key(field.name)
            write(field.kind, to: &writer)
        }
        writer.endObject()
    }

    private static func write(_ kind: ValueKind, to writer: inout JSONWriter) {
        switch kind {
        case .flag: writer.bool(true)
        case .integer(let integer): writer.integer(integer.maximum)
        case .offset: writer.integer(UInt64.max)
        case .json: writer.raw(JSONText(unchecked: Array(#"{"z":1.0,"a":[1e400]}"#.utf8)))
        case .list(let inner):
            writer.beginArray()
            write(inner, to: &writer)
            writer.endArray()
        case .pairs:
            writer.beginObject()
            writer.member("k", string: "v")
            writer.endObject()
        case .object(let inner): write(inner, to: &writer)
        case .base64: writer.string("AAE=")
        default: writer.string("hist:é\n")
        }
    }

    /// Writes what was decoded, in the order of the shape.
    private static func write(_ values: [RequestValue], _ shape: RequestShape, to writer: inout JSONWriter) {
        writer.beginObject()
        for (member, value) in zip(shape.members, values) {
            writer.key(member.name)
            write(value, member.kind, to: &writer)
        }
        writer.endObject()
    }

    private static func write(_ value: RequestValue, _ kind: RequestShape.Kind, to writer: inout JSONWriter) {
        switch (value, kind) {
        case (.text(let text), _): writer.string(text.text)
        case (.flag(let flag), _): writer.bool(flag)
        case (.signed(let number), _): writer.integer(number)
        case (.unsigned(let number), _): writer.integer(number)
        case (.raw(let bytes), _): writer.raw(JSONText(unchecked: bytes))
        case (.list(let items), .list(let inner)):
            writer.beginArray()
            for item in items { write(item, inner, to: &writer) }
            writer.endArray()
        case (.pairs(let pairs), _):
            writer.beginObject()
            for (name, text) in pairs { writer.member(name.text, string: text.text) }
            writer.endObject()
        case (.object(let values), .object(let inner)): write(values, inner, to: &writer)
        default: writer.null()
        }
    }
}
