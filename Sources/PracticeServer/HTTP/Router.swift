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

    /// What a request comes to.
    package enum Decision: Sendable {
        /// An answer; the connection goes on with HTTP.
        case answer(HTTPResponse)
        /// The connection goes over to the client protocol, if the server takes another client.
        case upgrade(WebSocketHandshake.Acceptance)
    }

    private enum Endpoint {
        case method(ServedMethod)
        case batch
        case lines
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
            for served in MethodTable.all { add(api.prefix + "/" + served.method.name, .method(served)) }
            add(api.prefix + "/" + Engine.batchName, .batch)
            add(api.prefix, .lines)
        }
        other = api.prefix.isEmpty && kinds.contains(.api) && !api.isDisabled ? .lines : nil
        self.endpoints = endpoints
    }

    /// Answers a request that stays one of HTTP; where it does not, only the status says so.
    package func answer(_ request: HTTPRequest) -> HTTPResponse {
        switch decide(request) {
        case .answer(let response): response
        case .upgrade: .empty(.switchingProtocols)
        }
    }

    /// Decides about a request: path before method before key before body.
    package func decide(_ request: HTTPRequest) -> Decision {
        guard let target = RequestTarget(request.target) else { return .answer(.malformed) }
        let clean = target.cleanPath
        guard clean == target.path else { return .answer(redirect(request, to: clean, target)) }
        guard let endpoint = endpoints[target.segments] ?? other else { return .answer(.notFound) }
        if case .webSocket = endpoint {
            return switch handshake.outcome(of: request, target) {
            case .refused(let response): .answer(response)
            case .accepted(let acceptance): .upgrade(acceptance)
            }
        }
        guard request.method == .POST else { return .answer(.empty(.methodNotAllowed)) }
        guard api.isInsecure || KeyCheck(key: api.key).passes(request.headers, target) else {
            return .answer(.empty(.unauthorized))
        }
        return .answer(call(endpoint, request))
    }

    private func call(_ endpoint: Endpoint, _ request: HTTPRequest) -> HTTPResponse {
        switch endpoint {
        case .method(let served):
            let isTransportMode =
                api.usesTransportErrors || request.headers.value(of: "X-Centrifugo-Error-Mode") == "transport"
            return engine.call(served, request.body, transportErrors: isTransportMode)
        case .batch: return engine.batch(request.body)
        case .lines: return engine.lines(request.body)
        case .webSocket: return .notFound
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
