import Foundation
import Synchronization

/// A server that answers its requests one after the other as it was told, and then closes.
final class ScriptedServer: Sendable {
    /// What it does with a request.
    enum Answer: Sendable {
        /// It sends a body with a status.
        case body(String, status: Int = 200)
        /// It sends a body when something is done.
        case after(@Sendable () -> Void, String)
        /// It sends a body once it is told to.
        case held(String)
        /// It closes the connection without a word.
        case nothing
    }

    private let listener: LoopbackListener
    private let permit = DispatchSemaphore(value: 0)
    private let bodies = Mutex<[String]>([])

    var port: Int { listener.port }

    /// The bodies of the requests so far.
    var requests: [String] { bodies.withLock { $0 } }

    init(_ answers: [Answer]) throws {
        listener = try LoopbackListener()
        Thread.detachNewThread { [self] in serve(answers) }
    }

    /// Lets the next answer go that is held.
    func release() {
        permit.signal()
    }

    private func serve(_ answers: [Answer]) {
        defer { listener.close() }
        var connection: ServedConnection?
        for answer in answers {
            var body = connection?.request()
            while body == nil {
                connection?.close()
                connection = listener.accept()
                guard connection != nil else { return }
                body = connection?.request()
            }
            bodies.withLock { $0.append(body ?? "") }
            switch answer {
            case .nothing:
                connection?.close()
                connection = nil
            case .after(let action, let text):
                action()
                connection?.send(Self.bytes(text, status: 200))
            case .held(let text):
                permit.wait()
                connection?.send(Self.bytes(text, status: 200))
            case .body(let text, let status): connection?.send(Self.bytes(text, status: status))
            }
        }
        connection?.close()
    }

    private static func bytes(_ text: String, status: Int) -> [UInt8] {
        Array(
            """
            HTTP/1.1 \(status) X\r\nContent-Type: application/json\r\nContent-Length: \(text.utf8.count)\r\n\r\n\(text)
            """.utf8)
    }
}
