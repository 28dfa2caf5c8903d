import CentrifugoProtocol

/// The server's answer that it will not or cannot: an error of the protocol.
struct Refusal: Error, Sendable {
    let error: ServerError

    init(_ error: ServerError) { self.error = error }

    static let badRequest = Refusal(.badRequest)
}
