package import NIOCore
internal import NIOPosix
internal import Synchronization

/// The one thread that all I/O of a client runs on.
///
/// It starts with the first use. A task that makes its calls inside `run` lives on this thread
/// itself, so that a call costs no switch of threads; calls from elsewhere work and cost two.
public final class NetworkThread: Sendable {
    private struct Running {
        let group: MultiThreadedEventLoopGroup
        let loop: any EventLoop
        let executor: LoopExecutor
    }

    private let running = Mutex<Running?>(nil)

    /// Makes a thread that does not run yet.
    public init() {}

    deinit {
        running.withLock { $0?.group.shutdownGracefully { _ in } }
    }

    /// The executor of the thread, for `withTaskExecutorPreference`; asking for it starts the thread.
    public var taskExecutor: any TaskExecutor {
        start().executor
    }

    /// The event loop of the thread; asking for it starts the thread.
    package var eventLoop: any EventLoop {
        start().loop
    }

    /// Runs a function, and all that it awaits, on this thread, except what belongs to an actor with its own executor.
    ///
    /// - Throws: What the function throws.
    public func run<Value, Failure: Error>(
        _ body: @concurrent () async throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        try await withTaskExecutorPreference(taskExecutor, operation: body)
    }

    /// Stops the thread once the connections on it are closed; a later use starts a new one.
    ///
    /// Must not be called from the thread itself, and after `close()` on the connections that use it.
    public func shutDown() async {
        let stopped = running.withLock { running in
            defer { running = nil }
            return running?.group
        }
        // The only failures are those of event loops closing twice, which cannot happen to a group taken out above.
        try? await stopped?.shutdownGracefully()
    }

    private func start() -> Running {
        running.withLock { running in
            if let running { return running }
            let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
            let loop = group.next()
            let started = Running(group: group, loop: loop, executor: LoopExecutor(loop))
            running = started
            return started
        }
    }
}

/// Runs the jobs of tasks on an event loop.
///
/// A job that one of them makes on the loop itself runs right after it: between a task and its actor there are several to
/// a call, and each turn of the loop costs as much as a job does.
private final class LoopExecutor: TaskExecutor {
    /// How many jobs run before the loop has a turn.
    private static let limit = 16

    private let loop: any EventLoop
    private let jobs: NIOLoopBoundBox<Jobs>

    private struct Jobs {
        var waiting: [UnownedJob] = []
        var isRunning = false
    }

    init(_ loop: any EventLoop) {
        self.loop = loop
        jobs = NIOLoopBoundBox.makeBoxSendingValue(Jobs(), eventLoop: loop)
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        if loop.inEventLoop, jobs.value.isRunning, jobs.value.waiting.count < Self.limit {
            jobs.value.waiting.append(job)
        } else {
            loop.execute { self.run(job) }
        }
    }

    private func run(_ first: UnownedJob) {
        jobs.value.isRunning = true
        var next = 0
        var job = first
        while true {
            // The runtime hands out each job once and keeps it alive until it has run; it runs here, once.
            unsafe job.runSynchronously(on: asUnownedTaskExecutor())
            guard next < jobs.value.waiting.count else { break }
            job = jobs.value.waiting[next]
            next += 1
        }
        jobs.value.isRunning = false
        jobs.value.waiting.removeAll(keepingCapacity: true)
    }
}
