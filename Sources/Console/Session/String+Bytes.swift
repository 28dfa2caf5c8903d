/// Texts compared as the server compares names: byte for byte.
extension String {
    /// Whether the text stands before another in the order of their bytes.
    func precedes(_ other: String) -> Bool {
        let mine = utf8.span
        let others = other.utf8.span
        let count = mine.commonStart(with: others)
        return count < others.count && (count == mine.count || mine[count] < others[count])
    }

    /// Whether the text has the bytes of another.
    func isByteForByte(_ other: String) -> Bool {
        let mine = utf8.span
        return mine.count == other.utf8.count && mine.commonStart(with: other.utf8.span) == mine.count
    }

    /// Whether the text starts with the bytes of another.
    func startsByteForByte(with prefix: String) -> Bool {
        let start = prefix.utf8.span
        return utf8.span.commonStart(with: start) == start.count
    }
}

extension Span<UInt8> {
    /// How many bytes at the start are the same in another text.
    fileprivate func commonStart(with other: Span<UInt8>) -> Int {
        let limit = Swift.min(count, other.count)
        var index = 0
        while index < limit, self[index] == other[index] { index += 1 }
        return index
    }
}
