/// Finds the word that was probably meant.
public enum Suggestion {
    /// Returns the candidate nearest to `word`, if one is near enough.
    ///
    /// Near enough is an edit distance (insert, delete, replace, swap of neighbours) of at most 2,
    /// and at most a third of the longer word's length, but 1 is near enough for words of two or
    /// three letters. Case does not count. The first of several equally near candidates wins.
    public static func nearest(to word: some StringProtocol, among candidates: some Sequence<String>) -> String? {
        let typed = Array(word.lowercased().unicodeScalars)
        guard typed.count >= 2 else { return nil }
        var best: (distance: Int, candidate: String)?
        for candidate in candidates {
            let letters = Array(candidate.lowercased().unicodeScalars)
            let limit = min(2, max(1, max(typed.count, letters.count) / 3))
            guard abs(letters.count - typed.count) <= limit, letters.count >= 2 else { continue }
            let distance = distance(typed, letters)
            guard distance <= limit, distance < best?.distance ?? .max else { continue }
            best = (distance, candidate)
        }
        return best?.candidate
    }

    /// Optimal string alignment: the last two rows of the table are enough.
    private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
        var beforeLast = [Int]()
        var last = Array(0...b.count)
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                var cost = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
                row.append(cost)
            }
            (beforeLast, last) = (last, row)
        }
        return last[b.count]
    }
}
