internal import CentrifugoAPI
internal import CentrifugoProtocol
internal import LosslessJSON

/// How a reply went, as the exit status tells it.
enum ReplyJudge {
    /// Judges a reply: of a broadcast or a batch some items may have failed, or all.
    static func status(of reply: Reply) -> ExitStatus {
        guard case .result(let result) = reply.outcome else { return .server }
        let items: JSONValue?
        switch Method.named(reply.method)?.reply {
        case .responses: items = result["responses"]
        case .replies: items = result["replies"]
        default: return .ok
        }
        guard let items, items.count > 0 else { return .ok }
        return status(failed: items.elements.count { $0["error"] != nil }, of: items.count)
    }

    /// The status of several items of which some failed.
    static func status(failed: Int, of count: Int) -> ExitStatus {
        if failed == 0 { return .ok }
        return failed == count ? .server : .partial
    }
}
