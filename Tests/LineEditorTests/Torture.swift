import Glibc
import LineEditor
import Synchronization
import Testing

/// An editor that random keys are typed at, and whoever reads the lines that come of them.
struct Torture {
    private let fixture: EditorFixture
    private let language: TortureLanguage
    private let outcomes: Mutex<[Outcome]>.Shared
    private var keys: RandomKeys
    private let isVi: Bool
    /// What happened since the last line that is known, for the message of a failure.
    private var story: [String] = []
    private var round = 0
    /// Whether everything that was on the line in this round can be told from its text.
    private var isCertain = true
    private(set) var comparisonCount = 0

    static let prompt = Prompt("> ", continuation: "…")

    /// Makes so many rounds, each of which ends with a line that is known.
    ///
    /// Returns how often the screen was compared with the text that should be on it.
    static func run(seed: UInt64, rounds: Int, keymap: Configuration.Keymap) async throws -> Int {
        let language = TortureLanguage()
        // Ctrl-Z would stop the tests; whoever ignores the signal goes on at once.
        let former = signal(SIGTSTP, SIG_IGN)
        defer { signal(SIGTSTP, former) }
        var comparisonCount = 0
        try await EditorFixture.use(
            history: ["publish news 1", "history {\n  }", "频道 bad"], capabilities: language.capabilities,
            adjust: { $0.keymap = keymap }
        ) { fixture in
            var torture = Torture(
                fixture: fixture, language: language, outcomes: .init([]),
                keys: RandomKeys(seed: seed, isVi: keymap == .vi), isVi: keymap == .vi)
            let reader = torture.startReading()
            do {
                try await torture.settle()
                for _ in 0..<rounds { try await torture.playRound(seed: seed) }
            } catch {
                await fixture.editor.close()
                throw error
            }
            comparisonCount = torture.comparisonCount
            await fixture.editor.close()
            await reader.value
        }
        return comparisonCount
    }

    private init(
        fixture: EditorFixture, language: TortureLanguage, outcomes: Mutex<[Outcome]>.Shared, keys: RandomKeys,
        isVi: Bool
    ) {
        (self.fixture, self.language, self.outcomes, self.keys, self.isVi) = (fixture, language, outcomes, keys, isVi)
    }

    /// Reads line after line until the editor is closed.
    private func startReading() -> Task<Void, Never> {
        let (editor, outcomes) = (fixture.editor, outcomes)
        return Task {
            while let outcome = try? await editor.readLine(prompt: Self.prompt) {
                outcomes.value.withLock { $0.append(outcome) }
            }
        }
    }

    private mutating func playRound(seed: UInt64) async throws {
        round += 1
        isCertain = true
        keys.isDaring = round % 2 == 0
        story = ["seed \(seed), round \(round)"]
        for _ in 0..<16 {
            try await carryOut(keys.step())
            try await compareScreen()
        }
        try await recover()
    }

    private mutating func carryOut(_ step: RandomKeys.Step) async throws {
        switch step {
        case .bytes(let bytes):
            story.append(String(decoding: bytes, as: UTF8.self).debugDescription)
            fixture.terminal.typeBytes(bytes)
        case .size(let columns, let rows):
            story.append("size \(columns)x\(rows)")
            fixture.terminal.setSize(columns: columns, rows: rows)
            fixture.editor.noteResize()
        case .print(let text):
            story.append("print \(text.debugDescription)")
            await fixture.editor.print(text)
        case .refresh:
            story.append("refresh")
            fixture.editor.refresh()
        }
        try await settle()
    }
}

// MARK: Waiting

extension Torture {
    /// Waits until the editor has done all that it was told to, waits for a key, and the screen shows it.
    private func settle() async throws {
        let deadline = ContinuousClock.now + .seconds(20)
        while true {
            let count = outcomes.value.withLock { $0.count }
            let isReading = fixture.terminal.isEditing && fixture.terminal.isRead
            // The first time may be before something is drawn that came together with it.
            await fixture.editor.flush()
            await fixture.editor.flush()
            let isSame = outcomes.value.withLock { $0.count } == count
            if isReading, isSame, fixture.terminal.isEditing, fixture.terminal.isRead { break }
            try #require(ContinuousClock.now < deadline, "\(failure("the editor hangs"))")
            await Task.yield()
        }
        try await fixture.terminal.waitUntilShown()
    }

    private func failure(_ what: String) -> String {
        let screen = fixture.terminal.screen
        return """
            \(what)
            \(story.joined(separator: "\n"))
            screen of \(screen.columns)x\(screen.rows), cursor \(screen.cursor):
            \(screen.text)
            """
    }
}

// MARK: What must be true

extension Torture {
    /// What was drawn key by key must be what is drawn when everything is drawn anew, and that the text itself.
    private mutating func compareScreen() async throws {
        let before = fixture.terminal.screen
        _ = language.takeAsked()
        fixture.editor.noteResize()
        try await settle()
        let after = fixture.terminal.screen
        guard let asked = language.takeAsked() else { return }
        if !InputModel.isCertain(asked.line) { isCertain = false }
        guard before.columns >= 20, isCertain, !keys.isDaring else { return }
        let labels = isVi ? ["(ins) ", "(cmd) "] : [""]
        let models = labels.map { label in
            InputModel(
                prompt: label + "> ", text: asked.line, offset: asked.cursor, continuation: "…",
                columns: before.columns)
        }
        // What is taller than the screen is not the overlay's, and only its end is seen.
        guard models.allSatisfy({ $0.rows.count < before.rows }) else { return }
        comparisonCount += 1
        try #require(
            before.looks == after.looks && before.cursor == after.cursor || isVi && before.cursor != after.cursor,
            "\(failure("drawn key by key, cursor \(before.cursor):\n\(before.looks)\nand now\n\(after.looks)"))")
        try #require(
            models.contains { shows($0, after) },
            "\(failure("it should show\n\(models[0].rows.joined(separator: "\n"))"))"
        )
    }

    private func shows(_ model: InputModel, _ screen: ScreenModel) -> Bool {
        let first = screen.cursor.row - model.cursor.row
        guard first >= 0, first + model.rows.count <= screen.rows else { return false }
        let shown = screen.lines[first..<first + model.rows.count]
        // A hint may follow.
        return screen.cursor.column == model.cursor.column && shown.dropLast() == model.rows.dropLast()
            && (shown.last ?? "").utf8.starts(with: (model.rows.last ?? "").utf8)
    }

    private var isInterrupted: Bool {
        outcomes.value.withLock { outcomes in
            outcomes.contains { if case .interrupted = $0 { true } else { false } }
        }
    }

    /// After Ctrl-C an empty prompt takes a line and returns it.
    private mutating func recover() async throws {
        fixture.terminal.setSize(columns: 60, rows: 12)
        fixture.editor.noteResize()
        try await settle()
        // Nothing is typed within a paste; outside of one this is no key.
        fixture.terminal.type("\u{1B}[201~")
        try await settle()
        outcomes.value.withLock { $0 = [] }
        // One may be the second half of a key, one may end a menu or a search.
        for _ in 0..<4 where !isInterrupted {
            fixture.terminal.type(Keys.control("c"))
            try await settle()
        }
        try #require(isInterrupted, "\(failure("Ctrl-C does not end the line"))")
        outcomes.value.withLock { $0 = [] }
        let known = "known \(round) 频道"
        fixture.terminal.type(known)
        try await settle()
        let screen = fixture.terminal.screen
        let below = Array(screen.text.split(separator: "\n", omittingEmptySubsequences: false)[screen.cursor.row...])
        // A hint that has no room ends in an ellipsis.
        let first = below[0].hasSuffix("…") ? below[0].dropLast() : below[0]
        let typed = (isVi ? "(ins) " : "") + "> " + known
        let hint = language.hint(for: known).map { "频 more" + $0.remark } ?? ""
        let explained = language.explanation(of: known, cursor: known.utf8.count).map(\.text)
        try #require(
            first.utf8.starts(with: typed.utf8) && hint.utf8.starts(with: first.utf8.dropFirst(typed.utf8.count))
                && below.dropFirst().elementsEqual(explained) { $0 == $1 },
            "\(failure("after Ctrl-C it should show\n\(typed + hint)\n\(explained)"))")
        fixture.terminal.type(Keys.enter)
        try await settle()
        let lines = outcomes.value.withLock { $0 }
        try #require(lines == [.line(known)], "\(failure("read \(lines)"))")
    }
}

extension Mutex where Value: Sendable {
    /// A mutex that several may hold.
    final class Shared: Sendable {
        let value: Mutex<Value>

        init(_ initial: Value) { value = Mutex(initial) }
    }
}
