import Glibc
import LineEditor
import Testing

@Suite struct HistoryTests {
    private func make(_ folder: TemporaryFolder, context: String? = nil) -> History {
        History(path: folder.path("history"), context: context, now: { 7 })
    }

    @Test func `lines outlive the session, rows and all`() throws {
        let folder = try TemporaryFolder()
        let history = make(folder, context: "prod")
        history.add("one")
        history.add("a {\n  \"é频\": \"\\\"\t\u{1}\"\n}")
        #expect(make(folder).lines == ["one", "a {\n  \"é频\": \"\\\"\t\u{1}\"\n}"])
        #expect(try folder.content(of: "history").hasPrefix(#"{"time":7,"context":"prod","line":"one"}"# + "\n"))
    }

    @Test func `the file is its owner's only`() throws {
        let folder = try TemporaryFolder()
        let former = umask(0)
        defer { umask(former) }
        make(folder).add("one")
        #expect(try folder.permissions(of: "history") == 0o600)
    }

    @Test func `missing folders are made`() throws {
        let folder = try TemporaryFolder()
        let history = History(path: folder.path("new/history"))
        history.add("one")
        #expect(history.takeTrouble().isEmpty)
        #expect(try folder.permissions(of: "new") == 0o700)
        unlink(folder.path("new/history"))
    }

    @Test func `neither empty lines nor repetitions are added`() throws {
        let folder = try TemporaryFolder()
        let history = make(folder)
        for line in ["one", "one", "", "  ", "\n", "two", "one"] { history.add(line) }
        #expect(history.lines == ["one", "two", "one"])
        #expect(make(folder).lines == ["one", "two", "one"])
    }

    @Test func `a line that starts with a blank is offered once and never saved`() throws {
        let folder = try TemporaryFolder()
        let history = make(folder)
        history.add("one")
        history.add(" hidden")
        #expect(history.lines == ["one", " hidden"])
        history.add("two")
        #expect(history.lines == ["one", "two"])
        #expect(make(folder).lines == ["one", "two"])
    }

    @Test func `a line for the session is not saved`() throws {
        let folder = try TemporaryFolder()
        let history = make(folder)
        history.add("key abc", retention: .session)
        history.add("two")
        #expect(history.lines == ["key abc", "two"])
        #expect(try folder.content(of: "history") == #"{"time":7,"line":"two"}"# + "\n")
    }

    @Test func `what cannot be read is skipped, counted and told once`() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            """
            {"line":"good","future":[1]}
            {"line":"good","time":1,"future":true,"more":1.5}
            not json
            {"line":5}
            {"line":"cut o
            {"line":"\\uD83D\\uDE00 \\u00e9\\/"}
            {"line":"\\uD83D"}
            {"line":"x"} y

            {"line":"last"
            """, to: "history")
        let history = make(folder)
        #expect(history.lines == ["good", "😀 é/"])
        #expect(history.takeTrouble() == [.skipped(lineCount: 7, path: folder.path("history"))])
        try folder.write("worse\n", to: "other")
        #expect(rename(folder.path("other"), folder.path("history")) == 0)
        #expect(history.lines == [])
        #expect(history.takeTrouble() == [])
    }

    @Test func `lines that another console could read are counted with those found before they are told`() throws {
        let folder = try TemporaryFolder()
        try folder.write("bad\n", to: "history")
        let history = make(folder)
        _ = history.lines
        let content = try folder.content(of: "history")
        try folder.write(content + "worse\n", to: "history")
        #expect(history.takeTrouble() == [.skipped(lineCount: 2, path: folder.path("history"))])
    }

    @Test func `a record behind one that was cut off is not lost`() throws {
        let folder = try TemporaryFolder()
        try folder.write(#"{"line":"one"}"# + "\n" + #"{"line":"cut"#, to: "history")
        make(folder).add("two")
        #expect(make(folder).lines == ["one", "two"])
    }

    @Test func `two consoles add to one file`() async throws {
        let folder = try TemporaryFolder()
        let histories = (make(folder), make(folder))
        await withTaskGroup { group in
            group.addTask { for number in 0..<200 { histories.0.add("a\(number)") } }
            group.addTask { for number in 0..<200 { histories.1.add("b\(number)") } }
        }
        let lines = make(folder).lines
        #expect(lines.filter { $0.hasPrefix("a") } == (0..<200).map { "a\($0)" })
        #expect(lines.filter { $0.hasPrefix("b") } == (0..<200).map { "b\($0)" })
    }

    @Test func `the newest ten thousand lines are kept`() throws {
        let folder = try TemporaryFolder()
        let lines = (0..<10_005).map { #"{"line":"line \#($0)"}"# }
        try folder.write(lines.joined(separator: "\n") + "\n", to: "history")
        let history = make(folder)
        #expect(history.lines.count == History.capacity)
        #expect(history.lines.first == "line 5")
        history.add("another")
        #expect(history.lines.count == History.capacity)
        #expect(history.lines.first == "line 6")
    }

    @Test func `a file twice too long is shortened, and others go on adding to it`() throws {
        let folder = try TemporaryFolder()
        func open() -> HistoryFile { HistoryFile(path: folder.path("history"), capacity: 3) }
        var (writer, reader, other) = (open(), open(), open())
        for number in 1...6 { _ = try writer.append(HistoryRecord(line: "\(number)")) }
        #expect(try reader.readNews()?.records.map(\.line) == ["4", "5", "6"])
        #expect(try folder.content(of: "history").split(separator: "\n").count == 3)
        #expect(try folder.permissions(of: "history") == 0o600)
        _ = try writer.append(HistoryRecord(line: "7"))
        #expect(try other.readNews()?.records.map(\.line) == ["5", "6", "7"])
    }

    @Test func `without a file, or with a device, lines stay in memory`() {
        for path in [nil, "/dev/null"] {
            let history = History(path: path)
            history.add("one")
            #expect(history.lines == ["one"])
            #expect(history.takeTrouble().isEmpty)
        }
    }

    @Test func `a file that cannot be had is told once, and nothing else suffers`() {
        let path = "/proc/no-such-folder/history"
        let history = History(path: path)
        #expect(history.takeTrouble() == [], "a file that is not there yet is no trouble")
        history.add("one")
        #expect(history.lines == ["one"])
        #expect(history.takeTrouble() == [.unusable(path: path, .writing, errno: ENOENT)])
        history.add("two")
        #expect(history.takeTrouble() == [])
    }

    @Test func `a folder in the place of the file is told before anything is typed, and only then`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("history")
        mkdir(path, 0o700)
        let history = make(folder)
        #expect(history.takeTrouble() == [.unusable(path: path, .reading, errno: EISDIR)])
        history.add("one")
        #expect(history.lines == ["one"])
        #expect(history.takeTrouble() == [])
    }

    @Test func `a pipe in the place of the file is left alone`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("history")
        mkfifo(path, 0o600)
        let history = make(folder)
        history.add("one")
        #expect(history.lines == ["one"])
        #expect(history.takeTrouble() == [])
    }

    @Test func `lines are there even where the file cannot be shortened`() throws {
        let folder = try TemporaryFolder()
        mkdir(folder.path("history.new"), 0o700)
        try folder.write((0..<4).map { #"{"line":"\#($0)"}"# + "\n" }.joined(), to: "history")
        var file = HistoryFile(path: folder.path("history"), capacity: 2)
        let content = try file.readNews()
        #expect(content?.records.map(\.line) == ["2", "3"])
        #expect(content?.failure == HistoryFile.Failure(.writing, errno: EISDIR))
    }

    @Test func `a very long line stays out of the file`() throws {
        let folder = try TemporaryFolder()
        let history = make(folder)
        history.add(String(repeating: "x", count: 2 << 20))
        history.add("two")
        #expect(history.lines.count == 2)
        #expect(make(folder).lines == ["two"])
    }

    @Test func `what another console adds is there with the next look`() throws {
        let folder = try TemporaryFolder()
        let (one, other) = (make(folder), make(folder))
        one.add("a")
        #expect(other.lines == ["a"])
        other.add("b")
        one.add("secret", retention: .session)
        other.add("c")
        #expect(one.lines == ["a", "secret", "b", "c"] || one.lines == ["a", "b", "secret", "c"])
        #expect(other.lines == ["a", "b", "c"])
        #expect(make(folder).lines == ["a", "b", "c"])
    }

    @Test func `a file that was replaced is read anew, and what was kept out of it stays`() throws {
        let folder = try TemporaryFolder()
        let history = make(folder)
        history.add("a")
        history.add("secret", retention: .session)
        try folder.write(#"{"line":"x"}"# + "\n", to: "other")
        #expect(rename(folder.path("other"), folder.path("history")) == 0)
        #expect(history.lines == ["x", "secret"])
    }

    @Test func `a line goes on as the newest one of the same context does, else as any`() throws {
        let history = make(try TemporaryFolder(), context: "here")
        for line in ["history here limit=1", "publish news 1"] { history.add(line) }
        history.context = "there"
        for line in ["history there", "publish other 2", "info"] { history.add(line) }
        history.context = "here"
        #expect(history.continuation(of: "hist") == "ory here limit=1")
        #expect(history.continuation(of: "publish o") == "ther 2")
        #expect(history.continuation(of: "inf") == "o")
        #expect(history.continuation(of: "info") == nil)
        #expect(history.continuation(of: "") == nil && history.continuation(of: " ") == nil)
        history.context = "there"
        #expect(history.continuation(of: "hist") == "ory there")
    }

    @Test func `a line that is not worth suggesting stays in the history and is passed over`() throws {
        let folder = try TemporaryFolder()
        let asked = Counter()
        let history = History(
            path: folder.path("history"), context: "here",
            suggesting: { line in
                asked.increment()
                return !line.contains("nope")
            })
        for line in ["history one", "history nope", "histnope"] { history.add(line) }
        #expect(history.continuation(of: "hist") == "ory one")
        #expect(history.continuation(of: "history") == " one")
        #expect(history.continuation(of: "histn") == nil)
        #expect(history.lines == ["history one", "history nope", "histnope"])
        #expect(asked.value == 3, "each was asked about once")
    }
}
