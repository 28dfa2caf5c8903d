import Testing

@testable import Console

/// Hands out a text in pieces of a few bytes.
private struct Pieces: InputSource {
    private let state: TextState
    let size: Int

    init(_ text: String, size: Int) {
        state = TextState(Array(text.utf8))
        self.size = size
    }

    func read(upTo count: Int) async -> [UInt8] { state.take(min(size, count)) }
}

@Suite struct ScriptReaderTests {
    /// The first words of every line with the line's number, or the error.
    private func read(_ text: String, size: Int) async -> [String] {
        var reader = ScriptReader(Pieces(text, size: size))
        var found: [String] = []
        while let entry = await reader.next() {
            switch entry.content {
            case .success(let line):
                found.append("\(entry.number) " + line.tokens.map { line.text($0.span) }.joined(separator: "|"))
            case .failure(let problem): found.append("\(entry.number) \(problem.error)")
            }
        }
        return found
    }

    @Test(arguments: [1, 3, 7, 10_000]) func `lines are the same however the input is cut`(size: Int) async {
        let text = "info\n\n# comment {\npublish a {\n \"n\": 1\n}\r\n  channels x\npublish b 'two\nrows'\nlast"
        #expect(
            await read(text, size: size) == [
                "1 info", "4 publish|a|{\n \"n\": 1\n}", "7 channels|x", "8 publish|b|'two\nrows'", "10 last",
            ])
    }

    @Test(arguments: [1, 10_000]) func `an open bracket at the end is an error with its place`(size: Int) async {
        #expect(await read("info\npublish a {\n", size: size) == ["1 info", "2 unclosed(123, at: 10)"])
    }

    @Test(arguments: [1, 10_000]) func `a line that cannot be cut into words does not take the next with it`(size: Int)
        async
    {
        #expect(await read("publish a \"b\"c\ninfo\n", size: size) == ["1 joined(at: 13)", "2 info"])
    }

    @Test(arguments: [1, 2, 5]) func `what is open is found however it is cut`(size: Int) async {
        let text = #"a {"x":"}\" {","y":[1,{"z":"\\"}]} b"# + "\nc 'it\ns' \"\\\"\" d\n"
        let whole = await read(text, size: 10_000)
        #expect(whole.count == 2)
        #expect(await read(text, size: size) == whole)
    }

    @Test func `a byte order mark at the start is no part of the first word`() async {
        #expect(await read("\u{FEFF}info\n", size: 10_000) == ["1 info"])
    }

    @Test func `nothing is read of an empty input`() async {
        #expect(await read("", size: 10).isEmpty)
        #expect(await read("\n\n  \n", size: 10).isEmpty)
    }
}
