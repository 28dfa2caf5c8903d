package import CentrifugoAPI

extension Diagnostic {
    /// Says why a call has no result.
    package init(_ error: APIError, _ facts: CallFacts) {
        switch error {
        case .server(let code, let message):
            self.init(serverError: code, message: message, method: facts.method, channel: facts.channel)
        case .http(let failure): self.init(failure, facts)
        case .transport(let failure): self.init(failure, facts)
        case .notAPI(let failure): self.init(notAPI: failure, facts)
        case .malformedReply(let path, let expected): self.init(malformedReply: path, expected, facts)
        case .encoding(let failure):
            self.init(
                failure: "the value cannot be written as JSON: \(String(describing: failure.underlying))",
                details: ["Nothing was sent."], status: .fault)
        case .cancelled(let mayHaveRun): self.init(cancelledAfter: mayHaveRun, facts)
        }
    }

    private init(malformedReply path: String, _ expected: APIError.Expectation, _ facts: CallFacts) {
        let name = facts.methodName ?? "the batch"
        let place = path.isEmpty ? StyledLine(own: "the reply") : StyledLine(untrusted: path)
        self.init(
            failure: "the answer to \(name) is not as it should be: \(place) \(expected.words)",
            details: ["The command has probably run.", "output raw shows the answer as it came."], status: .connection)
    }
}

extension APIError.Expectation {
    /// What is wrong with the place where something else was expected.
    fileprivate var words: StyledLine {
        switch self {
        case .json(let offset): "is broken JSON at byte \(offset)"
        case .object: "is no object"
        case .array: "is no array"
        case .string: "is no text"
        case .flag: "is neither true nor false"
        case .unsignedInteger: "is no whole number from 0 on"
        case .integer: "is no whole number"
        case .number: "is no number"
        case .member(let name): "has no member \(name)"
        case .resultOrError: "has neither result nor error"
        case .replies(let count): "does not hold \(StyledLine.count(count, "reply", plural: "replies"))"
        }
    }
}
