import Foundation
import Testing

/// What is typed and what must come of it, a line each: the input, a tab, the expectation.
///
/// `▮` is the cursor where it does not stand at the end, `⏎` a line break. Empty lines and lines that start with `#` say
/// nothing. With `RECORD=1` the expectations are written anew, and the test fails.
struct PairFile {
    /// One line of the file.
    struct Pair: Sendable, CustomTestStringConvertible {
        var number: Int
        var input: String
        var expectation: String

        var testDescription: String { "line \(number): \(input)" }

        /// What is typed.
        var text: String {
            input.replacingOccurrences(of: "▮", with: "").replacingOccurrences(of: "⏎", with: "\n")
        }

        /// The offset of the cursor into the text's UTF-8.
        var cursor: Int {
            let end = input.range(of: "▮")?.lowerBound ?? input.endIndex
            return input[..<end].replacingOccurrences(of: "⏎", with: "\n").utf8.count
        }
    }

    private let path: URL

    /// Names a file beside this one.
    init(_ name: String) {
        path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: name)
    }

    /// The pairs in their order; none where the file cannot be read.
    var pairs: [Pair] { lines.compactMap(\.pair) }

    /// Writes what comes of each input in the place of what is expected, if that is asked for.
    func record(_ outcome: (Pair) -> String) throws {
        guard ProcessInfo.processInfo.environment["RECORD"] == "1" else { return }
        let rewritten = lines.map { line in line.pair.map { $0.input + "\t" + outcome($0) } ?? line.text }
        try rewritten.joined(separator: "\n").write(to: path, atomically: true, encoding: .utf8)
        Issue.record("recorded; run again without RECORD")
    }

    private var lines: [(text: String, pair: Pair?)] {
        let text = (try? String(contentsOf: path, encoding: .utf8)) ?? ""
        return text.components(separatedBy: "\n").enumerated().map { index, line in
            let parts = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard !line.isEmpty, !line.hasPrefix("#"), parts.count == 2 else { return (line, nil) }
            return (line, Pair(number: index + 1, input: parts[0], expectation: parts[1]))
        }
    }
}
