import Glibc
import LineEditor
import Synchronization
import Testing

/// A pseudo-terminal with somebody at the keyboard and a screen that is looked at.
final class TestTerminal: Sendable {
    private struct Waiter {
        let condition: (ScreenModel) -> Bool
        let deadline: ContinuousClock.Instant
        let continuation: CheckedContinuation<Bool, Never>
    }

    private struct State {
        var screen: ScreenModel
        var waiters: [Waiter] = []
        var isOver = false
        var isFrozen = false
        var receivedCount = 0
    }

    /// The computer's side, which an editor is given.
    let line: Int32
    private let keyboard: Int32
    private let state: Mutex<State>

    // TIOCSPTLCK and TIOCGPTN are macros with parameters in C, which Swift does not see.
    private static let setLock: UInt = 0x4004_5431
    private static let getNumber: UInt = 0x8004_5430

    init(columns: Int = 40, rows: Int = 10) throws {
        keyboard = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var unlocked: Int32 = 0
        var number: Int32 = 0
        try #require(keyboard >= 0 && ioctl(keyboard, Self.setLock, &unlocked) == 0)
        try #require(ioctl(keyboard, Self.getNumber, &number) == 0)
        line = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
        try #require(line >= 0)
        state = Mutex(State(screen: ScreenModel(columns: columns, rows: rows)))
        setSize(columns: columns, rows: rows)
        startReading()
    }

    /// Types text; a key is what a terminal sends for it.
    func type(_ keys: String...) {
        typeBytes(Array(keys.joined().utf8))
    }

    func typeBytes(_ bytes: [UInt8]) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { write(keyboard, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            sent += count
        }
    }

    /// How many bytes the screen was sent.
    var receivedCount: Int { state.withLock { $0.receivedCount } }

    /// The screen as it stands.
    var screen: ScreenModel { state.withLock { $0.screen } }

    /// Waits until the screen fulfils a condition.
    func wait(
        for expectation: String, sourceLocation: SourceLocation = #_sourceLocation,
        until condition: @escaping @Sendable (ScreenModel) -> Bool
    ) async throws {
        let isFulfilled = await withCheckedContinuation { continuation in
            let isFulfilled: Bool? = state.withLock { state in
                if condition(state.screen) { return true }
                if state.isOver { return false }
                let deadline = ContinuousClock.now + .seconds(20)
                state.waiters.append(Waiter(condition: condition, deadline: deadline, continuation: continuation))
                return nil
            }
            if let isFulfilled { continuation.resume(returning: isFulfilled) }
        }
        let screen = self.screen
        try #require(
            isFulfilled, "\(expectation); the screen shows:\n\(screen.text)\ncursor \(screen.cursor)",
            sourceLocation: sourceLocation)
    }

    /// Waits until the screen shows exactly these rows.
    func wait(
        forScreen text: String, cursor: (row: Int, column: Int)? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        try await wait(for: "expected:\n\(text)\ncursor \(cursor as Any)", sourceLocation: sourceLocation) { screen in
            screen.text == text && (cursor.map { $0 == screen.cursor } ?? true)
        }
    }

    /// Gives the terminal another size; like a terminal window without reflow.
    func setSize(columns: Int, rows: Int) {
        state.withLock { $0.screen.resize(columns: columns, rows: rows) }
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(line, UInt(TIOCSWINSZ), &size)
    }

    /// Whether keys are echoed and collected by the kernel, as a shell expects it.
    var isCooked: Bool {
        var modes = termios()
        tcgetattr(line, &modes)
        return modes.c_lflag & tcflag_t(ECHO | ICANON | ISIG) == tcflag_t(ECHO | ICANON | ISIG)
    }

    /// Writes to the screen as another program does.
    func show(_ text: String) {
        let bytes = Array(text.utf8)
        _ = write(line, bytes, bytes.count)
    }

    /// Whether a line is being edited, so that Ctrl-C is a key.
    var isEditing: Bool {
        var modes = termios()
        tcgetattr(line, &modes)
        return modes.c_lflag & tcflag_t(ISIG) == 0
    }

    /// Waits until keys are no longer echoed.
    func waitUntilSilent(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let line = self.line
        try await wait(for: "no echo", sourceLocation: sourceLocation) { _ in
            var modes = termios()
            tcgetattr(line, &modes)
            return modes.c_lflag & tcflag_t(ECHO) == 0
        }
    }

    /// Waits until Ctrl-S has stopped the output.
    func waitUntilStopped(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let line = self.line
        try await wait(for: "stopped output", sourceLocation: sourceLocation) { _ in
            var request = pollfd(fd: line, events: Int16(POLLOUT), revents: 0)
            return poll(&request, 1, 0) == 0
        }
    }

    /// Has the terminal read nothing any more, as a window that hangs.
    func freeze() {
        state.withLock { $0.isFrozen = true }
    }

    /// Whether everything that was typed has been read.
    var isRead: Bool {
        var count: Int32 = 0
        // Asking whether something is there has the kernel hand over what is still on its way.
        var request = pollfd(fd: line, events: Int16(POLLIN), revents: 0)
        poll(&request, 1, 0)
        return ioctl(line, UInt(FIONREAD), &count) == 0 && count == 0
    }

    /// Waits until everything that was sent to the screen is on it.
    func waitUntilShown(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let keyboard = self.keyboard
        try await wait(for: "nothing more to show", sourceLocation: sourceLocation) { _ in
            var request = pollfd(fd: keyboard, events: Int16(POLLIN), revents: 0)
            return poll(&request, 1, 0) == 0
        }
    }

    /// Ends the terminal, as closing its window does; the thread that reads it does the closing.
    func hangUp() {
        state.withLock { $0.isOver = true }
    }

    deinit {
        close(line)
    }

    private func startReading() {
        let body = Unmanaged.passRetained(self)
        var thread = pthread_t()
        pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<TestTerminal>.fromOpaque(context).takeRetainedValue().read()
                return nil
            }, body.toOpaque())
        pthread_detach(thread)
    }

    private func read() {
        var chunk = [UInt8](repeating: 0, count: 4096)
        while !state.withLock({ $0.isOver }) {
            var request = pollfd(fd: keyboard, events: Int16(POLLIN), revents: 0)
            let isReady = poll(&request, 1, 20) > 0 && !state.withLock { $0.isFrozen }
            // Taken and shown in one go, so that what is not waiting any more is on the screen.
            let count = state.withLock { state in
                let count = isReady ? Glibc.read(keyboard, &chunk, chunk.count) : 0
                guard count > 0 else { return count }
                state.screen.feed(chunk[..<count])
                state.receivedCount += count
                return count
            }
            if isReady && count <= 0 { break }
            answerWaiters(isOver: false)
        }
        close(keyboard)
        answerWaiters(isOver: true)
    }

    private func answerWaiters(isOver: Bool) {
        let now = ContinuousClock.now
        let answered: [(Waiter, Bool)] = state.withLock { state in
            let screen = state.screen
            let (settled, open) = state.waiters.reduce(into: ([(Waiter, Bool)](), [Waiter]())) { result, waiter in
                let isFulfilled = waiter.condition(screen)
                if isFulfilled || isOver || waiter.deadline < now {
                    result.0.append((waiter, isFulfilled))
                } else {
                    result.1.append(waiter)
                }
            }
            state.waiters = open
            return settled
        }
        for (waiter, isFulfilled) in answered { waiter.continuation.resume(returning: isFulfilled) }
    }
}
