import Glibc
import LoopbackPeer

/// How the practice server serves many at once: each of 200 subscribers of a channel gets each of 10,000 publications, in
/// order, while they are published one after the other over one connection.
struct FanOut {
    /// What a subscriber did not get.
    enum Failure: Error {
        case lost(subscriber: Int, at: String)
        case disorder(subscriber: Int, expected: Int, line: String)
        case refused(String)
        case memory(before: Int, after: Int)
    }

    private static let subscriberCount = 200
    private static let publicationCount = 10_000
    /// How many kilobytes more the server may hold in the end: what is kept is 100 publications, whatever their number.
    private static let growth = 16_384
    private static let channel = "hist:load"

    private let server: PracticeProcess
    private let publisher: LoopbackConnection
    private var subscribers: [Subscriber] = []

    /// Starts a server whose clients need no token, and subscribes all.
    init(console: String) throws {
        server = try PracticeProcess(console, configuration: Self.configuration)
        publisher = try LoopbackConnection(port: server.port)
        for number in 0..<Self.subscriberCount {
            subscribers.append(try Subscriber(number, port: server.port, channel: Self.channel))
        }
    }

    private static let configuration = """
        {"http_api":{"key":"k"},"client":{"allow_anonymous_connect_without_token":true},"channel":{"namespaces":[
        {"name":"hist","history_size":100,"history_ttl":"300s","force_positioning":true,
        "allow_subscribe_for_client":true,"allow_subscribe_for_anonymous":true}]}}
        """

    mutating func report() throws {
        defer { server.stop() }
        let before = server.memory("VmRSS")
        let time = try ContinuousClock().measure { try publishAll() }
        let after = server.memory("VmRSS")
        let seconds = time / .seconds(1)
        let deliveries = Self.publicationCount * Self.subscriberCount
        print("fan-out   \(Self.subscriberCount) subscribers × \(Self.publicationCount) publications, all in order:")
        print(
            "  \(Int(Double(Self.publicationCount) / seconds)) publications/s · "
                + "\(Int(Double(deliveries) / seconds)) deliveries/s · \(time.milliseconds) ms")
        print("  server's memory \(before) kB before · \(after) kB after · \(server.memory("VmHWM")) kB at most")
        guard after - before < Self.growth else { throw Failure.memory(before: before, after: after) }
    }

    /// Publishes, each time once the one before was answered, and reads whatever arrives meanwhile, on one thread.
    private mutating func publishAll() throws {
        var waiting = (subscribers.map(\.descriptor) + [publisher.descriptor]).map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        var published = 0
        publisher.write(request(1))
        while published < Self.publicationCount || !subscribers.allSatisfy({ $0.count == published }) {
            guard poll(&waiting, nfds_t(waiting.count), Int32(LoopbackConnection.patience / .milliseconds(1))) > 0
            else {
                throw Failure.refused("nothing came after publication \(published)")
            }
            for place in subscribers.indices where waiting[place].revents != 0 { try subscribers[place].read() }
            guard waiting[Self.subscriberCount].revents != 0, published < Self.publicationCount else { continue }
            try expectSuccess(publisher.readResponse())
            published += 1
            if published < Self.publicationCount { publisher.write(request(published + 1)) }
        }
    }

    private func expectSuccess(_ response: WireResponse) throws {
        guard response.status == 200, response.body.starts(with: #"{"result""#.utf8) else {
            throw Failure.refused("\(response.status) \(String(decoding: response.body, as: UTF8.self))")
        }
    }

    private func request(_ number: Int) -> [UInt8] {
        let body = #"{"channel":"\#(Self.channel)","data":{"text":"a publication, as they are","n":\#(number)}}"#
        return WireRequest("POST", "/api/publish", headers: [("X-API-Key", server.apiKey)], body: Array(body.utf8))
            .bytes(port: server.port)
    }
}

/// One of those who are to get everything.
private struct Subscriber {
    /// How many publications came.
    private(set) var count = 0
    private let number: Int
    private let socket: LoopbackWebSocket

    init(_ number: Int, port: Int, channel: String) throws {
        self.number = number
        socket = try LoopbackWebSocket(port: port)
        socket.send(#"{"id":1,"connect":{}}"# + "\n" + #"{"id":2,"subscribe":{"channel":"\#(channel)"}}"#)
        for reply in [#"{"id":1,"connect""#, #"{"id":2,"subscribe""#] {
            let arrival = try socket.next()
            guard case .line(let line) = arrival, line.starts(with: reply.utf8) else {
                throw FanOut.Failure.lost(subscriber: number, at: "\(arrival)")
            }
        }
    }

    var descriptor: Int32 { socket.connection.descriptor }

    /// Reads all that has arrived.
    mutating func read() throws {
        while let arrival = try socket.arrived() {
            guard case .line(let line) = arrival else {
                throw FanOut.Failure.lost(subscriber: number, at: "\(arrival)")
            }
            // An empty object is a ping.
            guard line.count > 2 else {
                socket.send("{}")
                continue
            }
            count += 1
            guard Self.offset(in: line) == count else {
                let text = String(decoding: line, as: UTF8.self)
                throw FanOut.Failure.disorder(subscriber: number, expected: count, line: text)
            }
        }
    }

    private static let mark = Array(#""offset":"#.utf8)

    /// The offset that a push tells; it stands near its end.
    private static func offset(in line: [UInt8]) -> Int? {
        var place = line.count - mark.count
        while place > 0, !line[place...].starts(with: mark) { place -= 1 }
        return Int(
            String(decoding: line[(place + mark.count)...].prefix { $0 & 0xF0 == 0x30 && $0 < 0x3A }, as: UTF8.self))
    }
}
