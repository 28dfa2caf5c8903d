/// Names in the order of their bytes, each with what is known of it.
///
/// Byte for byte is how the server compares names: `String` takes differently composed characters for the
/// same. What starts alike stands together, so that a prefix is found in a few steps among thousands.
struct NameList<Facts: Sendable>: Sendable {
    /// A name and what is known of it.
    struct Entry: Sendable {
        var name: String
        var facts: Facts
    }

    /// All names, in order, each once.
    private(set) var entries: [Entry] = []

    /// What is known of a name; setting `nil` does nothing.
    subscript(name: String) -> Facts? {
        get {
            let index = index(of: name)
            return index < entries.count && entries[index].name.isByteForByte(name) ? entries[index].facts : nil
        }
        set {
            guard let newValue else { return }
            let index = index(of: name)
            if index < entries.count, entries[index].name.isByteForByte(name) {
                entries[index].facts = newValue
            } else {
                entries.insert(Entry(name: name, facts: newValue), at: index)
            }
        }
    }

    /// The names that start with a text, in order.
    func starting(with prefix: String) -> ArraySlice<Entry> {
        let first = index(of: prefix)
        let rest = entries[first...]
        return rest[..<rest.firstIndex(after: first) { $0.name.startsByteForByte(with: prefix) }]
    }

    /// The first names, at most `count`, that fulfil a condition, in order.
    func first(_ count: Int, where isWanted: (String) -> Bool) -> [Entry] {
        var found: [Entry] = []
        for index in entries.indices where isWanted(entries[index].name) {
            found.append(entries[index])
            if found.count == count { break }
        }
        return found
    }

    /// Merges entries of any order into the list; `combine` makes the facts of a name that is in both, and of
    /// one that is only in the list, where its second argument is `nil`.
    ///
    /// A result of `nil` takes the name out; of entries with the same name one counts. This costs one pass,
    /// whatever the number of entries.
    mutating func merge(_ others: [Entry], _ combine: (Facts, Facts?) -> Facts?) {
        let others = Self.inOrder(others)
        var merged: [Entry] = []
        merged.reserveCapacity(entries.count + others.count)
        var next = 0
        for entry in entries {
            while next < others.count, others[next].name.precedes(entry.name) {
                merged.append(others[next])
                next += 1
            }
            let isInBoth = next < others.count && others[next].name.isByteForByte(entry.name)
            if let facts = combine(entry.facts, isInBoth ? others[next].facts : nil) {
                merged.append(Entry(name: entry.name, facts: facts))
            }
            if isInBoth { next += 1 }
        }
        entries = merged + others[next...]
    }

    private static func inOrder(_ entries: [Entry]) -> [Entry] {
        let sorted = entries.sorted { $0.name.precedes($1.name) }
        var unique: [Entry] = []
        unique.reserveCapacity(sorted.count)
        for entry in sorted where unique.last?.name.isByteForByte(entry.name) != true { unique.append(entry) }
        return unique
    }

    /// Takes names out, the last ones first, until no more than `limit` are left or none may go.
    mutating func trim(to limit: Int, _ mayGo: (Facts) -> Bool) {
        var excess = entries.count - limit
        guard excess > 0 else { return }
        var kept: [Entry] = []
        for entry in entries.reversed() {
            if excess > 0, mayGo(entry.facts) {
                excess -= 1
            } else {
                kept.append(entry)
            }
        }
        entries = kept.reversed()
    }

    /// Where a name stands, or would stand.
    private func index(of name: String) -> Int {
        entries[...].firstIndex(after: 0) { $0.name.precedes(name) }
    }
}

extension ArraySlice {
    /// Halves the elements from `start` on until it finds the first one that is not `before`; they must come first.
    fileprivate func firstIndex(after start: Int, _ before: (Element) -> Bool) -> Int {
        var low = start
        var high = endIndex
        while low < high {
            let middle = low + (high - low) / 2
            if before(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
