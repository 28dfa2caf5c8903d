/// How much of a map is kept, and for how long.
struct MapLimits: Sendable {
    /// How long a key lives after it was set; zero: for ever.
    let keyLifetime: Duration
    /// How many changes are kept; 0: there is no stream.
    let streamSize: Int
    /// How long changes are kept after the last one.
    let streamLifetime: Duration
    /// How long the channel outlives its last use; zero: for ever.
    let metaLifetime: Duration

    /// No stream, and nothing ever expires.
    static let unlimited = MapLimits(keyLifetime: .zero, streamSize: 0, streamLifetime: .zero, metaLifetime: .zero)
}

extension MapLimits {
    private static let defaultStreamSize = 100
    private static let defaultStreamLifetime = Duration.seconds(60)

    /// Takes the options of a namespace and the server's defaults for those left open.
    ///
    /// Where keys expire, the channel outlives its last use by ten times as long as its changes, and never by less than
    /// a key; where they do not, it stays for ever. `nil` stands for options that contradict each other: the server
    /// notices that only when a map is used.
    init?(_ options: MapOptions) {
        guard let mode = options.mode else { return nil }
        guard mode != .ephemeral else {
            self.init(keyLifetime: options.keyTTL, streamSize: 0, streamLifetime: .zero, metaLifetime: .zero)
            return
        }
        let streamLifetime = options.streamTTL == .zero ? Self.defaultStreamLifetime : options.streamTTL
        var metaLifetime = options.metaTTL
        if metaLifetime == .zero, mode == .recoverable { metaLifetime = max(streamLifetime * 10, options.keyTTL) }
        self.init(
            keyLifetime: options.keyTTL,
            streamSize: options.streamSize == 0 ? Self.defaultStreamSize : options.streamSize,
            streamLifetime: streamLifetime, metaLifetime: metaLifetime)
        guard metaLifetime == .zero || outlivesContents else { return nil }
    }

    /// Whether the channel is there for as long as its keys and changes are.
    private var outlivesContents: Bool {
        metaLifetime >= streamLifetime && keyLifetime > .zero && metaLifetime >= keyLifetime
    }
}
