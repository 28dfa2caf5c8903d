import CentrifugoTransport
import Logging
import Synchronization
import Testing

@Suite struct LoggingTests {
    @Test func `connections and requests are logged without what may be secret`() async throws {
        let log = LogRecorder()
        let (closed, hasClosed) = AsyncStream.makeStream(of: Void.self)
        try await withServer([
            { peer in
                for _ in 0..<2 {
                    try peer.readRequest()
                    try peer.write("HTTP/1.1 201 X\r\nX-Token: reply-secret\r\nContent-Length: 11\r\n\r\nbody-secret")
                }
                peer.close()
                hasClosed.finish()
            },
            { peer in
                try peer.readRequest()
                try peer.write(ok(""))
                try peer.waitForEnd()
            },
        ]) { server async throws in
            let connection = HTTPConnection(
                to: server.endpoint, options: ConnectionOptions(), on: NetworkThread(), network: Network(),
                logger: log.logger)
            let request = HTTPRequest(
                target: "/api/info?key=target-secret", headers: ["X-API-Key": "header-secret"],
                body: Array("sent-secret".utf8))
            for _ in 0..<2 { _ = try await connection.send(request, timeout: .seconds(100)) }
            for await _ in closed {}
            _ = try await connection.send(request, timeout: .seconds(100))
        }
        let lines = log.lines
        #expect(lines.filter { $0.hasPrefix("connection opened") }.count == 2)
        #expect(lines.filter { $0.hasPrefix("connection reused") }.count == 1)
        #expect(lines.filter { $0.hasPrefix("connection closed by the server") }.count == 1)
        #expect(lines.filter { $0.contains("POST /api/info") && $0.contains(#""outcome": 201"#) }.count == 2)
        #expect(!lines.contains { $0.contains("secret") })
    }
}

/// Keeps the lines of a logger.
private final class LogRecorder: Sendable {
    private let recorded = Mutex<[String]>([])

    var lines: [String] { recorded.withLock { $0 } }

    var logger: Logger {
        Logger(label: "test") { _ in Handler(recorder: self) }
    }

    private struct Handler: LogHandler {
        let recorder: LogRecorder
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.MetadataValue? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            recorder.recorded.withLock { $0.append("\(event.message) \(event.metadata ?? [:])") }
        }
    }
}
