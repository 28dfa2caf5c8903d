internal import CentrifugoProtocol
internal import LosslessJSON

/// Results go to standard output, talk to standard error; for people both are one conversation.
extension Session {
    /// Writes result bytes.
    func write(_ bytes: [UInt8]) async throws(SinkClosed) {
        try await results.sink.write(bytes)
    }

    /// Prints result lines for people.
    func print(_ lines: [String]) async throws(SinkClosed) {
        guard !lines.isEmpty else { return }
        try await results.sink.write(Array((lines.joined(separator: "\n") + "\n").utf8))
    }

    /// Says something that is no result of a call: on standard output only where people read it.
    func say(_ lines: [String]) async throws(SinkClosed) {
        let isResult = format.isForPeople
        let display = isResult ? results.display() : settings.errorDisplay()
        let wrapped = lines.flatMap { line in
            StyledLine(untrusted: line).wrapped(in: display, indent: line.prefix { $0 == " " }.count + 2)
        }
        let text = wrapped.map { $0.plainText(in: display) + "\n" }.joined()
        try await (isResult ? results.sink : errors).write(Array(text.utf8))
    }

    /// Shows a problem.
    func show(_ diagnostic: Diagnostic, isTyped: Bool = true) async throws(SinkClosed) {
        let lines = diagnostic.rendered(
            in: settings.errorDisplay(), promptWidth: diagnostic.source == nil || !isTyped ? nil : promptWidth)
        try await errors.write(Array((lines.joined(separator: "\n") + "\n").utf8))
    }

    /// The cells of the prompt that the line stands behind, where somebody typed it.
    private var promptWidth: Int? {
        guard isAttended else { return nil }
        let facts = promptFacts
        return DisplayWidth.of(PromptText.text(facts.server, facts.pending, facts.buffer))
    }

    /// Shows what is wrong with a line.
    ///
    /// `isTyped` tells that the line itself stands on the screen, behind the prompt.
    func reject(
        _ error: LanguageError, _ line: Line, at span: Range<Int>? = nil, isTyped: Bool = true
    ) async throws(SinkClosed) -> ExitStatus {
        let shown = SecretFields(signatures: table.signatures).withoutSecrets(line)
        var diagnostic = Diagnostic(error, shown, table, at: span)
        diagnostic.place = place?.description
        // A line that has a place is one of several.
        try await show(diagnostic, isTyped: isTyped && place == nil)
        return diagnostic.status
    }
}

/// Reads the values that a line of this session only names.
struct SessionValues: ExternalValues {
    let session: Session

    func file(_ path: String, span: Range<Int>) async throws(LanguageError) -> [UInt8] {
        try await session.contents(of: path, span: span)
    }

    func input(span: Range<Int>) async throws(LanguageError) -> [UInt8] {
        if let interaction = session.interaction {
            guard let bytes = await interaction.edit([]) else { throw .noEditor("the editor", span: span) }
            return bytes
        }
        guard let bytes = await session.takeInput() else {
            throw .inputTaken(isScript: session.settings.inputIsScript, span: span)
        }
        return bytes
    }
}

extension Session {
    /// Returns what stands on standard input, once.
    func takeInput() async -> [UInt8]? {
        guard !settings.inputIsScript, !hasReadInput else { return nil }
        hasReadInput = true
        var bytes: [UInt8] = []
        while true {
            let more = await settings.input.read(upTo: 1 << 20)
            if more.isEmpty { return bytes }
            bytes += more
        }
    }
}
