import CentrifugoAPI
import CentrifugoTransport
import Testing

@testable import Console

@Suite struct TransportDiagnosticTests {
    private func lines(
        _ error: TransportError, method: String? = "publish", server: String = "localhost:8000",
        origin: SettingOrigin = .environment("CENTSH_URL")
    ) throws -> [String] {
        let facts = CallFacts(server: try ServerAddress(server), from: origin, methodName: method)
        return Diagnostic(.transport(error), facts).rendered(in: Display())
    }

    private func status(_ error: TransportError) throws -> Console.ExitStatus {
        Diagnostic(.transport(error), CallFacts(server: try ServerAddress("localhost"), from: .practice)).status
    }

    @Test func `a refused connection names the address and where it comes from`() throws {
        #expect(
            try lines(.refused(addresses: ["127.0.0.1"], port: 8000)) == [
                "✗ connection refused by 127.0.0.1:8000",
                "  Nothing listens there. The address comes from CENTSH_URL.",
                #"  Inside a container "localhost" is the container itself."#,
            ])
        #expect(
            try lines(
                .refused(addresses: ["::1", "10.0.0.1"], port: 80), server: "http://example.com",
                origin: .option("--url"))
                == [
                    "✗ connection refused by [::1]:80 and 10.0.0.1:80",
                    "  Nothing listens there. The address comes from --url.",
                ])
    }

    @Test func `a name that is not found`() throws {
        #expect(
            try lines(.nameNotFound(host: "foo"), origin: .command("connect")) == [
                "✗ no such host: foo", "  The address comes from connect.",
                "  Check its spelling, and the name service of this machine.",
            ])
        #expect(
            try lines(.nameLookupFailed(host: "foo", code: -3)) == [
                "✗ the name foo could not be looked up: the name server did not answer; it may in a moment",
                "  The address comes from CENTSH_URL.",
            ])
        #expect(
            try lines(.nameLookupFailed(host: "foo", code: -99))[0]
                == "✗ the name foo could not be looked up: error -99 of the resolver")
    }

    @Test func `an address that cannot be reached`() throws {
        #expect(
            try lines(.unreachable(address: "10.0.0.1", port: 80, errno: 113)) == [
                "✗ 10.0.0.1:80 cannot be reached: no way to that machine", "  The address comes from CENTSH_URL.",
                "  Check the address, the network and firewalls on the way.",
            ])
        #expect(
            try lines(.unreachable(address: "::2", port: 80, errno: 999))[0]
                == "✗ [::2]:80 cannot be reached: error 999 of the system")
    }

    @Test func `unix sockets`() throws {
        #expect(
            try lines(.socketMissing(path: "/run/c.sock"), server: "unix:/run/c.sock") == [
                "✗ no unix socket at /run/c.sock", "  There is no such file. The address comes from CENTSH_URL.",
                "  Does the server run, and listen on it?",
            ])
        #expect(
            try lines(.socketRefused(path: "/run/c.sock"), server: "unix:/run/c.sock") == [
                "✗ connection refused by unix:/run/c.sock",
                "  The file is there, but nobody listens on it. The address comes from CENTSH_URL.",
            ])
        #expect(
            try lines(.socketUnusable(path: "/x", errno: 13)) == [
                "✗ the unix socket /x cannot be used: permission denied", "  The address comes from CENTSH_URL.",
            ])
        #expect(
            try lines(.socketUnusable(path: "/x", errno: 0))[0]
                == "✗ the unix socket /x cannot be used: a path has room for 107 bytes")
    }

    @Test func `files of TLS that cannot be used are faults of the start`() throws {
        #expect(
            try lines(.tlsFile(path: "/k", role: .key, problem: .unreadable(errno: 2))) == [
                "✗ /k cannot be read: no such file", "  It was named with --key.",
            ])
        #expect(
            try lines(.tlsFile(path: "/c", role: .authority, problem: .malformed)) == [
                "✗ /c holds no certificate", "  --cacert takes a file in PEM form.",
            ])
        #expect(
            try lines(.tlsFile(path: "/k", role: .key, problem: .malformed)) == [
                "✗ /k holds no private key", "  --key takes a file in PEM form, without a password.",
            ])
        #expect(
            try lines(.tlsFile(path: "/k", role: .certificate, problem: .keyMismatch)) == [
                "✗ /k does not belong to the certificate", "  --cert and --key name two halves of one pair.",
            ])
        #expect(try status(.tlsFile(path: "/k", role: .key, problem: .malformed)) == .fault)
    }

    @Test func `a certificate for others`() throws {
        #expect(
            try lines(.tlsNameMismatch(expected: "h.example", presented: ["a.example", "b\u{1B}"])) == [
                "✗ the server's certificate is not for h.example", #"  It is for a.example, b\u001b."#,
                "  Use a name that it is for, or is this another server than you think?",
            ])
        #expect(
            try lines(.tlsNameMismatch(expected: "h", presented: (1...9).map { "n\($0)" }))[1]
                == "  It is for n1, n2, n3, n4, n5, ….")
        #expect(try lines(.tlsNameMismatch(expected: "h", presented: []))[1] == "  It names no host at all.")
    }

    @Test func `a certificate not to be trusted`() throws {
        #expect(
            try lines(.tlsUntrusted(.selfSigned(subject: "CN=x"))) == [
                "✗ the server's certificate is signed by nobody but itself: CN=x",
                "  --cacert FILE trusts the certificate in the file; --insecure trusts any, for tests only.",
            ])
        #expect(
            try lines(.tlsUntrusted(.unknownIssuer(issuer: "CN=x"))) == [
                "✗ the server's certificate is signed by somebody unknown here: CN=x",
                "  --cacert FILE names an authority to trust; or the server does not send its whole chain.",
            ])
        #expect(
            try lines(.tlsUntrusted(.expired(notAfter: 1_700_000_000))) == [
                "✗ the server's certificate is out of date: it ended 2023-11-14 22:13:20 UTC",
                "  It must be renewed on the server.",
            ])
        #expect(
            try lines(.tlsUntrusted(.notYetValid(notBefore: 1_700_000_000))) == [
                "✗ the server's certificate is not valid yet: it begins 2023-11-14 22:13:20 UTC",
                "  Check the clock of this machine first.",
            ])
    }

    @Test func `TLS that was not set up`() throws {
        let server = "https://example.com:8443"
        #expect(
            try lines(.tlsHandshakeFailed(.notTLS), server: server) == [
                "✗ example.com:8443 does not speak TLS", "  The address comes from CENTSH_URL.",
                "  If it speaks plain HTTP the address begins with http://.",
            ])
        #expect(
            try lines(.tlsHandshakeFailed(.closed), server: server) == [
                "✗ example.com:8443 ended the connection while TLS was set up", "  The address comes from CENTSH_URL.",
                "  A server that wants a client certificate may do so (--cert, --key), and one that speaks no TLS.",
            ])
        #expect(
            try lines(.tlsHandshakeFailed(.alert("CERTIFICATE_REQUIRED")), server: server) == [
                "✗ example.com:8443 refused TLS: CERTIFICATE_REQUIRED",
                "  The server wants a client certificate that it trusts: --cert FILE and --key FILE.",
            ])
        #expect(
            try lines(.tlsHandshakeFailed(.alert("PROTOCOL_VERSION")), server: server) == [
                "✗ example.com:8443 refused TLS: PROTOCOL_VERSION", "  The address comes from CENTSH_URL.",
            ])
        #expect(
            try lines(.tlsHandshakeFailed(.other("WRONG")), server: server) == [
                "✗ TLS with example.com:8443 failed: WRONG", "  The address comes from CENTSH_URL.",
            ])
    }

    @Test func `the proxy on the way`() throws {
        #expect(
            try lines(.proxyFailed(proxy: "p:3128", .refused(addresses: ["1.1.1.1"], port: 3128))) == [
                "✗ the proxy p:3128 could not be reached: connection refused by 1.1.1.1:3128",
                "  The proxy comes from HTTPS_PROXY.", "  NO_PROXY names hosts that are reached without it.",
            ])
        #expect(
            try lines(.proxyRefused(proxy: "p:3128", status: 407)) == [
                "✗ the proxy p:3128 refused to connect to the server: HTTP 407", "  The proxy comes from HTTPS_PROXY.",
                "  It wants a name and password: http://NAME:PASSWORD@p:3128 in HTTPS_PROXY.",
            ])
        #expect(
            try lines(.proxyRefused(proxy: "p:3128", status: 403)).last
                == "  NO_PROXY names hosts that are reached without it.")
        #expect(
            try lines(.proxyBroken(proxy: "p:3128")) == [
                "✗ the proxy p:3128 did not answer as a proxy does", "  The proxy comes from HTTPS_PROXY.",
                "  Check its address and port.",
            ])
    }

    @Test func `a request that cannot be sent is a fault of the start`() throws {
        #expect(
            try lines(.invalidRequest(.header(name: "X-A"))) == [
                "✗ the header X-A cannot be sent", "  Nothing was sent.",
                "  Its name must be a word of HTTP, and its value without line breaks and control characters.",
            ])
        #expect(
            try lines(.invalidRequest(.target)) == [
                "✗ the path of the request is empty, or holds blanks or other than ASCII", "  Nothing was sent.",
            ])
        #expect(try lines(.invalidRequest(.method))[0] == "✗ the HTTP method is no word")
        #expect(try status(.invalidRequest(.method)) == .fault)
    }

    @Test(arguments: [
        (Step.queued, "before the request was sent"), (.connecting, "while it was being opened"),
        (.connected, "before the request was sent"), (.sending, "while the request was being sent"),
        (.waiting, "before the answer came"), (.reading, "in the middle of the answer"),
    ])
    func `a connection that ends says when, and what may have run`(step: Step, when: String) throws {
        let closed = try lines(.closed(step))
        #expect(closed[0] == "✗ the connection was closed \(when)")
        #expect(
            closed[1]
                == (step < .sending ? "  Nothing was sent, so nothing was done." : "  publish may or may not have run.")
        )
        #expect(try lines(.reset(step))[0] == "✗ the connection was reset \(when)")
        #expect(try status(.closed(step)) == .connection)
    }

    @Test func `a connection that ends says why that may be`() throws {
        #expect(
            try lines(.closed(.waiting)).dropFirst(2) == [
                "  Servers do so when they stop, and with calls that take them longer than 10 s."
            ])
        #expect(
            try lines(.closed(.connecting)).dropFirst(2) == [
                "  The address comes from CENTSH_URL. A proxy without a server behind it does so too."
            ])
    }

    @Test func `a call that only reads can be sent again, a batch may have run`() throws {
        #expect(
            try lines(.reset(.waiting), method: "history")[1]
                == "  history changes nothing, so it can simply be sent again.")
        #expect(try lines(.reset(.waiting), method: nil)[1] == "  The commands may or may not have run.")
        #expect(try lines(.reset(.waiting), method: "nonsense")[1] == "  nonsense may or may not have run.")
    }

    @Test(arguments: [
        (Step.queued, "earlier requests were not answered within 10 s"),
        (.connected, "the request could not be sent within 10 s"),
        (.sending, "the request could not be sent within 10 s"),
        (.waiting, "no answer within 10 s"), (.reading, "the answer was not complete within 10 s"),
    ])
    func `a time that is over says which, and how to give more`(step: Step, headline: String) throws {
        #expect(
            try lines(.timedOut(step, after: .seconds(10))) == [
                "✗ \(headline)",
                step < .sending ? "  Nothing was sent, so nothing was done." : "  publish may or may not have run.",
                "  --timeout SECONDS or CENTSH_TIMEOUT gives it longer.",
            ])
    }

    @Test func `a connection that does not come about in time`() throws {
        #expect(
            try lines(.timedOut(.connecting, after: .milliseconds(1500)), server: "http://10.0.0.1:8000") == [
                "✗ no connection to 10.0.0.1:8000 within 1.5 s",
                "  A firewall that drops packets looks like this, and so does a wrong address.",
                "  The address comes from CENTSH_URL.",
            ])
    }

    @Test func `a request that the user gave up`() throws {
        #expect(
            try lines(.cancelled(.waiting)) == ["✗ cancelled", "  publish may or may not have run."])
        #expect(try lines(.cancelled(.connecting))[1] == "  Nothing was sent, so nothing was done.")
        #expect(try status(.cancelled(.waiting)) == .interrupted)
    }

    @Test func `an answer that is too large`() throws {
        #expect(
            try lines(.replyTooLarge(limit: 1 << 28)) == [
                "✗ the answer is larger than 256 MiB", "  It was not read any further.",
                "  Ask for less, with limit=…; or use output pretty or raw, which have no limit.",
            ])
    }

    @Test func `what does not speak HTTP`() throws {
        #expect(
            try lines(.notHTTP(excerpt: Array("\r\nSSH-2.0-x\u{1B}\r\nmore".utf8))) == [
                "✗ localhost:8000 does not speak HTTP", "  The address comes from CENTSH_URL.",
                #"  It said: SSH-2.0-x\u001b"#,
            ])
        #expect(
            try lines(.notHTTP(excerpt: [0x15, 0x03, 0x01, 0x00])) == [
                "✗ localhost:8000 does not speak HTTP",
                "  It speaks TLS: the address begins with https://. The address comes from CENTSH_URL.",
            ])
        #expect(try lines(.notHTTP(excerpt: [])).count == 2)
        #expect(
            try lines(.malformedReply(detail: "two lengths")) == [
                "✗ the answer breaks the rules of HTTP: two lengths", "  publish may or may not have run.",
                "  The address comes from CENTSH_URL.",
            ])
    }

    @Test(arguments: [(1 << 30, "1 GiB"), (1 << 28, "256 MiB"), (2048, "2 KiB"), (1000, "1000 bytes"), (1, "1 byte")])
    func `a number of bytes is shown in a unit that divides it`(count: Int, words: String) {
        #expect(ByteCount.words(count) == words)
    }
}
