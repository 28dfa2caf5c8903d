internal import Glibc
internal import LosslessJSON

/// Writes a transcript: the lines as they were typed, and below each its replies behind `#= `.
///
/// As `#` starts a comment, the file is a script too.
final class Recorder {
    static let mark = Array("#= ".utf8)

    let path: String
    private let file: FileSink?
    private var replies: [JSONText] = []

    /// Writes to a file that is open.
    init(_ path: String, descriptor: Int32) {
        self.path = path
        file = FileSink(descriptor: descriptor)
    }

    /// Only collects replies.
    init() {
        path = ""
        file = nil
    }

    deinit {
        file.map { _ = close($0.descriptor) }
    }

    /// Keeps a reply for the line that runs.
    func note(_ reply: JSONText) {
        replies.append(reply)
    }

    /// Writes a line that has run, and the replies to it.
    func write(_ line: [UInt8]) async throws(SinkClosed) {
        let newline = UInt8(ascii: "\n")
        let text = takeReplies().reduce(into: line + [newline]) { $0 += Self.mark + $1.compacted().bytes + [newline] }
        try await file?.write(text)
    }

    /// Returns the replies to the line that has run.
    func takeReplies() -> [JSONText] {
        defer { replies = [] }
        return replies
    }
}
