import PracticeServer

/// A practice server without sockets: requests go straight to its router.
struct InProcessServer {
    let engine: Engine
    let clock: PracticeClock
    private let router: Router

    init(
        _ configuration: PracticeConfiguration, seed: UInt64? = 7, endpoints: Router.Endpoints = [.api, .clients],
        clock: PracticeClock = PracticeClock(stoppedAt: 1_800_000_000), timer: (any Engine.Timer)? = nil
    ) {
        self.clock = clock
        engine = Engine(configuration, clock: clock, seed: seed, timer: timer)
        router = Router(engine, configuration, endpoints)
    }

    func answer(
        _ method: String, _ target: String, _ body: String = "", headers: [(String, String)] = []
    ) -> HTTPResponse {
        router.answer(HTTPRequest(method, target, headers: headers), body: Array(body.utf8))
    }

    /// Calls a method with the key `k` and a body that may be no text.
    func call(_ method: String, bytes: [UInt8]) -> String {
        router.answer(HTTPRequest("POST", "/api/" + method, headers: [("X-API-Key", "k")]), body: bytes).text
    }

    /// Calls a method with the key `k` and returns the body of the answer.
    func call(_ method: String, _ body: String) -> String {
        answer("POST", "/api/" + method, body, headers: [("X-API-Key", "k")]).text
    }

    /// Calls a method with the key `k` and returns the status of the answer.
    func status(_ method: String, _ body: String) -> Int {
        answer("POST", "/api/" + method, body, headers: [("X-API-Key", "k")]).code
    }

    /// Sends lines of the older protocol.
    func lines(_ body: String) -> HTTPResponse {
        answer("POST", "/api", body, headers: [("X-API-Key", "k")])
    }
}

/// Makes a server of a configuration in JSON, with the key `k`, and `hist` as a namespace with history.
func makeServer(
    namespaces: String = #"{"name":"hist","history_size":5,"history_ttl":"300s","presence":true},{"name":"plain"}"#,
    channel: String = "", api: String = "", client: String = "", seed: UInt64? = 7,
    clock: PracticeClock = PracticeClock(stoppedAt: 1_800_000_000), timer: (any Engine.Timer)? = nil
) throws -> InProcessServer {
    let json = """
        {"http_api":{"key":"k"\(api)},"client":{\(client)},
        "channel":{\(channel)"namespaces":[\(namespaces)]}}
        """
    return InProcessServer(try PracticeConfiguration.parse(Array(json.utf8)), seed: seed, clock: clock, timer: timer)
}
