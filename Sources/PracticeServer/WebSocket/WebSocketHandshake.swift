import CentrifugoProtocol
package import NIOCore
package import NIOHTTP1
import NIOWebSocket

/// The rules by which an HTTP request becomes a WebSocket connection (RFC 6455 §4.2).
package struct WebSocketHandshake: Sendable {
    /// What a request comes to.
    package enum Outcome: Sendable {
        /// The request stays one of HTTP.
        case refused(HTTPResponse)
        /// The connection changes its protocol, once it is known to the engine.
        case accepted(Acceptance)
    }

    /// A request for a WebSocket that was found right.
    package struct Acceptance: Sendable {
        /// What the answer proves to have read.
        fileprivate let key: String
        /// The subprotocol that the server takes of those that the client knows.
        package let subprotocol: String?
        /// What the request says about the client.
        package let opening: ClientOpening
    }

    private let origins: OriginRule
    private let userHeader: String

    package init(_ client: ClientOptions) {
        origins = OriginRule(client.allowedOrigins)
        userHeader = client.userIDHeader
    }

    /// Checks a request in the order of the server, so that the first thing wrong with it decides the answer.
    func outcome(of request: HTTPRequest, _ target: RequestTarget) -> Outcome {
        let headers = request.headers
        guard asksForWebSocket(headers) else { return .refused(refusal(.badRequest, request)) }
        guard request.method == .GET else { return .refused(refusal(.methodNotAllowed, request)) }
        guard headers.lists("13", in: "Sec-WebSocket-Version"),
            let key = headers.value(of: "Sec-WebSocket-Key"), isKey(key)
        else { return .refused(refusal(.badRequest, request)) }
        guard origins.allow(headers.value(of: "Origin")) else { return .refused(refusal(.forbidden, request)) }
        let subprotocol = chosenSubprotocol(headers)
        guard !wantsProtobuf(target), subprotocol != Self.protobuf else {
            return .refused(refusal(.badRequest, request, Self.protobufText))
        }
        return .accepted(
            Acceptance(key: String(key), subprotocol: subprotocol, opening: opening(headers, target)))
    }

    private func asksForWebSocket(_ headers: HTTPHeaders) -> Bool {
        // The parser of HTTP beneath reads no token before a tab. It stops at an upgrade that it sees, and only there
        // can another protocol begin; so a request with tabs, which no client sends, is refused.
        headers.lists("upgrade", in: "Connection") && headers.lists("websocket", in: "Upgrade")
            && !headers["Connection"].contains { $0.utf8.contains(UInt8(ascii: "\t")) }
    }

    /// Whether a text is 16 bytes in base64, told by its form.
    private func isKey(_ text: Substring) -> Bool {
        text.utf8.count == 24 && Base64.decode(text.utf8)?.count == 16
    }

    private func opening(_ headers: HTTPHeaders, _ target: RequestTarget) -> ClientOpening {
        let user = userHeader.isEmpty ? nil : headers.value(of: userHeader)
        return ClientOpening(
            user: user.flatMap { $0.isEmpty ? nil : ByteText($0) },
            usesFramePings: target.parameter("cf_ws_frame_ping_pong") == "true")
    }
}

extension WebSocketHandshake.Acceptance {
    /// Makes the headers of the answer that ends HTTP on a connection; at once when called on its event loop.
    package func headers(on channel: any Channel) -> EventLoopFuture<HTTPHeaders> {
        let upgrader = NIOWebSocketServerUpgrader(
            shouldUpgrade: { [subprotocol] channel, _ in
                let own = subprotocol.map { ["Sec-WebSocket-Protocol": $0] as HTTPHeaders } ?? [:]
                return channel.eventLoop.makeSucceededFuture(own)
            }, upgradePipelineHandler: { channel, _ in channel.eventLoop.makeSucceededVoidFuture() })
        // The request was checked by rules that allow more than the library's.
        let request = HTTPRequestHead(
            version: .http1_1, method: .GET, uri: "/",
            headers: ["Sec-WebSocket-Key": key, "Sec-WebSocket-Version": "13"])
        return upgrader.buildUpgradeResponse(channel: channel, upgradeRequest: request, initialResponseHeaders: [:])
    }
}

// MARK: Subprotocols

extension WebSocketHandshake {
    private static let protobuf = "centrifuge-protobuf"
    private static let subprotocols = ["centrifuge-json", protobuf]

    /// What a client is told that wants Protobuf.
    ///
    /// A real server speaks it. To answer in JSON would leave the client to find out by itself what went wrong.
    private static let protobufText = "The practice server speaks JSON only, not Protobuf"

    private func wantsProtobuf(_ target: RequestTarget) -> Bool {
        ["format", "cf_protocol"].contains { target.parameter($0) == "protobuf" }
    }

    /// Returns the first subprotocol of the client's that the server knows.
    private func chosenSubprotocol(_ headers: HTTPHeaders) -> String? {
        let offered = (headers.value(of: "Sec-WebSocket-Protocol") ?? "").utf8
        let names = offered.split(separator: UInt8(ascii: ",")).map { String(Substring($0.withoutSpaceAround)) }
        return names.first(where: Self.subprotocols.contains)
    }
}

// MARK: Refusals

extension WebSocketHandshake {
    /// Makes the answer to a request that becomes no WebSocket; a page that may connect may read it, too.
    private func refusal(
        _ status: HTTPResponseStatus, _ request: HTTPRequest, _ text: String? = nil
    ) -> HTTPResponse {
        var response = HTTPResponse.text(status, text ?? status.reasonPhrase)
        response.headers.add(name: "Sec-WebSocket-Version", value: "13")
        let origin = request.headers.value(of: "Origin")
        guard origins.allow(origin) else { return response }
        response.headers.add(name: "Access-Control-Allow-Origin", value: String(origin ?? ""))
        response.headers.add(name: "Access-Control-Allow-Credentials", value: "true")
        if let names = request.headers.value(of: "Access-Control-Request-Headers"), !names.isEmpty, names != "null" {
            response.headers.add(name: "Access-Control-Allow-Headers", value: String(names))
        }
        return response
    }
}

extension HTTPHeaders {
    /// Whether a header's list has a token, in any case; what follows something that is no token does not count.
    fileprivate func lists(_ token: String, in name: String) -> Bool {
        self[name].contains { value in
            for part in value.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
                let word = part.withoutSpaceAround
                guard !word.isEmpty, word.allSatisfy(Self.isTokenByte) else { return false }
                if Substring(word).lowercased() == token { return true }
            }
            return false
        }
    }

    /// RFC 9110 §5.6.2.
    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}
