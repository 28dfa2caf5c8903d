import PracticeServer
import Testing

struct BatchTests {
    @Test func `what reads wrong anywhere keeps all commands from running`() throws {
        let server = try makeServer()
        let batch = #"{"commands":[{"publish":{"channel":"hist:a","data":1}},{"info":5}]}"#
        #expect(server.status("batch", batch) == 400)
        #expect(server.call("history", #"{"channel":"hist:a"}"#).contains(#""offset":0"#))
    }

    @Test func `a null is a bad command and an unknown one is not found`() throws {
        let batch = #"{"commands":[null,{},{"connections":{}},{"batch":{"commands":[]}},{"publish":null}]}"#
        let answer = try makeServer().call("batch", batch)
        let notFound = #"{"error":{"code":104,"message":"not found"}}"#
        let bad = #"{"error":{"code":107,"message":"bad request"}}"#
        #expect(answer == #"{"replies":[\#(bad),\#(notFound),\#(notFound),\#(notFound),\#(notFound)]}"#)
    }

    @Test func `errors stop nothing and later commands see what earlier ones did`() throws {
        let batch = """
            {"parallel":true,"commands":[{"publish":{}},{"publish":{"channel":"hist:a","data":{}}},\
            {"presence_stats":{"channel":"hist:a"}},{"history":{"channel":"hist:a","limit":1}}]}
            """
        let answer = try makeServer().call("batch", batch)
        #expect(answer.contains(#"{"presence_stats":{"num_clients":0,"num_users":0}}"#))
        #expect(answer.contains(#"{"history":{"publications":[{"data":{},"offset":1}]"#))
    }
}
