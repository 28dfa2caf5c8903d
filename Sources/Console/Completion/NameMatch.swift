internal import LineEditor

/// The names of a list that fit what is typed, as many as make sense at once.
struct NameMatch<Facts: Sendable> {
    /// So many names are proposed at once; typing on brings up the others.
    static var limit: Int { 200 }

    /// The names, in the order in which they are proposed.
    var entries: [NameList<Facts>.Entry]
    /// How many more there are, all between the last two.
    private(set) var left = 0

    /// Finds names.
    ///
    /// Of too many that start alike the last one is among those found, so that what these have in common at
    /// their start is what all have in common.
    init(_ list: NameList<Facts>, _ fit: Fit) {
        switch fit {
        case .start(let prefix):
            let all = list.starting(with: prefix)
            entries = Array(all.prefix(Self.limit))
            if all.count > Self.limit, let last = all.last {
                entries[Self.limit - 1] = last
                left = all.count - Self.limit
            }
        case .part:
            entries = list.first(Self.limit, where: fit.accepts)
        }
    }

    /// Whether no name is left out.
    var isWhole: Bool { left == 0 }

    /// The names as proposals, with what `describe` says of each.
    func candidates(_ describe: (Facts) -> String) -> [Candidate] {
        var candidates = entries.map { Candidate($0.name, description: describe($0.facts)) }
        if left > 0 { candidates[candidates.count - 1].description = "and \(left) more before it" }
        return candidates
    }
}
