import Foundation
import Testing

@testable import Console

@Suite struct DocumentTests {
    /// `RECORD=1 swift test --filter DocumentTests` rewrites the document and fails.
    @Test func `docs/commands.md is what the declarations render`() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs/commands.md")
        let rendered = CommandsDocument.text(CommandTable.standard.signatures)
        let isRecording = ProcessInfo.processInfo.environment["RECORD"] == "1"
        if isRecording { try rendered.write(to: file, atomically: true, encoding: .utf8) }
        #expect(!isRecording, "recorded; run again without RECORD")
        #expect(try String(contentsOf: file, encoding: .utf8) == rendered)
    }
}
