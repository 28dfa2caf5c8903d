internal import CentrifugoProtocol
internal import LosslessJSON

/// Shows results in a few words, for the lines of a batch.
enum BriefView {
    /// Returns the result of a method in a few words; nothing for one that only says that it was done.
    static func words(_ exchange: Exchange) -> StyledLine {
        shaped(exchange) ?? PayloadText.compact(exchange.result)
    }

    private static func shaped(_ exchange: Exchange) -> StyledLine? {
        let result = exchange.result
        guard result.kind == .object else { return nil }
        switch exchange.method?.reply {
        case .position, .keyChange: return KeyChangeView.outcome(result)
        case .responses: return result["responses"].map { tally($0) }
        case .publications:
            guard let publications = result["publications"], let offset = result["offset"]?.numberText else {
                return nil
            }
            return .count(publications.count, "publication") + ", top offset \(offset)"
        case .presence: return result["presence"].map { .count($0.count, "client") }
        case .presenceStats: return PresenceView.counts(result, separator: ", ")
        case .nodes: return result["nodes"].map { .count($0.count, "node") }
        case .channels: return result["channels"].map { .count($0.count, "channel") }
        case .entries: return .count(result["entries"]?.count ?? 0, "entry", plural: "entries")
        case .keyCount: return KeyChangeView.keys(result)
        case .replies: return result["replies"].map { tally($0) }
        case .data: return result["data"].map { PayloadText.compact($0) } ?? StyledLine()
        case .empty, .object, nil: return result.count == 0 ? StyledLine() : nil
        }
    }

    /// How many of several answers were errors: `3 succeeded`, `2 succeeded, 1 failed`.
    private static func tally(_ answers: JSONValue) -> StyledLine {
        let failed = answers.elements.count { $0["error"] != nil }
        return tally(succeeded: answers.count - failed, failed: failed)
    }

    /// How many succeeded and failed.
    static func tally(succeeded: Int, failed: Int) -> StyledLine {
        [
            succeeded > 0 || failed == 0 ? "\(succeeded) succeeded" : StyledLine(),
            failed > 0 ? "\(failed) failed" : StyledLine(),
        ].joined(by: ", ")
    }
}
