import CentrifugoAPI
import CentrifugoTransport
import LosslessJSON
import Synchronization

/// Answers requests with what a test wrote down, one after the other, and keeps the requests.
final class ScriptedTransport: Transport {
    struct Answer: Sendable {
        var status = 200
        var contentType: String? = "application/json"
        var location: String?
        var body: String

        static func ok(_ body: String) -> Answer { Answer(body: body) }
        static func text(_ status: Int, _ body: String) -> Answer {
            Answer(status: status, contentType: "text/plain; charset=utf-8", body: body)
        }
        static func bare(_ status: Int) -> Answer { Answer(status: status, contentType: nil, body: "") }
    }

    private struct State {
        var answers: [Result<Answer, TransportError>]
        var requests: [HTTPRequest] = []
        var timeouts: [Duration] = []
    }

    private let state: Mutex<State>

    init(_ answers: [Result<Answer, TransportError>]) {
        state = Mutex(State(answers: answers))
    }

    var requests: [HTTPRequest] { state.withLock { $0.requests } }
    var timeouts: [Duration] { state.withLock { $0.timeouts } }

    func send(_ request: HTTPRequest, timeout: Duration) async throws(TransportError) -> HTTPResponse {
        let answer = state.withLock { state in
            state.requests.append(request)
            state.timeouts.append(timeout)
            return state.answers.isEmpty ? .failure(.closed(.waiting)) : state.answers.removeFirst()
        }
        let script = try answer.get()
        var headers = HTTPFields()
        if let type = script.contentType { headers.append(name: "Content-Type", value: type) }
        if let location = script.location { headers.append(name: "Location", value: location) }
        return HTTPResponse(status: script.status, headers: headers, body: HTTPBody(Array(script.body.utf8)))
    }
}

/// A client with the key `k1` of a server that gives these answers, and the transport that has the requests.
func make(
    _ answers: ScriptedTransport.Answer..., configure: (inout ClientConfiguration) -> Void = { _ in }
) throws -> (client: Client, transport: ScriptedTransport) {
    var configuration = try ClientConfiguration("http://localhost:8000", apiKey: "k1")
    configure(&configuration)
    let transport = ScriptedTransport(answers.map { .success($0) })
    return (Client(configuration, transport: transport), transport)
}

/// The error of a call that is to fail.
func failure<Value>(of call: () async throws(APIError) -> Value) async -> APIError? {
    do {
        _ = try await call()
        return nil
    } catch {
        return error
    }
}

extension HTTPRequest {
    var bodyText: String { String(decoding: body, as: UTF8.self) }
}

extension Command {
    var text: String { "\(method) \(params)" }
}
