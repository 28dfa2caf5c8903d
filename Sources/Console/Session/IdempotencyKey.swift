internal import CentrifugoProtocol
internal import LosslessJSON

/// Keys by which the server knows a publication that it has had already, so that sending again does no harm.
enum IdempotencyKey {
    static let field = "idempotency_key"

    /// A key that nobody else makes: 128 random bits.
    static func new() -> String {
        var random = SystemRandomNumberGenerator()
        let words = [random.next() as UInt64, random.next() as UInt64]
        return "centsh-" + words.map(\.hexadecimal).joined()
    }
}

extension PendingBatch.Item {
    /// Whether the server would know the command again.
    var hasKey: Bool { body.value[IdempotencyKey.field].map { $0.string != "" && !$0.isNull } ?? false }

    /// Whether the method takes a key.
    var takesKey: Bool { Method.named(method)?.signature.field(named: IdempotencyKey.field) != nil }
}

extension JSONText {
    /// The object with one more member at its end; anything else as it is.
    func adding(key: String) -> JSONText {
        var writer = JSONWriter()
        writer.beginObject()
        for member in value.members where member.name != IdempotencyKey.field {
            writer.key(member.name)
            writer.raw(member.value.jsonText)
        }
        writer.key(IdempotencyKey.field)
        writer.string(key)
        writer.endObject()
        return value.kind == .object ? JSONText(unchecked: writer.bytes) : self
    }
}
