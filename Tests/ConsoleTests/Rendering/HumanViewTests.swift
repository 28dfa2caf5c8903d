import CentrifugoProtocol
import LosslessJSON
import Testing

@testable import Console

@Suite struct HumanViewTests {
    @Test(arguments: [
        ("history_remove", #"{"channel":"hist:news"}"#, "✓ history_remove hist:news"),
        ("subscribe", #"{"user":"42","channel":"hist:news"}"#, "✓ subscribe 42 hist:news"),
        ("unsubscribe", #"{"channel":"hist:news","user":"42"}"#, "✓ unsubscribe 42 hist:news"),
        ("disconnect", #"{"user":""}"#, #"✓ disconnect """#), ("disconnect", "{}", "✓ disconnect"),
        ("refresh", #"{"user":"a\u001bb"}"#, #"✓ refresh a\u001bb"#),
        ("shared_poll_publish", #"{"channel":"p:1","key":"k","data":{},"version":1}"#, "✓ shared_poll_publish p:1 k"),
        ("device_remove", #"{"ids":["d1", "d2"]}"#, #"✓ device_remove ["d1","d2"]"#),
        ("block_user", #"{"user":"42"}"#, "✓ block_user 42"), ("nonsense", "[]", "✓ nonsense"),
        ("rpc", #"{"method":"x"}"#, "✓ rpc x"),
    ])
    func `an empty result says what was done`(method: String, body: String, line: String) throws {
        #expect(try shown(method, body, "{}") == [line])
    }

    @Test func `an error of the view is impossible: any JSON is shown for any method`() throws {
        let results = ["null", "[]", "1", #""x""#, #"{"a":{"b":[]}}"#]
        for method in Method.all {
            for result in results {
                let lines = try shown(method.name, "{}", result)
                let isCount = method.reply == .keyCount || method.reply == .entries || method.reply == .keyChange
                #expect(lines.first?.first == result.first || isCount)
            }
        }
    }

    @Test func `data and unknown results are indented JSON as it came`() throws {
        #expect(
            try shown("rpc", #"{"method":"x"}"#, #"{"data":{"year":2025,"n":1.0}}"#) == [
                "{", #"  "year": 2025,"#, #"  "n": 1.0"#, "}",
            ])
        #expect(
            try shown("connections", #"{"user":"x"}"#, #"{"connections":{}}"#) == ["{", #"  "connections": {}"#, "}"])
        #expect(
            try shown("nonsense", "{}", "{\"a\\n\":\"\u{202E}\"}") == ["{", #"  "a\n": "\u202e""#, "}"])
    }

    @Test func `the time below JSON has a line of its own`() throws {
        #expect(
            try shown("nonsense", "{}", "[1]", width: 40, elapsed: .seconds(2)) == [
                "[", "  1", "]", "                                  2.00 s",
            ])
    }

    @Test func `the time is dim at the right of a line`() throws {
        #expect(
            try shown(
                "history_remove", #"{"channel":"a"}"#, "{}", width: 40, hasColor: true, elapsed: .milliseconds(120))
                == ["✓ history_remove a                \u{1B}[2m120 ms\u{1B}[0m"])
    }

    @Test func `a change of a key tells its position`() throws {
        let body = #"{"channel":"board:1","key":"cell-7","data":1}"#
        #expect(
            try shown("map_publish", body, #"{"offset":3,"epoch":"e"}"#) == [
                "✓ map_publish board:1 cell-7 · offset 3 · epoch e"
            ])
        #expect(try shown("map_remove", body, "{}") == ["✓ map_remove board:1 cell-7"])
    }

    @Test(arguments: [
        ("key_exists", "suppressed: key_exists (the key is there already)"),
        ("key_not_found", "suppressed: key_not_found (there is no such key)"),
        ("version", "suppressed: version (the version is not above the one kept)"),
        ("idempotency", "suppressed: idempotency (the idempotency_key was used before)"),
        ("position_mismatch", "suppressed: position_mismatch (another change came first)"),
        ("other", "suppressed: other"),
    ])
    func `a change that was not made tells why`(reason: String, words: String) throws {
        #expect(
            try shown(
                "map_publish", #"{"channel":"b:1","key":"k"}"#,
                #"{"offset":3,"suppressed":true,"suppress_reason":"\#(reason)"}"#) == ["✓ map_publish b:1 k · \(words)"]
        )
    }

    @Test func `keys are counted, and none is left out of the reply`() throws {
        #expect(try shown("map_stats", #"{"channel":"b:1"}"#, #"{"num_keys":1}"#) == ["1 key"])
        #expect(try shown("map_stats", #"{"channel":"b:1"}"#, "{}") == ["0 keys"])
        #expect(try shown("map_stats", #"{"channel":"b:1"}"#, #"{"num_keys":"x"}"#).first == "{")
    }
}
