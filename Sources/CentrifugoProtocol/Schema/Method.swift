/// A call of the server's HTTP API.
public struct Method: Sendable {
    /// Which server answers it.
    public enum Edition: Sendable {
        /// Every server.
        case open
        /// The commercial edition; the open one answers 404, or error 104 in a batch.
        case pro
    }

    /// What it is called and takes.
    public let signature: Signature
    /// What its result looks like.
    public let reply: ReplyShape
    /// The errors that a good connection with the right key can get.
    public let failures: [Failure]
    /// Which server answers it.
    public let edition: Edition
    /// Its number in the legacy line protocol, where it has one.
    public let legacyNumber: Int?

    /// Makes a method.
    public init(
        _ signature: Signature, reply: ReplyShape, failures: [Failure], edition: Edition = .open,
        legacyNumber: Int? = nil
    ) {
        self.signature = signature
        self.reply = reply
        self.failures = failures
        self.edition = edition
        self.legacyNumber = legacyNumber
    }

    /// The name on the wire.
    public var name: String { signature.name }

    /// Returns what an error code means for this method: its own explanation, else the general one.
    public func explanation(of code: Int) -> (meaning: String, advice: String)? {
        if let own = failures.first(where: { $0.code.rawValue == code }), let meaning = own.meaning {
            return (meaning, own.advice ?? own.code.advice)
        }
        guard let known = ServerError(rawValue: code) else { return nil }
        return (known.meaning, known.advice)
    }
}

extension Method: CustomStringConvertible {
    /// The name on the wire.
    public var description: String { name }
}

/// One way in which a method fails.
public struct Failure: Sendable {
    /// The code that the server answers.
    public let code: ServerError
    /// What it means for this method; `{channel}` and `{namespace}` stand for the ones called.
    public let meaning: String?
    /// What to do about it.
    public let advice: String?

    /// Makes a failure; without a meaning of its own the general one of the code counts.
    public init(_ code: ServerError, _ meaning: String? = nil, advice: String? = nil) {
        self.code = code
        self.meaning = meaning
        self.advice = advice
    }
}

/// What a method's result looks like, and so how it is shown and judged.
public enum ReplyShape: Sendable, CaseIterable {
    /// `{}`.
    case empty
    /// The position after a publication, or nothing where no history is kept.
    case position
    /// A result or an error for each channel, in order.
    case responses
    /// Publications and the position of the stream.
    case publications
    /// Who is there, by client id.
    case presence
    /// How many are there.
    case presenceStats
    /// The nodes of the server.
    case nodes
    /// Channels with their subscribers.
    case channels
    /// Data made by the method.
    case data
    /// What became of a change to a key.
    case keyChange
    /// Keys and values, or a stream of their changes.
    case entries
    /// How many keys there are.
    case keyCount
    /// A reply for each command, in order.
    case replies
    /// An object of the commercial edition.
    case object
}

extension ReplyShape {
    /// The members of the result, as the help lists them.
    public var members: [String] {
        switch self {
        case .empty, .object: []
        case .position: ["offset", "epoch"]
        case .responses: ["responses"]
        case .publications: ["publications", "offset (top of the stream)", "epoch"]
        case .presence: ["presence"]
        case .presenceStats: ["num_clients", "num_users"]
        case .nodes: ["nodes"]
        case .channels: ["channels"]
        case .data: ["data"]
        case .keyChange: ["offset", "epoch", "suppressed", "suppress_reason"]
        case .entries: ["entries", "offset", "epoch", "cursor"]
        case .keyCount: ["num_keys"]
        case .replies: ["replies"]
        }
    }
}
