// LoopbackPeer: the other end of a connection to a server on this machine, for tests and benchmarks.
//
// For: HTTP/1.1 and WebSockets (RFC 6455) by hand over a blocking socket, byte by byte if need be, read by whoever asks.
// It shares nothing with the library or with NIO, so that a fault of theirs cannot hide behind the same fault here.
// Not for: anything but loopback; it has no TLS, no name lookup, and no second thought about a peer's mistakes.

import Glibc

/// Why a connection over loopback came to nothing.
public enum LoopbackError: Error, Equatable {
    /// Nobody listens there.
    case cannotConnect(port: Int, errno: Int32)
    /// The server said nothing more for as long as ``LoopbackConnection/patience``.
    case silence(soFar: String)
    /// The stream ended before the answer did.
    case noAnswer(soFar: String)
    /// The server broke a rule of RFC 6455.
    case violation(String)
}

/// A connection to a port of this machine, read by whoever asks for it.
public final class LoopbackConnection {
    /// How long a read or a write waits: a server that does neither must not hang a suite.
    public static let patience: Duration = .seconds(30)

    /// For `poll(2)`, where many connections are waited for at once.
    public let descriptor: Int32
    /// Whether the other side tore the connection down instead of ending it.
    public private(set) var isReset = false
    private var received: [UInt8] = []
    /// How much at the beginning of `received` has been taken.
    private var taken = 0
    private var chunk = [UInt8](repeating: 0, count: 65_536)

    /// Connects.
    ///
    /// - Throws: ``LoopbackError/cannotConnect(port:errno:)``.
    public convenience init(port: Int) throws(LoopbackError) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else {
            let reason = errno
            Glibc.close(descriptor)
            throw .cannotConnect(port: port, errno: reason)
        }
        // What is written in two parts must not wait for an acknowledgement of the first.
        var isOn: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &isOn, socklen_t(MemoryLayout<Int32>.size))
        self.init(owning: descriptor)
    }

    /// Takes over a connected socket, which it closes in the end.
    package init(owning descriptor: Int32, patience: Duration = LoopbackConnection.patience) {
        self.descriptor = descriptor
        let (seconds, attoseconds) = patience.components
        var limit = timeval(tv_sec: Int(seconds), tv_usec: Int(attoseconds / 1_000_000_000_000))
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(descriptor, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size))
        }
    }

    deinit { Glibc.close(descriptor) }

    /// Writes bytes as they are.
    ///
    /// - Returns: Whether all of them went out.
    @discardableResult
    public func write(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// Writes text as it is.
    ///
    /// - Returns: Whether all of it went out.
    @discardableResult
    public func write(_ text: String) -> Bool { write(Array(text.utf8)) }

    /// Says that nothing more will be written.
    public func finishWriting() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Has the connection break off, instead of end, when it goes.
    public func breakOff() {
        var rough = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &rough, socklen_t(MemoryLayout<linger>.size))
    }

    /// Whether something, or the end, arrives within some milliseconds.
    public func arrives(within milliseconds: Int) -> Bool {
        var event = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&event, 1, Int32(milliseconds)) != 0
    }

    /// Reads to the end of the stream.
    ///
    /// - Throws: ``LoopbackError/silence(soFar:)`` where it does not end.
    public func readToEnd() throws(LoopbackError) -> [UInt8] {
        while try read() == .more {}
        return takeAll()
    }

    /// Reads to the end of the stream and takes it for text.
    ///
    /// - Throws: ``LoopbackError/silence(soFar:)`` where it does not end.
    public func readText() throws(LoopbackError) -> String { String(decoding: try readToEnd(), as: UTF8.self) }

    /// Reads text up to a mark and the mark itself; what follows it stays for the next call.
    ///
    /// - Throws: ``LoopbackError/noAnswer(soFar:)`` where the stream ends without one, ``LoopbackError/silence(soFar:)``.
    public func readText(through mark: String) throws(LoopbackError) -> String {
        String(decoding: try bytes(through: mark), as: UTF8.self)
    }

    /// Reads a frame of a server, or returns `nil` where the stream ends before it does.
    ///
    /// - Throws: ``LoopbackError/violation(_:)``, ``LoopbackError/silence(soFar:)``.
    public func readFrame() throws(LoopbackError) -> WebSocketFrame? {
        while true {
            if let (frame, length) = try WebSocketFrame.read(pending) {
                skip(length)
                return frame
            }
            guard try read() == .more else { return nil }
        }
    }
}

// What the readers of HTTP and of WebSockets are made of.
extension LoopbackConnection {
    enum Reading {
        case more, nothingYet, end
    }

    /// What was read and not yet taken.
    var pending: ArraySlice<UInt8> { received[taken...] }

    /// Reads some more; `nothingYet` comes only where it does not wait.
    func read(waiting: Bool = true) throws(LoopbackError) -> Reading {
        while true {
            let count = recv(descriptor, &chunk, chunk.count, waiting ? 0 : Int32(MSG_DONTWAIT))
            switch (count, errno) {
            case (1..., _):
                received += chunk[..<count]
                return .more
            case (0, _): return .end
            case (_, EINTR): continue
            case (_, EAGAIN) where waiting: throw .silence(soFar: excerpt)
            case (_, EAGAIN): return .nothingYet
            // A reset is an end, too.
            case (_, ECONNRESET):
                isReset = true
                return .end
            default: return .end
            }
        }
    }

    func waitForMore() throws(LoopbackError) {
        guard try read() == .more else { throw .noAnswer(soFar: excerpt) }
    }

    /// Waits for some bytes and takes them.
    package func bytes(_ count: Int) throws(LoopbackError) -> [UInt8] {
        while pending.count < count { try waitForMore() }
        let bytes = Array(pending.prefix(count))
        skip(count)
        return bytes
    }

    func bytes(through mark: String) throws(LoopbackError) -> [UInt8] {
        let mark = Array(mark.utf8)
        while true {
            if let found = pending.firstRange(of: mark) { return try bytes(found.upperBound - taken) }
            try waitForMore()
        }
    }

    func takeAll() -> [UInt8] {
        let bytes = Array(pending)
        skip(bytes.count)
        return bytes
    }

    /// Lets go of what was looked at in `pending`.
    func skip(_ count: Int) {
        taken += count
        if taken == received.count {
            received.removeAll(keepingCapacity: true)
            taken = 0
        } else if taken > chunk.count {
            received.removeFirst(taken)
            taken = 0
        }
    }

    private var excerpt: String { String(decoding: pending.prefix(200), as: UTF8.self) }
}
