import CentrifugoTransport
import Testing

@Suite struct ProxyTests {
    @Test(arguments: [
        ("http://proxy:3128", "proxy:3128"), ("proxy:3128", "proxy:3128"), ("http://proxy/", "proxy:80"),
        ("http://u:p@proxy:1", "proxy:1"), ("u@[::1]:1", "[::1]:1"),
    ])
    func `a proxy is read from a URL or from a host and port`(text: String, authority: String) throws {
        #expect(try Proxy(parsing: text).authority == authority)
    }

    @Test func `the name and password are percent-decoded, and may hold an at sign`() throws {
        #expect(
            try Proxy(parsing: "http://a%40b:p%3Aq%zz@proxy:1")
                == Proxy(host: "proxy", port: 1, user: "a@b", password: "p:q%zz"))
        #expect(try Proxy(parsing: "u:a@b@proxy:1") == Proxy(host: "proxy", port: 1, user: "u", password: "a@b"))
    }

    @Test(arguments: [
        ("https://proxy:1", EndpointError.unsupportedScheme("https")),
        ("socks5://proxy:1", .unsupportedScheme("socks5")),
        ("http://u:p@proxy:x", .invalidPort(at: 17)),
        ("http://", .missingHost(at: 7)),
    ])
    func `a proxy that cannot be used is refused`(text: String, error: EndpointError) {
        #expect(throws: error) { try Proxy(parsing: text) }
    }

    @Test func `printing a proxy shows no password`() throws {
        let proxy = try Proxy(parsing: "http://user:secret@proxy:1")
        var dumped = ""
        dump(proxy, to: &dumped)
        for text in ["\(proxy)", String(reflecting: proxy), dumped, "\(ConnectionOptions(proxy: proxy))"] {
            #expect(text.contains("proxy:1"))
            #expect(!text.contains("secret") && !text.contains("Basic"))
        }
    }
}

@Suite struct ProxyEnvironmentTests {
    private func proxy(_ environment: [String: String], for url: String) throws -> String? {
        try ProxyEnvironment(environment).proxy(for: Endpoint(parsing: url))?.authority
    }

    @Test(
        arguments: [
            (["HTTPS_PROXY": "p:1"], "p:1"), (["https_proxy": "p:1", "HTTPS_PROXY": "q:2"], "p:1"),
            (["https_proxy": ""], nil), (["http_proxy": "p:1", "ALL_PROXY": "p:1"], nil),
        ] as [([String: String], String?)])
    func `the variable for https counts, in small letters first`(environment: [String: String], result: String?) throws
    {
        #expect(try proxy(environment, for: "https://example.com") == result)
    }

    @Test(arguments: ["http://example.com", "https://localhost", "https://127.0.0.1", "https://[::1]", "unix:/a"])
    func `plain http, this machine and unix sockets are never proxied`(url: String) throws {
        #expect(try proxy(["https_proxy": "p:1"], for: url) == nil)
    }

    @Test(arguments: [
        ("*", true), ("example.com", true), (".example.com", true), ("*.example.com", true), ("EXAMPLE.com", true),
        ("api.example.com", true), ("api.example.com:8443", true), ("example.com:8443", true),
        ("other.test, example.com", true), ("other.test example.com", true),
        ("ample.com", false), ("api.example.com:443", false), ("com.", false), ("", false), (",", false),
        ("192.0.2.1", false),
    ])
    func `names in the exceptions hold for all names under them`(exceptions: String, isDirect: Bool) throws {
        let environment = ["https_proxy": "p:1", "NO_PROXY": exceptions]
        #expect(try (proxy(environment, for: "https://api.example.com:8443") == nil) == isDirect)
    }

    @Test(arguments: [
        ("192.0.2.1", "https://192.0.2.1", true), ("192.0.2.1:443", "https://192.0.2.1", true),
        ("192.0.2.1:80", "https://192.0.2.1", false), ("2001:db8::1", "https://[2001:DB8:0::1]", true),
        ("[2001:db8::1]:443", "https://[2001:db8::1]", true), ("[2001:db8::1]", "https://[2001:db8::2]", false),
        ("2.1", "https://192.0.2.1", false),
    ])
    func `numeric addresses in the exceptions match as addresses`(
        exceptions: String, url: String, isDirect: Bool
    ) throws {
        #expect(try (proxy(["https_proxy": "p:1", "no_proxy": exceptions], for: url) == nil) == isDirect)
    }

    @Test func `a bad URL of a proxy is told when it would be used, and only then`() throws {
        let environment = ["https_proxy": "ftp://p:1"]
        #expect(try proxy(environment, for: "http://example.com") == nil)
        #expect(throws: EndpointError.unsupportedScheme("ftp")) { try proxy(environment, for: "https://example.com") }
    }
}
