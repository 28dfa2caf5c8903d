package import CentrifugoProtocol
package import LosslessJSON

/// One call of the server and its result.
package struct Exchange: Sendable {
    /// The method's name on the wire.
    package var name: String
    /// What is known of the method; `nil` for one that is not in the schema.
    package var method: Method?
    /// The request body as it was sent, where it was an object.
    package var body: JSONValue?
    /// What the server answered: the value under `result`, or under the method's name in a batch.
    package var result: JSONValue

    /// Makes an exchange; the method is looked up by its name.
    package init(_ name: String, body: JSONValue?, result: JSONValue) {
        self.name = name
        method = Method.named(name)
        self.body = body
        self.result = result
    }

    /// The channel that was called, if the request names one.
    var channel: String? { body?["channel"]?.string }

    /// Whether the request gave a field a value other than null.
    func gives(_ field: String) -> Bool { body?[field].map { !$0.isNull } ?? false }
}

/// Shows results to people: one line for one fact, a table for several things of a kind, JSON for
/// what is the user's own.
package enum HumanView {
    /// Returns what is shown for a result.
    ///
    /// `epochs` remembers what was shown. A result that is not as the method's should be is shown as JSON.
    package static func answer(_ exchange: Exchange, epochs: inout EpochMemory) -> HumanText {
        view(exchange, &epochs) ?? HumanText([.payload(exchange.result.jsonText)])
    }

    private static func view(_ exchange: Exchange, _ epochs: inout EpochMemory) -> HumanText? {
        guard exchange.result.kind == .object else { return nil }
        return switch exchange.method?.reply {
        case .position: PositionView.answer(exchange, &epochs)
        case .responses: ResponsesView.answer(exchange, &epochs)
        case .publications: PublicationsView.answer(exchange, &epochs)
        case .presence: PresenceView.answer(exchange)
        case .presenceStats: PresenceView.statistics(exchange)
        case .nodes: NodesView.answer(exchange)
        case .channels: ChannelsView.answer(exchange)
        case .keyChange: KeyChangeView.answer(exchange, &epochs)
        case .entries: EntriesView.answer(exchange, &epochs)
        case .keyCount: KeyChangeView.count(exchange)
        case .replies: RepliesView.answer(exchange)
        case .data: exchange.result["data"].map { HumanText([.payload($0.jsonText)]) } ?? done(exchange)
        case .empty, .object, nil: done(exchange)
        }
    }

    /// The answer to a call without a result of its own; `nil` if there is a result after all.
    private static func done(_ exchange: Exchange) -> HumanText? {
        guard exchange.result.count == 0 else { return nil }
        return HumanText([.line("\(Mark.success) \(CommandText.subject(exchange))")])
    }
}
