internal import CentrifugoProtocol
internal import LosslessJSON

/// Commands as they would be typed.
enum CommandText {
    /// The method and what it was called on: `history_remove hist:news`.
    static func subject(_ exchange: Exchange) -> StyledLine {
        let named = exchange.method?.signature.positionals.compactMap { field -> StyledLine? in
            guard let value = exchange.body?[field.name] else { return nil }
            switch field.kind {
            case .channel, .user, .client, .text, .choice: return word(value, field.kind)
            case .list: return PayloadText.compact(value)
            default: return nil
            }
        }
        return ([StyledLine(untrusted: exchange.name)] + (named ?? [])).joined(by: " ")
    }

    /// The channel of a command, or its channels.
    static func channel(_ method: Method?, _ body: JSONValue) -> StyledLine {
        guard let field = channelField(method), let value = body[field.name] else { return "" }
        return word(value, field.kind)
    }

    /// All that a command was given beside its channel: positional values first, then `name=value`.
    ///
    /// The body of a method that is not in the schema is shown as it is.
    static func rest(_ method: Method?, _ body: JSONValue) -> StyledLine {
        guard let method, body.kind == .object else { return PayloadText.compact(body) }
        let channel = channelField(method)?.name
        let placed = method.signature.positionals.filter { $0.name != channel }.prefix { body[$0.name] != nil }
        var words = placed.compactMap { field in body[field.name].map { word($0, field.kind) } }
        for member in body.members where member.name != channel && !placed.contains(where: { $0.name == member.name }) {
            words += named(member.name, member.value, method.signature.field(named: member.name)?.kind)
        }
        return words.joined(by: " ")
    }

    private static func named(_ path: String, _ value: JSONValue, _ kind: ValueKind?) -> [StyledLine] {
        switch kind {
        case .object(let inner) where value.kind == .object && value.count > 0:
            value.members.flatMap { member in
                named("\(path).\(member.name)", member.value, inner.first { $0.name == member.name }?.kind)
            }
        case .pairs where value.kind == .object && value.count > 0:
            value.members.flatMap { named("\(path).\($0.name)", $0.value, .text) }
        default:
            [StyledLine(untrusted: path) + "=" + word(value, kind)]
        }
    }

    private static func channelField(_ method: Method?) -> Field? {
        method?.signature.fields.first { field in
            switch field.kind {
            case .channel, .list(.channel): true
            default: false
            }
        }
    }

    /// The command on one line as it could be typed, but no longer than helps to know it again.
    static func summary(_ method: String, _ body: JSONValue) -> String {
        let known = Method.named(method)
        let line = [StyledLine(untrusted: method), channel(known, body), rest(known, body)].joined(by: " ")
        return line.cut(to: 60, in: Display()).plainText(in: Display())
    }

    /// A text without its quotes where it would be read as the same text, anything else as JSON.
    private static func word(_ value: JSONValue, _ kind: ValueKind?) -> StyledLine {
        guard let text = value.string, text.first != "{", text.first != "[", !isRead(text, asJSONBy: kind)
        else { return PayloadText.compact(value) }
        return PayloadText.word(text)
    }

    /// Whether a bare word such as `42` or `true` means something else than that text to a field.
    private static func isRead(_ text: String, asJSONBy kind: ValueKind?) -> Bool {
        switch kind {
        case .json, nil: (try? JSONText(text)) != nil
        default: false
        }
    }
}
