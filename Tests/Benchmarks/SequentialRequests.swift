import Glibc
import LoopbackPeer

/// How many publications a second the practice server takes over one connection, each sent once the one before was
/// answered; beside wrk and Python's cent, against the same server, where they are installed.
struct SequentialRequests {
    let server: PracticeProcess
    private let count = 20_000
    private let body = #"{"channel":"hist:sequence","data":{"text":"a publication, as they are"}}"#

    func report() throws {
        let ours = try rate()
        var line = "sequential publish \(ours)/s over one connection (bar: 5,000)"
        line +=
            Peers.wrk(url: server.url, apiKey: server.apiKey, body: body).map { " · wrk \($0)/s" }
            ?? " · wrk is not installed"
        line += cent().map { " · cent \($0)/s" } ?? " · cent is not installed"
        print(line)
    }

    private func rate() throws -> Int {
        let connection = try LoopbackConnection(port: server.port)
        let request = WireRequest(
            "POST", "/api/publish", headers: [("X-API-Key", server.apiKey)], body: Array(body.utf8)
        ).bytes(port: server.port)
        let time = try ContinuousClock().measure {
            for _ in 0..<count {
                connection.write(request)
                let response = try connection.readResponse()
                guard response.status == 200, response.body.starts(with: #"{"result""#.utf8) else {
                    throw Child.Failure.failed("publish", status: Int32(response.status))
                }
            }
        }
        return Int(Double(count) / (time / .seconds(1)))
    }

    private func cent() -> Int? {
        let script = """
            import sys, time, cent
            client = cent.Client(sys.argv[1], sys.argv[2])
            request = cent.PublishRequest(channel="hist:sequence", data={"text": "a publication, as they are"})
            start = time.perf_counter()
            for _ in range(2000): client.publish(request)
            print(int(2000 / (time.perf_counter() - start)))
            """
        return Peers.python(script, [server.url, server.apiKey])
    }
}
