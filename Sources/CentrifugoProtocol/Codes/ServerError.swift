/// The error codes of the server's HTTP API.
public enum ServerError: Int, Sendable, CaseIterable {
    /// Something failed inside the server.
    case `internal` = 100
    /// The channel's namespace is not configured.
    case unknownChannel = 102
    /// There is no such method here.
    case notFound = 104
    /// The request makes no sense.
    case badRequest = 107
    /// The feature is off in this namespace.
    case notAvailable = 108
    /// The position asked for is not of the stream as it is now.
    case unrecoverablePosition = 112
    /// Somebody else was first.
    case conflict = 113
}

extension ServerError {
    /// The text that the server sends with the code.
    public var message: String {
        switch self {
        case .internal: "internal server error"
        case .unknownChannel: "unknown channel"
        case .notFound: "not found"
        case .badRequest: "bad request"
        case .notAvailable: "not available"
        case .unrecoverablePosition: "unrecoverable position"
        case .conflict: "conflict"
        }
    }

    /// What it usually means; `{channel}` and `{namespace}` stand for the ones called.
    public var meaning: String {
        switch self {
        case .internal:
            "The server could not do it: its broker is down, other nodes did not answer in time, or an argument broke it."
        case .unknownChannel:
            "The server has no namespace \"{namespace}\" (the part before the first \":\")."
        case .notFound:
            "The server knows no such method: it belongs to the PRO edition, to another version, or is misspelt."
        case .badRequest:
            "A field that the server needs is missing or empty, base64 is broken, or the data does not fit the namespace."
        case .notAvailable:
            "The feature is off in namespace \"{namespace}\"."
        case .unrecoverablePosition:
            "The epoch differs: the stream was created anew, so the old position means nothing in it."
        case .conflict:
            "Another change came first. The open edition never answers this."
        }
    }

    /// What to check or do.
    public var advice: String {
        switch self {
        case .internal:
            "Look into the server's log at level error, and at the connection to Redis, NATS or PostgreSQL."
        case .unknownChannel:
            "Add it under channel.namespaces, or use a name without \":\"."
        case .notFound:
            "Check the spelling and the edition; rpc has no methods in the open edition."
        case .badRequest:
            "Check the required fields, and publication_data_format and subscription_type of the namespace."
        case .notAvailable:
            "Switch it on for that namespace: the options outside it do not count there."
        case .unrecoverablePosition:
            "Take the new epoch from a fresh history call and read from there."
        case .conflict:
            "Read the current state and try again."
        }
    }

    /// The HTTP status that stands for the code where errors are sent as statuses (transport error mode).
    public var status: Int {
        switch self {
        case .internal: 500
        case .unknownChannel, .notFound: 404
        case .badRequest, .notAvailable: 400
        case .unrecoverablePosition: 416
        case .conflict: 409
        }
    }
}
