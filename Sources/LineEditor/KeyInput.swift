internal import Glibc

/// Waits for keys, and attends to everything else meanwhile.
///
/// It reads ahead: what was pasted or typed behind a line waits here for the next one.
final class KeyInput {
    enum Event<Value> {
        case value(Value)
        /// There is nothing more to read: the end of a file, or a terminal that is gone.
        case ended
        case unwound(Unwinding)
    }

    private var decoder = KeyDecoder()
    /// Whether the terminal was found gone where nothing was to be read from it.
    private var hasEnded = false
    private let terminal: Terminal
    private let surroundings: Surroundings

    init(terminal: Terminal, surroundings: Surroundings) {
        self.terminal = terminal
        self.surroundings = surroundings
    }

    /// How long the rest of a sequence may take after Escape before Escape was a key by itself.
    private static let escapeDelay: Int32 = 50

    /// How long a paste may pause before what has come of it is shown.
    private static let pasteDelay: Int32 = 250

    private var patience: Int32 {
        if decoder.isEmpty { return -1 }
        return decoder.isPasting ? Self.pasteDelay : Self.escapeDelay
    }

    /// Whether keys have arrived that nobody has asked for yet.
    var hasKeysAhead: Bool { !decoder.isEmpty }

    /// Forgets the keys that were typed ahead.
    func discard() {
        decoder.discard()
    }

    /// Waits until `take` finds something in what was typed.
    ///
    /// `take` is told whether it has to make do with what is there. `beforeWait` draws; it is not
    /// called while keys are pending, so that a paste is not drawn character by character.
    func next<Value>(
        on screen: some Screen, take: (inout KeyDecoder, Bool) -> Value?, beforeWait: () -> Void = {}
    ) -> Event<Value> {
        while true {
            if let value = take(&decoder, false) { return .value(value) }
            beforeWait()
            let (patience, holding) = (patience, surroundings.holdingTime)
            let isHeld = holding.map { patience < 0 || $0 < patience } ?? false
            let arrived = wait(atMost: isHeld ? holding ?? 0 : patience)
            if arrived.isEmpty, !isHeld, let value = take(&decoder, true) { return .value(value) }
            if arrived.contains(.news) || arrived.isEmpty && isHeld, let unwinding = surroundings.attend(on: screen) {
                return .unwound(unwinding)
            }
            if arrived.contains(.keys), !read() {
                return take(&decoder, true).map { .value($0) } ?? .ended
            }
        }
    }

    /// Waits until something other than keys has arrived; takes keys for the next line if that is wished.
    func waitBetweenLines(takingKeys: Bool) {
        // What more is typed ahead waits in the terminal.
        let isWelcome = takingKeys && !hasEnded && decoder.count < Self.mostTypedAhead
        let arrived = wait(atMost: -1, forKeys: isWelcome)
        if arrived.contains(.keys), !read() { hasEnded = true }
    }

    private static let mostTypedAhead = 16 << 20

    private struct Arrived: OptionSet {
        let rawValue: Int
        static let keys = Arrived(rawValue: 1)
        static let news = Arrived(rawValue: 2)
    }

    private func wait(atMost milliseconds: Int32, forKeys: Bool = true) -> Arrived {
        var requests = [
            pollfd(fd: forKeys ? terminal.input : -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: surroundings.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        // A signal ends the wait early; its handler has made the second descriptor readable.
        while poll(&requests, 2, milliseconds) < 0 && errno == EINTR {}
        var arrived: Arrived = []
        if requests[0].revents != 0 { arrived.insert(.keys) }
        if requests[1].revents != 0 { arrived.insert(.news) }
        return arrived
    }

    /// Reads what is there; false at the end.
    private func read() -> Bool {
        var chunk = [UInt8](repeating: 0, count: 4096)
        let count = Glibc.read(terminal.input, &chunk, chunk.count)
        if count > 0 { decoder.append(chunk[..<count]) }
        return count > 0 || count < 0 && (errno == EINTR || errno == EAGAIN)
    }
}
