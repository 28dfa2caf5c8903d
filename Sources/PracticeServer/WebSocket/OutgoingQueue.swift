import DequeModule
import NIOCore
import NIOWebSocket

/// What a client has yet to be sent.
///
/// It is bounded while the socket takes nothing, and empty from the moment on that it was too long. How much comes before
/// the socket is tried is for the callers to bound (``isPressing(over:)``).
struct OutgoingQueue {
    private enum Phase {
        case open
        /// It was too long; only the end may still come.
        case dropped
        /// The end is there or was taken.
        case ending
    }

    /// How many lines share a message.
    private static let linesPerMessage = 16

    private let limit: Int
    private var waiting: Deque<Outgoing> = []
    private var phase = Phase.open
    private var isDropReported = false
    /// How many bytes of lines wait.
    private(set) var byteCount = 0
    /// Whether the socket takes no more for now.
    private(set) var isBlocked = false
    /// Whether somebody was told that there is something to take.
    private var isAnnounced = false

    /// Starts a queue that holds at most `limit` bytes for a client that does not read.
    init(limit: Int) { self.limit = limit }

    /// Adds a message and returns whether somebody must be told.
    mutating func append(_ message: Outgoing) -> Bool {
        switch message {
        case .line(let line):
            guard phase == .open else { return false }
            waiting.append(message)
            byteCount += line.count
            // No reader is fast enough for a line that is longer than the queue may be.
            if line.count > limit || isBlocked && byteCount > limit { drop() }
        case .ping:
            guard phase == .open else { return false }
            waiting.append(message)
        case .close, .hangUp:
            guard phase != .ending else { return false }
            waiting.append(message)
            phase = .ending
        }
        guard !isAnnounced, !isBlocked || phase != .open else { return false }
        isAnnounced = true
        return true
    }

    /// Says that what was announced is being taken.
    mutating func beginTaking() {
        isAnnounced = false
        isBlocked = false
    }

    /// Says whether the socket takes more, and returns whether the queue was found too long, which it says once.
    mutating func endTaking(isBlocked: Bool) -> Bool {
        self.isBlocked = isBlocked
        if isBlocked, phase == .open, byteCount > limit { drop() }
        guard phase == .dropped, !isDropReported else { return false }
        isDropReported = true
        return true
    }

    /// Whether the socket should be tried before more is added: there are more than `size` bytes, or too many.
    func isPressing(over size: Int) -> Bool { byteCount > size || phase == .dropped && !isDropReported }

    private mutating func drop() {
        waiting = []
        byteCount = 0
        phase = .dropped
    }

    /// Forgets all and takes nothing any more.
    mutating func shut() {
        drop()
        phase = .ending
    }
}

// MARK: Taking

extension OutgoingQueue {
    /// Whether there is something that ``takeFrames(upTo:into:)`` would take.
    var hasFrames: Bool {
        switch waiting.first {
        case .line, .ping: true
        case .close, .hangUp, nil: false
        }
    }

    /// Whether the end is there and something stands before it.
    var isEnding: Bool { phase == .ending && hasFrames }

    /// Moves messages into a buffer until it has `size` bytes or a bit more.
    mutating func takeFrames(upTo size: Int, into buffer: inout ByteBuffer) {
        buffer.reserveCapacity(minimumWritableBytes: min(size, byteCount + 64))
        while buffer.readableBytes < size {
            switch waiting.first {
            case .line: takeLines(into: &buffer)
            case .ping:
                waiting.removeFirst()
                buffer.writeFrameHead(.ping, length: 0)
            case .close, .hangUp, nil: return
            }
        }
    }

    private mutating func takeLines(into buffer: inout ByteBuffer) {
        var (count, length) = (0, 0)
        while count < min(Self.linesPerMessage, waiting.count), case .line(let line) = waiting[count] {
            length += line.count
            count += 1
        }
        buffer.writeFrameHead(.text, length: length + count - 1)
        for place in 0..<count {
            guard case .line(let line) = waiting[place] else { continue }
            if place > 0 { buffer.writeInteger(UInt8(ascii: "\n")) }
            buffer.writeBytes(line)
        }
        waiting.removeFirst(count)
        byteCount -= length
    }

    /// Takes the end, once nothing stands before it.
    mutating func takeEnd() -> Outgoing? { hasFrames ? nil : waiting.popFirst() }
}
