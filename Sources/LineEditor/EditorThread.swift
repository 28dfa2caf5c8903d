internal import Glibc

/// What an editor's thread is started with.
struct EditorSetup: Sendable {
    let configuration: Configuration
    let capabilities: Capabilities
    let mailbox: Mailbox
    let isUnicode: Bool
}

/// Starts the one thread that talks to libedit and to the terminal.
enum EditorThread {
    private final class Body {
        let run: @Sendable () -> Void

        init(_ run: @escaping @Sendable () -> Void) {
            self.run = run
        }
    }

    /// Runs a loop on a thread of its own; signals outside of a line go to `signals`.
    static func start(
        _ setup: EditorSetup, signals: AsyncStream<TerminalSignal>.Continuation
    ) throws(LineEditorError) {
        let body = Body {
            EditorLoop(setup) { signals.yield($0) }.run()
            signals.finish()
        }
        let context = Unmanaged.passRetained(body)
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
                return nil
            }, context.toOpaque())
        guard code == 0 else {
            context.release()
            throw .system(operation: "pthread_create", errno: code)
        }
        pthread_detach(thread)
    }
}
