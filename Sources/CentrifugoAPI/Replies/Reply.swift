public import LosslessJSON

/// What the server answered to one command.
public struct Reply: Sendable {
    /// The method that was called.
    public let method: String
    /// The HTTP status: 200 unless errors come as statuses (transport error mode).
    public let status: Int
    /// The whole reply; in a batch the item of this command.
    public let json: JSONValue
    /// What the reply says.
    public let outcome: Outcome

    /// What a reply says.
    public enum Outcome: Sendable {
        /// The method's result.
        case result(JSONValue)
        /// Centrifugo's error.
        case error(ErrorReply)
    }

    /// How the outcome is wrapped.
    enum Form: Sendable {
        /// `{"result":…}` or `{"error":…}`.
        case enveloped
        /// A bare error object, the reply to a `batch` as a whole, or an item of a batch.
        case bare
    }

    /// Where in the answer a reply stands.
    enum Place: Sendable {
        /// It is all of the answer.
        case whole
        /// It is an item of the answer to a batch.
        case item(Int)
        /// It is one of several lines.
        case line(Int)

        var path: ResultPath {
            switch self {
            case .whole: .root
            case .item(let index): .element(.member(.root, "replies"), index)
            case .line(let index): .element(.root, index)
            }
        }
    }

    let form: Form
    let place: Place

    init(method: String, status: Int, json: JSONValue, outcome: Outcome, form: Form, at place: Place) {
        self.method = method
        self.status = status
        self.json = json
        self.outcome = outcome
        self.form = form
        self.place = place
    }

    /// Where in the answer the result stands.
    var resultPath: ResultPath {
        switch (form, place) {
        case (.enveloped, _): .member(place.path, "result")
        case (.bare, .whole): .root
        case (.bare, _): .member(place.path, method)
        }
    }
}

extension Reply {
    /// The bytes of ``json`` as they came.
    public var raw: JSONText { json.jsonText }

    /// The reply as the method alone would have had it: `{"result":…}` or `{"error":…}`.
    ///
    /// These are the bytes that came; only an item of a batch, the answer to a whole batch and an error sent as a
    /// bare object are wrapped.
    public var envelope: JSONText {
        guard form == .bare else { return raw }
        let (name, value) =
            switch outcome {
            case .result(let value): ("result", value)
            case .error(let error): ("error", error.json)
            }
        var writer = JSONWriter(capacity: value.bytes.count + name.utf8.count + 5)
        writer.beginObject()
        writer.key(name)
        writer.raw(value)
        writer.endObject()
        return writer.text
    }

    /// Appends ``envelope`` to bytes, without white space between its tokens.
    public func appendEnvelope(to bytes: inout [UInt8], escaping: JSONFormatter.Escaping = .asIs) {
        guard form == .bare else { return json.appendCompact(to: &bytes, escaping: escaping) }
        switch outcome {
        case .result(let value):
            bytes.append(contentsOf: #"{"result":"#.utf8)
            value.appendCompact(to: &bytes, escaping: escaping)
        case .error(let error):
            bytes.append(contentsOf: #"{"error":"#.utf8)
            error.json.appendCompact(to: &bytes, escaping: escaping)
        }
        bytes.append(UInt8(ascii: "}"))
    }

    /// Centrifugo's error, if that is the outcome.
    public var error: ErrorReply? {
        guard case .error(let error) = outcome else { return nil }
        return error
    }

    /// Reads the result as a type, which is taken from the context where it is not named.
    ///
    /// - Throws: ``APIError/server(code:message:)`` if the outcome is an error, and
    ///   ``APIError/malformedReply(path:expected:)`` if the result does not fit the type.
    public func result<Result: ReplyResult>(as type: Result.Type = Result.self) throws(APIError) -> Result {
        switch outcome {
        case .result(let value): try Result(ResultReader(value, at: resultPath))
        case .error(let error): throw APIError(error)
        }
    }
}

/// An error of Centrifugo in a reply.
public struct ErrorReply: Error, Sendable {
    /// The code.
    public let code: Int
    /// The text that the server sends with it.
    public let message: String
    /// The error object as it came.
    public let json: JSONValue

    /// Reads an object with `code` and `message`; a message that is missing is empty.
    package init?(_ json: JSONValue) {
        guard json.kind == .object, let code = json["code"]?.int64 else { return nil }
        self.code = Int(code)
        message = json["message"]?.string ?? ""
        self.json = json
    }
}
