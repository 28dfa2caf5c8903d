import Testing

@testable import Console

@Suite struct SeenTests {
    private func noting(_ calls: (method: String, request: String, result: String)...) -> Seen {
        var known = Knowledge()
        for call in calls { Sample.note(&known, call.method, call.request, call.result) }
        return known.seen
    }

    private func listed(_ count: Int) -> [(name: String, clients: Int?)] {
        (0..<count).map { ("listed:\($0)", 1) }
    }

    @Test func `a whole list takes the place of an earlier one, but what was used stays`() {
        let seen = noting(
            ("channels", "{}", #"{"channels":{"a":{"num_clients":1},"b":{"num_clients":2},"c":{"num_clients":3}}}"#),
            ("publish", #"{"channel":"b","data":1}"#, "{}"),
            ("channels", "{}", #"{"channels":{"c":{"num_clients":5}}}"#))
        #expect(seen.channels.entries.map(\.name) == ["b", "c"])
        #expect(seen.channels["b"]?.clients == nil)
        #expect(seen.channels["c"]?.clients == 5)
    }

    @Test func `a list by a pattern says nothing of other channels`() {
        let seen = noting(
            ("channels", "{}", #"{"channels":{"a":{"num_clients":1}}}"#),
            ("channels", #"{"pattern":"b*"}"#, #"{"channels":{"b1":{"num_clients":1}}}"#))
        #expect(seen.channels.entries.map(\.name) == ["a", "b1"])
    }

    @Test func `no more than 10,000 channels are remembered, and those in use among them`() {
        var known = Knowledge()
        known.seen.list(listed(20_000), isWhole: true)
        #expect(known.seen.channels.entries.count == 10_000)
        Sample.note(&known, "publish", #"{"channel":"zzz","data":1}"#, #"{"offset":1,"epoch":"e"}"#)
        #expect(known.seen.channels.entries.count == 10_000)
        #expect(known.seen.channels["zzz"]?.top == Seen.Position(offset: 1, epoch: "e"))
        known.seen.list(listed(20_000), isWhole: true)
        #expect(known.seen.channels["zzz"]?.use == .published)
    }

    @Test func `the top of a stream is remembered from every reply that tells it`() {
        let seen = noting(
            ("publish", #"{"channel":"p","data":1}"#, #"{"offset":1,"epoch":"e1"}"#),
            ("history", #"{"channel":"h"}"#, #"{"publications":[],"offset":18446744073709551615,"epoch":"e2"}"#),
            (
                "broadcast", #"{"channels":["x","y"],"data":1}"#,
                #"{"responses":[{"error":{"code":102}},{"result":{"offset":3,"epoch":"e3"}}]}"#
            ),
            ("map_publish", #"{"channel":"m","key":"k"}"#, #"{"offset":4,"epoch":"e4"}"#))
        #expect(seen.channels["p"]?.top == Seen.Position(offset: 1, epoch: "e1"))
        #expect(seen.channels["h"]?.top == Seen.Position(offset: .max, epoch: "e2"))
        #expect(seen.channels["x"]?.top == nil)
        #expect(seen.channels["y"]?.top == Seen.Position(offset: 3, epoch: "e3"))
        #expect(seen.channels["m"]?.top == Seen.Position(offset: 4, epoch: "e4"))
    }

    @Test func `users and clients are remembered with where they were`() {
        let seen = noting(
            ("disconnect", #"{"user":"carol","client":"c-9"}"#, "{}"),
            ("presence", #"{"channel":"room"}"#, #"{"presence":{"c-1":{"user":"alice"}}}"#),
            ("subscribe", #"{"user":"alice","channel":"room"}"#, "{}"))
        #expect(seen.users["carol"] == .some(nil))
        #expect(seen.users["alice"] == "room")
        #expect(seen.clients["c-1"]?.user == "alice")
        #expect(seen.clients["c-9"]?.channel == nil)
    }
}
