internal import CentrifugoAPI
internal import Glibc
internal import LosslessJSON
internal import Synchronization

/// Calls that follow each other in a script, each sent when the reply to the one before is written.
///
/// They are made on the connection's thread and take no turn of the session between them, which would cost as much as
/// the line itself. The line behind is read while a reply is awaited.
///
/// A run ends before the first line that is no such call, and behind the first that fails.
///
/// A slow reader of the replies keeps that thread waiting. There is nothing else for it to do: the script goes on only
/// when the reply is written. For the same reason nobody waits for the lock meanwhile.
final class CallRun: Sendable {
    /// How far it is.
    struct Progress {
        /// The call that is under way, or was last.
        var call: ScriptReader.Call
        var reader: ScriptReader
        /// The line behind it, where that was read already.
        var ahead: ScriptReader.Call?
        var lastReply: Reply?
        /// How the first call went that failed.
        var status = ExitStatus.ok
        /// Why nothing can be written any more.
        var refusal: SinkClosed?
    }

    private let state: Mutex<Progress>
    private let shapes: LineShapes
    private let keepsGoing: Bool
    /// Writes a reply; false where the system refuses, with its reason in `errno`.
    private let write: @Sendable (Reply) -> Bool

    /// Begins with a call, and goes on with those that the reader finds behind it.
    init(
        _ call: ScriptReader.Call, _ reader: ScriptReader, _ shapes: LineShapes, keepsGoing: Bool,
        write: @escaping @Sendable (Reply) -> Bool
    ) {
        state = Mutex(Progress(call: call, reader: reader))
        self.shapes = shapes
        self.keepsGoing = keepsGoing
        self.write = write
    }

    var progress: Progress { state.withLock { $0 } }

    /// Reads the line behind, and returns its command if it is a call.
    func readAhead() -> Command? {
        state.withLock { state in
            state.ahead = state.reader.nextCall(shapes)
            return state.ahead.flatMap { $0.isSent ? $0.command : nil }
        }
    }

    /// Writes a reply, and tells whether the run goes on with the call that was read ahead.
    func goesOn(after reply: Reply) -> Bool {
        state.withLock { state in
            state.lastReply = reply
            guard write(reply) else {
                state.refusal = SinkClosed(errno: errno)
                return false
            }
            let status = ReplyJudge.status(of: reply)
            if status != .ok {
                if state.status == .ok { state.status = status }
                guard keepsGoing else { return false }
            }
            guard let call = state.ahead, call.isSent else { return false }
            (state.call, state.ahead) = (call, nil)
            return true
        }
    }
}

extension Session {
    /// A run that begins with a call, where its replies can be written on any thread.
    func calls(from call: ScriptReader.Call, _ reader: ScriptReader, keepsGoing: Bool) -> CallRun? {
        guard call.isSent, format == .json, let sink = results.sink as? any ImmediateSink else {
            return nil
        }
        return CallRun(call, reader, shapes, keepsGoing: keepsGoing) { [escaping] reply in
            sink.writeNow(reply.jsonLine(escaping: escaping))
        }
    }

    /// Makes the calls of a run; `source` is what stands before the number of a line in messages.
    func run(_ calls: CallRun, of source: String?) async throws(SinkClosed) -> ExitStatus {
        isRunning = true
        defer { isRunning = false }
        var failed = ExitStatus.ok
        do throws(SessionFailure) {
            let client = try await currentClient()
            try await api { () async throws(APIError) in
                try await client.call(
                    calls.progress.call.command, following: { calls.readAhead() }, while: { calls.goesOn(after: $0) })
            }
        } catch {
            let call = calls.progress.call
            place = source.map { ScriptPlace($0, call.number) }
            failed = try await fail(error, call.command)
        }
        let end = calls.progress
        lastReply = end.lastReply ?? lastReply
        if let refusal = end.refusal { throw refusal }
        return end.status == .ok ? failed : end.status
    }
}
