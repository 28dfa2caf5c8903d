import Foundation
import Glibc

/// A socket on a free port of loopback, which connections come to.
struct LoopbackListener: Sendable {
    let port: Int
    private let descriptor: Int32

    init() throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = Self.address(0)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, size) == 0 && getsockname(descriptor, address, &size) == 0
            }
        }
        guard isBound, listen(descriptor, 8) == 0 else { throw POSIXError(.EADDRINUSE) }
        port = Int(UInt16(bigEndian: address.sin_port))
    }

    /// Waits for the next connection; they come in the order in which they were made.
    func accept() -> ServedConnection? {
        let connection = Glibc.accept(descriptor, nil, nil)
        guard connection >= 0 else { return nil }
        _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
        // The second part of an answer does not wait until the first is confirmed, which takes 40 ms.
        var isOn: Int32 = 1
        setsockopt(connection, Int32(IPPROTO_TCP), TCP_NODELAY, &isOn, socklen_t(MemoryLayout<Int32>.size))
        return ServedConnection(descriptor: connection)
    }

    /// Comes as a client that says nothing, and waits until it is sent away: all connections before have been served.
    func visit() {
        let visitor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        defer { Glibc.close(visitor) }
        var address = Self.address(port)
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(visitor, $0, size) == 0 }
        }
        guard isConnected, shutdown(visitor, Int32(SHUT_WR)) == 0 else { return }
        var byte: UInt8 = 0
        while recv(visitor, &byte, 1, 0) > 0 {}
    }

    func close() {
        Glibc.close(descriptor)
    }

    private static func address(_ port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
        address.sin_port = in_port_t(port).bigEndian
        return address
    }
}

/// One connection, from the side of the server.
struct ServedConnection {
    fileprivate let descriptor: Int32

    /// Reads the body of one request; `nil` where the connection has none.
    func request() -> String? {
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
            let count = recv(descriptor, &chunk, chunk.count, 0)
            guard count > 0 else { return nil }
            bytes += chunk[..<count]
        }
    }

    /// Sends bytes, as many of them as the other side takes.
    func send(_ bytes: some Sequence<UInt8>) {
        var bytes = Array(bytes)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard written > 0 else { break }
            bytes = bytes.dropFirst(written)
        }
    }

    /// Keeps the other side waiting, unless it hangs up meanwhile.
    func pause(milliseconds: Int) {
        var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        poll(&wait, 1, Int32(milliseconds))
    }

    /// Ends the connection, whoever else has come to hold it.
    func close() {
        shutdown(descriptor, Int32(SHUT_RDWR))
        Glibc.close(descriptor)
    }

    /// Ends the connection in such a way that the other side reads an error, not an end.
    func reset() {
        var order = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &order, socklen_t(MemoryLayout<linger>.size))
        Glibc.close(descriptor)
    }
}
