internal import LosslessJSON

/// A line of a transcript with its replies.
struct RecordedEntry {
    /// The number of its first row in the file, from 1.
    var number: Int
    var line: Line
    var replies: [JSONText] = []

    /// Reads a transcript; what is neither a line nor a reply is passed over.
    static func all(in text: [UInt8]) -> [RecordedEntry] {
        var entries: [RecordedEntry] = []
        var (position, row) = (0, 1)
        while position < text.count, case .line(let line, let next) = Tokenizer.line(in: text, from: position) {
            if !line.tokens.isEmpty {
                entries.append(RecordedEntry(number: row, line: line))
            } else if line.source.starts(with: Recorder.mark), !entries.isEmpty,
                let reply = try? JSONText(bytes: Array(line.source.dropFirst(Recorder.mark.count)))
            {
                entries[entries.count - 1].replies.append(reply)
            }
            row += text[position..<next].count { $0 == UInt8(ascii: "\n") }
            position = next
        }
        return entries
    }
}

/// What became of replies when their lines were run again.
struct ReplayComparison {
    private let ignored: Set<String>
    private var same = 0
    private(set) var different = 0

    /// Leaves out members of these names.
    init(ignoring names: Set<String>) {
        ignored = names
    }

    /// Compares the replies to a line with those recorded; returns what differs, a line each.
    mutating func compare(_ entry: RecordedEntry, _ replies: [JSONText]) -> [StyledLine] {
        var lines: [StyledLine] = []
        for index in 0..<max(entry.replies.count, replies.count) {
            let found = JSONEquality.differences(
                index < entry.replies.count ? entry.replies[index].value : nil,
                index < replies.count ? replies[index].value : nil, ignoring: ignored)
            if found.isEmpty { same += 1 } else { different += 1 }
            lines += found.map { difference in
                let (was, isNow) = (Self.text(difference.left), Self.text(difference.right))
                return StyledLine(untrusted: "\(difference.path): was \(was), is \(isNow)")
            }
        }
        return lines
    }

    var summary: String {
        different == 0
            ? "\(StyledLine.count(same, "reply", plural: "replies").plainText(in: Display())), all as recorded"
            : "\(different) of \(StyledLine.count(same + different, "reply", plural: "replies").plainText(in: Display())) not as recorded"
    }

    private static func text(_ value: JSONValue?) -> String {
        guard let value else { return "nothing" }
        let text = value.jsonText.compacted().description
        return text.count > 120 ? String(text.prefix(119)) + "…" : text
    }
}
