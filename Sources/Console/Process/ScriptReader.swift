internal import CentrifugoAPI
internal import LosslessJSON

/// Cuts what comes from an input into lines, reading no more than it must.
package struct ScriptReader {
    /// One line of a script, understood as far as its words go.
    package struct Entry: Sendable {
        /// The number of its first row, from 1.
        package var number: Int
        /// Its words, or what is wrong with it, in the text given.
        package var content: Result<Line, Problem>

        /// What keeps a line from being cut into words.
        package struct Problem: Error {
            package var error: LanguageError
            package var source: [UInt8]
        }
    }

    /// A line that was read by its shape.
    struct Call {
        var command: Command
        var handling: ConsoleCommand.Handling
        /// The number of its first row, from 1.
        var number: Int

        /// Whether it is sent to the server.
        var isSent: Bool {
            if case .sends = handling { true } else { false }
        }
    }

    /// Enough for hundreds of lines, and little to keep.
    private static let chunk = 65_536

    private let input: any InputSource
    private var buffer: [UInt8] = []
    private var position = 0
    /// Where the last line feed stands that has been read.
    private var lastBreak = -1
    private var rows = 1
    private var isAtEnd = false
    /// Where the search for the end of the first line goes on.
    private var resumption: Tokenizer.Resumption?
    private var isAtStart = true

    /// Makes a reader of a source.
    package init(_ input: any InputSource) {
        self.input = input
    }

    /// Returns the next line that is not blank; `nil` at the end.
    package mutating func next() async -> Entry? {
        while true {
            if let entry = take() {
                if case .success(let line) = entry.content, line.tokens.isEmpty { continue }
                return entry
            }
            if isAtEnd { return nil }
            await fill()
        }
    }

    /// Returns the next line where it is a call in one of the shapes of earlier ones; `nil` where `next` has to read
    /// it.
    mutating func nextCall(_ shapes: LineShapes) -> Call? {
        guard resumption == nil, let start = passEmptyLines(), let found = shapes.read(buffer, from: start) else {
            return nil
        }
        let number = rows
        advance(to: found.end)
        return Call(command: found.call, handling: found.handling, number: number)
    }

    /// Passes over blank lines and comments; returns where the first word of the line behind them starts, if that is whole.
    private mutating func passEmptyLines() -> Int? {
        while position <= lastBreak {
            let start = buffer.span.endOfBlanks(from: position)
            switch buffer[start] {
            case UInt8(ascii: "\n"): advance(to: start + 1)
            case UInt8(ascii: "#"):
                guard let end = buffer.span.firstIndex(of: UInt8(ascii: "\n"), from: start) else { return nil }
                advance(to: end + 1)
            default: return start
            }
        }
        return nil
    }

    /// Takes a whole line from the buffer, if there is one.
    private mutating func take() -> Entry? {
        let isOpen = resumption != nil
        guard position < buffer.count, isAtEnd || isOpen || position <= lastBreak else { return nil }
        let number = rows
        switch Tokenizer.line(in: buffer, from: position, resuming: resumption) {
        case .line(let line, let next):
            guard isAtEnd || next < buffer.count || buffer[next - 1] == UInt8(ascii: "\n") else { return nil }
            advance(to: next)
            return Entry(number: number, content: .success(line))
        case .open(let opening, let resumption):
            self.resumption = resumption
            guard isAtEnd else { return nil }
            let source = Array(buffer[position...])
            advance(to: buffer.count)
            return problem(.unclosed(opening.byte, at: opening.offset), source, number)
        case .joined(let offset, let next):
            guard isAtEnd || next < buffer.count || buffer[next - 1] == UInt8(ascii: "\n") else { return nil }
            let source = Array(buffer[position..<next].prefix { $0 != UInt8(ascii: "\n") })
            advance(to: next)
            return problem(.joined(at: offset), source, number)
        }
    }

    private func problem(_ error: LanguageError, _ source: [UInt8], _ number: Int) -> Entry {
        Entry(number: number, content: .failure(Entry.Problem(error: error, source: source)))
    }

    private mutating func advance(to next: Int) {
        rows += Self.breaks(in: buffer.span.extracting(position..<next))
        position = next
        resumption = nil
    }

    private static func breaks(in bytes: Span<UInt8>) -> Int {
        var (count, start) = (0, 0)
        while let next = bytes.firstIndex(of: UInt8(ascii: "\n"), from: start) {
            (count, start) = (count + 1, next + 1)
        }
        return count
    }

    private mutating func fill() async {
        buffer.removeFirst(position)
        lastBreak -= position
        position = 0
        var bytes = await input.read(upTo: max(Self.chunk, buffer.count))
        if isAtStart, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        isAtStart = false
        if bytes.isEmpty {
            isAtEnd = true
        } else {
            if let last = bytes.lastIndex(of: UInt8(ascii: "\n")) { lastBreak = buffer.count + last }
            buffer += bytes
        }
    }
}

/// A text that is read like a file.
package struct TextSource: InputSource {
    private let state: TextState

    /// Makes a source of the bytes.
    package init(_ bytes: [UInt8]) {
        state = TextState(bytes)
    }

    package func read(upTo count: Int) async -> [UInt8] {
        state.take(count)
    }
}
