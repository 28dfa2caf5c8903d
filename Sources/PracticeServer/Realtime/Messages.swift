/// What the server says of its own accord.
enum Push {
    case publication(Publication, epoch: ByteText, isWrapped: Bool = false)
    case join(ClientInfo)
    case leave(ClientInfo)
    case subscribe(SubscribeReply)
    case unsubscribe(UnsubscribeReason)
    case refresh(ttl: Int64?)

    /// Returns the line; `nil` where a payload is no JSON.
    ///
    /// A push that is about no channel leaves it empty.
    func line(in channel: ByteText) -> [UInt8]? {
        var writer = ClientWriter()
        writer.object { line in
            line.object("push") { push in
                push.member("channel", unlessEmpty: channel)
                write(&push)
            }
        }
        return writer.line
    }

    private func write(_ push: inout ClientWriter) {
        switch self {
        case .publication(let publication, let epoch, let isWrapped):
            push.object("pub") { $0.publication(publication, epoch: epoch, isWrapped: isWrapped) }
        case .join(let info): push.object("join") { join in join.object("info") { $0.client(info) } }
        case .leave(let info): push.object("leave") { leave in leave.object("info") { $0.client(info) } }
        case .subscribe(let reply): push.object("subscribe") { $0.position(of: reply) }
        case .unsubscribe(let reason):
            push.object("unsubscribe") {
                $0.number("code", reason.code)
                $0.text("reason", ByteText(reason.reason))
            }
        case .refresh(let ttl): push.object("refresh") { $0.expiry(ttl) }
        }
    }
}

/// What a command is answered when it is carried out.
enum ClientReply {
    case connect(ConnectReply)
    case subscribe(SubscribeReply)
    case empty
    case presence([ClientInfo])
    case presenceStats(clients: Int, users: Int)
    case history([Publication], top: StreamPosition)
    case refresh(ttl: Int64?)

    /// Returns the line; `nil` where a payload is no JSON.
    func line(id: UInt64, _ name: ClientCommand.Name) -> [UInt8]? {
        var writer = ClientWriter()
        writer.object { line in
            line.member("id", unlessZero: id)
            line.object(name.rawValue) { write(&$0) }
        }
        return writer.line
    }

    private func write(_ result: inout ClientWriter) {
        switch self {
        case .connect(let reply): result.connect(reply)
        case .subscribe(let reply): result.subscribe(reply)
        case .empty: break
        case .presence(let clients):
            result.object("presence") { presence in
                for info in clients { presence.object(info.client.text) { $0.client(info) } }
            }
        case .presenceStats(let clients, let users):
            result.number("num_clients", clients)
            result.number("num_users", users)
        case .history(let publications, let top):
            result.publications(publications, epoch: top.epoch)
            result.text("epoch", top.epoch)
            result.number("offset", top.offset)
        case .refresh(let ttl): result.expiry(ttl)
        }
    }
}

extension ClientError {
    func line(id: UInt64) -> [UInt8] {
        var writer = ClientWriter()
        writer.object { line in
            line.member("id", unlessZero: id)
            line.object("error") {
                $0.number("code", number)
                $0.text("message", ByteText(message))
                $0.member("temporary", ifTrue: isTemporary)
            }
        }
        return writer.line ?? []
    }
}

/// The answer to `connect`.
struct ConnectReply {
    let client: ByteText
    /// How long its token is good, in seconds; `nil`: for ever.
    let ttl: Int64?
    /// The channels that the server has put it into.
    let subscriptions: [(channel: ByteText, reply: SubscribeReply)]
    /// How often it is asked whether it is there, in seconds; 0: not by this protocol.
    let ping: Int64
    let wantsPong: Bool
    /// In milliseconds since 1970; 0 where it is not told.
    let time: Int64
}

/// The answer to `subscribe`.
struct SubscribeReply {
    /// How long its token is good, in seconds; `nil`: for ever, or not the client's business.
    var ttl: Int64?
    var isRecoverable = false
    var isPositioned = false
    /// Whether it asked for what it missed.
    var wasRecovering = false
    /// Whether it has got all of it.
    var isRecovered = false
    var publications: [Publication] = []
    /// Where it is in the stream, before those publications.
    var position = StreamPosition()
    /// What its token or the API sends along.
    var data: [UInt8] = []
    /// Whether publications come as differences.
    var usesDelta = false
}

extension ClientWriter {
    fileprivate mutating func connect(_ reply: ConnectReply) {
        text("client", reply.client)
        text("version", NodeStatus.version)
        expiry(reply.ttl)
        if !reply.subscriptions.isEmpty {
            object("subs") { subs in
                for (channel, reply) in reply.subscriptions { subs.object(channel.text) { $0.subscribe(reply) } }
            }
        }
        member("ping", unlessZero: reply.ping)
        member("pong", ifTrue: reply.wantsPong)
        member("time", unlessZero: reply.time)
    }

    fileprivate mutating func subscribe(_ reply: SubscribeReply) {
        expiry(reply.ttl)
        member("recoverable", ifTrue: reply.isRecoverable)
        member("epoch", unlessEmpty: reply.position.epoch)
        if !reply.publications.isEmpty {
            publications(reply.publications, epoch: reply.position.epoch, areWrapped: reply.usesDelta)
        }
        member("recovered", ifTrue: reply.isRecovered)
        member("offset", unlessZero: reply.position.offset)
        member("positioned", ifTrue: reply.isPositioned)
        payload("data", reply.data)
        member("was_recovering", ifTrue: reply.wasRecovering)
        member("delta", ifTrue: reply.usesDelta)
    }

    /// What a push tells of a subscription that the server has made.
    fileprivate mutating func position(of reply: SubscribeReply) {
        member("recoverable", ifTrue: reply.isRecoverable)
        member("epoch", unlessEmpty: reply.position.epoch)
        member("offset", unlessZero: reply.position.offset)
        member("positioned", ifTrue: reply.isPositioned)
        payload("data", reply.data)
    }
}
