import LineEditor
import Testing

@testable import Console

@Suite struct ConsoleCapabilitiesTests {
    private let knowledge = SharedKnowledge()

    private func capabilities(isUTF8: Bool = true) -> Capabilities {
        ConsoleCapabilities.all(knowledge, isUTF8: isUTF8)
    }

    private func explanation(of line: String, isUTF8: Bool = true) -> String {
        let segments = capabilities(isUTF8: isUTF8).explainer?.explanation(of: line, cursor: line.utf8.count) ?? []
        return segments.map(\.text).joined()
    }

    @Test(arguments: [
        (EditingBar.full, true, true), (.hints, true, false), (.off, false, false),
    ])
    func `the bar can be switched off in part or as a whole`(bar: EditingBar, hasHint: Bool, hasLine: Bool) {
        knowledge.update { $0.bar = bar }
        #expect((capabilities().hinter?.hint(for: "hist") != nil) == hasHint)
        #expect(!explanation(of: "hist").isEmpty == hasLine)
        #expect(capabilities().completer?.completions(for: "hist", cursor: 4).candidates.isEmpty == false)
    }

    @Test func `what was typed is shown without control and bidi characters`() {
        let shown = explanation(of: "publish a 1 tags.\u{202E}x=1")
        #expect(shown.hasPrefix(#"tags.\u202ex · text"#))
        #expect(explanation(of: "x\u{1B}[31m") == #"there is no command "x\u001b[31m""#)
    }

    @Test func `a terminal without UTF-8 gets ASCII`() {
        let line = explanation(of: "publish ", isUTF8: false)
        #expect(line.hasPrefix("publish channel data [tags....] [skip_history] [idempotency_key] ... - sends"))
        let hint = capabilities(isUTF8: false).hinter?.hint(for: "publish a 1 ")
        #expect(hint?.remark.hasPrefix("[tags....] [skip_history]") == true)
    }

    @Test func `Tab on a channel asks for the server's channels, other keys do not`() {
        _ = explanation(of: "history ")
        _ = capabilities().hinter?.hint(for: "history ")
        _ = capabilities().completer?.completions(for: "history", cursor: 7)
        _ = capabilities().completer?.completions(for: "history a limit=", cursor: 16)
        #expect(knowledge.directory.ask(), "nobody has asked yet")
        let other = SharedKnowledge()
        _ = ConsoleCapabilities.all(other, isUTF8: true).completer?.completions(for: "history ", cursor: 8)
        #expect(!other.directory.ask())
        let inBody = SharedKnowledge()
        let text = #"publish {"channel":""#
        _ = ConsoleCapabilities.all(inBody, isUTF8: true).completer?.completions(for: text, cursor: text.utf8.count)
        #expect(!inBody.directory.ask())
    }

    @Test(arguments: ["history ne", #"broadcast {"channels":["ne"#, "history "])
    func `Tab that finds no channel says why they could not be listed, until the next key`(line: String) {
        let capabilities = capabilities()
        func row(_ line: String) -> String {
            let segments = capabilities.explainer?.explanation(of: line, cursor: line.utf8.count) ?? []
            #expect(
                segments.allSatisfy { $0.style.isDim } || !segments.contains { $0.text.hasPrefix("channels could") })
            return segments.map(\.text).joined()
        }
        func pressTab() { _ = capabilities.completer?.completions(for: line, cursor: line.utf8.count) }
        let usual = row(line)
        pressTab()
        #expect(row(line) == usual, "nobody knows yet")
        knowledge.update { $0.unlisted = "108 not \("available\u{1B}")" }
        #expect(row(line) == #"channels could not be listed: 108 not available\u001b"#)
        #expect(!row(line + "w").hasPrefix("channels could"))
        knowledge.update { $0.bar = .off }
        #expect(row(line).hasPrefix("channels could"))
        knowledge.update { $0.bar = .full }
        knowledge.update { $0.seen.list([("news", 1)], isWhole: true) }
        pressTab()
        #expect(row(line) == usual, "there is something to offer")
    }
}
