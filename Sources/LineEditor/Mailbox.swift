internal import Synchronization

/// What other threads hand to the editor's thread: text to show, a line to read, the end.
///
/// Text waits in a bounded queue. A producer that finds it full is suspended until the terminal has
/// taken what is there, so a slow terminal slows the producer and memory does not grow.
final class Mailbox: Sendable {
    /// A line or a secret to read, or something to run with the terminal lent to it, and who waits for it.
    enum Request: Sendable {
        case line(Prompt, Purpose, CheckedContinuation<Result<Outcome, LineEditorError>, Never>)
        case secret(Prompt, CheckedContinuation<Result<SecretOutcome, LineEditorError>, Never>)
        case loan(@Sendable () -> Void, CheckedContinuation<Result<Void, LineEditorError>, Never>)
    }

    /// Text to show, or a place in the queue that somebody waits for.
    enum Item: Sendable {
        case text([UInt8])
        case marker(CheckedContinuation<Void, Never>)
    }

    private struct State {
        var items: [Item] = []
        var queuedBytes = 0
        var suspended: [(bytes: [UInt8], CheckedContinuation<Void, Never>)] = []
        var request: (id: Int, Request)?
        var activeID: Int?
        var cancelledIDs: Set<Int> = []
        var lastID = 0
        var isResized = false
        var hasNews = false
        var isClosed = false
        var isFinished = false
        var awaitingEnd: [CheckedContinuation<Void, Never>] = []

        mutating func enqueue(_ bytes: [UInt8]) {
            items.append(.text(bytes))
            queuedBytes += bytes.count
        }
    }

    private let state = Mutex(State())
    let wake: WakeSignal

    init(wake: WakeSignal) {
        self.wake = wake
    }

    /// The queue takes texts until it holds this many bytes.
    static let capacity = 64 * 1024
}

// MARK: Called by producers

extension Mailbox {
    /// Queues a text; returns once it is in the queue, which for a full queue takes a while.
    func send(_ bytes: [UInt8]) async {
        guard !bytes.isEmpty else { return }
        await withCheckedContinuation { continuation in
            let isQueued = state.withLock { state in
                if state.isClosed { return true }
                guard state.queuedBytes < Self.capacity, state.suspended.isEmpty else {
                    state.suspended.append((bytes, continuation))
                    return false
                }
                state.enqueue(bytes)
                return true
            }
            wake.raise()
            if isQueued { continuation.resume() }
        }
    }

    /// Returns once everything sent before has been written.
    func flush() async {
        await withCheckedContinuation { continuation in
            let isQueued = state.withLock { state in
                if state.isClosed { return false }
                if state.suspended.isEmpty {
                    state.items.append(.marker(continuation))
                } else {
                    state.suspended.append(([], continuation))
                }
                return true
            }
            if isQueued { wake.raise() } else { continuation.resume() }
        }
    }

    func makeID() -> Int {
        state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
    }

    /// Asks for a line; at most one at a time.
    func submit(_ request: Request, id: Int) {
        let refusal: LineEditorError? = state.withLock { state in
            if state.isClosed { return .closed }
            if state.cancelledIDs.remove(id) != nil { return .cancelled }
            if state.request != nil || state.activeID != nil { return .busy }
            state.request = (id, request)
            return nil
        }
        if let refusal { request.fail(refusal) } else { wake.raise() }
    }

    /// Unwinds the reading that was submitted, or is about to be submitted, under an id.
    func cancel(_ id: Int) {
        let withdrawn: Request? = state.withLock { state in
            if let waiting = state.request, waiting.id == id {
                state.request = nil
                return waiting.1
            }
            state.cancelledIDs.insert(id)
            return nil
        }
        withdrawn?.fail(.cancelled)
        wake.raise()
    }

    /// Forgets a cancellation that came too late.
    func forget(_ id: Int) {
        state.withLock { _ = $0.cancelledIDs.remove(id) }
    }

    /// Says that the terminal has another size.
    func noteResize() {
        state.withLock { $0.isResized = true }
        wake.raise()
    }

    /// Says that the owner knows more than when the input was drawn.
    func noteNews() {
        state.withLock { $0.hasNews = true }
        wake.raise()
    }

    /// Has the editor's thread end.
    func close() {
        state.withLock { $0.isClosed = true }
        wake.raise()
    }

    /// Returns once the editor's thread has done its last work.
    func awaitEnd() async {
        await withCheckedContinuation { continuation in
            let isFinished = state.withLock { state in
                if !state.isFinished { state.awaitingEnd.append(continuation) }
                return state.isFinished
            }
            if isFinished { continuation.resume() }
        }
    }
}

// MARK: Called by the editor's thread

extension Mailbox {
    var isClosed: Bool { state.withLock { $0.isClosed } }

    /// Whether the reading that goes on is to be unwound by its owner's wish.
    var isCancelled: Bool {
        state.withLock { state in state.activeID.map(state.cancelledIDs.contains) ?? false }
    }

    /// Whether anything waits to be shown.
    var hasItems: Bool { state.withLock { !$0.items.isEmpty || !$0.suspended.isEmpty } }

    /// Takes what is queued; those who waited for room send on.
    func takeItems() -> [Item] {
        let (items, resumed) = state.withLock { state in
            let items = state.items
            state.items = []
            state.queuedBytes = 0
            let waiting = state.suspended
            state.suspended = []
            var resumed: [CheckedContinuation<Void, Never>] = []
            for (bytes, continuation) in waiting {
                if bytes.isEmpty {
                    state.items.append(.marker(continuation))
                } else {
                    state.enqueue(bytes)
                    resumed.append(continuation)
                }
            }
            return (items, resumed)
        }
        if !resumed.isEmpty { wake.raise() }
        for continuation in resumed { continuation.resume() }
        return items
    }

    /// Takes the line to read next, if there is one.
    func takeRequest() -> Request? {
        state.withLock { state in
            guard let (id, request) = state.request else { return nil }
            state.request = nil
            state.activeID = id
            return request
        }
    }

    /// Lets the next line be asked for.
    func endRequest() {
        state.withLock { state in
            if let id = state.activeID { state.cancelledIDs.remove(id) }
            state.activeID = nil
        }
    }

    /// Whether the terminal was said to have another size since this was last asked.
    func takeResize() -> Bool {
        state.withLock { state in
            defer { state.isResized = false }
            return state.isResized
        }
    }

    /// Whether the owner has learnt something since this was last asked.
    func takeNews() -> Bool {
        state.withLock { state in
            defer { state.hasNews = false }
            return state.hasNews
        }
    }

    /// Tells those who wait for the end.
    func finish() {
        let waiting = state.withLock { state in
            state.isFinished = true
            defer { state.awaitingEnd = [] }
            return state.awaitingEnd
        }
        for continuation in waiting { continuation.resume() }
    }
}

extension Mailbox.Request {
    func fail(_ error: LineEditorError) {
        switch self {
        case .line(_, _, let continuation): continuation.resume(returning: .failure(error))
        case .secret(_, let continuation): continuation.resume(returning: .failure(error))
        case .loan(_, let continuation): continuation.resume(returning: .failure(error))
        }
    }
}
