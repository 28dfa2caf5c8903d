internal import CentrifugoProtocol
public import LosslessJSON

/// What is sent to clients: JSON, or bytes as base64.
public enum Payload: Sendable, Hashable {
    /// JSON, sent byte for byte as it stands.
    case json(JSONText)
    /// Bytes for binary clients, in the standard base64 alphabet with padding; JSON clients cannot read them.
    case base64(String)
}

extension Payload {
    /// Makes a payload of bytes for binary clients.
    public static func bytes(_ bytes: some Sequence<UInt8>) -> Payload {
        .base64(Base64.encode(bytes))
    }

    /// Makes a payload of a value; a `JSONText` or `JSONValue` goes as it is, past the encoder.
    ///
    /// - Throws: ``APIError/encoding(_:)`` with what the encoder threw.
    public static func encoding(
        _ value: some Encodable, with encoder: PayloadEncoder = ClientConfiguration.defaultEncoder
    ) throws(APIError) -> Payload {
        .json(try JSONText(encoding: value, with: encoder))
    }
}

extension JSONText {
    init(encoding value: some Encodable, with encoder: PayloadEncoder) throws(APIError) {
        if let text = value as? JSONText {
            self = text
            return
        }
        if let json = value as? JSONValue {
            self = json.jsonText
            return
        }
        do {
            self = try encoder(value)
        } catch {
            throw .encoding(EncodingFailure(error))
        }
    }
}
