import CentrifugoProtocol

/// A method as the server runs it.
struct ServedMethod: Sendable {
    typealias Run = @Sendable (inout State, Request) throws(Refusal) -> MethodResult

    let method: Method
    /// The fields of its requests.
    let shape: RequestShape
    let run: Run
}

/// The methods of the open edition, in the order of the schema.
enum MethodTable {
    static let all: [ServedMethod] = Method.open.compactMap { method in
        runs[method.name].map { ServedMethod(method: method, shape: RequestShape(method.signature.fields), run: $0) }
    }

    static func named(_ name: String) -> ServedMethod? { all.first { $0.method.name == name } }

    private static let runs: [String: ServedMethod.Run] = [
        "publish": { state, request throws(Refusal) in try state.publish(request) },
        "broadcast": { state, request throws(Refusal) in try state.broadcast(request) },
        "subscribe": { state, request throws(Refusal) in try state.subscribe(request) },
        "unsubscribe": { state, request throws(Refusal) in try state.unsubscribe(request) },
        "disconnect": { state, request throws(Refusal) in state.disconnect(request) },
        "history": { state, request throws(Refusal) in try state.history(request) },
        "history_remove": { state, request throws(Refusal) in try state.removeHistory(request) },
        "presence": { state, request throws(Refusal) in try state.presence(request) },
        "presence_stats": { state, request throws(Refusal) in try state.presenceStats(request) },
        "info": { state, _ throws(Refusal) in .nodes([state.node.info]) },
        "rpc": { _, request throws(Refusal) in
            // The open edition has no methods to call.
            throw Refusal(request.text("method").isEmpty ? .badRequest : .notFound)
        },
        "refresh": { state, request throws(Refusal) in state.refresh(request) },
        "channels": { state, request throws(Refusal) in try state.channels(request) },
        "map_publish": { state, request throws(Refusal) in try state.publishKey(request) },
        "map_remove": { state, request throws(Refusal) in try state.removeKey(request) },
        "map_read_state": { state, request throws(Refusal) in try state.readMap(request) },
        "map_read_stream": { state, request throws(Refusal) in try state.readMapStream(request) },
        "map_stats": { state, request throws(Refusal) in try state.countKeys(request) },
        "map_clear": { state, request throws(Refusal) in try state.clearMap(request) },
        "shared_poll_publish": { state, request throws(Refusal) in try state.publishSharedKey(request) },
    ]
}
