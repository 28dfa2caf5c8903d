internal import CentrifugoProtocol

/// Where the server's configuration holds the options of a channel.
enum ChannelPlace: Hashable {
    /// In a namespace.
    case namespace(String)
    /// Among the options for channels without one.
    case withoutNamespace
    /// Nobody said which channel.
    case unknown

    init(_ channel: String?) {
        guard let channel else {
            self = .unknown
            return
        }
        self = ChannelName(channel).namespace.map { .namespace($0) } ?? .withoutNamespace
    }

    /// The place as the end of a phrase such as "no history …".
    var here: String {
        switch self {
        case .namespace, .unknown: "in this namespace"
        case .withoutNamespace: "for channels without namespace"
        }
    }
}
