import LosslessJSON
import Testing

@testable import Console

@Suite struct ReplyPathTests {
    private static let reply = #"""
        {"result":{"publications":[{"data":{"n":1}},{"data":{"n":2.0}},{"info":null}],"channels":{"a b":{"x":1},"c":{}}}}
        """#

    @Test(arguments: [
        (".", [reply]), (".result.publications[0].data", [#"{"n":1}"#]),
        (".result.publications[].data.n", ["1", "2.0"]),
        (".result.publications[-1].info", ["null"]), (#".result.channels."a b".x"#, ["1"]),
        (".result.channels[].x", ["1"]),
        (".result.none", []), (".result.publications[3]", []), (".result.publications.x", []), (".result[0]", []),
        (".result.publications.[1].data.n", ["2.0"]),
    ])
    func `a path leads to what it says`(text: String, values: [String]) throws {
        let path = try #require(ReplyPath(text))
        #expect(path.values(in: try JSONValue.parse(Self.reply)).map(\.text) == values)
    }

    @Test(arguments: ["", "result", "..", ".a..b", ".a[", ".a[x]", ".a b", ".a.", #"."a"#, "[0]x", ".a-b"])
    func `anything else is no path`(text: String) {
        #expect(ReplyPath(text) == nil)
    }

    @Test(arguments: [".", ".a.b_c", ".a[0][-1][]", #".a."b c".d"#])
    func `a path is described as it was typed`(text: String) {
        #expect(ReplyPath(text)?.description == text)
    }
}
