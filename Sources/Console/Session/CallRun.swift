internal import CentrifugoAPI
internal import Glibc
internal import LosslessJSON
internal import Synchronization

/// Calls that follow each other in a script, each sent when the reply to the one before is written.
///
/// They are made on the connection's thread and take no turn of the session between them, which would cost as much as the
/// line itself. It ends before the first line that is no such call, and behind the first that fails.
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
    private let sink: any ImmediateSink
    private let escaping: JSONFormatter.Escaping
    private let keepsGoing: Bool

    /// Begins with a call, and goes on with those that the reader finds behind it.
    init(
        _ call: ScriptReader.Call, _ reader: ScriptReader, _ shapes: LineShapes, to sink: any ImmediateSink,
        _ escaping: JSONFormatter.Escaping, keepsGoing: Bool
    ) {
        state = Mutex(Progress(call: call, reader: reader))
        self.shapes = shapes
        self.sink = sink
        self.escaping = escaping
        self.keepsGoing = keepsGoing
    }

    var progress: Progress { state.withLock { $0 } }

    /// Reads the next line while there is nothing else to do.
    func readAhead() {
        state.withLock { state in
            if state.ahead == nil { state.ahead = state.reader.nextCall(shapes) }
        }
    }

    /// Writes a reply, and returns the command of the next call; `nil` at the end of the run.
    func next(after reply: Reply) -> Command? {
        state.withLock { state in
            state.lastReply = reply
            guard sink.writeNow(reply.jsonLine(escaping: escaping)) else {
                state.refusal = SinkClosed(errno: errno)
                return nil
            }
            let status = ReplyJudge.status(of: reply)
            if status != .ok {
                if state.status == .ok { state.status = status }
                guard keepsGoing else { return nil }
            }
            state.ahead = state.ahead ?? state.reader.nextCall(shapes)
            guard let call = state.ahead, case .sends = call.handling else { return nil }
            (state.call, state.ahead) = (call, nil)
            return call.command
        }
    }
}

extension Session {
    /// Makes the calls of a run; `source` is what stands before the number of a line in messages.
    func make(_ calls: CallRun, of source: String?) async throws(SinkClosed) -> ExitStatus {
        var failed = ExitStatus.ok
        do throws(SessionFailure) {
            let client = try await currentClient()
            try await api { () async throws(APIError) in
                try await client.call(
                    calls.progress.call.command, meanwhile: { calls.readAhead() }, then: { calls.next(after: $0) })
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
