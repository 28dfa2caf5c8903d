import Glibc

/// Something a script waits for without looking at its connection, which another thread opens once.
final class Gate: Sendable {
    private let reading: Int32
    private let writing: Int32

    init() throws {
        var ends: [Int32] = [0, 0]
        try check(pipe(&ends), "pipe")
        (reading, writing) = (ends[0], ends[1])
    }

    deinit {
        close(reading)
        close(writing)
    }

    func open() {
        var byte: UInt8 = 1
        write(writing, &byte, 1)
    }

    /// Waits until it is open, or some seconds.
    func wait() {
        var state = pollfd(fd: reading, events: Int16(POLLIN), revents: 0)
        poll(&state, 1, 10_000)
    }
}
