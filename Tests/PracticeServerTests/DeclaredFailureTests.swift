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

    @Test func `each declared failure is provoked`() throws {
        let server = try makeServer()
        for case let provoked in Self.table {
            let answer = server.call(provoked.method, provoked.body)
            #expect(answer.contains(#""code":\#(provoked.code),"#), "\(provoked.method) \(provoked.body): \(answer)")
        }
    }

    @Test func `the table leaves out no declared failure, but 100 and the methods of maps`() {
        let provoked = Set(Self.table.map { "\($0.method) \($0.code)" })
        for method in Method.open where method.signature.group != .map {
            for failure in method.failures where failure.code != .internal {
                #expect(provoked.contains("\(method.name) \(failure.code.rawValue)"))
            }
        }
    }
}
