import CentrifugoProtocol

/// Why a client's command is not carried out.
enum CommandFailure: Error {
    /// The command is answered with an error; the connection goes on.
    case error(ClientError)
    /// The connection ends.
    case disconnect(Disconnect)
}

/// An error in an answer to a client.
struct ClientError: Sendable, Equatable {
    let number: Int
    let message: String

    /// Whether the client may try again.
    var isTemporary: Bool { number == 100 || number == 111 || number == 113 }

    private init(_ number: Int) {
        self.number = number
        message = Code.message(number, .client)
    }

    static let `internal` = ClientError(100)
    static let unknownChannel = ClientError(102)
    static let permissionDenied = ClientError(103)
    static let alreadySubscribed = ClientError(105)
    static let limitExceeded = ClientError(106)
    static let badRequest = ClientError(107)
    static let notAvailable = ClientError(108)
    static let tokenExpired = ClientError(109)
    static let expired = ClientError(110)
    static let unrecoverablePosition = ClientError(112)
}

/// Why a connection ends.
struct Disconnect: Sendable, Equatable {
    let code: UInt32
    let reason: String

    init(code: UInt32, reason: String) {
        self.code = code
        self.reason = reason
    }

    private init(_ number: Int) {
        self.init(code: UInt32(number), reason: Code.message(number, .disconnect))
    }

    static let connectionClosed = Disconnect(3000)
    static let shutdown = Disconnect(3001)
    static let connectionExpired = Disconnect(3005)
    static let subscriptionExpired = Disconnect(3006)
    static let slow = Disconnect(3008)
    static let insufficientState = Disconnect(3010)
    static let noPong = Disconnect(3012)
    static let invalidToken = Disconnect(3500)
    static let badRequest = Disconnect(3501)
    static let forced = Disconnect(3503)
    static let stale = Disconnect(3502)
    static let connectionLimit = Disconnect(3504)
    static let channelLimit = Disconnect(3505)
    static let inappropriateProtocol = Disconnect(3506)
    static let permissionDenied = Disconnect(3507)
    static let notAvailable = Disconnect(3508)
}

/// Why the server ends a subscription.
struct UnsubscribeReason: Sendable, Equatable {
    let code: Int
    let reason: String

    private init(_ number: Int) {
        code = number
        reason = Code.message(number, .unsubscribe)
    }

    static let server = UnsubscribeReason(2000)
    static let insufficientState = UnsubscribeReason(2500)
    static let expired = UnsubscribeReason(2501)
}

extension Code {
    fileprivate static func message(_ number: Int, _ origin: Origin) -> String {
        explaining(number).first { $0.origin == origin }?.message ?? ""
    }
}

extension CommandFailure {
    static let badRequest = CommandFailure.disconnect(.badRequest)
}
