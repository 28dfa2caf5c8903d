/// All that a practice server knows; its one owner is ``Engine``.
///
/// It has no sockets and no clock of its own: every call says what time it is, and what clients are told piles up until
/// the owner takes it.
struct State: Sendable {
    let rules: ChannelRules
    let naming: ChannelNaming
    let client: ClientOptions
    let verifier: TokenVerifier
    /// The same, unless subscription tokens have rules of their own.
    let subscriptionVerifier: TokenVerifier
    var random: SeededGenerator
    var streams = StreamStore()
    var maps = MapStore()
    var idempotency = IdempotencyWindow()
    var hub = Hub()
    var alarms = Alarms()
    /// The people who seem to use the server, where there are any, and their connections.
    var population: Population?
    var people: [Int: ClientKey] = [:]
    var node: NodeStatus
    /// The time of the call being answered.
    var now: Moment
    /// What clients are told, oldest first.
    var said: [(client: ClientKey, message: Outgoing)] = []

    init(_ configuration: PracticeConfiguration, seed: UInt64?, isPopulated: Bool = false, now: Moment) {
        rules = ChannelRules(configuration)
        naming = configuration.naming
        client = configuration.client
        let skipsSignature = client.insecureSkipTokenSignatureVerify
        verifier = TokenVerifier(client.token, skipsSignature: skipsSignature)
        subscriptionVerifier = TokenVerifier(client.subscriptionToken ?? client.token, skipsSignature: skipsSignature)
        var random = SeededGenerator(seed: seed)
        node = NodeStatus(uid: random.uuid(), name: configuration.nodeName, start: now)
        self.random = random
        self.now = now
        if isPopulated { population = Population(seed: seed, start: now) }
    }

    /// Sets the time and catches up with what was due before it.
    mutating func advance(to now: Moment) {
        while let alarm = alarms.takeDue(at: now) {
            live(until: alarm.time)
            self.now = max(self.now, alarm.time)
            look()
            ring(alarm)
        }
        live(until: now)
        self.now = now
        look()
    }

    /// When something is due that nobody will ask for; `nil`: never.
    var nextDue: Moment? {
        guard let next = population?.next else { return alarms.next }
        return min(alarms.next ?? next, next)
    }

    private mutating func look() {
        guard node.isDue(at: now), node.look(at: now, hub.counts) else { return }
        streams.sweep(at: now)
        idempotency.sweep(at: now)
        maps.sweep(at: now)
    }
}
