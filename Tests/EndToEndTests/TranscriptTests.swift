import Console
import Foundation
import Testing

/// Every transcript and every example in the documentation is what the console does.
///
/// `RECORD=1 swift test --filter TranscriptTests` rewrites them and fails, so that the difference is
/// looked at.
@Suite struct TranscriptTests {
    @Test(arguments: TranscriptFile.all) func `the console answers as written`(file: TranscriptFile) async throws {
        var lines = try file.lines()
        var player = TranscriptPlayer(isHuman: true)
        var shift = 0
        for block in file.blocks(in: lines) {
            let range = block.range.lowerBound + shift..<block.range.upperBound + shift
            if block.words.contains("fresh") || !player.fits(block.words) {
                await player.close()
                player = TranscriptPlayer(isHuman: !block.words.contains("json"))
            }
            let expected = Transcript(lines[range])
            let actual = await player.play(expected)
            if isRecording {
                lines.replaceSubrange(range, with: actual.lines)
                shift += actual.lines.count - range.count
            }
            for (wanted, got) in zip(expected.exchanges, actual.exchanges) where wanted != got {
                Issue.record("\(file), at \(wanted.input.joined()):\n\(difference(wanted, got))")
            }
        }
        await player.close()
        if isRecording {
            try file.write(lines)
            Issue.record("recorded \(file); run again without RECORD")
        }
    }

    private var isRecording: Bool { ProcessInfo.processInfo.environment["RECORD"] == "1" }

    private func difference(_ wanted: Transcript.Exchange, _ got: Transcript.Exchange) -> String {
        var text = wanted.prompt == got.prompt ? "" : "  prompt \"\(wanted.prompt)\", got \"\(got.prompt)\"\n"
        text += "wanted:\n" + wanted.output.map { "  \($0)\n" }.joined()
        return text + "got:\n" + got.output.map { "  \($0)\n" }.joined()
    }
}
