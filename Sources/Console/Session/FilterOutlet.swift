internal import LosslessJSON
internal import Synchronization

/// Takes parts out of replies, a reply a line, by a path.
final class FilterOutlet: Outlet {
    /// How the parts are written.
    enum Form: Sendable {
        /// A text as it is, anything else as JSON.
        case text(isTerminal: Bool)
        /// As JSON.
        case json(JSONFormatter.Style)
    }

    private let path: ReplyPath
    private let form: Form
    private let next: any Sink
    private let rest = Mutex<[UInt8]>([])
    private let hasFound = Mutex(false)

    /// Writes what the path leads to, a part a line, to the next sink.
    init(_ path: ReplyPath, as form: Form, to next: any Sink) {
        self.path = path
        self.form = form
        self.next = next
    }

    func write(_ bytes: [UInt8]) async throws(SinkClosed) {
        let lines = rest.withLock { rest -> [UInt8] in
            rest += bytes
            guard let end = rest.lastIndex(of: UInt8(ascii: "\n")) else { return [] }
            defer { rest.removeSubrange(...end) }
            return Array(rest[...end])
        }
        try await pass(lines)
    }

    func finish() async throws(SinkClosed) -> OutletEnding {
        try await pass(rest.withLock { $0 })
        return hasFound.withLock { $0 } ? .ok : .foundNothing(path)
    }

    private func pass(_ lines: [UInt8]) async throws(SinkClosed) {
        var text: [UInt8] = []
        for line in lines.split(separator: UInt8(ascii: "\n")) {
            guard let reply = try? JSONValue.parse(Array(line)) else { continue }
            for value in path.values(in: reply) { append(value, to: &text) }
        }
        guard !text.isEmpty else { return }
        hasFound.withLock { $0 = true }
        try await next.write(text)
    }

    private func append(_ value: JSONValue, to text: inout [UInt8]) {
        switch form {
        case .text(let isTerminal):
            let words = value.string ?? value.jsonText.compacted().description
            text += Array((isTerminal ? TerminalText.escaped(words) : words).utf8)
        case .json(let style):
            var formatter = JSONFormatter(style: style, escaping: .asIs)
            do throws(JSONError) {
                try formatter.format(value.jsonText.bytes, into: &text)
                try formatter.finish(into: &text)
            } catch {
                text += value.jsonText.bytes
            }
        }
        text.append(UInt8(ascii: "\n"))
    }
}
