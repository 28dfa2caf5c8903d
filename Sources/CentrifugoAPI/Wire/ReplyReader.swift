internal import CentrifugoProtocol
internal import LosslessJSON

/// Reads replies from HTTP answers: a pure function of status, content type and body.
package struct ReplyReader: Sendable {
    /// The method that holds others; its answer has no `result` around it.
    private static let batchMethod = "batch"

    private let format: WireFormat

    package init(format: WireFormat) { self.format = format }

    /// Reads the answer to a command that was sent alone.
    package func reply(to method: String, from answer: Answer) throws(APIError) -> Reply {
        guard answer.isSuccess else {
            let error = try refusal(answer)
            return Reply(
                method: method, status: answer.status, json: error.json, outcome: .error(error), form: .bare,
                at: .whole)
        }
        let json = try document(answer)
        if method == Self.batchMethod, format == .methods, json.kind == .object, json["error"] == nil {
            return Reply(
                method: method, status: answer.status, json: json, outcome: .result(json), form: .bare,
                at: .whole)
        }
        return Reply(enveloped: json, at: .whole, method: method, status: answer.status, try .init(json, at: .whole))
    }

    /// Reads the answer to a batch: one reply for each command, in their order.
    package func replies(to commands: [Command], from answer: Answer) throws(APIError) -> [Reply] {
        guard answer.isSuccess else { throw APIError(try refusal(answer)) }
        return switch format {
        case .methods: try items(document(answer), commands, status: answer.status)
        case .lines: try LineReplies(answer).matched(to: commands)
        }
    }

    /// Reads Centrifugo's error from a status other than success, which it sends in transport error mode only.
    ///
    /// There the body is the bare error object and its code decides the status. Anything else comes from the
    /// server's own checks or from a gateway before it, whose errors in JSON are not Centrifugo's.
    private func refusal(_ answer: Answer) throws(APIError) -> ErrorReply {
        guard answer.claimsJSON, let json = try? JSONValue.parse(answer.body), let error = ErrorReply(json),
            json["error"] == nil, answer.status == ServerError(rawValue: error.code)?.status ?? 500
        else { throw .http(HTTPFailure(answer, format: format)) }
        return error
    }

    private func document(_ answer: Answer) throws(APIError) -> JSONValue {
        do {
            return try JSONValue.parse(answer.body)
        } catch {
            guard answer.contentType == nil || answer.claimsJSON else {
                throw .notAPI(HTTPFailure(answer, format: format))
            }
            throw .malformedReply(path: "", expected: .json(offset: error.offset))
        }
    }

    /// Reads `{"replies":[…]}`; the member is missing where there were no commands.
    private func items(_ json: JSONValue, _ commands: [Command], status: Int) throws(APIError) -> [Reply] {
        guard json.kind == .object else { throw .malformedReply(path: "", expected: .object) }
        if let error = json["error"].flatMap({ ErrorReply($0) }) { throw APIError(error) }
        let list = json["replies"] ?? .emptyArray
        guard list.kind == .array || list.isNull else { throw .malformedReply(path: "replies", expected: .array) }
        guard list.count == commands.count else {
            throw .malformedReply(path: "replies", expected: .replies(commands.count))
        }
        var replies = [Reply]()
        replies.reserveCapacity(commands.count)
        for item in list.elements {
            let index = replies.count
            replies.append(try reply(to: commands[index].method, item: item, status: status, at: .item(index)))
        }
        return replies
    }

    /// An item holds the error, or the result under the method's name as the server spells it.
    private func reply(
        to method: String, item: JSONValue, status: Int, at place: Reply.Place
    ) throws(APIError) -> Reply {
        var members = item.members
        guard let first = members.next() else {
            throw .malformedReply(path: place.path.description, expected: .member(method))
        }
        var result = first.value
        var (isError, member) = (false, first)
        while true {
            if member.isNamed(method) { result = member.value } else if member.isNamed("error") { isError = true }
            guard let next = members.next() else { break }
            member = next
        }
        if isError {
            return Reply(enveloped: item, at: place, method: method, status: status, try .init(item, at: place))
        }
        return Reply(
            method: method, status: status, json: item, outcome: .result(result), form: .bare,
            at: place)
    }
}

extension JSONValue {
    fileprivate static var emptyArray: JSONValue { JSONText(unchecked: Array("[]".utf8)).value }
}

extension Reply {
    /// Makes a reply that is an object with `result` or `error`.
    init(enveloped json: JSONValue, at place: Place, method: String, status: Int, _ outcome: Outcome) {
        self.init(method: method, status: status, json: json, outcome: outcome, form: .enveloped, at: place)
    }
}

extension Reply.Outcome {
    /// Reads `{"result":…}` or `{"error":…}`; where there are both the error counts.
    init(_ json: JSONValue, at place: Reply.Place) throws(APIError) {
        guard json.kind == .object else { throw .malformedReply(path: place.path.description, expected: .object) }
        if let value = json["error"], !value.isNull {
            guard let error = ErrorReply(value) else {
                throw .malformedReply(
                    path: ResultPath.member(place.path, "error").description, expected: .member("code"))
            }
            self = .error(error)
            return
        }
        guard let result = json["result"] else {
            throw .malformedReply(path: place.path.description, expected: .resultOrError)
        }
        self = .result(result)
    }
}
