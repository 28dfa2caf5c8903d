import LoopbackPeer
import PracticePeer
import PracticeServer
import SeededRandom
import Testing

/// A server that is sent anything, and must go on for everybody else.
struct FuzzedServer {
    let server: PracticeServer

    /// Runs `body` with a server on which anybody may do anything.
    ///
    /// Clients' messages may have `messageLimit` bytes, and their tokens need no signature.
    static func with(messageLimit: Int = 65_536, _ body: (FuzzedServer) throws -> Void) async throws {
        let json = #"""
            {"http_api":{"key":"k"},"client":{"insecure":true,"insecure_skip_token_signature_verify":true},
            "websocket":{"message_size_limit":\#(messageLimit)},
            "channel":{"without_namespace":{"history_size":9,"history_ttl":"9s","allow_tags_filter":true}}}
            """#
        try await PracticeServer.with(json, PracticeOptions(port: 0, seed: 7)) { server in
            try body(FuzzedServer(server: server))
        }
    }

    /// A way to end a connection.
    enum Ending: CaseIterable {
        /// The client has said all and reads on.
        case halfClosed
        /// The client goes.
        case closed
        /// The connection breaks off.
        case broken
    }

    /// Sends bytes in pieces and returns what comes back, where the client waits for it.
    func answer(to pieces: [[UInt8]], _ ending: Ending = .halfClosed) throws -> [UInt8] {
        let connection = try LoopbackConnection(port: server.port)
        for piece in pieces { connection.write(piece) }
        switch ending {
        case .halfClosed:
            connection.finishWriting()
            return try connection.readToEnd()
        case .closed: return []
        case .broken:
            connection.breakOff()
            return []
        }
    }

    /// Expects that a new client is served as ever.
    func expectService(_ after: Comment) throws {
        let call = "POST /api/channels HTTP/1.1\r\nHost: h\r\nX-API-Key: k\r\nContent-Length: 2\r\n\r\n{}"
        let answer = String(decoding: try answer(to: [Array(call.utf8)]), as: UTF8.self)
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"), after)
        #expect(answer.contains(#"{"result":{"channels":{"#), after)
        let client = try LoopbackWebSocket(port: server.port)
        client.send(#"{"id":1,"connect":{}}"#)
        let reply = try client.connection.readFrame()
        #expect(reply?.text.hasPrefix(#"{"id":1,"connect":{"#) == true, after)
    }
}

extension Random {
    /// Changes some bytes as accidents and attackers do.
    mutating func damage(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<number(below: 4) where !bytes.isEmpty {
            let place = number(below: bytes.count)
            switch number(below: 6) {
            case 0: bytes[place] ^= 1 << UInt8(number(below: 8))
            case 1: bytes[place] = UInt8(number(below: 256))
            case 2: bytes.removeSubrange(place...)
            case 3: bytes.remove(at: place)
            case 4: bytes.insert(contentsOf: self.bytes(number(below: 20)), at: place)
            default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 50)], at: place)
            }
        }
        return bytes
    }

    /// Cuts bytes into pieces as a network may.
    mutating func cut(_ bytes: [UInt8]) -> [[UInt8]] {
        guard number(below: 3) == 0, bytes.count > 2 else { return [bytes] }
        let place = number(below: bytes.count)
        return [Array(bytes[..<place]), Array(bytes[place...])]
    }
}
