import DequeModule

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
    private var top: UInt64 = 0
    private var version = Version()
    private var publications: Deque<Publication> = []
    /// When the publications go, all at once; each new one puts it off.
    private var expiry: Moment?
    /// When the position goes too; each use puts it off.
    private var forgetting: Moment?

    init(epoch: ByteText) { self.epoch = epoch }

    var position: StreamPosition { StreamPosition(offset: top, epoch: epoch) }

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
        top += 1
        var publication = publication
        publication.offset = top
        publications.append(publication)
        if publications.count > limits.size { publications.removeFirst(publications.count - limits.size) }
        return true
    }

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

extension ChannelStream {
    /// Returns the publications that a filter lets through.
    ///
    /// A place that is no longer kept counts as the oldest one forward, and as none in reverse; one above the top finds
    /// nothing either way.
    func publications(_ filter: HistoryFilter) -> [Publication] {
        guard filter.limit != 0, let first = publications.first else { return [] }
        let count = filter.limit < 0 ? publications.count : min(filter.limit, publications.count)
        guard let since = filter.since?.offset else {
            return filter.isReverse ? publications.suffix(count).reversed() : Array(publications.prefix(count))
        }
        // Like the server's own arithmetic this wraps around: the greatest offset reads from the start.
        let start = filter.isReverse ? since &- 1 : since &+ 1
        guard start <= top else { return [] }
        let isKept = start >= first.offset
        if filter.isReverse {
            guard isKept else { return [] }
            return publications.prefix(Int(start - first.offset) + 1).suffix(count).reversed()
        }
        return Array(publications.dropFirst(isKept ? Int(start - first.offset) : 0).prefix(count))
    }
}
