import CentrifugoProtocol

extension State {
    func presence(_ request: Request) throws(Refusal) -> MethodResult {
        .presence(try members(request))
    }

    func presenceStats(_ request: Request) throws(Refusal) -> MethodResult {
        let members = try members(request)
        return .presenceStats(clients: members.count, users: Set(members.map(\.user)).count)
    }

    private func members(_ request: Request) throws(Refusal) -> [ClientInfo] {
        let channel = try request.channel()
        guard try rules.options(of: channel).presence else { throw Refusal(.notAvailable) }
        return hub.presence(in: channel)
    }

    func channels(_ request: Request) throws(Refusal) -> MethodResult {
        let pattern = request.text("pattern")
        guard !pattern.isEmpty else { return .channels(hub.channels()) }
        guard let glob = Glob(pattern.text) else { throw Refusal(.internal) }
        return .channels(hub.channels().filter { glob.matches($0.name.text) })
    }
}
