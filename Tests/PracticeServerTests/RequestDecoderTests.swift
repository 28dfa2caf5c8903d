import PracticeServer
import Testing

/// How requests are read, seen from what they do.
struct RequestDecoderTests {
    @Test func `a name in any case is the same field, of which the last counts`() throws {
        let server = try makeServer()
        #expect(server.call("publish", #"{"CHANNEL":"plain:a","channel":"nope:a","data":1}"#).contains("102"))
        #expect(server.call("publish", #"{"channel":"nope:a","Channel":"plain:a","data":1}"#) == #"{"result":{}}"#)
    }

    @Test func `the Kelvin sign and the long s are letters of names`() throws {
        let server = try makeServer()
        _ = server.call("publish", #"{"channel":"hist:a","data":1}"#)
        let body = #"{"channel":"hist:a","data":1,"\#u{17F}kip_history":true}"#
        #expect(server.call("publish", body) == #"{"result":{}}"#)
        let escaped = #"{"channel":"hist:a","data":1,"s\u212Aip_history":true}"#
        #expect(server.call("publish", escaped) == #"{"result":{}}"#)
    }

    @Test func `a repeated object goes into the one already there`() throws {
        let server = try makeServer()
        for n in 1...3 { _ = server.call("publish", #"{"channel":"hist:a","data":\#(n)}"#) }
        let merged = #"{"channel":"hist:a","limit":-1,"since":{"offset":2},"since":{"epoch":""}}"#
        #expect(server.call("history", merged).contains(#"[{"data":3,"offset":3}]"#))
        let cleared = #"{"channel":"hist:a","limit":1,"since":{"offset":2},"since":null}"#
        #expect(server.call("history", cleared).contains(#"[{"data":1,"offset":1}]"#))
    }

    @Test func `repeated tags add up, and null is an empty text among them`() throws {
        let server = try makeServer()
        let body = #"{"channel":"hist:a","data":1,"tags":{"b":"2","a":"1"},"tags":{"a":"3","c":null}}"#
        _ = server.call("publish", body)
        let history = server.call("history", #"{"channel":"hist:a","limit":1}"#)
        #expect(history.contains(#""tags":{"a":"3","b":"2","c":""}"#))
    }

    @Test func `a null in a repeated list keeps what stood there`() throws {
        let server = try makeServer()
        let body = #"{"channels":["nope:a","plain:b"],"channels":[null],"data":1}"#
        let answer = #"{"result":{"responses":[{"error":{"code":102,"message":"unknown channel"}}]}}"#
        #expect(server.call("broadcast", body) == answer)
    }

    @Test(arguments: [
        (#""limit":2147483647"#, 200), (#""limit":2147483648"#, 400), (#""limit":-2147483648"#, 200),
        (#""limit":1e1"#, 400), (#""limit":-0"#, 200), (#""since":{"offset":18446744073709551615}"#, 200),
        (#""since":{"offset":18446744073709551616}"#, 400), (#""since":{"offset":-0}"#, 400),
        (#""since":{"offset":-1}"#, 400), (#""since":{"offset":null}"#, 200), (#""since":[]"#, 400),
        (#""reverse":"true""#, 400), (#""reverse":0"#, 400), (#""unknown":{"since":5}"#, 200),
    ])
    func `numbers fit their width or the whole request is refused`(_ member: String, _ status: Int) throws {
        #expect(try makeServer().status("history", #"{"channel":"hist:a",\#(member)}"#) == status)
    }

    @Test func `each byte that is no character becomes one replacement character`() throws {
        let server = try makeServer()
        let broken: [UInt8] = [0xE2, 0x82]
        let answer = server.call(
            "publish", bytes: Array(#"{"channel":"hist:"#.utf8) + broken + Array(#"","data":1}"#.utf8))
        #expect(answer.contains(#""offset":1"#))
        let name = "hist:\u{FFFD}\u{FFFD}"
        #expect(server.call("history", #"{"channel":"\#(name)"}"#).contains(#""offset":1"#))
    }

    @Test func `a lone surrogate becomes a replacement character`() throws {
        let server = try makeServer()
        _ = server.call("publish", #"{"channel":"hist:\ud800","data":1}"#)
        #expect(server.call("history", "{\"channel\":\"hist:\u{FFFD}\"}").contains(#""offset":1"#))
    }

    @Test func `two spellings of one character are two channels`() throws {
        let server = try makeServer()
        _ = server.call("publish", "{\"channel\":\"hist:e\u{301}\",\"data\":1}")
        #expect(server.call("history", "{\"channel\":\"hist:\u{E9}\"}").contains(#""offset":0"#))
        #expect(server.call("history", "{\"channel\":\"hist:e\u{301}\"}").contains(#""offset":1"#))
    }

    @Test(arguments: [
        ("aGk=", 200), ("aGk", 107), ("aGk=\n", 200), ("a\nG\rk=", 200), ("aG k", 107), ("a-_k", 107), ("====", 107),
        ("aGk=aGk=", 107), ("aA==", 200), ("\n", 107),
    ])
    func `base64 needs its padding and minds no line breaks`(_ text: String, _ code: Int) throws {
        let quoted = text.replacing("\n", with: "\\n").replacing("\r", with: "\\r")
        let answer = try makeServer().call("publish", #"{"channel":"plain:a","b64data":"\#(quoted)"}"#)
        #expect(answer == (code == 200 ? #"{"result":{}}"# : #"{"error":{"code":107,"message":"bad request"}}"#))
    }

    @Test func `broken base64 is told before the namespace is looked up`() throws {
        let body = #"{"channel":"nope:a","b64data":"!"}"#
        #expect(try makeServer().call("publish", body).contains("107"))
    }
}
