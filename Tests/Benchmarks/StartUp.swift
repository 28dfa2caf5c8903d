import Glibc

/// How long the console takes to start: a single command, and the first prompt.
struct StartUp {
    let console: String
    let server: PracticeProcess
    private let rounds = 100

    func report() throws {
        try oneShot()
        try firstPrompt()
    }

    /// One `info`, process start to process end, beside curl's for the same request.
    private func oneShot() throws {
        var ours = Measurement()
        var curls = Measurement()
        let call = [console, "--url", server.url, "--api-key", server.apiKey, "-c", "info"]
        let curl = [
            "curl", "-s", "-X", "POST", "-H", "X-API-Key: \(server.apiKey)", "-d", "{}", server.url + "/info",
        ]
        for _ in 0..<rounds {
            try ours.run { try Child.run(call) }
            try curls.run { try Child.run(curl) }
        }
        print(
            "one-shot info      centsh \(ours.text) · curl \(curls.text) · \(ratio(ours.median, curls.median)) × curl (bar: 0.9)"
        )
    }

    /// From process start to the first prompt, with a server named that nobody runs.
    private func firstPrompt() throws {
        var times = Measurement()
        for _ in 0..<rounds { try times.run { try startToPrompt() } }
        print("first prompt       centsh \(times.text), server down (bar: 15 ms)")
    }

    private func startToPrompt() throws {
        var main: Int32 = 0
        var terminal: Int32 = 0
        openpty(&main, &terminal, nil, nil, nil)
        let variables = Child.inherited.filter { !$0.hasPrefix("TERM=") && !$0.hasPrefix("XDG_STATE_HOME=") }
        let child = try Child(
            [console, "--url", "http://127.0.0.1:1", "-q"], input: terminal, output: terminal, errors: terminal,
            environment: variables + ["TERM=xterm", "CENTSH_HISTORY=/dev/null", "XDG_STATE_HOME=/dev/null/none"])
        close(terminal)
        var seen: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4_096)
        while !seen.contains(UInt8(ascii: ">")) {
            let count = read(main, &chunk, chunk.count)
            guard count > 0 else { throw Child.Failure.noOutput(console) }
            seen += chunk[..<count]
        }
        kill(child.identifier, SIGKILL)
        child.wait()
        close(main)
    }
}
