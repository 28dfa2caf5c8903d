import CentrifugoProtocol
import Testing

@testable import Console

@Suite struct ServerErrorDiagnosticTests {
    private func lines(_ code: Int, _ method: String?, _ channel: String?, message: String? = nil, width: Int? = nil)
        -> [String]
    {
        let text = message ?? ServerError(rawValue: code)?.message ?? ""
        return Diagnostic(
            serverError: code, message: text, method: method.flatMap { Method.named($0) }, channel: channel
        ).rendered(in: Display(width: width))
    }

    @Test func `an unknown channel names its namespace`() {
        #expect(
            lines(102, "publish", "nope:b", width: 80) == [
                "✗ 102 unknown channel",
                #"  The server has no namespace "nope" (the part before the first ":")."#,
                #"  Add it under channel.namespaces, or use a name without ":".        explain 102"#,
            ])
    }

    @Test func `a feature that is off names what it needs, for this namespace`() {
        #expect(
            lines(108, "history", "plain:x") == [
                "✗ 108 not available",
                #"  History is off in namespace "plain": it needs history_size and history_ttl, both above 0."#,
                "  Set both for that namespace under channel.namespaces, and start the server again.   explain 108",
            ])
        #expect(
            lines(108, "presence", "$plain:x")[1] == #"  Presence is off in namespace "plain"."#)
    }

    @Test func `a channel without namespace is named as such`() {
        #expect(
            lines(108, "history", "news") == [
                "✗ 108 not available",
                "  History is off for channels without namespace: it needs history_size and history_ttl, both above 0.",
                "  Set both under channel.without_namespace, and start the server again.   explain 108",
            ])
        #expect(
            lines(108, "presence", ":x") == [
                "✗ 108 not available", "  Presence is off for channels without namespace.",
                "  Set presence to true under channel.without_namespace, and start the server again.   explain 108",
            ])
        #expect(
            lines(107, "map_publish", "x") == [
                "✗ 107 bad request", "  Channels without namespace hold no maps, or channel or key is empty.",
                "  Set subscription_type under channel.without_namespace to map, map_clients or map_users."
                    + "   explain 107",
            ])
        #expect(
            lines(107, "shared_poll_publish", "x")[1]
                == "  Channels without namespace are not for shared polls, or channel, key or version is empty.")
        #expect(
            lines(108, "shared_poll_publish", "x").dropFirst() == [
                "  Publishing is off for channels without namespace.",
                "  Set shared_poll.publish_enabled under channel.without_namespace.   explain 108",
            ])
        #expect(
            lines(102, "publish", "") == [
                "✗ 102 unknown channel", "  The server does not know this channel.",
                "  Check the name; an empty one is no channel.   explain 102",
            ])
    }

    @Test func `without a channel the sentences do without its name`() {
        #expect(lines(102, nil, nil)[1] == #"  The server has no such namespace (the part before the first ":")."#)
        #expect(lines(108, nil, nil)[1] == "  The feature is off in the channel's namespace.")
        #expect(lines(107, "map_publish", nil)[1].hasPrefix("  The channel's namespace holds no maps"))
    }

    @Test(arguments: [nil, "", "news", "a:b"])
    func `no placeholder is left in any explanation`(channel: String?) {
        for method in Method.all {
            for code in ServerError.allCases {
                let text = lines(code.rawValue, method.name, channel).joined()
                #expect(!text.contains("{name") && !text.contains("{chan") && !text.contains(#"namespace """#))
                #expect(!text.contains("that namespace") || channel != "news")
            }
        }
    }

    @Test func `the server's own message is shown as it came, harmless`() {
        #expect(lines(100, "info", nil, message: "a\u{1B}[2J\nb").first == #"✗ 100 a\u001b[2J\nb"#)
        #expect(lines(102, "publish", "\u{202E}x:y")[1].contains(#""\u202ex""#))
    }

    @Test func `codes of an application are explained by their range`() {
        #expect(
            lines(451, "rpc", nil, message: "not for you") == [
                "✗ 451 not for you", "  A client error of your own backend (400 to 1999), passed on by a proxy.",
            ])
        #expect(lines(7, "rpc", nil, message: "x") == ["✗ 7 x", "  This is no code of Centrifugo's own."])
        #expect(lines(7, "rpc", nil, message: "").first == "✗ 7")
    }

    @Test func `an error of the server ends the process with 3`() {
        #expect(Diagnostic(serverError: 100, message: "", method: nil, channel: nil).status == .server)
    }
}

@Suite struct CodeTableTests {
    @Test func `a code is explained in each place that says it`() {
        #expect(
            CodeTable.explanation(of: 108) == [
                "108 not available (API error)",
                "  The feature is off in the channel's namespace.",
                "  Switch it on for that namespace: the options outside it do not count there.",
                "",
                "108 not available (client error)",
                "  Presence, history or the proxy is off in the namespace.",
                "  Switch it on for that namespace.",
            ])
    }

    @Test func `a code that nobody says is explained by its range, or not at all`() {
        #expect(
            CodeTable.explanation(of: 4100) == [
                "A disconnect code of your own (4000 to 4499): the client connects again."
            ])
        #expect(CodeTable.explanation(of: 42) == ["42 is no code of Centrifugo's. help errors lists them all."])
    }

    @Test func `the table holds every code and fits 80 columns`() {
        let lines = CodeTable.lines
        #expect(
            lines.prefix(4) == [
                "Errors of the server's API",
                "   100  internal server error   The server could not do it: its broker is down,",
                "                                other nodes did not answer in time, or an",
                "                                argument broke it.",
            ])
        #expect(lines.allSatisfy { $0.count <= 80 })
        for code in Code.all {
            #expect(lines.contains { $0.contains(" \(code.number)  \(code.message)") })
        }
        #expect(lines.last == "explain CODE says what to do.")
    }
}
