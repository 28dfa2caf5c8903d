internal import CentrifugoProtocol
internal import PracticeServer

/// The words of the console itself.
extension Session {
    func setOutput(_ invocation: Invocation) async throws(SinkClosed) -> ExitStatus {
        guard let chosen = invocation.text("format").flatMap(OutputFormat.init) else { return .input }
        results.format = chosen
        return .ok
    }

    func setBar(_ invocation: Invocation) -> ExitStatus {
        guard let chosen = invocation.text("show").flatMap(EditingBar.init) else { return .input }
        knowledge.update { $0.bar = chosen }
        return .ok
    }

    func showStatus() async throws(SinkClosed) -> ExitStatus {
        let place: String
        let key: String
        switch server {
        case .practice:
            place = practice.map { "practice server on port \($0.port)" } ?? "practice server, not started yet"
            key = "its own"
        case .remote(let remote):
            place = "\(remote.address), from \(remote.origin.source)"
            key = remote.apiKey == nil ? "none" : "set"
        }
        var lines = ["server   \(place)", "api key  \(key)", "output   \(format.rawValue)"]
        let composedFor = batch.server.map { ", composed for \($0)" } ?? ""
        lines.append("batch    \(batch.items.count.counted("command"))\(composedFor)")
        try await say(lines)
        return .ok
    }

    func explain(_ invocation: Invocation) async throws(SinkClosed) -> ExitStatus {
        try await say(CodeTable.explanation(of: invocation.integer("code") ?? 0))
        return .ok
    }

    func help(_ invocation: Invocation) async throws(SinkClosed) -> ExitStatus {
        guard let word = invocation.text("word") else {
            try await say(HelpOverview.lines(table.signatures))
            return .ok
        }
        let signature = table.signatures.first { $0.name == word }
        let pages = [
            signature.map { HelpPage($0, method: Method.named(word)).lines },
            HelpTopic.all.first { $0.name == word }?.lines,
        ].compactMap(\.self)
        guard !pages.isEmpty else {
            let names = table.signatures.map(\.name) + HelpTopic.all.map(\.name)
            return try await reject(
                .unknownCommand(
                    word, span: invocation.span("word"), suggestion: Suggestion.nearest(to: word, among: names)),
                invocation.line)
        }
        try await say(Array(pages.joined(separator: [""])))
        return .ok
    }
}

extension Int {
    /// The number with a noun, in the singular or plural.
    func counted(_ noun: String) -> String { "\(self) \(noun)\(self == 1 ? "" : "s")" }
}
