/// The body of a reply, read once from front to back, by one task at a time.
///
/// A body that came whole with its head is here already. Of any other only a small window is
/// received ahead of the reader, so that a slow reader slows the server instead of filling memory.
/// Letting go of a body before its end closes the connection. The connection serves its next request
/// when this body has arrived, so read it (or drop it) before sending another one from the same task.
public struct HTTPBody: Sendable {
    private enum Source: Sendable {
        case ready([UInt8])
        case arriving(IncomingBody)
        case custom(@Sendable () async throws(TransportError) -> [UInt8]?)
    }

    /// How many bytes at most are made room for because a server declares them.
    private static let reserved = 16 << 20

    private var source: Source

    /// The length the server declared or, for a body that came whole, has; `nil` when it is not known.
    public let declaredLength: Int?

    /// Makes a body that is here as a whole.
    public init(_ bytes: [UInt8]) {
        source = .ready(bytes)
        declaredLength = bytes.count
    }

    /// Makes a body from a function that returns the next piece, and `nil` at the end.
    public init(next: @escaping @Sendable () async throws(TransportError) -> [UInt8]?) {
        source = .custom(next)
        declaredLength = nil
    }

    init(_ incoming: IncomingBody, declaredLength: Int?) {
        source = .arriving(incoming)
        self.declaredLength = declaredLength
    }

    /// What has not been read of it, where all of it is here; `nil` where more has to arrive.
    package var whole: [UInt8]? {
        if case .ready(let bytes) = source { bytes } else { nil }
    }

    /// Waits for the next piece and returns it, or `nil` at the end; a piece is never empty.
    ///
    /// - Throws: `TransportError`, after all that arrived before the failure has been returned.
    public mutating func next() async throws(TransportError) -> [UInt8]? {
        switch source {
        case .ready(let bytes):
            source = .ready([])
            return bytes.isEmpty ? nil : bytes
        case .arriving(let incoming):
            return try await incoming.next()
        case .custom(let next):
            return try await next()
        }
    }

    /// Reads all that is left and returns it as one array, which is at most `maxBytes` long.
    ///
    /// - Throws: `TransportError.replyTooLarge` as soon as the declared length or what arrived is more, and
    ///   what `next()` throws.
    public consuming func collect(upTo maxBytes: Int) async throws(TransportError) -> [UInt8] {
        if let declaredLength, declaredLength > maxBytes { throw .replyTooLarge(limit: maxBytes) }
        var whole: [UInt8] = []
        while let piece = try await next() {
            guard piece.count <= maxBytes - whole.count else { throw .replyTooLarge(limit: maxBytes) }
            if whole.isEmpty {
                whole = piece
                if let declaredLength { whole.reserveCapacity(min(declaredLength, Self.reserved)) }
            } else {
                whole.append(contentsOf: piece)
            }
        }
        return whole
    }
}

extension HTTPBody: CustomStringConvertible, CustomReflectable {
    /// What is known of the length; never a byte of the body.
    public var description: String {
        declaredLength.map { "\($0) bytes" } ?? "body of unknown length"
    }

    /// A mirror that shows no more than the description.
    public var customMirror: Mirror {
        Mirror(self, unlabeledChildren: [description])
    }
}
