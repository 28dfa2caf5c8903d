import Foundation
import Glibc
import Synchronization

/// A server that answers its requests one after the other as it was told, and then closes.
final class ScriptedServer: Sendable {
    /// What it does with a request.
    enum Answer: Sendable {
        /// It sends a body with a status.
        case body(String, status: Int = 200)
        /// It sends a body once it is told to.
        case held(String)
        /// It closes the connection without a word.
        case nothing
    }

    let port: Int
    private let listener: Int32
    private let permit = DispatchSemaphore(value: 0)
    private let bodies = Mutex<[String]>([])

    /// The bodies of the requests so far.
    var requests: [String] { bodies.withLock { $0 } }

    init(_ answers: [Answer]) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.listener = listener
        _ = fcntl(listener, F_SETFD, FD_CLOEXEC)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, size) == 0 && getsockname(listener, address, &size) == 0
            }
        }
        guard isBound, listen(listener, 8) == 0 else { throw POSIXError(.EADDRINUSE) }
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { [self] in serve(answers) }
    }

    /// Lets the next answer go that is held.
    func release() {
        permit.signal()
    }

    private func serve(_ answers: [Answer]) {
        defer { close(listener) }
        var connection: Int32 = -1
        for answer in answers {
            var body = connection >= 0 ? request(connection) : nil
            while body == nil {
                if connection >= 0 { close(connection) }
                connection = accept(listener, nil, nil)
                guard connection >= 0 else { return }
                _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
                body = request(connection)
            }
            bodies.withLock { $0.append(body ?? "") }
            switch answer {
            case .nothing:
                close(connection)
                connection = -1
            case .held(let text):
                permit.wait()
                send(text, status: 200, to: connection)
            case .body(let text, let status): send(text, status: status, to: connection)
            }
        }
        if connection >= 0 { close(connection) }
    }

    private func send(_ text: String, status: Int, to connection: Int32) {
        let head =
            "HTTP/1.1 \(status) X\r\nContent-Type: application/json\r\nContent-Length: \(text.utf8.count)\r\n\r\n"
        var bytes = Array((head + text).utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes {
                Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard written > 0 else { break }
            bytes = bytes.dropFirst(written)
        }
    }

    /// Reads one request; `nil` where the connection has none.
    private func request(_ connection: Int32) -> String? {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            let text = String(decoding: bytes, as: UTF8.self)
            if let end = text.range(of: "\r\n\r\n") {
                let length = text[..<end.lowerBound].lowercased().split(separator: "\r\n")
                    .first { $0.hasPrefix("content-length:") }.flatMap { Int($0.dropFirst(15).drop { $0 == " " }) }
                let body = text[end.upperBound...]
                if body.utf8.count >= length ?? 0 { return String(body) }
            }
            let count = recv(connection, &chunk, chunk.count, 0)
            guard count > 0 else { return nil }
            bytes += chunk[..<count]
        }
    }
}
