/// Reads lines where nothing can be edited: a terminal without abilities, or none at all.
///
/// The kernel's own line editing is all there is; the prompt is printed without colours.
final class PlainReader: Screen {
    private let terminal: Terminal
    private let keys: KeyInput
    private var prompt = ""

    init(terminal: Terminal, keys: KeyInput) {
        self.terminal = terminal
        self.keys = keys
    }

    func readLine(prompt: Prompt, purpose: Purpose, capabilities: Capabilities) -> ReadEnding {
        var rows: [String] = []
        self.prompt = prompt.text
        while true {
            let row: String
            switch readRow() {
            case .value(let text): row = text
            case .ended:
                terminal.endRow()
                return rows.isEmpty ? .endOfFile : .line(rows.joined(separator: "\n"))
            case .unwound(let unwinding):
                terminal.endRow()
                let typed = rows.joined(separator: "\n")
                return unwinding == .interrupted ? .dropped(typed) : .unwound(unwinding, partialLine: typed)
            }
            rows.append(row)
            let text = rows.joined(separator: "\n")
            let validator = purpose == .entry ? capabilities.validator : nil
            switch validator?.validity(of: text) ?? .complete {
            case .complete, .unbreakable: return .line(text)
            case .incomplete, .incompleteVerbatim: break
            }
            self.prompt = prompt.continuation
        }
    }

    private func readRow() -> KeyInput.Event<String> {
        terminal.endRow()
        terminal.write(prompt)
        let event = keys.next(on: self, take: { $0.nextLine(isFinal: $1) })
        // The line feed that ended the row was echoed by the kernel, not by us.
        if case .value = event { terminal.noteLineFeed() }
        return event
    }

    func show(_ text: [UInt8]) {
        terminal.endRow()
        terminal.write(text)
        terminal.endRow()
        terminal.write(prompt)
    }

    func adaptToSize() {}

    func resume() {
        terminal.noteLineFeed()
        terminal.write(prompt)
    }
}
