/// The keys of a map in the order of their bytes.
///
/// Changes are only noted; the next page puts them in order. So setting keys costs the same in a large map as in a small
/// one, and a page sorts only what is new since the one before.
struct KeyOrder: Sendable {
    private var sorted: [ByteText] = []
    /// Not in `sorted` yet.
    private var added: Set<ByteText> = []
    /// Still in `sorted`; of those some may be in `added` again.
    private var removed: Set<ByteText> = []

    /// Adds a key that is not among them.
    mutating func insert(_ key: ByteText) { added.insert(key) }

    /// Removes a key that is among them.
    mutating func remove(_ key: ByteText) {
        if added.remove(key) == nil { removed.insert(key) }
    }

    /// Returns the keys after one, at most so many where the limit is above 0, and whether there are more.
    mutating func page(after key: ByteText, limit: Int) -> (keys: ArraySlice<ByteText>, hasMore: Bool) {
        putInOrder()
        let rest = sorted[start(after: key)...]
        let page = limit > 0 ? rest.prefix(limit) : rest
        return (page, page.count < rest.count)
    }

    private mutating func putInOrder() {
        if !removed.isEmpty {
            sorted.removeAll { removed.contains($0) }
            removed = []
        }
        guard !added.isEmpty else { return }
        // The standard sort takes runs that are in order as they are, so this merges two of them.
        sorted += added.sorted()
        sorted.sort()
        added = []
    }

    /// Returns the place of the first key above one.
    private func start(after key: ByteText) -> Int {
        var range = sorted.startIndex..<sorted.endIndex
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            range = key < sorted[middle] ? range.lowerBound..<middle : (middle + 1)..<range.upperBound
        }
        return range.lowerBound
    }
}
