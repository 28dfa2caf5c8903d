import CentrifugoAPI
import CentrifugoTransport
import Logging
import Synchronization
import Testing

@Suite struct LoggingTests {
    /// Keeps all that is logged as one text.
    private final class Log: Sendable {
        private let lines = Mutex<[String]>([])
        var all: [String] { lines.withLock { $0 } }

        var logger: Logger {
            var logger = Logger(label: "test") { _ in Handler(log: self) }
            logger.logLevel = .trace
            return logger
        }

        struct Handler: LogHandler {
            let log: Log
            var metadata: Logger.Metadata = [:]
            var logLevel = Logger.Level.trace
            subscript(metadataKey key: String) -> Logger.Metadata.Value? {
                get { metadata[key] }
                set { metadata[key] = newValue }
            }

            func log(event: LogEvent) {
                log.lines.withLock { $0.append("\(event.level) \(event.message) \(event.metadata ?? [:])") }
            }
        }
    }

    @Test func `a call is logged at debug with its method, sizes and status, without key or payload`() async throws {
        var configuration = try ClientConfiguration("localhost", apiKey: "hush-key")
        configuration.headers = [(name: "Cookie", value: "hush-cookie")]
        let log = Log()
        let transport = ScriptedTransport([
            .success(.ok(#"{"result":{"epoch":"hush-epoch"}}"#)), .failure(.reset(.waiting)),
        ])
        let client = Client(configuration, transport: transport, logger: log.logger)
        try await client.publish(channel: "hush-channel", data: "hush-data")
        _ = await failure { () async throws(APIError) in try await client.send([.info()]) }
        let text = log.all.joined(separator: "\n")
        #expect(text.contains("publish"))
        #expect(text.contains("200"))
        #expect(text.contains("\(transport.requests[0].body.count)"))
        #expect(text.contains("reset"))
        #expect(!text.contains("hush"))
        #expect(log.all.allSatisfy { $0.hasPrefix("debug") })
    }

    @Test func `the calls of a series are logged as others are`() async throws {
        let log = Log()
        let transport = ScriptedTransport([
            .success(.ok(#"{"result":{}}"#)), .success(.ok(#"{"result":{"a":1}}"#)), .failure(.reset(.waiting)),
        ])
        let client = Client(try ClientConfiguration("localhost"), transport: transport, logger: log.logger)
        _ = await failure { () async throws(APIError) in
            try await client.call(.info(), following: { .channels() }, while: { _ in true })
        }
        let kinds = log.all.map { $0.split(separator: " [").first }
        #expect(kinds == ["debug call", "debug reply", "debug call", "debug reply", "debug call failed"])
        #expect(log.all.map { $0.contains("channels") } == [false, false, true, true, true])
    }

    @Test func `the status of a reply is logged also where its body breaks off`() async throws {
        let log = Log()
        let client = Client(try ClientConfiguration("localhost"), logger: log.logger) { _, _ in
            HTTPResponse(status: 200, body: HTTPBody(next: { () throws(TransportError) in throw .closed(.reading) }))
        }
        _ = await failure { () async throws(APIError) in
            try await client.call(.info(), following: { nil }, while: { _ in true })
        }
        #expect(log.all.count == 1)
        #expect(log.all.first?.contains("200") == true)
    }
}
