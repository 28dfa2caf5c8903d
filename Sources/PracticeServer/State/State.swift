/// All that a practice server knows; its one owner is ``Engine``.
///
/// It has no sockets and no clock of its own: every call says what time it is.
struct State: Sendable {
    let rules: ChannelRules
    var random: SeededGenerator
    var streams = StreamStore()
    var idempotency = IdempotencyWindow()
    var hub = Hub()
    var node: NodeStatus
    /// The time of the call being answered.
    var now: Moment

    init(_ configuration: PracticeConfiguration, seed: UInt64?, now: Moment) {
        rules = ChannelRules(configuration)
        var random = SeededGenerator(seed: seed)
        node = NodeStatus(uid: random.uuid(), name: configuration.nodeName, start: now)
        self.random = random
        self.now = now
    }

    /// Sets the time and catches up with what was due before it.
    mutating func advance(to now: Moment) {
        self.now = now
        guard node.isDue(at: now) else { return }
        guard node.look(at: now, hub.counts) else { return }
        streams.sweep(at: now)
        idempotency.sweep(at: now)
    }
}
