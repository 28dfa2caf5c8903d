import Glibc

/// What went wrong in a script.
struct ScriptError: Error {
    let call: String
    let code: Int32
}

@discardableResult
func check(_ result: Int32, _ call: String) throws -> Int32 {
    if result < 0 { throw ScriptError(call: call, code: errno) }
    return result
}

/// Listens on a free port of 127.0.0.1.
func listeningOnLoopback() throws -> (socket: Int32, port: Int) {
    let bound = try boundToLoopback()
    try check(listen(bound.socket, 16), "listen")
    return bound
}

/// Takes a free port of 127.0.0.1 without listening, so that connections are refused.
func boundToLoopback() throws -> (socket: Int32, port: Int) {
    let socket = try check(Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0), "socket")
    // A `sockaddr_in` byte by byte: the family in the order of the machine, port and address in network order.
    var address = [UInt8](repeating: 0, count: 16)
    address[0] = UInt8(AF_INET)
    address.replaceSubrange(4..<8, with: [127, 0, 0, 1])
    try check(bind(socket, address), "bind")
    var size = socklen_t(address.count)
    try address.withUnsafeMutableBytes { bytes in
        _ = try check(
            getsockname(socket, bytes.assumingMemoryBound(to: sockaddr.self).baseAddress, &size), "getsockname")
    }
    return (socket, Int(address[2]) << 8 | Int(address[3]))
}

/// Connects to a port of 127.0.0.1.
func connectedToLoopback(port: Int) throws -> Int32 {
    let socket = try check(Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0), "socket")
    var address = [UInt8](repeating: 0, count: 16)
    address[0] = UInt8(AF_INET)
    address.replaceSubrange(2..<8, with: [UInt8(port >> 8), UInt8(port & 0xFF), 127, 0, 0, 1])
    try address.withUnsafeBytes { bytes in
        let pointer = bytes.assumingMemoryBound(to: sockaddr.self).baseAddress
        _ = try check(connect(socket, pointer, socklen_t(bytes.count)), "connect")
    }
    return socket
}

/// Makes a unix socket at a path, listening on it or not.
func boundToPath(_ path: String, isListening: Bool) throws -> Int32 {
    let socket = try check(Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0), "socket")
    try check(bind(socket, [UInt8(AF_UNIX), 0] + Array(path.utf8) + [0]), "bind")
    if isListening { try check(listen(socket, 16), "listen") }
    return socket
}

private func bind(_ socket: Int32, _ address: [UInt8]) -> Int32 {
    address.withUnsafeBytes { bytes in
        Glibc.bind(socket, bytes.assumingMemoryBound(to: sockaddr.self).baseAddress, socklen_t(bytes.count))
    }
}
