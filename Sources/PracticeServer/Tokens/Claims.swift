import CentrifugoProtocol
import LosslessJSON

/// The claims of a token, read as Go's `encoding/json` reads them into the server's types.
struct Claims {
    /// The audiences that the token is for.
    let audience: [ByteText]
    /// The time from which it is not good any more.
    let expiry: NumericDate?
    /// The time up to which it is not good yet.
    let notBefore: NumericDate?
    private let document: JSONValue
    private let values: Request

    /// Reads claims; wrong types of those that the server knows make the token invalid, others are nothing.
    init(_ document: JSONValue, as shape: RequestShape) throws(TokenError) {
        self.document = document
        values = try Self.decode(document, as: shape)
        audience = try Self.audience(values)
        expiry = try Self.date(values, "exp")
        notBefore = try Self.date(values, "nbf")
        // When it was made does not matter, but it must be a time.
        _ = try Self.date(values, "iat")
    }

    static func decode(_ value: JSONValue, as shape: RequestShape) throws(TokenError) -> Request {
        do throws(WrongType) {
            return try RequestDecoder.decode(value, as: shape)
        } catch {
            throw .invalid
        }
    }

    func text(_ name: String) -> ByteText { values.text(name) }

    func texts(_ name: String) -> [ByteText] { values.texts(name) }

    /// What a claim of any type would be as the user of a connection; of repeated ones the first counts.
    func spelling(of name: ByteText) -> ByteText {
        guard let value = document.members.first(where: { ByteText($0.name) == name })?.value else { return .empty }
        switch value.kind {
        case .null: return .empty
        case .string: return ByteText(decoding: value)
        case .number where value.int64 == nil && value.uint64 == nil: return ByteText(Self.plain(value.text))
        default: return ByteText(Array(value.bytes))
        }
    }

    /// When what the token allows ends, in seconds since 1970: `expire_at` before `exp`; 0 is never.
    var expireAt: Int64 {
        if case .signed(let seconds) = values["expire_at"] { return max(seconds, 0) }
        return expiry?.seconds ?? 0
    }

    /// What is said of the subscription that the token is for.
    func subscription() throws(TokenError) -> SubscriptionClaims { try SubscriptionClaims(values) }

    /// The connection's information as it was written, empty where there is none.
    func info() throws(TokenError) -> [UInt8] {
        guard let info = values.payload("info", base64: "b64info") else { throw .malformedInfo }
        return info
    }

    /// The members of an object of objects in their order, the last of repeated ones.
    func objects(_ name: String, as shape: RequestShape) throws(TokenError) -> [(name: ByteText, value: Request)] {
        guard let value = values.json(name), !value.isNull else { return [] }
        guard value.kind == .object else { throw .invalid }
        var objects: [(name: ByteText, value: Request)] = []
        var places: [ByteText: Int] = [:]
        for member in value.members {
            let name = ByteText(member.name)
            let object = try Self.decode(member.value, as: shape)
            if let place = places[name] {
                objects[place].value = object
            } else {
                places[name] = objects.count
                objects.append((name, object))
            }
        }
        return objects
    }

    /// A text or an array of texts; unlike elsewhere `null` is neither.
    private static func audience(_ values: Request) throws(TokenError) -> [ByteText] {
        guard let value = values.json("aud") else { return [] }
        let texts = value.kind == .string ? [value] : Array(value.elements)
        guard value.kind == .string || value.kind == .array, texts.allSatisfy({ $0.kind == .string }) else {
            throw .invalid
        }
        return texts.map { ByteText(decoding: $0) }
    }

    private static func date(_ values: Request, _ name: String) throws(TokenError) -> NumericDate? {
        guard let value = values.json(name), !value.isNull else { return nil }
        guard let date = NumericDate(value) else { throw .invalid }
        return date
    }

    /// A number with a fraction or an exponent, without zeros that say nothing.
    private static func plain(_ number: String) -> String {
        let text = Double(number).map { "\($0)" } ?? number
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}

extension Request {
    /// The value of a raw field.
    fileprivate func json(_ name: String) -> JSONValue? {
        raw(name).flatMap { try? JSONValue.parse($0, options: RequestDecoder.options) }
    }

    /// JSON as it was sent or, where it is not empty, what is there in base64; `nil` where that is none.
    func payload(_ name: String, base64: String) -> [UInt8]? {
        let encoded = text(base64)
        return encoded.isEmpty ? raw(name) ?? [] : Base64.decode(encoded.bytes)
    }
}
