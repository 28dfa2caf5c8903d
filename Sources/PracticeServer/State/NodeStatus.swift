/// How many clients a node has, and what they do.
struct NodeCounts: Equatable, Sendable {
    var clients = 0
    var users = 0
    var channels = 0
    var subscriptions = 0
}

/// What a node tells about itself.
struct NodeInfo: Sendable {
    let uid: ByteText
    let name: ByteText
    let counts: NodeCounts
    /// In whole seconds.
    let uptime: Int64
    let metrics: [(name: String, value: Int)]
}

/// What `info` tells: not how things are, but how they were when the node last looked.
///
/// A node looks at itself every 3 seconds and sums its metrics up every 60; both count from its start. Since nothing
/// runs by itself here, every call first catches up with the looks that were due before it.
struct NodeStatus: Sendable {
    private static let interval: Int64 = 3
    static let metricsInterval: Int64 = 60
    /// What the server says that it is.
    static let version: ByteText = "6.9.1 OSS"

    let uid: ByteText
    private let name: ByteText
    private let start: Moment
    private var looks: Int64 = 0
    private var counts = NodeCounts()
    private var metrics = Metrics()
    private var sums: Int64 = 0
    /// Publications since metrics were last summed up.
    private var publications = 0

    init(uid: ByteText, name: String, start: Moment) {
        self.uid = uid
        self.name = ByteText(name)
        self.start = start
    }

    var info: NodeInfo {
        NodeInfo(uid: uid, name: name, counts: counts, uptime: looks * Self.interval, metrics: metrics.items)
    }

    /// Whether a look is due at a time.
    func isDue(at now: Moment) -> Bool { seconds(at: now) / Self.interval > looks }

    /// Makes the looks that are due, given how things have been since the last one.
    ///
    /// - Returns: Whether metrics were summed up: once in a while, so a good time for other seldom work.
    mutating func look(at now: Moment, _ counts: NodeCounts) -> Bool {
        looks = seconds(at: now) / Self.interval
        self.counts = counts
        guard seconds(at: now) / Self.metricsInterval > sums else { return false }
        // What was counted lies in the last interval only if no whole one has passed since.
        let isRecent = seconds(at: now) / Self.metricsInterval == sums + 1
        sums = seconds(at: now) / Self.metricsInterval
        metrics = Metrics(counts: counts, nodes: 1, publications: isRecent ? publications : 0)
        publications = 0
        return true
    }

    mutating func countPublication() { publications += 1 }

    private func seconds(at now: Moment) -> Int64 { max(0, (now - start).components.seconds) }

    /// Those of the server's metrics that this one can tell.
    private struct Metrics: Sendable {
        var counts = NodeCounts()
        var nodes = 0
        var publications = 0

        /// In the order of names.
        var items: [(name: String, value: Int)] {
            [
                ("centrifugo.node.messages_sent_count.type.publication", publications),
                ("centrifugo.node.num_channels", counts.channels),
                ("centrifugo.node.num_clients", counts.clients),
                ("centrifugo.node.num_nodes", nodes),
                ("centrifugo.node.num_subscriptions", counts.subscriptions),
                ("centrifugo.node.num_users", counts.users),
            ]
        }
    }
}
