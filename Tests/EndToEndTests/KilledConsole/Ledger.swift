/// A command is not what it must be, or more than one thing.
struct Contradiction: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// What must hold of each command that was composed, by what the server did and what the buffer showed.
struct Ledger {
    /// The state of each command at the last look.
    private(set) var states: [Int: CommandState] = [:]
    private var keys: [Int: String] = [:]

    /// Takes a run into account: what the server was asked meanwhile, in order, and what the buffer showed behind it.
    ///
    /// `composed` are the commands that the run has certainly composed; it may have gone further. A run that has
    /// finished leaves no doubt; one that was killed may leave one part in doubt, the one that was on its way.
    ///
    /// - Throws: `Contradiction` at the first command that was lost, invented, or sent again after it was known to
    ///   have succeeded, and at one that is said to be what it cannot be.
    mutating func note(
        composed: Range<Int>, partSize: Int, isFinished: Bool, requests: [ServedRequest], shown: ShownBuffer
    ) throws {
        let ids = shown.commands.map(\.id)
        guard zip(ids, ids.dropFirst()).allSatisfy(<) else {
            throw Contradiction("the buffer has another order, or a command twice: \(ids)")
        }
        let highest = (requests.flatMap(\.commands).map(\.id) + ids).max() ?? 0
        for id in composed.lowerBound..<max(composed.upperBound, highest + 1) { states[id] = .pending }
        for request in requests { try receive(request) }
        let found = Dictionary(uniqueKeysWithValues: shown.commands)
        let differing = states.filter { (found[$0.key] ?? .succeeded) != $0.value }
        for (id, state) in differing.sorted(by: { $0.key < $1.key }) where isFinished || found[id] != .unknown {
            let said = found[id].map { "\($0)" } ?? "gone from the buffer"
            throw Contradiction("command \(id) is \(state), but \(said)")
        }
        try expectOnePart(of: Set(differing.keys), partSize, requests.last, found)
        guard let stranger = ids.first(where: { states[$0] == nil }) else {
            for id in states.keys { states[id] = found[id] ?? .succeeded }
            return
        }
        throw Contradiction("command \(stranger) was never composed")
    }

    private mutating func receive(_ request: ServedRequest) throws {
        for command in request.commands {
            guard let state = states[command.id] else {
                throw Contradiction("the server got command \(command.id), which was never composed")
            }
            guard state != .succeeded else {
                throw Contradiction("command \(command.id) was sent again, which was known to have succeeded")
            }
            guard keys[command.id] == nil || keys[command.id] == command.key else {
                throw Contradiction("command \(command.id) was sent again, but not with its key")
            }
            keys[command.id] = command.key
            if let outcome = command.outcome { states[command.id] = outcome }
        }
    }

    /// Either the part that the server got last is in doubt as a whole, or one behind it that never arrived.
    private func expectOnePart(
        of doubtful: Set<Int>, _ partSize: Int, _ last: ServedRequest?, _ found: [Int: CommandState]
    ) throws {
        guard !doubtful.isEmpty else { return }
        let arrived = Set(last?.commands.map(\.id) ?? [])
        if doubtful.isSubset(of: arrived), arrived.allSatisfy({ found[$0] == .unknown }) { return }
        if doubtful.count <= partSize, doubtful.allSatisfy({ states[$0] != .succeeded }) { return }
        throw Contradiction("more is unknown than the part that was on its way: \(doubtful.sorted())")
    }
}
