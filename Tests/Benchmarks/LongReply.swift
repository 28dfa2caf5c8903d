import Glibc
import LosslessJSON

/// How long the console takes to lay out a history of 100 MB that a server sends, beside `jq .` on a file of the same.
///
/// Nothing here holds the reply: a process that is started counts the memory of the one that started it as its own.
struct LongReply {
    private let console: String

    private static let publication = #"{"data":{"text":"a publication, as they are","n":1.0},"offset":12345}"#
    private static let pieceCount = 1_420
    /// What the reply is made of: its start, so many times the same thousand publications, its end.
    private static let (start, end) = (#"{"result":{"publications":["#, publication + "]}}")
    private static let piece = Array(String(repeating: publication + ",", count: 1_000).utf8)

    init(console: String) {
        self.console = console
    }

    /// Hands the reply to `write`, piece by piece, until that returns false.
    fileprivate static func send(to write: ([UInt8]) -> Bool) {
        guard write(Array(start.utf8)) else { return }
        for _ in 0..<pieceCount { guard write(piece) else { return } }
        _ = write(Array(end.utf8))
    }

    fileprivate static var size: Int { start.utf8.count + pieceCount * piece.count + end.utf8.count }

    func report() throws {
        let server = try CannedServer()
        defer { server.close() }
        var ours = Measurement()
        var memory = 0
        for _ in 0..<3 {
            try ours.run {
                let null = open("/dev/null", O_RDWR)
                defer { close(null) }
                let words = [
                    console, "-o", "pretty", "--url", "http://127.0.0.1:\(server.port)", "history", "hist:long",
                    "limit=-1",
                ]
                let ended = try Child(words, input: null, output: null, errors: null).waitWithMemory()
                guard ended.status == 0 else { throw Child.Failure.failed(console, status: ended.status) }
                memory = max(memory, ended.memory)
            }
        }
        var line =
            "reply of \(Self.size / 1_000_000) MB   centsh -o pretty \(ours.text), process and transfer included · \(memory / 1024) MiB at most"
        if let jq = try jq() { line += " · \(ratio(jq, ours.median)) × as fast as jq (bar: 5)" }
        print(line)
    }

    private func jq() throws -> Duration? {
        let path = "/tmp/centsh-benchmark-\(getpid()).json"
        defer { unlink(path) }
        let file = fopen(path, "w")
        Self.send { fwrite($0, 1, $0.count, file) == $0.count }
        fclose(file)
        var times = Measurement()
        guard (try? times.run { try Child.run(["jq", ".", path]) }) != nil else { return nil }
        return times.median
    }
}

/// Answers every request with the same body.
private final class CannedServer: Sendable {
    let port: Int
    private let listener: Int32

    init() throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        self.listener = listener
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, size) == 0 && getsockname(listener, address, &size) == 0
            }
        }
        guard isBound, listen(listener, 8) == 0 else { throw Child.Failure.notStarted("listen", errno: errno) }
        port = Int(UInt16(bigEndian: address.sin_port))
        let work = Unmanaged.passRetained(Work { Self.serve(listener) })
        var thread = pthread_t()
        pthread_create(
            &thread, nil,
            { context in
                context.map { Unmanaged<Work>.fromOpaque($0).takeRetainedValue().body() }
                return nil
            }, work.toOpaque())
        pthread_detach(thread)
    }

    func close() {
        shutdown(listener, Int32(SHUT_RDWR))
        Glibc.close(listener)
    }

    private final class Work: Sendable {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    private static func serve(_ listener: Int32) {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: \(LongReply.size)\r\n\r\n"
        while true {
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else { return }
            var request = [UInt8](repeating: 0, count: 65_536)
            _ = recv(connection, &request, request.count, 0)
            if write(Array(head.utf8), to: connection) { LongReply.send { write($0, to: connection) } }
            Glibc.close(connection)
        }
    }

    private static func write(_ bytes: [UInt8], to connection: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard sent > 0 else { return false }
            rest = rest.dropFirst(sent)
        }
        return true
    }
}
