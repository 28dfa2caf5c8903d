/// Which web pages may connect: a browser tells in `Origin` whose page asks, other programs tell nothing.
struct OriginRule: Sendable {
    private let patterns: [Glob]

    /// Takes the patterns of `client.allowed_origins`; without any, no page may connect.
    init(_ patterns: [String]) { self.patterns = patterns.compactMap(Glob.init) }

    func allow(_ origin: Substring?) -> Bool {
        guard let origin, !origin.isEmpty else { return true }
        let name = origin.lowercased()
        return patterns.contains { $0.matches(name) }
    }
}
