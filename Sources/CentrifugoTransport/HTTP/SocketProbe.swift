internal import Glibc
internal import NIOCore
internal import NIOPosix

/// Looks at the socket of a channel past the event loop, which may not have looked since the server closed it.
struct SocketProbe {
    private let socket: NIOBSDSocket.Handle?

    /// On the event loop; a channel that is no socket gives a probe that finds nothing.
    init(_ channel: any Channel) {
        socket = try? channel.pipeline.syncOperations.withUnsafeTransportIfAvailable { (socket: NIOBSDSocket.Handle) in
            socket
        }
    }

    /// Whether the connection is open with nothing to be read on it; only while the channel is active, because
    /// the system gives the number of a closed socket to the next.
    var isQuiet: Bool {
        guard let socket else { return true }
        var byte: UInt8 = 0
        // The call writes at most the one byte that is there for it.
        let count = unsafe recv(socket, &byte, 1, Int32(MSG_PEEK | MSG_DONTWAIT))
        return count == -1 && (errno == EAGAIN || errno == EWOULDBLOCK)
    }
}
