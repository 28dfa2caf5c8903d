// `JSONEncoding` takes texts and values as they are written. Other encoders get what they can express.

extension JSONText: Encodable {
    /// Encodes the parsed value; see `JSONValue.encode(to:)`.
    public func encode(to encoder: any Encoder) throws {
        try value.encode(to: encoder)
    }
}

extension JSONValue: Encodable {
    /// Encodes the value with any encoder, as far as the encoder's types keep it whole.
    ///
    /// `JSONEncoding` does not come here: it keeps the spelling.
    ///
    /// - Throws: `EncodingError.invalidValue` for a number that is no 64-bit integer (it would have to pass through
    ///   `Double`) and for values nested deeper than 512 levels, or what the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        guard encoder.codingPath.count < EncodedNode.maxDepth else { throw unfit(for: encoder) }
        switch kind {
        case .object:
            var container = encoder.container(keyedBy: PathKey.self)
            for member in members {
                try container.encode(member.value, forKey: PathKey(stringValue: member.name))
            }
        case .array:
            var container = encoder.unkeyedContainer()
            for element in elements { try container.encode(element) }
        case .null, .bool, .number, .string:
            try encodeScalar(to: encoder)
        }
    }

    private func encodeScalar(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let string {
            try container.encode(string)
        } else if let bool {
            try container.encode(bool)
        } else if let int64 {
            try container.encode(int64)
        } else if let uint64 {
            try container.encode(uint64)
        } else if isNull {
            try container.encodeNil()
        } else {
            throw unfit(for: encoder)
        }
    }

    private func unfit(for encoder: any Encoder) -> EncodingError {
        let context = EncodingError.Context(
            codingPath: encoder.codingPath, debugDescription: "Only JSONEncoding keeps this JSON whole.")
        return .invalidValue(self, context)
    }
}
