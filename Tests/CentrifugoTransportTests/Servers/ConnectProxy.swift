import Glibc

extension Peer {
    /// Plays a proxy that lets bytes through to a port of this machine, until one side closes.
    func relay(toPort port: Int) throws {
        let target = try connectedToLoopback(port: port)
        defer { Glibc.close(target) }
        var states = [
            pollfd(fd: socket, events: Int16(POLLIN), revents: 0),
            pollfd(fd: target, events: Int16(POLLIN), revents: 0),
        ]
        var bytes = [UInt8](repeating: 0, count: 65_536)
        while poll(&states, 2, 10_000) > 0 {
            for (index, state) in states.enumerated() where state.revents != 0 {
                let count = recv(state.fd, &bytes, bytes.count, 0)
                guard count > 0 else { return }
                send(states[1 - index].fd, bytes, count, Int32(MSG_NOSIGNAL))
            }
        }
    }
}
