import CentrifugoProtocol
import LosslessJSON

/// The line protocol of older servers: commands one after another in one body, each with its own reply.
extension Engine {
    private static let lineShape = RequestShape([
        ("id", .integer(.uint32)), ("method", .raw), ("params", .raw),
    ])

    /// Answers commands in order.
    ///
    /// One that cannot be read fails the whole request, but those before it have run.
    func lines(_ body: [UInt8]) -> HTTPResponse {
        guard !body.isEmpty else { return .badRequest }
        var replies: [UInt8] = []
        var position = 0
        while let start = body[position...].firstIndex(where: { !$0.isJSONSpace }) {
            guard let (line, end) = readLine(body, from: start), let method = LegacyMethod(line["method"]) else {
                return .badRequest
            }
            guard let reply = reply(to: line, method) else { return .unencodable }
            if !replies.isEmpty { replies.append(UInt8(ascii: "\n")) }
            replies += reply
            position = end
        }
        return .json(replies)
    }

    private func readLine(_ body: [UInt8], from start: Int) -> (line: Request, end: Int)? {
        do {
            let (value, end) = try JSONValue.parsePrefix(body, from: start, options: RequestDecoder.options)
            return (try RequestDecoder.decode(value, as: Self.lineShape), end)
        } catch {
            return nil
        }
    }

    /// Runs a command; `nil` where its result is not JSON.
    private func reply(to line: Request, _ method: LegacyMethod) -> [UInt8]? {
        let result = run(method, params: line.raw("params"))
        var writer = ReplyWriter()
        writer.object {
            $0.member("id", unlessZero: line.unsigned("id"))
            $0.outcome(result, under: "result")
        }
        return writer.isBroken ? nil : writer.bytes
    }

    private func run(_ method: LegacyMethod, params: [UInt8]?) -> Result<MethodResult, Refusal> {
        guard case .served(let served) = method else { return .failure(Refusal(.notFound)) }
        // A method without fields does not look at its parameters.
        if served.shape.members.isEmpty { return withState { $0.run(served, Request(served.shape)) } }
        guard let params, let request = decode(params, as: served.shape) else { return .failure(.badRequest) }
        return withState { $0.run(served, request) }
    }
}

/// A method as a line names it: by its name in any case, by its number, or not at all.
private enum LegacyMethod {
    case served(ServedMethod)
    /// A method of the commercial edition, or a number that no method has.
    case unknown

    /// Reads the field; `nil` where it is no method's name and no whole number.
    init?(_ value: RequestValue) {
        guard case .raw(let bytes) = value else {
            self.init(number: 0)
            return
        }
        let text = String(decoding: bytes, as: UTF8.self)
        if text.hasPrefix("\""), let method = Self.method(named: text.dropFirst().dropLast().lowercased()) {
            self = MethodTable.named(method.name).map { .served($0) } ?? .unknown
        } else if let number = Int64(text) {
            // The server keeps the lower half.
            self.init(number: Int(Int32(truncatingIfNeeded: number)))
        } else {
            return nil
        }
    }

    private init(number: Int) {
        let served = MethodTable.all.first { $0.method.legacyNumber == number }
        self = served.map { .served($0) } ?? .unknown
    }

    /// A batch is no command.
    private static func method(named name: String) -> Method? {
        Method.named(name).flatMap { $0.name == Engine.batchName ? nil : $0 }
    }
}
