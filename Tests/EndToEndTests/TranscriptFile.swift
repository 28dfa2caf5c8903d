import Foundation

/// A file that holds transcripts: as a whole, or in its fenced blocks marked `centsh`.
struct TranscriptFile: CustomStringConvertible, Sendable {
    /// One transcript in a file.
    struct Block {
        /// The lines of the file that it takes.
        var range: Range<Int>
        /// Words behind `centsh` in the head: `human` or `json`, and `fresh` for a session of its own.
        var words: [String]
    }

    let path: String
    let url: URL

    init(_ path: String) {
        self.path = path
        url = Self.root.appending(path: path)
    }

    /// The folder that holds `Package.swift`.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Every file of transcripts, and every page of the documentation.
    static var all: [TranscriptFile] {
        func names(_ folder: String, _ ending: String) -> [String] {
            let found =
                (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path())) ?? []
            return found.filter { $0.hasSuffix(ending) }.sorted().map { folder + "/" + $0 }
        }
        let pages = ["README.md"] + names("docs", ".md")
        return (names("Tests/EndToEndTests/Transcripts", ".txt") + pages).map(TranscriptFile.init)
    }

    var description: String { path }

    func lines() throws -> [String] {
        try String(contentsOf: url, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false).map(
            String.init)
    }

    func write(_ lines: [String]) throws {
        try lines.joined(separator: "\n").write(to: url, atomically: true, encoding: .utf8)
    }

    /// The transcripts of the file, in order.
    func blocks(in lines: [String]) -> [Block] {
        if path.hasSuffix(".txt") { return sections(in: lines) }
        var blocks: [Block] = []
        var start: (line: Int, words: [String])?
        for (number, line) in lines.enumerated() where line.hasPrefix("```") {
            if let (first, words) = start {
                if words.first == "centsh" { blocks.append(Block(range: first + 1..<number, words: words)) }
                start = nil
            } else {
                start = (number, line.dropFirst(3).split(separator: " ").map(String.init))
            }
        }
        return blocks
    }

    /// In a file of transcripts each `== title · words` starts a session of its own.
    private func sections(in lines: [String]) -> [Block] {
        let starts = lines.indices.filter { lines[$0].hasPrefix("== ") }
        let ends = starts.dropFirst() + [lines.last == "" ? lines.count - 1 : lines.count]
        return zip(starts, ends).map { start, end in
            let words = lines[start].split(separator: "·").dropFirst().joined().split(separator: " ").map(String.init)
            return Block(range: start + 1..<end, words: ["centsh", "fresh"] + words)
        }
    }
}
