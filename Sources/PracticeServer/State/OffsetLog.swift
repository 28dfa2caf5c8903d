import DequeModule

/// The latest entries of a stream, numbered from 1 without a gap.
struct OffsetLog<Entry: Sendable>: Sendable {
    /// The number of the last entry ever appended; 0 before the first.
    private(set) var top: UInt64 = 0
    private var entries: Deque<Entry> = []

    var count: Int { entries.count }

    /// Appends the entry that has the number ``top`` from then on, and drops the oldest above a size.
    mutating func append(_ entry: Entry, keeping size: Int) {
        top += 1
        entries.append(entry)
        if entries.count > size { entries.removeFirst(entries.count - size) }
    }

    /// Throws the entries away; the numbers go on.
    mutating func removeAll() { entries.removeAll() }

    /// Returns the entries that a filter lets through.
    ///
    /// A place that is no longer kept counts as the oldest one forward, and as none in reverse; one above the top finds
    /// nothing either way.
    func entries(_ filter: HistoryFilter) -> [Entry] {
        guard filter.limit != 0, !entries.isEmpty else { return [] }
        let first = top - UInt64(entries.count) + 1
        let count = filter.limit < 0 ? entries.count : min(filter.limit, entries.count)
        guard let since = filter.since?.offset else {
            return filter.isReverse ? entries.suffix(count).reversed() : Array(entries.prefix(count))
        }
        // Like the server's own arithmetic this wraps around: the greatest offset reads from the start.
        let start = filter.isReverse ? since &- 1 : since &+ 1
        guard start <= top else { return [] }
        let isKept = start >= first
        if filter.isReverse {
            guard isKept else { return [] }
            return entries.prefix(Int(start - first) + 1).suffix(count).reversed()
        }
        return Array(entries.dropFirst(isKept ? Int(start - first) : 0).prefix(count))
    }
}
