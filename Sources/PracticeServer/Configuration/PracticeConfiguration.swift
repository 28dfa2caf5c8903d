/// All that a practice server can be told: what a Centrifugo 6 configuration says of the things that it honours.
public struct PracticeConfiguration: Sendable, Hashable {
    /// A kind of channels: those whose names begin with `name:`.
    public struct Namespace: Sendable, Hashable {
        /// The part of the channels' names before the first `:`.
        public var name: String
        /// What they can do.
        public var options: ChannelOptions
        /// What they are good for, in one line; empty for those of a file.
        public var summary: String

        /// Makes a namespace.
        public init(_ name: String, _ options: ChannelOptions, summary: String = "") {
            self.name = name
            self.options = options
            self.summary = summary
        }
    }

    /// Where the server listens.
    public var listen = Listen()
    /// How the HTTP API answers.
    public var api = API()
    /// How the server looks in `info`.
    public var nodeName = "practice"
    /// What clients may do.
    public var client = ClientOptions()
    /// The endpoint for WebSocket clients.
    public var webSocket = WebSocketOptions()
    /// The rules for the names of channels.
    public var naming = ChannelNaming()
    /// What channels can do whose names have no namespace.
    public var withoutNamespace = ChannelOptions()
    /// The kinds of channels, in the order of the file.
    public var namespaces: [Namespace] = []
    /// How long the position of a stream outlives its last use: 30 days unless set; zero: for ever.
    public var historyMetaTTL = Duration.seconds(720 * 3600)
    /// JSON paths of what the file says and this server does not honour, in the order of the file.
    public var ignored: [String] = []

    /// Makes the configuration of an empty file: one kind of channels without any feature, and no key.
    public init() {}

    /// Where a server listens.
    public struct Listen: Sendable, Hashable {
        /// The address; the loopback one unless the file says otherwise.
        public var address = "127.0.0.1"
        /// The port of everything.
        public var port = 8000
        /// The address of `internalPort`; empty: that of `port`.
        public var internalAddress = ""
        /// The port of all that is not for clients, where that has one of its own.
        public var internalPort: Int?
    }

    /// How the HTTP API answers.
    public struct API: Sendable, Hashable {
        /// The key that callers must know; empty: nobody can call.
        public var key = PracticeSecret("")
        /// Whether nobody needs a key.
        public var isInsecure = false
        /// Whether there is no API at all.
        public var isDisabled = false
        /// Whether it stays on the main port where there is an internal one.
        public var isExternal = false
        /// The path before the methods, without a slash at the end.
        public var prefix = "/api"
        /// Whether errors are HTTP statuses.
        public var usesTransportErrors = false
    }

    /// The endpoint for WebSocket clients.
    public struct WebSocketOptions: Sendable, Hashable {
        /// Whether there is none.
        public var isDisabled = false
        /// Its path, without a slash at the end.
        public var path = "/connection/websocket"
        /// The longest message from a client, in bytes.
        public var messageSizeLimit = 65_536
    }
}

/// How names of channels are read.
public struct ChannelNaming: Sendable, Hashable {
    /// What ends the namespace.
    public var namespaceBoundary = ":"
    /// What a name begins with that clients need a token for.
    public var privatePrefix = "$"
    /// What the users of a user-limited channel stand after.
    public var userBoundary = "#"
    /// What separates them.
    public var userSeparator = ","
    /// The longest name that a client may use, in bytes.
    public var maxLength = 255
}

/// What clients may do and how long the server waits for them.
public struct ClientOptions: Sendable, Hashable {
    /// How tokens are checked.
    public struct Tokens: Sendable, Hashable {
        /// The secret that signs them; empty: no token is good.
        public var secret = PracticeSecret("")
        /// The secret before that one, for as long as tokens are around that it signed; empty: none.
        public var previousSecret = PracticeSecret("")
        /// The last second since 1970 in which the secret before is good; `nil`: it always is.
        public var previousSecretValidUntil: Int64?
        /// The audience that they must name; empty: any.
        public var audience = ""
        /// The issuer that they must name; empty: any.
        public var issuer = ""
        /// A regular expression that must be found in an audience; empty: any.
        public var audienceRegex = ""
        /// A regular expression that must be found in the issuer; empty: any.
        public var issuerRegex = ""
        /// The claim that names the user; empty: `sub`.
        public var userIDClaim = ""

        /// Makes options under which no token is good.
        public init() {}
    }

    /// How connection tokens are checked, and subscription tokens too unless they have their own rules.
    public var token = Tokens()
    /// How subscription tokens are checked, where that differs.
    public var subscriptionToken: Tokens?
    /// Whether anybody may sign tokens.
    public var insecureSkipTokenSignatureVerify = false
    /// The web pages from which browsers may connect.
    public var allowedOrigins: [String] = []
    /// Whether clients connect without a token, as nobody.
    public var allowAnonymousConnectWithoutToken = false
    /// Whether tokens must name a user.
    public var disallowAnonymousConnectionTokens = false
    /// Whether clients may do almost anything without tokens.
    public var isInsecure = false
    /// The request header that names the user, where a proxy in front sets one; empty: none.
    public var userIDHeader = ""
    /// Whether the answer to `connect` has the server's time.
    public var includesServerTime = false
    /// How often the server asks whether a client is there.
    public var pingInterval = Duration.seconds(25)
    /// How long it waits for the answer.
    public var pongTimeout = Duration.seconds(8)
    /// How long a connection may be silent before it says `connect`.
    public var staleCloseDelay = Duration.seconds(10)
    /// How long a client may take to renew its token.
    public var expiredCloseDelay = Duration.seconds(25)
    /// How long a client may take to renew the token of a subscription.
    public var expiredSubCloseDelay = Duration.seconds(25)
    /// How often the server looks after subscriptions: tokens, presence and places in streams.
    public var presenceUpdateInterval = Duration.seconds(27)
    /// How many channels a connection may be in.
    public var channelLimit = 128
    /// How many connections a user may have; 0: any number.
    public var userConnectionLimit = 0
    /// How many connections the server takes; 0: any number.
    public var connectionLimit = 0
    /// How much may wait for a client that does not read, in bytes, before it is disconnected; 0: 1 MiB.
    public var queueMaxSize = 1_048_576
    /// The most publications in a client's answer to `history`; 0: any number.
    public var historyMaxPublicationLimit = 300
    /// The most publications that a client recovers; 0: any number.
    public var recoveryMaxPublicationLimit = 300
    /// The namespace of every user's own channel, where each has one; empty: the one without.
    public var personalChannelNamespace: String?
    /// Whether a user's new connection ends the one before.
    public var personalChannelIsSingle = false
}
