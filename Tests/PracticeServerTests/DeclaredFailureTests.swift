import CentrifugoProtocol
import Testing

@testable import PracticeServer

/// A request, and the code that answers it.
private struct Provoked {
    let method: String
    let body: String
    let code: Int
}

/// What a method is declared to fail with, it does fail with.
struct DeclaredFailureTests {
    /// 100 stands for broken brokers, but for arguments that break the server.
    private static let table: [Provoked] = [
        .init(method: "publish", body: #"{"channel":"nope:a","data":1}"#, code: 102),
        .init(method: "publish", body: #"{"channel":"","data":1}"#, code: 107),
        .init(method: "broadcast", body: #"{"channels":["nope:a"],"data":1}"#, code: 102),
        .init(method: "broadcast", body: "{}", code: 107),
        .init(method: "subscribe", body: #"{"channel":"nope:a"}"#, code: 102),
        .init(method: "subscribe", body: "{}", code: 107),
        .init(method: "unsubscribe", body: #"{"channel":"nope:a"}"#, code: 102),
        .init(method: "history", body: #"{"channel":"plain:a"}"#, code: 108),
        .init(method: "history", body: #"{"channel":"hist:a","since":{"offset":1,"epoch":"x"}}"#, code: 112),
        .init(
            method: "history", body: #"{"channel":"hist:a","limit":1,"reverse":true,"since":{"offset":0}}"#, code: 100),
        .init(method: "history", body: "{}", code: 107),
        .init(method: "history", body: #"{"channel":"nope:a"}"#, code: 102),
        .init(method: "history_remove", body: #"{"channel":"plain:a"}"#, code: 108),
        .init(method: "history_remove", body: "{}", code: 107),
        .init(method: "history_remove", body: #"{"channel":"nope:a"}"#, code: 102),
        .init(method: "presence", body: #"{"channel":"plain:a"}"#, code: 108),
        .init(method: "presence", body: "{}", code: 107),
        .init(method: "presence", body: #"{"channel":"nope:a"}"#, code: 102),
        .init(method: "presence_stats", body: #"{"channel":"plain:a"}"#, code: 108),
        .init(method: "presence_stats", body: "{}", code: 107),
        .init(method: "presence_stats", body: #"{"channel":"nope:a"}"#, code: 102),
        .init(method: "channels", body: #"{"pattern":"[a"}"#, code: 100),
        .init(method: "rpc", body: #"{"method":"x"}"#, code: 104),
        .init(method: "rpc", body: "{}", code: 107),
    ]

    private static let maps: [Provoked] = [
        .init(method: "map_publish", body: #"{"channel":"map:a","data":1}"#, code: 107),
        .init(method: "map_publish", body: #"{"channel":"nope:a","key":"a","data":1}"#, code: 102),
        .init(method: "map_publish", body: #"{"channel":"eph:a","key":"a","data":1,"version":1}"#, code: 100),
        .init(method: "map_remove", body: #"{"channel":"plain:a","key":"a"}"#, code: 107),
        .init(method: "map_remove", body: #"{"channel":"nope:a","key":"a"}"#, code: 102),
        .init(method: "map_read_state", body: #"{"channel":"plain:a"}"#, code: 107),
        .init(method: "map_read_state", body: #"{"channel":"nope:a"}"#, code: 102),
        .init(method: "map_read_state", body: #"{"channel":"map:a","revision_epoch":"x"}"#, code: 112),
        .init(method: "map_read_stream", body: "{}", code: 107),
        .init(method: "map_read_stream", body: #"{"channel":"nope:a"}"#, code: 102),
        // The call before the last has begun the channel.
        .init(method: "map_read_stream", body: #"{"channel":"map:a","since_epoch":"x"}"#, code: 112),
        .init(method: "map_stats", body: #"{"channel":"poll:a"}"#, code: 107),
        .init(method: "map_stats", body: #"{"channel":"nope:a"}"#, code: 102),
        .init(method: "map_clear", body: "{}", code: 107),
        .init(method: "map_clear", body: #"{"channel":"nope:a"}"#, code: 102),
        .init(method: "shared_poll_publish", body: #"{"channel":"poll:a","key":"a","data":1}"#, code: 107),
        .init(method: "shared_poll_publish", body: #"{"channel":"nope:a","key":"a","version":1}"#, code: 102),
        .init(method: "shared_poll_publish", body: #"{"channel":"pollro:a","key":"a","version":1}"#, code: 108),
    ]

    @Test func `each declared failure is provoked`() throws {
        try provoke(Self.table, on: try makeServer())
        try provoke(Self.maps, on: try MapServer().server)
    }

    private func provoke(_ table: [Provoked], on server: InProcessServer) throws {
        for provoked in table {
            let answer = server.call(provoked.method, provoked.body)
            #expect(answer.contains(#""code":\#(provoked.code),"#), "\(provoked.method) \(provoked.body): \(answer)")
        }
    }

    @Test func `the table leaves out no declared failure, but 100`() {
        let provoked = Set((Self.table + Self.maps).map { "\($0.method) \($0.code)" })
        for method in Method.open {
            for failure in method.failures where failure.code != .internal {
                #expect(provoked.contains("\(method.name) \(failure.code.rawValue)"))
            }
        }
    }
}
