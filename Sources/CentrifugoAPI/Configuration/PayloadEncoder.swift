public import LosslessJSON

/// Turns a value of an application into the JSON that is sent for it.
///
/// What it throws comes out as ``APIError/encoding(_:)``, and nothing is sent.
public typealias PayloadEncoder = @Sendable (any Encodable) throws -> JSONText

/// What a ``PayloadEncoder`` threw.
public struct EncodingFailure: Error, Sendable, Equatable {
    /// The error itself.
    public let underlying: any Error

    /// Wraps an error.
    public init(_ underlying: any Error) { self.underlying = underlying }

    /// Returns whether both describe themselves alike: errors as such cannot be compared.
    public static func == (one: Self, other: Self) -> Bool {
        String(reflecting: one.underlying) == String(reflecting: other.underlying)
    }
}
