import CentrifugoProtocol
import Testing

@testable import PracticeServer

/// What the server calls its reasons comes from the table of codes, by number.
struct CommandFailureTests {
    @Test(arguments: [
        ClientError.internal, .unknownChannel, .permissionDenied, .alreadySubscribed, .limitExceeded, .badRequest,
        .notAvailable, .tokenExpired, .expired, .unrecoverablePosition,
    ])
    func `an error says what the table of codes says`(error: ClientError) {
        expectMessage(error.message, error.number, .client)
    }

    @Test(arguments: [
        Disconnect.connectionClosed, .shutdown, .connectionExpired, .subscriptionExpired, .slow, .insufficientState,
        .noPong, .invalidToken, .badRequest, .forced, .stale, .connectionLimit, .channelLimit, .inappropriateProtocol,
        .permissionDenied, .notAvailable,
    ])
    func `the end of a connection says what the table of codes says`(disconnect: Disconnect) {
        expectMessage(disconnect.reason, Int(disconnect.code), .disconnect)
    }

    @Test(arguments: [UnsubscribeReason.server, .insufficientState, .expired])
    func `the end of a subscription says what the table of codes says`(reason: UnsubscribeReason) {
        expectMessage(reason.reason, reason.code, .unsubscribe)
    }

    private func expectMessage(_ message: String, _ number: Int, _ origin: Code.Origin) {
        #expect(!message.isEmpty, "\(origin) \(number)")
        #expect(
            Code.explaining(number).contains { $0.origin == origin && $0.message == message }, "\(origin) \(number)")
    }
}
