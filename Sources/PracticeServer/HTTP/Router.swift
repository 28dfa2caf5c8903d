import CentrifugoProtocol
package import Logging
package import NIOCore
import NIOHTTP1

/// What one listener of the server serves: from the path of a request to its answer.
package struct Router: Sendable {
    /// Which endpoints a listener has.
    package struct Endpoints: OptionSet, Sendable {
        package let rawValue: Int
        package init(rawValue: Int) { self.rawValue = rawValue }

        /// The HTTP API.
        package static let api = Endpoints(rawValue: 1)
        /// The connections of clients.
        package static let clients = Endpoints(rawValue: 2)
    }

    /// What a request comes to, by its head.
    package enum Decision: Sendable {
        /// An answer, whatever the body; the connection goes on with HTTP.
        case answer(HTTPResponse)
        /// The connection goes over to the client protocol, if the server takes another client.
        case upgrade(WebSocketHandshake.Acceptance)
        /// A call that may be made, once its body is there.
        case call(Call)
    }

    /// A call of the API, yet without its body.
    package struct Call: Sendable {
        fileprivate let operation: Operation
        /// Whether errors show in the status.
        fileprivate let usesTransportErrors: Bool
    }

    fileprivate enum Operation {
        case method(ServedMethod)
        case batch
        case lines
    }

    private enum Endpoint {
        case api(Operation)
        case webSocket
    }

    private let engine: Engine
    private let api: PracticeConfiguration.API
    private let handshake: WebSocketHandshake
    let log: RequestLog
    /// Where connections go that have changed their protocol.
    let clients: ClientEndpoint
    private let endpoints: [[String]: Endpoint]
    /// What answers every other path: the line protocol where the API has no prefix.
    private let other: Endpoint?

    /// Makes the router of a listener on an event loop; `logger` is told of its requests.
    package init(
        _ engine: Engine, _ configuration: PracticeConfiguration, _ kinds: Endpoints,
        on eventLoop: (any EventLoop)? = nil, logger: Logger? = nil
    ) {
        log = RequestLog(logger: logger)
        self.engine = engine
        api = configuration.api
        handshake = WebSocketHandshake(configuration.client)
        clients = ClientEndpoint(engine, configuration, on: eventLoop)
        var endpoints: [[String]: Endpoint] = [:]
        func add(_ path: String, _ endpoint: Endpoint) { endpoints[RequestTarget(path)?.segments ?? []] = endpoint }
        if kinds.contains(.clients), !configuration.webSocket.isDisabled {
            add(configuration.webSocket.path, .webSocket)
        }
        if kinds.contains(.api), !api.isDisabled {
            for served in MethodTable.all { add(api.prefix + "/" + served.method.name, .api(.method(served))) }
            add(api.prefix + "/" + Engine.batchName, .api(.batch))
            add(api.prefix, .api(.lines))
        }
        other = api.prefix.isEmpty && kinds.contains(.api) && !api.isDisabled ? .api(.lines) : nil
        self.endpoints = endpoints
    }

    /// Answers a request that stays one of HTTP; where it does not, only the status says so.
    package func answer(_ request: HTTPRequest, body: [UInt8]) -> HTTPResponse {
        switch decide(request) {
        case .answer(let response): response
        case .upgrade: .empty(.switchingProtocols)
        case .call(let call): answer(call, body: body)
        }
    }

    /// Decides about a request: path before method before key before body, which is not looked at.
    package func decide(_ request: HTTPRequest) -> Decision {
        guard let target = RequestTarget(request.target) else { return .answer(.malformed) }
        let clean = target.cleanPath
        guard clean == target.path else { return .answer(redirect(request, to: clean, target)) }
        switch endpoints[target.segments] ?? other {
        case .webSocket:
            return switch handshake.outcome(of: request, target) {
            case .refused(let response): .answer(response)
            case .accepted(let acceptance): .upgrade(acceptance)
            }
        case .api(let operation): return decide(operation, request, target)
        case nil: return .answer(.notFound)
        }
    }

    private func decide(_ operation: Operation, _ request: HTTPRequest, _ target: RequestTarget) -> Decision {
        guard request.method == .POST else { return .answer(.empty(.methodNotAllowed)) }
        guard api.isInsecure || KeyCheck(key: api.key).passes(request.headers, target) else {
            return .answer(.empty(.unauthorized))
        }
        let mode = request.headers.value(of: "X-Centrifugo-Error-Mode")
        return .call(Call(operation: operation, usesTransportErrors: api.usesTransportErrors || mode == "transport"))
    }

    /// Makes a call.
    func answer(_ call: Call, body: [UInt8]) -> HTTPResponse {
        switch call.operation {
        case .method(let served): engine.call(served, body, transportErrors: call.usesTransportErrors)
        case .batch: engine.batch(body)
        case .lines: engine.lines(body)
        }
    }

    private func redirect(_ request: HTTPRequest, to path: String, _ target: RequestTarget) -> HTTPResponse {
        let location = target.query.map { path + "?" + $0 } ?? path
        var response = HTTPResponse(status: .temporaryRedirect, headers: ["Location": location])
        let isBrowser = request.method == .GET || request.method == .HEAD
        if isBrowser, !request.headers.contains(name: "Content-Type") {
            response.headers.add(name: "Content-Type", value: "text/html; charset=utf-8")
            let link = location.map { Self.htmlEscapes[$0] ?? String($0) }.joined()
            response.body = Array("<a href=\"\(link)\">Temporary Redirect</a>.\n\n".utf8)
        }
        return response
    }

    private static let htmlEscapes: [Character: String] = [
        "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&#34;", "'": "&#39;",
    ]
}
