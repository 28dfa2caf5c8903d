/// Lays out what a completer proposes as rows below the input.
package struct CandidateList {
    package var candidates: [Candidate]
    package var size: TerminalSize
    /// Whether the terminal shows characters beyond ASCII.
    package var isUnicode: Bool

    package init(candidates: [Candidate], size: TerminalSize, isUnicode: Bool) {
        self.candidates = candidates
        self.size = size
        self.isUnicode = isUnicode
    }

    /// The rows to show: as many as leave the prompt on the screen, then a count of the rest.
    package func rows() -> [String] {
        let limit = max(1, min(24, size.rows - 3))
        return candidates.contains { !$0.description.isEmpty } ? described(limit) : columns(limit)
    }

    private var ellipsis: String { isUnicode ? "…" : "..." }

    /// One candidate a row, its description beside it.
    private func described(_ limit: Int) -> [String] {
        let isCut = candidates.count > limit
        let shown = candidates.prefix(isCut ? max(1, limit - 1) : limit)
        let names = shown.map { $0.text.withoutControlCharacters.fitted(to: size.columns - 3, ellipsis: ellipsis) }
        let widest = min(names.map { CellWidth.of($0) }.max() ?? 0, size.columns / 2)
        let rows = zip(names, shown).map { name, candidate in
            let description = candidate.description.withoutControlCharacters
            let row = "  " + (description.isEmpty ? name : name.padded(to: widest) + "  " + description)
            return row.fitted(to: size.columns - 1, ellipsis: ellipsis)
        }
        return rows + rest(after: shown.count)
    }

    /// Several candidates a row, read downwards.
    private func columns(_ limit: Int) -> [String] {
        let names = candidates.map {
            $0.text.withoutControlCharacters.fitted(to: size.columns - 3, ellipsis: ellipsis)
        }
        let width = (names.map { CellWidth.of($0) }.max() ?? 0) + 2
        let perRow = max(1, (size.columns - 1) / width)
        let isCut = (names.count + perRow - 1) / perRow > limit
        let shown = isCut ? max(1, limit - 1) * perRow : names.count
        let height = (shown + perRow - 1) / perRow
        let rows = (0..<height).map { row in
            let cells = stride(from: row, to: shown, by: height).map { names[$0] }
            return "  " + cells.dropLast().map { $0.padded(to: width) }.joined() + (cells.last ?? "")
        }
        return rows + rest(after: shown)
    }

    private func rest(after shown: Int) -> [String] {
        shown < candidates.count ? ["  \(ellipsis) \(candidates.count - shown) more"] : []
    }
}
