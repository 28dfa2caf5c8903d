import Testing

@testable import Console

@Suite struct PositionViewTests {
    private let body = #"{"channel":"hist:news","data":1}"#

    @Test func `the epoch is shown the first time and when it changes`() throws {
        var session = Shown()
        #expect(
            try session.lines("publish", body, #"{"offset":1,"epoch":"qMqE"}"#) == [
                "✓ published to hist:news · offset 1 · epoch qMqE"
            ])
        #expect(
            try session.lines("publish", body, #"{"offset":2,"epoch":"qMqE"}"#) == [
                "✓ published to hist:news · offset 2"
            ])
        #expect(
            try session.lines("publish", body, #"{"offset":1,"epoch":"x"}"#) == [
                "✓ published to hist:news · offset 1 · epoch x",
                "epoch changed: the stream was created anew",
            ])
    }

    @Test func `each channel has its own epoch`() throws {
        var session = Shown()
        _ = try session.lines("publish", body, #"{"offset":1,"epoch":"a"}"#)
        #expect(
            try session.lines("publish", #"{"channel":"hist:b"}"#, #"{"offset":1,"epoch":"b"}"#) == [
                "✓ published to hist:b · offset 1 · epoch b"
            ])
    }

    @Test func `without history the line says why there is no offset`() throws {
        #expect(
            try shown("publish", #"{"channel":"plain:x","data":1}"#, "{}") == [
                "✓ published to plain:x · no history in this namespace, so no offset"
            ])
        #expect(
            try shown("publish", #"{"channel":"x","data":1}"#, "{}") == [
                "✓ published to x · no history for channels without namespace, so no offset"
            ])
        #expect(
            try shown("publish", #"{"channel":"hist:x","data":1,"skip_history":true}"#, "{}") == [
                "✓ published to hist:x · skip_history: not kept, so no offset"
            ])
    }

    @Test func `the reason is dim and the result is not`() throws {
        #expect(
            try shown("publish", #"{"channel":"plain:x","data":1}"#, "{}", hasColor: true) == [
                "✓ published to plain:x · \u{1B}[2mno history in this namespace, so no offset\u{1B}[0m"
            ])
    }

    @Test func `without UTF-8 the line is ASCII`() throws {
        #expect(
            try shown("publish", #"{"channel":"hist:ö","data":1}"#, #"{"offset":1,"epoch":"q"}"#, isUTF8: false) == [
                #"ok published to hist:\u00f6 - offset 1 - epoch q"#
            ])
    }

    @Test func `offsets keep their spelling up to the greatest`() throws {
        #expect(
            try shown("publish", body, #"{"offset":18446744073709551615,"epoch":"q"}"#) == [
                "✓ published to hist:news · offset 18446744073709551615 · epoch q"
            ])
    }

    @Test func `a hostile channel and epoch stay on the line`() throws {
        #expect(
            try shown("publish", #"{"channel":"a\u001b[2J"}"#, #"{"offset":1,"epoch":"\u202e\n"}"#) == [
                #"✓ published to a\u001b[2J · offset 1 · epoch \u202e\n"#
            ])
    }

    @Test func `a channel that would look like two words is quoted`() throws {
        #expect(
            try shown("publish", #"{"channel":"a b"}"#, #"{"offset":1}"#) == [#"✓ published to "a b" · offset 1"#])
    }

    @Test func `a reply that is not as it should be is shown as JSON`() throws {
        #expect(try shown("publish", body, #"{"offset":"1"}"#) == ["{", #"  "offset": "1""#, "}"])
        #expect(try shown("publish", body, #"{"epoch":"q"}"#) == ["{", #"  "epoch": "q""#, "}"])
        #expect(try shown("publish", "[]", #"{"offset":1}"#) == ["{", #"  "offset": 1"#, "}"])
        #expect(try shown("publish", body, "null") == ["null"])
        #expect(try shown("publish", body, "1e400") == ["1e400"])
    }

    @Test func `a memory of epochs that is full forgets rather than grows`() {
        var memory = EpochMemory()
        for number in 0..<10_001 { _ = memory.see("e", of: "\(number)") }
        #expect(memory.see("e", of: "10000") == .same)
        #expect(memory.see("e", of: "0") == .first)
    }
}

@Suite struct ResponsesViewTests {
    private let body = #"{"channels":["hist:a","nope:x","plain:y"],"data":1}"#

    @Test func `each channel has a line, and the codes met can be explained`() throws {
        let result = """
            {"responses":[{"result":{"offset":1,"epoch":"e"}},{"error":{"code":102,"message":"unknown channel"}},
            {"result":{}}]}
            """
        #expect(
            try shown("broadcast", body, result, width: 80) == [
                "  ✓ hist:a   offset 1 · epoch e",
                "  ✗ nope:x   102 unknown channel",
                "  ✓ plain:y",
                "2 succeeded, 1 failed                                                explain 102",
            ])
        #expect(
            try shown("broadcast", body, result, isUTF8: false) == [
                "  ok hist:a    offset 1 - epoch e",
                "  FAIL nope:x  102 unknown channel",
                "  ok plain:y",
                "2 succeeded, 1 failed   explain 102",
            ])
    }

    @Test func `failures are red`() throws {
        let result = #"{"responses":[{"error":{"code":102,"message":"unknown channel"}}]}"#
        #expect(
            try shown("broadcast", #"{"channels":["a:b"]}"#, result, hasColor: true) == [
                "  \u{1B}[31m✗\u{1B}[0m a:b  \u{1B}[31m102 unknown channel\u{1B}[0m",
                "1 failed   \u{1B}[2mexplain 102\u{1B}[0m",
            ])
    }

    @Test func `all well needs no explanation`() throws {
        #expect(
            try shown("broadcast", #"{"channels":["a"]}"#, #"{"responses":[{"result":{"offset":7}}]}"#) == [
                "  ✓ a  offset 7", "1 succeeded",
            ])
    }

    @Test func `an epoch that changed is said in the line of its channel`() throws {
        var session = Shown()
        let body = #"{"channels":["a"]}"#
        _ = try session.lines("broadcast", body, #"{"responses":[{"result":{"offset":7,"epoch":"x"}}]}"#)
        #expect(
            try session.lines("broadcast", body, #"{"responses":[{"result":{"offset":1,"epoch":"y"}}]}"#) == [
                "  ✓ a  offset 1 · epoch y · another than before", "1 succeeded",
            ])
    }

    @Test func `responses without a request are numbered`() throws {
        #expect(
            try shown("broadcast", "{}", #"{"responses":[{"result":{"offset":7}},{"result":{}}]}"#) == [
                "  ✓ 1  offset 7", "  ✓ 2", "2 succeeded",
            ])
    }

    @Test(arguments: [#"{"responses":1}"#, #"{"responses":[]}"#, #"{"responses":[{"x":1}]}"#, #"{"responses":[null]}"#])
    func `a reply that is not as it should be is shown as JSON`(result: String) throws {
        #expect(try shown("broadcast", body, result).first == "{")
    }
}
