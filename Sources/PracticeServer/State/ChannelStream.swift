/// A place in a channel's stream.
struct StreamPosition: Equatable, Sendable {
    /// The number of the last publication before the place, from 1; 0 in a new stream.
    var offset: UInt64 = 0
    /// The life of the stream that the offset belongs to; empty where there is no stream.
    var epoch: ByteText = .empty
}

/// Something published.
struct Publication: Sendable {
    /// The payload as it was sent: JSON, or any bytes.
    let data: [UInt8]
    /// Texts that travel with it.
    let tags: [ByteText: ByteText]
    /// Who published it, where a client did.
    var info: ClientInfo?
    /// Its number in the stream; 0 outside of one.
    var offset: UInt64 = 0
}

/// What a channel keeps of its publications.
struct ChannelStream: Sendable {
    /// How much is kept, and for how long.
    struct Limits: Sendable {
        let size: Int
        let lifetime: Duration
        /// How long the position outlives the last use; zero: for ever.
        let metaLifetime: Duration
    }

    /// A version that the publisher gave: lower ones come too late.
    struct Version: Sendable {
        var number: UInt64 = 0
        /// Numbers compare only within one.
        var epoch: ByteText = .empty
    }

    let epoch: ByteText
    private var version = Version()
    private var publications = OffsetLog<Publication>()
    /// When the publications go, all at once; each new one puts it off.
    private var expiry: Moment?
    /// When the position goes too; each use puts it off.
    private var forgetting: Moment?

    init(epoch: ByteText) { self.epoch = epoch }

    var position: StreamPosition { StreamPosition(offset: publications.top, epoch: epoch) }

    var publicationCount: Int { publications.count }

    func isForgotten(at now: Moment) -> Bool { forgetting.map { $0 <= now } ?? false }

    /// Notes a use at a time.
    mutating func touch(at now: Moment, metaLifetime: Duration) {
        if let expiry, expiry <= now { removeAll() }
        if metaLifetime > .zero { forgetting = now + metaLifetime }
    }

    /// Keeps a publication, or drops it where its version is not above the one kept.
    ///
    /// - Returns: Whether it was kept.
    mutating func append(_ publication: Publication, version new: Version, limits: Limits, at now: Moment) -> Bool {
        touch(at: now, metaLifetime: limits.metaLifetime)
        expiry = now + limits.lifetime
        let isComparable = new.number > 0 && (new.epoch.isEmpty || new.epoch == version.epoch)
        guard !isComparable || new.number > version.number else { return false }
        version = new
        var publication = publication
        publication.offset = publications.top + 1
        publications.append(publication, keeping: limits.size)
        return true
    }

    /// Returns the publications that a filter lets through.
    func publications(_ filter: HistoryFilter) -> [Publication] { publications.entries(filter) }

    /// Throws the publications away; position and version stay.
    mutating func removeAll() {
        publications.removeAll()
        expiry = nil
    }

    /// Frees what has expired.
    mutating func sweep(at now: Moment) {
        if let expiry, expiry <= now { removeAll() }
    }
}

/// Which publications are wanted.
struct HistoryFilter: Sendable {
    /// Below 0: all.
    let limit: Int
    /// Only those after it, or before it where `isReverse`.
    let since: StreamPosition?
    /// Newest first.
    let isReverse: Bool
}
