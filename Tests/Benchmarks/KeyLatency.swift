import LoopbackPeer

/// How long a key takes until all that it changes is drawn, where there is much to look at: 200 × 50 cells, 10,000
/// channels to propose, and a line of 2,000 characters that is coloured.
struct KeyLatency {
    private static let channelCount = 10_000
    private static let columns: UInt16 = 200
    private static let rows: UInt16 = 50
    private static let left = "\u{1B}[D"
    private static let right = "\u{1B}[C"
    private static let backspace = "\u{7F}"
    private static let configuration = """
        {"http_api":{"key":"k"},"client":{"allow_anonymous_connect_without_token":true,"channel_limit":20000},
        "channel":{"namespaces":[{"name":"news","history_size":10,"history_ttl":"300s",
        "allow_subscribe_for_client":true,"allow_subscribe_for_anonymous":true}]}}
        """

    private let server: PracticeProcess
    private let subscriber: LoopbackWebSocket
    private let console: String

    /// Starts a server, and subscribes to all channels there.
    init(console: String) throws {
        self.console = console
        server = try PracticeProcess(console, configuration: Self.configuration)
        subscriber = try LoopbackWebSocket(port: server.port)
        subscriber.send(#"{"id":1,"connect":{}}"#)
        _ = try subscriber.next()
        for number in 0..<Self.channelCount {
            subscriber.send(#"{"id":\#(number + 2),"subscribe":{"channel":"news:channel-\#(number)"}}"#)
            _ = try subscriber.next()
        }
    }

    func report() throws {
        defer { server.stop() }
        let terminal = try TypedTerminal(
            [console, "--url", server.url, "--api-key", server.apiKey, "-q"], columns: Self.columns, rows: Self.rows)
        terminal.type("channels\r", calm: 500)
        print("keys      \(Self.columns) × \(Self.rows) cells, \(Self.channelCount) channels known:")
        report("short line", shortKeys(), in: terminal)
        // The first Tab has the server asked for its channels, and what comes is drawn then: two events, not one.
        terminal.type("history news:ch")
        let first = terminal.type("\t", calm: 500)
        terminal.type("\u{15}")
        report("completion", completionKeys, in: terminal)
        print("  the first Tab, until what the server was asked for is drawn too: \(first.time.milliseconds) ms")
        let paste = terminal.type("\u{1B}[200~" + longLine + "\u{1B}[201~")
        let keys = longKeys()
        report("2,000 characters", keys, in: terminal)
        terminal.type("\u{3}")
        try reportPeer(keys)
        print("  paste of 2,000 characters \(paste.time.milliseconds) ms")
        let long = "'" + String(repeating: "0123456789", count: 6_000) + "'"
        let longPaste = terminal.type("\u{1B}[200~publish news:a " + long + "\u{1B}[201~")
        print("  paste of 60,000 characters \(longPaste.time.milliseconds) ms (bar: 1,000 ms)")
    }

    private func report(
        _ name: String, _ keys: [String], in terminal: TypedTerminal, bar: String = " (bars: 1 ms, 5 ms)"
    ) {
        let responses = keys.map { terminal.type($0) }
        let times = responses.map(\.time).sorted()
        let most = responses.map(\.writes).max() ?? 0
        print(
            "  \(name): median \(times[times.count / 2].milliseconds) ms · 99 % \(times[times.count * 99 / 100].milliseconds) ms\(bar)"
                + " · at most \(times[times.count - 1].milliseconds) ms · \(times.count) keys, at most \(most) writes each"
        )
    }

    /// The same keys on the same line in bash, whose readline has nothing to colour.
    private func reportPeer(_ keys: [String]) throws {
        let bash = try TypedTerminal(["bash", "--norc", "-i"], columns: Self.columns, rows: Self.rows)
        bash.type(longLine)
        report("the same in bash", keys, in: bash, bar: "")
    }

    private func shortKeys() -> [String] {
        let line = "history news:channel-4711 limit=10 since.offset=3 reverse=true"
        let typed = line.map(String.init) + Array(repeating: Self.backspace, count: line.count)
        return typed + typed + ["\u{15}"]
    }

    private var completionKeys: [String] {
        let narrowing = "4711".map(String.init) + Array(repeating: Self.backspace, count: 4)
        let opening = "history news:ch".map(String.init) + ["\t", "\t"]
        let walking = Array(repeating: "\u{1B}[B", count: 20) + Array(repeating: "\u{1B}[A", count: 20)
        return opening + narrowing + walking + narrowing + ["\u{7}", "\u{15}"]
    }

    /// A publication of many small members, 2,000 characters long.
    private var longLine: String {
        var line = #"publish news:channel-1 {"first":1"#
        var number = 0
        while line.utf8.count < 1_960 {
            line += #","member\#(number)":["text \#(number)",\#(number),true,null]"#
            number += 1
        }
        let padding = String(repeating: "x", count: 2_000 - line.utf8.count - 10)
        return line + #","end":"\#(padding)"}"#
    }

    private func longKeys() -> [String] {
        var keys = Array(repeating: Self.left, count: 150)
        for letter in "abcdefghij" { keys += [String(letter), Self.left, Self.right, Self.backspace] }
        keys += ["\u{1}", "x", Self.backspace, "\u{5}", "x", Self.backspace]
        keys += Array(repeating: "\u{1B}b", count: 60)
        for digit in "0123456789" { keys += [String(digit), Self.backspace] }
        return keys
    }
}
