internal import LineEditor

/// Writes through the line editor, which owns the terminal.
struct EditorSink: Sink {
    let editor: LineEditor

    func write(_ bytes: [UInt8]) async throws(SinkClosed) {
        await editor.print(bytes)
    }
}
