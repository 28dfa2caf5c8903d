import PracticeServer
import Testing

/// The protocol of one command per line.
struct LineProtocolTests {
    @Test(arguments: [
        (#""method":"PUBLISH""#, 107), (#""method":0"#, 107), (#""METHOD":"publish""#, 107),
        (#""method":-0"#, 107), (#""method":4294967296"#, 107), (#""method":13"#, 104), (#""method":-1"#, 104),
        (#""method":"send_push_notification""#, 104),
    ])
    func `a method is a name in any case or a number`(_ member: String, _ code: Int) throws {
        let answer = try makeServer().lines("{\(member)}")
        #expect(answer.code == 200)
        #expect(answer.text.contains(#""code":\#(code)"#))
    }

    @Test(arguments: [
        #""method":"nope""#, #""method":"batch""#, #""method":null"#, #""method":true"#, #""method":1.0"#,
        #""method":{}"#, #""method":"\u0070ublish""#, #""id":-1"#, #""id":4294967296"#, #""id":"1""#,
    ])
    func `a line that cannot be read fails the request`(_ member: String) throws {
        #expect(try makeServer().lines("{\(member)}").code == 400)
    }

    @Test func `the lines before a bad one have run`() throws {
        let server = try makeServer()
        let good = #"{"method":"publish","params":{"channel":"hist:a","data":1}}"#
        #expect(server.lines(good + "{").code == 400)
        #expect(server.call("history", #"{"channel":"hist:a"}"#).contains(#""offset":1"#))
    }

    @Test func `nothing but white space is an empty answer, and nothing at all is bad`() throws {
        let server = try makeServer()
        #expect(server.lines(" \n").code == 200)
        #expect(server.lines(" \n").text.isEmpty)
        #expect(server.lines("").code == 400)
    }

    @Test func `params are needed, except where a method has none`() throws {
        let server = try makeServer()
        #expect(server.lines(#"{"method":"channels"}"#).text.contains("107"))
        #expect(server.lines(#"{"method":"channels","params":null}"#).text == #"{"result":{"channels":{}}}"#)
        #expect(
            server.lines(#"{"id":4294967295,"method":"info","params":5}"#).text.hasPrefix(
                #"{"id":4294967295,"result":{"nodes":"#))
    }
}
