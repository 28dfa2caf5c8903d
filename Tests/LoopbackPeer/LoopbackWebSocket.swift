import DequeModule

/// A client of a WebSocket at a port of this machine.
///
/// It looks at nothing until it is asked to; then it answers pings and close frames as RFC 6455 wants, and throws
/// ``LoopbackError/violation(_:)`` where the server does not do its part.
public final class LoopbackWebSocket {
    /// The bytes below.
    public let connection: LoopbackConnection
    /// Whether pings are answered by themselves.
    public var answersPings = true
    /// Whether the server's close frame has been read.
    public private(set) var isClosed = false
    /// Whether there is nothing more to come: the close frame or the end of the stream has been told.
    public var isOver: Bool { isClosed || hasToldEnd }
    private var hasToldEnd = false
    private var hasSentClose = false
    private var hasEnded = false
    private var message: WebSocketFrame?
    private var arrivals: Deque<Arrival> = []
    private var mask: UInt32 = 0

    /// Speaks over a connection whose handshake is over.
    public init(_ connection: LoopbackConnection) { self.connection = connection }

    /// Opens a WebSocket.
    ///
    /// - Throws: ``LoopbackError/violation(_:)`` where the server does not open one.
    public convenience init(
        port: Int, _ target: String = "/connection/websocket", headers: [(name: String, value: String)] = []
    ) throws(LoopbackError) {
        let connection = try LoopbackConnection(port: port)
        let response = try Self.shakeHands(WireRequest("GET", target, headers: headers), connection, port: port)
        guard response.status == 101 else { throw .violation("status \(response.status) to a handshake") }
        self.init(connection)
    }

    /// Asks for a WebSocket, with a request to which the headers of a handshake are added where it lacks them.
    ///
    /// - Returns: The answer, and the WebSocket where that is 101.
    public static func open(
        _ request: WireRequest, port: Int
    ) throws(LoopbackError) -> (response: WireResponse, socket: LoopbackWebSocket?) {
        let connection = try LoopbackConnection(port: port)
        let response = try shakeHands(request, connection, port: port)
        return (response, response.status == 101 ? LoopbackWebSocket(connection) : nil)
    }

    /// Sends a message of text.
    @discardableResult
    public func send(_ text: String) -> Bool { send(.text(text)) }

    /// Sends a message of text, which need not be UTF-8.
    @discardableResult
    public func send(text: [UInt8]) -> Bool { send(WebSocketFrame(.text, text)) }

    /// Sends a message of bytes.
    @discardableResult
    public func send(binary: [UInt8]) -> Bool { send(WebSocketFrame(.binary, binary)) }

    /// Sends a close frame.
    @discardableResult
    public func close(_ code: UInt16 = 1000, reason: String = "") -> Bool {
        hasSentClose = true
        return send(.close(code, reason))
    }

    /// Sends a frame with a mask.
    ///
    /// - Returns: Whether all of it went out; the other `send`s return the same.
    @discardableResult
    public func send(_ frame: WebSocketFrame) -> Bool {
        // Another one each time, and the same ones in each run.
        mask &+= 0x9E37_79B9
        return connection.write(frame.bytes(mask: mask))
    }

    /// Waits for what arrives next.
    ///
    /// - Throws: ``LoopbackError/silence(soFar:)`` where nothing does, ``LoopbackError/violation(_:)``.
    public func next() throws(LoopbackError) -> Arrival {
        while true {
            if let arrival = try takeArrival() { return arrival }
            hasEnded = try connection.read() == .end
        }
    }

    /// Returns the next of what has arrived already, or `nil` where nothing has.
    public func arrived() throws(LoopbackError) -> Arrival? {
        while true {
            if let arrival = try takeArrival() { return arrival }
            switch try connection.read(waiting: false) {
            case .more: continue
            case .end: hasEnded = true
            case .nothingYet: return nil
            }
        }
    }

    /// Looks at all that has arrived already, which answers its pings; it stays to be asked for.
    public func lookAtArrivals() throws(LoopbackError) {
        while !hasEnded {
            switch try connection.read(waiting: false) {
            case .more: while try readMessage() {}
            case .end: hasEnded = true
            case .nothingYet: return
            }
        }
    }

    /// Whether nothing arrives for some milliseconds: only to see that nothing more comes.
    public func isQuiet(milliseconds: Int = 150) throws(LoopbackError) -> Bool {
        let hasMessage = try readMessage()
        guard arrivals.isEmpty, !hasMessage else { return false }
        return hasEnded || !connection.arrives(within: milliseconds)
    }
}

extension LoopbackWebSocket {
    // The example of RFC 6455 §1.3: its answer is known without SHA-1.
    private static let key = "dGhlIHNhbXBsZSBub25jZQ=="
    private static let acceptance = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="

    /// Adds the headers of a handshake to a request where it lacks them.
    public static func handshake(
        _ request: WireRequest = WireRequest("GET", "/connection/websocket")
    ) -> WireRequest {
        var request = request
        for (name, value) in [
            ("Upgrade", "websocket"), ("Connection", "Upgrade"), ("Sec-WebSocket-Version", "13"),
            ("Sec-WebSocket-Key", key),
        ] where !request.has(name) {
            request.headers.append((name, value))
        }
        return request
    }

    private static func shakeHands(
        _ request: WireRequest, _ connection: LoopbackConnection, port: Int
    ) throws(LoopbackError) -> WireResponse {
        let request = handshake(request)
        connection.write(request.bytes(port: port))
        let response = try connection.readResponse()
        guard response.status == 101 else { return response }
        guard response.header("Upgrade")?.lowercased() == "websocket",
            response.header("Connection")?.lowercased() == "upgrade"
        else { throw .violation("101 without an upgrade: \(response.headers)") }
        let isExample = request.headers.contains { $0.value == key }
        guard !isExample || response.header("Sec-WebSocket-Accept") == acceptance else {
            throw .violation("Sec-WebSocket-Accept \(response.header("Sec-WebSocket-Accept") ?? "missing")")
        }
        guard response.header("Sec-WebSocket-Extensions") == nil else {
            throw .violation("an extension that was not asked for")
        }
        return response
    }

    private func takeArrival() throws(LoopbackError) -> Arrival? {
        while arrivals.isEmpty {
            guard try readMessage() else {
                hasToldEnd = hasEnded
                return hasEnded ? .end : nil
            }
        }
        return arrivals.removeFirst()
    }

    /// Reads a frame of what was received; `false` where it is not complete.
    private func readMessage() throws(LoopbackError) -> Bool {
        guard let (frame, length) = try WebSocketFrame.read(connection.pending) else { return false }
        connection.skip(length)
        guard !isClosed else { throw .violation("a frame after the close frame") }
        switch frame.opcode {
        case .text, .binary:
            guard message == nil else { throw .violation("a message inside another") }
            try take(frame)
        case .continuation:
            guard var whole = message else { throw .violation("a continuation of nothing") }
            whole.payload += frame.payload
            whole.isFinal = frame.isFinal
            try take(whole)
        case .ping:
            if answersPings { send(WebSocketFrame(.pong, frame.payload)) }
            arrivals.append(.ping)
        case .pong: arrivals.append(.pong(frame.payload))
        case .close: try takeClose(frame.payload)
        default: throw .violation("opcode \(frame.opcode.rawValue)")
        }
        return true
    }

    private func take(_ frame: WebSocketFrame) throws(LoopbackError) {
        message = frame.isFinal ? nil : frame
        guard frame.isFinal else { return }
        guard frame.opcode == .text else { return arrivals.append(.binary(frame.payload)) }
        guard String(validating: frame.payload, as: UTF8.self) != nil else { throw .violation("text that is no UTF-8") }
        for line in frame.payload.split(separator: UInt8(ascii: "\n")) { arrivals.append(.line(Array(line))) }
    }

    private func takeClose(_ payload: [UInt8]) throws(LoopbackError) {
        guard payload.count != 1, let reason = String(validating: payload.dropFirst(2), as: UTF8.self) else {
            throw .violation("a close frame of \(payload)")
        }
        isClosed = true
        let code = payload.count < 2 ? 1005 : Int(payload[0]) << 8 | Int(payload[1])
        arrivals.append(.close(code: code, reason: reason))
        if !hasSentClose { send(WebSocketFrame(.close, Array(payload.prefix(2)))) }
    }
}
