internal import Glibc
internal import Synchronization

/// Remembers entered lines, in memory for the session and in a file for the next one.
///
/// The file holds one JSON object a line. It is created readable by its owner only, read when the
/// history is first used and whenever it has grown, and appended to under a lock, so several consoles
/// can share it. What cannot be read in it is skipped and counted. libedit's own format is not used: loading it can write behind
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

    fileprivate struct Entry {
        let line: String
        let context: String?
        /// Whether the file knows it, too.
        var isSaved = false
        /// Whether it is worth suggesting, once that was asked.
        var isSuggested: Bool?
    }

    fileprivate struct State {
        var entries: [Entry] = []
        /// A line that was not meant to be remembered: offered until the next one is entered.
        var passing: String?
        var context: String?
        var file: HistoryFile?
        var skippedLineCount = 0
        var isSkippingTold = false
        var failures: [HistoryFile.Failure] = []
        var toldFailureCount = 0
    }

    private let state: Mutex<State>
    private let isSuggestible: @Sendable (String) -> Bool
    private let now: @Sendable () -> Int

    /// Makes a history kept in the file at `path`; with nil, or the path of a device, in memory only.
    ///
    /// Missing folders of the path are made when the first line is saved. New records carry `context`,
    /// a word for what the lines were meant for, and the time that `now` returns, in seconds since 1970.
    /// Only lines that `isSuggestible` agrees to are suggested while others are typed; it is asked once for each, on
    /// the editor's thread.
    public init(
        path: String?, context: String? = nil,
        suggesting isSuggestible: @escaping @Sendable (String) -> Bool = { _ in true },
        now: @escaping @Sendable () -> Int = History.systemTime
    ) {
        let file = path.map { HistoryFile(path: $0, capacity: Self.capacity) }
        state = Mutex(State(context: context, file: file))
        self.isSuggestible = isSuggestible
        self.now = now
    }

    /// Returns the system's time in seconds since 1970.
    public static func systemTime() -> Int {
        time(nil)
    }

    /// What lines are meant for from now on; those of the same kind are suggested first.
    public var context: String? {
        get { state.withLock { $0.context } }
        set { state.withLock { $0.context = newValue } }
    }

    /// The remembered lines, oldest first, those of other consoles included.
    public var lines: [String] {
        withCurrentState { state in state.entries.map(\.line) + (state.passing.map { [$0] } ?? []) }
    }

    /// Returns what is wrong with the file and was not returned before; the session goes on without it.
    public func takeTrouble() -> [HistoryTrouble] {
        withCurrentState { $0.takeTrouble() }
    }

    /// Returns how the newest line goes on that starts with `start`; nil where there is none.
    ///
    /// Lines of the present context go before others. The file is not looked at, so this is quick.
    public func continuation(of start: String) -> String? {
        let wanted = Array(start.utf8)
        guard wanted.contains(where: { $0 != UInt8(ascii: " ") }) else { return nil }
        return state.withLock { state in
            var other: String?
            for index in state.entries.indices.reversed() {
                let entry = state.entries[index]
                guard entry.line.utf8.count > wanted.count, entry.line.utf8.starts(with: wanted),
                    other == nil || entry.context == state.context, isSuggested(&state.entries[index])
                else { continue }
                if entry.context == state.context { return String(entry.line.dropFirst(utf8: wanted.count)) }
                other = String(entry.line.dropFirst(utf8: wanted.count))
            }
            return other
        }
    }

    private func isSuggested(_ entry: inout Entry) -> Bool {
        let answer = entry.isSuggested ?? isSuggestible(entry.line)
        entry.isSuggested = answer
        return answer
    }

    /// Remembers a line.
    ///
    /// Empty lines and repetitions of the newest line are left out. A line that starts with a blank is
    /// never saved, and forgotten as soon as another is added.
    public func add(_ line: String, retention: Retention = .saved) {
        guard line.contains(where: { !$0.isWhitespace }) else { return }
        withCurrentState { state in
            state.passing = line.first == " " ? line : nil
            guard state.passing == nil, state.entries.last?.line != line else { return }
            let isSaved = retention == .saved && save(line, &state)
            state.append([Entry(line: line, context: state.context, isSaved: isSaved)])
        }
    }

    private func save(_ line: String, _ state: inout State) -> Bool {
        guard line.utf8.count <= Self.longestSavedLine else { return false }
        do throws(HistoryFile.Failure) {
            let record = HistoryRecord(line: line, time: now(), context: state.context)
            guard let others = try state.file?.append(record) else { return false }
            state.take(others)
            return true
        } catch {
            state.note(error)
            return false
        }
    }

    /// Runs `body` on what all consoles have remembered up to now.
    private func withCurrentState<Value: Sendable>(_ body: (inout State) -> sending Value) -> Value {
        state.withLock { state in
            do throws(HistoryFile.Failure) {
                if let news = try state.file?.readNews() { state.take(news) }
            } catch {
                state.note(error)
            }
            return body(&state)
        }
    }
}

extension History.State {
    /// Adds what was read; a file read from its start replaces what came from it before.
    fileprivate mutating func take(_ content: HistoryFile.Content) {
        if content.isFromStart {
            skippedLineCount = 0
            entries.removeAll(where: \.isSaved)
            let own = entries
            entries = []
            append(content.records.map { History.Entry(line: $0.line, context: $0.context, isSaved: true) } + own)
        } else {
            append(content.records.map { History.Entry(line: $0.line, context: $0.context, isSaved: true) })
        }
        skippedLineCount += content.skippedLineCount
        if let failure = content.failure { note(failure) }
    }

    /// Remembers what the system refused; what it refuses again and again, in reading or writing, counts once.
    fileprivate mutating func note(_ failure: HistoryFile.Failure) {
        if !failures.contains(where: { $0.errno == failure.errno }) { failures.append(failure) }
    }

    fileprivate mutating func takeTrouble() -> [HistoryTrouble] {
        guard let path = file?.path else { return [] }
        var troubles = failures[toldFailureCount...].map {
            HistoryTrouble.unusable(path: path, $0.step, errno: $0.errno)
        }
        toldFailureCount = failures.count
        if skippedLineCount > 0, !isSkippingTold {
            isSkippingTold = true
            troubles.append(.skipped(lineCount: skippedLineCount, path: path))
        }
        return troubles
    }

    fileprivate mutating func append(_ more: [History.Entry]) {
        entries += more
        if entries.count > History.capacity { entries.removeFirst(entries.count - History.capacity) }
    }
}

extension String {
    /// The text without its first bytes, which are whole characters.
    fileprivate func dropFirst(utf8 count: Int) -> Substring { self[utf8.index(utf8.startIndex, offsetBy: count)...] }
}
