internal import Glibc
internal import Synchronization

/// Remembers entered lines, in memory for the session and in a file for the next one.
///
/// The file holds one JSON object a line. It is created readable by its owner only, read when the
/// history is first used, and appended to under a lock, so several consoles can share it. What cannot
/// be read in it is skipped and counted. libedit's own format is not used: loading it can write behind
/// a buffer, and saving it replaces what other consoles have added.
public final class History: Sendable {
    /// How far a line is remembered.
    public enum Retention: Sendable, Hashable {
        /// In memory and in the file.
        case saved
        /// In memory only.
        case session
    }

    /// The number of entries kept, 10,000; older ones are forgotten.
    public static let capacity = 10_000

    /// A longer line, in bytes, stays out of the file.
    static let longestSavedLine = 1 << 20

    private struct State {
        var lines: [String] = []
        /// A line that was not meant to be remembered: offered until the next one is entered.
        var passing: String?
        var isLoaded = false
        var skippedLineCount = 0
        var failure: LineEditorError?
    }

    private let state = Mutex(State())
    private let file: HistoryFile?
    private let context: String?
    private let now: @Sendable () -> Int

    /// Makes a history kept in the file at `path`; with nil, or the path of a device, in memory only.
    ///
    /// Missing folders of the path are made when the first line is saved. New records carry `context`,
    /// a word for what the lines were meant for, and the time that `now` returns, in seconds since 1970.
    public init(
        path: String?, context: String? = nil, now: @escaping @Sendable () -> Int = History.systemTime
    ) {
        file = path.map { HistoryFile(path: $0, capacity: Self.capacity) }
        self.context = context
        self.now = now
    }

    /// Returns the system's time in seconds since 1970.
    public static func systemTime() -> Int {
        time(nil)
    }

    /// The remembered lines, oldest first.
    public var lines: [String] {
        withLoadedState { state in state.lines + (state.passing.map { [$0] } ?? []) }
    }

    /// The number of lines of the file that could not be read.
    public var skippedLineCount: Int {
        withLoadedState { $0.skippedLineCount }
    }

    /// What went wrong with the file last, or nil; the session goes on without it.
    public var failure: LineEditorError? {
        withLoadedState { $0.failure }
    }

    /// Remembers a line.
    ///
    /// Empty lines and repetitions of the newest line are left out. A line that starts with a blank is
    /// never saved, and forgotten as soon as another is added.
    public func add(_ line: String, retention: Retention = .saved) {
        guard line.contains(where: { !$0.isWhitespace }) else { return }
        withLoadedState { state in
            state.passing = line.first == " " ? line : nil
            guard state.passing == nil, state.lines.last != line else { return }
            state.lines.append(line)
            if state.lines.count > Self.capacity { state.lines.removeFirst() }
            if retention == .saved { save(line, &state) }
        }
    }

    private func save(_ line: String, _ state: inout State) {
        guard line.utf8.count <= Self.longestSavedLine else { return }
        do {
            try file?.append(HistoryRecord(line: line, time: now(), context: context))
        } catch {
            state.failure = error
        }
    }

    private func withLoadedState<Value: Sendable>(_ body: (inout State) -> sending Value) -> Value {
        state.withLock { state in
            if !state.isLoaded {
                state.isLoaded = true
                load(into: &state)
            }
            return body(&state)
        }
    }

    private func load(into state: inout State) {
        do {
            guard let content = try file?.read() else { return }
            state.lines = content.records.map(\.line)
            state.skippedLineCount = content.skippedLineCount
        } catch {
            state.failure = error
        }
    }
}
