internal import CentrifugoAPI
internal import CentrifugoProtocol
internal import LosslessJSON

/// How a reply went, as the exit status tells it.
enum ReplyJudge {
    /// Judges a reply: of a broadcast or a batch some items may have failed, or all.
    static func status(of reply: Reply) -> ExitStatus {
        guard case .result(let result) = reply.outcome else { return .server }
        let items = items(of: reply.method, result)
        return items.isEmpty ? .ok : status(of: items.map { $0["error"] == nil ? .ok : .server })
    }

    /// Judges the replies to a batch, one by one.
    static func statuses(of replies: [Reply]) -> [ExitStatus] {
        // Most are of one method, which needs no more than one look.
        var known: (method: String, hasItems: Bool) = ("", true)
        return replies.indices.map { index in
            if replies[index].method != known.method {
                known = (replies[index].method, listName(replies[index].method) != nil)
            }
            if !known.hasItems, case .result = replies[index].outcome { return .ok }
            return status(of: replies[index])
        }
    }

    /// The status of several calls, each of which succeeded, failed or succeeded in part.
    static func status(of statuses: [ExitStatus]) -> ExitStatus {
        if statuses.allSatisfy({ $0 == .ok }) { return .ok }
        return statuses.allSatisfy { $0 == .server } ? .server : .partial
    }

    /// The first error in a reply, with how many of its parts failed where it has several.
    static func failure(in reply: Reply) -> PendingBatch.LastOutcome {
        switch reply.outcome {
        case .error(let error): return .failed(code: error.code, message: error.message)
        case .result(let result):
            let items = items(of: reply.method, result)
            let errors = items.compactMap { $0["error"] }
            guard let first = errors.first, let code = first["code"]?.int64 else { return .unknown }
            let message = first["message"]?.string ?? ""
            return .failed(code: Int(code), message: "\(message) (\(errors.count) of \(items.count))")
        }
    }

    private static func items(of method: String, _ result: JSONValue) -> [JSONValue] {
        listName(method).flatMap { result[$0] }.map { Array($0.elements) } ?? []
    }

    /// What the list is called that the result of a method is; `nil` for a result that is no list.
    private static func listName(_ method: String) -> String? {
        switch Method.named(method)?.reply {
        case .responses: "responses"
        case .replies: "replies"
        default: nil
        }
    }
}
