/// What is wrong with the file behind a history.
public enum HistoryTrouble: Sendable, Hashable {
    /// What was being done with the file.
    public enum Step: Sendable, Hashable {
        case reading, writing, locking
    }

    /// The system refused it, for the reason `errno`.
    case unusable(path: String, Step, errno: Int32)
    /// Lines of the file are no records, and were left out.
    case skipped(lineCount: Int, path: String)
}
