import CentrifugoAPI
import LosslessJSON
import Testing

@testable import Console

@Suite struct BatchTextTests {
    private struct Files: ExternalValues {
        func file(_ path: String, span: Range<Int>) async throws(LanguageError) -> [UInt8] {
            guard path == "one" else { throw .unreadableFile(path: path, errno: 2, span: span) }
            return Array("{\"n\":1}".utf8)
        }

        func input(span: Range<Int>) async throws(LanguageError) -> [UInt8] {
            throw .inputTaken(isScript: true, span: span)
        }
    }

    private let text = BatchText(parser: CommandTable.standard.parser, values: Files())

    private func read(_ string: String) async throws -> [String] {
        try await text.items(in: Array(string.utf8)).map { "\($0.method) \($0.body)" }
    }

    @Test(arguments: [
        ("publish a 1", ["publish {\"channel\":\"a\",\"data\":1}"]),
        (#"{"publish":{"channel":"a","data":1.0}}"#, [#"publish {"channel":"a","data":1.0}"#]),
        (#"{"method":"info"}"#, ["info {}"]),
        (#"{"id":1,"method":"history","params":{"channel":"a"}}"#, [#"history {"channel":"a"}"#]),
        ("{\"publish\":{\n  \"channel\": \"a\",\n  \"data\": [1, 2]\n}}\n", [#"publish {"channel":"a","data":[1,2]}"#]),
        (
            #"{"parallel":true,"commands":[{"info":{}},{"publish":{"channel":"a","data":1}}]}"#,
            ["info {}", #"publish {"channel":"a","data":1}"#]
        ),
        (
            "# all of them\n\ninfo\r\n{\"info\":{}} {\"info\":{}}\ncall x {\"y\":1}",
            ["info {}", "info {}", "info {}", #"x {"y":1}"#]
        ),
        ("publish a @one", [#"publish {"channel":"a","data":{"n":1}}"#]),
        ("", []),
    ])
    func `commands are recognised value by value`(string: String, expected: [String]) async throws {
        #expect(try await read(string) == expected)
    }

    @Test(arguments: [
        ("info\npublish", 2), ("info\n\n{\"publish\":{\n\"chanel\":\"a\"}}", 3), ("[1]", 1), ("{\"info\":1}", 1),
        ("{\"info\":{}} info", 1), ("{\"a\":{},\"b\":{}}", 1), ("{}", 1), ("send", 1), ("info\n{\"info\":", 2),
        ("publish a -", 1),
        ("{\"commands\":[1]}", 1), ("{\"nope\":{}}", 1), ("{\"method\":\"info\",\"parms\":{}}", 1),
    ])
    func `what is no command is told with its row`(string: String, row: Int) async throws {
        let problem = await #expect(throws: BatchText.Problem.self) { try await read(string) }
        #expect(problem?.row == row)
    }

    @Test func `what is saved is read back the same, and past the schema where it does not fit it`() async throws {
        let items = try await text.items(
            in: Array(
                #"publish a {"n":1.0} call publish {"chanel":"a"}"#.split(separator: " c").joined(separator: "\nc").utf8
            ))
        let saved = items.flatMap(text.saved)
        #expect(
            String(decoding: saved, as: UTF8.self) == """
                {"publish":{"channel":"a","data":{"n":1.0}}}
                call publish {"chanel":"a"}

                """)
        let again = try await text.items(in: saved)
        #expect(again.map(\.json) == items.map(\.json))
    }
}
