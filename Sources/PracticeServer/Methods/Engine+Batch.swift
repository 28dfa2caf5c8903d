import CentrifugoProtocol

extension Engine {
    static let batchName = "batch"

    /// A command of a batch: one of the methods by its name, of several the first in the table's order.
    private static let commandShape = RequestShape(
        MethodTable.all.map { ($0.method.name, RequestShape.Kind.object($0.shape)) })

    /// A batch is its method's request, but the server reads the commands' own fields along with it: one command of a
    /// wrong type spoils them all before any has run.
    private static let batchShape = RequestShape(
        (Method.named(batchName)?.signature.fields ?? []).map { field in
            (field.name, field.name == "commands" ? .list(.object(commandShape)) : RequestShape.Kind(field.kind))
        })

    /// Answers a batch; its commands run in order, asked for in parallel or not.
    func batch(_ body: [UInt8]) -> HTTPResponse {
        guard let request = decode(body, as: Self.batchShape) else { return .badRequest }
        guard case .list(let commands) = request["commands"], !commands.isEmpty else { return .json(Array("{}".utf8)) }
        var writer = ReplyWriter()
        let outcomes = withState { state in commands.map { Self.run($0, on: &state) } }
        writer.object {
            $0.key("replies")
            $0.array(outcomes) { writer, outcome in
                writer.object { $0.outcome(outcome.result, under: outcome.name) }
            }
        }
        return writer.isBroken ? .unencodable : .json(writer.bytes)
    }

    private typealias Outcome = (name: String, result: Result<MethodResult, Refusal>)

    private static func run(_ command: RequestValue, on state: inout State) -> Outcome {
        guard case .object(let methods) = command else { return ("", .failure(.badRequest)) }
        for (served, value) in zip(MethodTable.all, methods) {
            guard case .object(let values) = value else { continue }
            return (served.method.name, state.run(served, Request(served.shape, values: values)))
        }
        return ("", .failure(Refusal(.notFound)))
    }
}
