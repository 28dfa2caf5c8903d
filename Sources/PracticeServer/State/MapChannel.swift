import DequeModule

/// A channel of keys and values: the map, and the stream of its latest changes.
///
/// Whoever holds it calls ``advance(to:)`` before anything else, so that what is read is what the time left of it.
struct MapChannel: Sendable {
    /// Why a change was not made.
    enum Suppression: String, Sendable {
        case idempotency
        case version
        case keyExists = "key_exists"
        case keyNotFound = "key_not_found"
    }

    /// A value for a key.
    struct Change: Sendable {
        /// Which keys may be set.
        enum Mode: String, Sendable {
            case any = ""
            case new = "if_new"
            case existing = "if_exists"
        }

        let key: ByteText
        let data: [UInt8]
        let tags: [ByteText: ByteText]
        let mode: Mode
        /// Late versions are dropped; number 0: none was given.
        let version: ChannelStream.Version
    }

    private struct Value: Sendable {
        let entry: MapEntry
        let version: ChannelStream.Version
        let expiry: Moment?
    }

    let epoch: ByteText
    private let limits: MapLimits
    private var values: [ByteText: Value] = [:]
    private var order = KeyOrder()
    private var changes = OffsetLog<MapEntry>()
    /// When keys expire, soonest first because all live equally long; those set again since are still in it.
    private var deadlines: Deque<(expiry: Moment, key: ByteText)> = []
    /// When the changes go, all at once; each change by a caller puts it off.
    private var streamExpiry: Moment?
    /// When all goes, position and keys; each use puts it off.
    private var forgetting: Moment?

    init(epoch: ByteText, limits: MapLimits) {
        self.epoch = epoch
        self.limits = limits
    }

    var position: StreamPosition { StreamPosition(offset: changes.top, epoch: epoch) }

    var keyCount: Int { values.count }

    var changeCount: Int { changes.count }

    func isForgotten(at now: Moment) -> Bool { forgetting.map { $0 <= now } ?? false }

    /// Notes a use at a time.
    mutating func touch(at now: Moment) {
        if limits.metaLifetime > .zero { forgetting = now + limits.metaLifetime }
    }

    /// Sets a key.
    ///
    /// - Returns: Why it was not set, if it was not.
    mutating func set(_ change: Change, at now: Moment) -> Suppression? {
        let existing = values[change.key]
        if let suppression = suppression(of: change, over: existing) { return suppression }
        let entry = record(MapEntry(key: change.key, data: change.data, tags: change.tags, time: now), at: now)
        if existing == nil { order.insert(change.key) }
        // A value without a version does not make room for late ones.
        let version = change.version.number == 0 ? existing?.version ?? change.version : change.version
        let expiry = limits.keyLifetime > .zero ? now + limits.keyLifetime : nil
        values[change.key] = Value(entry: entry, version: version, expiry: expiry)
        if let expiry { expect(expiry, of: change.key) }
        return nil
    }

    /// Removes a key.
    ///
    /// - Returns: Why it was not removed, if it was not.
    mutating func remove(_ key: ByteText, at now: Moment) -> Suppression? {
        guard let value = values.removeValue(forKey: key) else { return .keyNotFound }
        order.remove(key)
        _ = record(MapEntry(key: key, tags: value.entry.tags, isRemoval: true, time: now), at: now)
        return nil
    }

    private func suppression(of change: Change, over existing: Value?) -> Suppression? {
        if let version = existing?.version, !change.version.isNewer(than: version) { return .version }
        switch change.mode {
        case .any: return nil
        case .new: return existing == nil ? nil : .keyExists
        case .existing: return existing == nil ? .keyNotFound : nil
        }
    }

    /// Appends a caller's change to the stream, if there is one, and returns it with its number.
    private mutating func record(_ entry: MapEntry, at now: Moment) -> MapEntry {
        guard limits.streamSize > 0 else { return entry }
        touch(at: now)
        streamExpiry = now + limits.streamLifetime
        return append(entry)
    }

    private mutating func append(_ entry: MapEntry) -> MapEntry {
        var entry = entry
        entry.offset = changes.top + 1
        changes.append(entry, keeping: limits.streamSize)
        return entry
    }
}

extension MapChannel {
    /// Lets happen what was due by a time: keys expire one by one, the changes all at once.
    mutating func advance(to now: Moment) {
        while let (expiry, key) = deadlines.first, expiry <= now {
            // A key that goes at the same moment goes before.
            if let streamExpiry, streamExpiry < expiry { removeChanges() }
            deadlines.removeFirst()
            expire(key, at: expiry)
        }
        if let streamExpiry, streamExpiry <= now { removeChanges() }
    }

    /// Removes a key unless it was set again since; the stream does not live longer for it.
    private mutating func expire(_ key: ByteText, at expiry: Moment) {
        guard let value = values[key], value.expiry == expiry else { return }
        values[key] = nil
        order.remove(key)
        guard limits.streamSize > 0 else { return }
        _ = append(MapEntry(key: key, tags: value.entry.tags, isRemoval: true, time: expiry))
    }

    private mutating func removeChanges() {
        changes.removeAll()
        streamExpiry = nil
    }

    /// Notes when a key expires; forgets deadlines that no longer count before they outnumber the keys.
    private mutating func expect(_ expiry: Moment, of key: ByteText) {
        deadlines.append((expiry, key))
        guard deadlines.count > 2 * values.count + 100 else { return }
        deadlines.removeAll { values[$0.key]?.expiry != $0.expiry }
    }
}

extension MapChannel {
    /// Returns the keys that a filter lets through, in the order of their bytes.
    mutating func values(_ filter: MapFilter) -> MapPage {
        guard filter.key.isEmpty else { return MapPage(entries: values[filter.key].map { [$0.entry] } ?? []) }
        guard filter.limit != 0 else { return MapPage() }
        let (keys, hasMore) = order.page(after: filter.cursor, limit: filter.limit)
        return MapPage(
            entries: keys.compactMap { values[$0]?.entry }, cursor: hasMore ? keys.last ?? .empty : .empty)
    }

    /// Returns the changes that a filter lets through; `nil` where some of those asked for are no longer kept.
    ///
    /// When none are kept that is no gap: the server looks at those it found only.
    func changes(_ filter: HistoryFilter) -> MapPage? {
        let entries = changes.entries(filter)
        guard let since = filter.since?.offset, since > 0, let first = entries.first else {
            return MapPage(entries: entries)
        }
        return first.offset > since &+ 1 ? nil : MapPage(entries: entries)
    }
}

extension ChannelStream.Version {
    /// Whether something with this version may replace something with another.
    ///
    /// It may if it has none, and numbers compare only within an epoch; without an epoch they compare with any.
    fileprivate func isNewer(than other: Self) -> Bool {
        number == 0 || (!epoch.isEmpty && epoch != other.epoch) || number > other.number
    }
}
