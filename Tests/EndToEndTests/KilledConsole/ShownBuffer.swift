import Foundation
import LosslessJSON

/// What a console that nobody disturbs shows of the buffer.
struct ShownBuffer {
    /// The commands in their order, and what is said of each.
    let commands: [(id: Int, state: CommandState)]

    /// Runs lines in the buffer, and then looks at it.
    ///
    /// The commands themselves are read from what is for programs, the marks from what is for people.
    init(after lines: [String] = [], _ options: [String], in state: URL) throws {
        let words = ["buffer \(BufferScript.buffer)"] + lines + ["buffers", "pending", "output human", "pending"]
        let arguments = options + words.flatMap { ["-c", $0] }
        let ended = try ConsoleProcess(arguments.map { Array($0.utf8CString) }, state: state).finish()
        let output = ended.output.split(separator: "\n")
            .drop { !$0.hasPrefix(#"{"name""#) }.dropFirst()
        let bodies = output.prefix { $0.hasPrefix("{") }
        let marks = Self.marks(output.dropFirst(bodies.count))
        guard ended.status == 0, bodies.count == marks.count else {
            throw Contradiction("the buffer is not shown: \(ended)")
        }
        commands = try zip(bodies, marks).map { body, mark in
            let publication = try JSONValue.parse(String(body))["publish"]
            guard let id = publication?["data"]?["id"]?.int64, let state = CommandState(mark: mark) else {
                throw Contradiction("what is this: \(body) \(mark)")
            }
            return (Int(id), state)
        }
    }

    /// What stands in the last column of the rows between the head and the sum; nothing where there is no such column.
    ///
    /// Two spaces are between columns, and one at most is within.
    private static func marks(_ rows: ArraySlice<Substring>) -> [String] {
        guard rows.count > 1 else { return [] }
        return rows.dropFirst().dropLast().map { row in
            let columns = row.split(separator: "  ").map { $0.trimmingCharacters(in: .whitespaces) }
            return columns.filter { !$0.isEmpty }.dropFirst(5).joined(separator: "  ")
        }
    }
}

extension CommandState {
    /// Reads what is said of a command in the buffer.
    fileprivate init?(mark: String) {
        let words = mark.split(separator: " ")
        if words.isEmpty {
            self = .pending
        } else if words == ["?", "unknown"] {
            self = .unknown
        } else if let code = Int(words[0]) {
            self = .failed(code)
        } else {
            return nil
        }
    }
}
