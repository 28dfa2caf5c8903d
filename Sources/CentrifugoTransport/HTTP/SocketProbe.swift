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

    /// Whether the connection is open, with nothing to be read on it, and room for more to be written; only while the
    /// channel is active, because the system gives the number of a closed socket to the next.
    var isReady: Bool {
        guard let socket else { return true }
        var look = pollfd(fd: socket, events: Int16(POLLIN | POLLOUT), revents: 0)
        // The call writes nothing but what it finds into the one place given.
        return unsafe poll(&look, 1, 0) == 1 && look.revents == Int16(POLLOUT)
    }
}
