import Testing

@testable import Console

@Suite struct PresenceViewTests {
    private let two = """
        {"presence":{"b6acf72e-2845-4d55-bdea-07457d7cd93d":{"user":"alice","client":"b6","conn_info":{"name":"Alice"}},
        "0e0cf6b1-5f0e-4c53-9a7e-3f1c4cb1a2aa":{"user":"","client":"0e","chan_info":1}}}
        """

    @Test func `clients are sorted by user, an anonymous one is seen as such`() throws {
        #expect(
            try shown("presence", #"{"channel":"a"}"#, two, width: 80) == [
                "  user   client                                info              channel info",
                #"  ""     0e0cf6b1-5f0e-4c53-9a7e-3f1c4cb1a2aa                    1"#,
                #"  alice  b6acf72e-2845-4d55-bdea-07457d7cd93d  {"name":"Alice"}"#,
                "2 clients · 2 users",
            ])
    }

    @Test func `infos that nobody has take no column`() throws {
        #expect(
            try shown("presence", #"{"channel":"a"}"#, #"{"presence":{"c2":{"user":"u"},"c1":{"user":"u"}}}"#) == [
                "  user  client", "  u     c1", "  u     c2", "2 clients · 1 user",
            ])
    }

    @Test func `nobody is a line`() throws {
        #expect(try shown("presence", #"{"channel":"a"}"#, #"{"presence":{}}"#) == ["0 clients · 0 users"])
    }

    @Test func `statistics are a line`() throws {
        #expect(
            try shown("presence_stats", #"{"channel":"a"}"#, #"{"num_clients":3,"num_users":1}"#) == [
                "3 clients · 1 user"
            ])
        #expect(try shown("presence_stats", #"{"channel":"a"}"#, #"{"num_clients":3}"#).first == "{")
    }

    @Test func `a reply that is not as it should be is shown as JSON`() throws {
        #expect(try shown("presence", "{}", #"{"presence":[]}"#).first == "{")
    }
}

@Suite struct NodesViewTests {
    private let node = """
        {"uid":"u","name":"practice","version":"6.9.1 OSS","num_clients":15,"num_users":9,"num_channels":5,
        "num_subs":31,"uptime":72}
        """

    @Test func `a node is a row, and the values may be old`() throws {
        #expect(
            try shown("info", "{}", #"{"nodes":[\#(node)]}"#, width: 80) == [
                "  node      version    clients  users  channels  subscriptions      uptime",
                "  practice  6.9.1 OSS       15      9         5             31  1 min 12 s",
                "The numbers may be 3 seconds old.",
            ])
    }

    @Test func `several nodes are summed up where sums make sense`() throws {
        #expect(
            try shown("info", "{}", #"{"nodes":[\#(node),{"name":"b","num_clients":1,"num_subs":2}]}"#).suffix(2) == [
                "2 nodes · 16 clients · 33 subscriptions", "The numbers may be 3 seconds old.",
            ])
    }

    @Test func `on a narrow display a node is a list`() throws {
        #expect(
            try shown("info", "{}", #"{"nodes":[\#(node)]}"#, width: 40) == [
                "  node           practice", "  version        6.9.1 OSS", "  clients        15", "  users          9",
                "  channels       5", "  subscriptions  31", "  uptime         1 min 12 s",
                "The numbers may be 3 seconds old.",
            ])
    }

    @Test func `the time stands at the right of the help where there is no summary`() throws {
        #expect(
            try shown("info", "{}", #"{"nodes":[\#(node)]}"#, elapsed: .milliseconds(250)).last
                == "The numbers may be 3 seconds old.   250 ms")
    }

    @Test func `a node without members is a row of blanks`() throws {
        #expect(
            try shown("info", "{}", #"{"nodes":[{"num_clients":"many"}]}"#)[1] == #"                  "many""#)
    }

    @Test(arguments: [#"{"nodes":{}}"#, #"{"nodes":[1]}"#, "[]", "{}"])
    func `a reply that is not as it should be is shown as JSON`(result: String) throws {
        #expect(try shown("info", "{}", result).first?.first == result.first)
    }
}

@Suite struct ChannelsViewTests {
    @Test func `channels are sorted by name and counted`() throws {
        let result = #"{"channels":{"hist:room":{"num_clients":3},"hist:news":{"num_clients":12},"a b":{}}}"#
        #expect(
            try shown("channels", "{}", result) == [
                "  clients  channel", #"           "a b""#, "       12  hist:news", "        3  hist:room",
                "3 channels with subscribers · 15 subscriptions",
            ])
    }

    @Test func `none is a line, with what is not listed`() throws {
        #expect(
            try shown("channels", "{}", #"{"channels":{}}"#) == [
                "0 channels with subscribers", "A channel that only has history is not listed.",
            ])
    }

    @Test func `a long name is cut on a terminal only`() throws {
        let name = String(repeating: "漢", count: 40)
        let result = #"{"channels":{"\#(name)":{"num_clients":1}}}"#
        #expect(try shown("channels", "{}", result)[1] == "        1  " + name)
        #expect(try shown("channels", "{}", result, width: 40)[1] == "        1  漢漢漢漢漢漢漢漢漢漢漢漢漢漢…")
    }
}

@Suite struct EntriesViewTests {
    @Test func `keys and values are a table with the columns that they need`() throws {
        let result = """
            {"entries":[{"key":"cell-7","data":{"color":"red"},"offset":1,"time":1700000000123},
            {"key":"cell-8","removed":true,"offset":2,"time":1700000000123}],"offset":2,"epoch":"e","cursor":"abc"}
            """
        #expect(
            try shown("map_read_state", #"{"channel":"board:1","limit":2}"#, result, width: 80) == [
                "  offset  key     data             time",
                #"       1  cell-7  {"color":"red"}  2023-11-14 22:13:20 UTC"#,
                "       2  cell-8  removed          2023-11-14 22:13:20 UTC",
                "2 entries · top offset 2 · epoch e",
                "there is more: cursor=abc",
            ])
    }

    @Test func `a stream says how to go on in its own words`() throws {
        #expect(
            try shown(
                "map_read_stream", #"{"channel":"b:1","limit":1}"#,
                #"{"entries":[{"key":"k","data":1,"offset":1}],"offset":5}"#)
                == [
                    "  offset  key  data", "       1  k    1", "1 entry · top offset 5",
                    "there is more: since_offset=1",
                ])
    }

    @Test func `an empty answer without limit says why`() throws {
        let note = "without limit only the position is answered: limit=10, or limit=-1 for all"
        #expect(try shown("map_read_state", #"{"channel":"b:1"}"#, "{}") == ["0 entries", note])
        #expect(try shown("map_read_state", #"{"channel":"b:1","key":"k"}"#, "{}") == ["0 entries"])
    }

    @Test func `a reply that is not as it should be is shown as JSON`() throws {
        #expect(try shown("map_read_state", "{}", #"{"entries":1}"#).first == "{")
    }
}
