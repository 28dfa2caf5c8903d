import CentrifugoTransport
import Testing

@Suite struct EndpointTests {
    @Test(arguments: [
        ("http://localhost:8000/api", Endpoint(location: .host("localhost", port: 8000), path: "/api")),
        ("http://localhost:8000", Endpoint(location: .host("localhost", port: 8000))),
        ("http://localhost/", Endpoint(location: .host("localhost", port: 80), path: "/")),
        ("HTTPS://Example.COM", Endpoint(scheme: .https, location: .host("example.com", port: 443))),
        ("http://[::1]:8000", Endpoint(location: .host("::1", port: 8000))),
        ("https://[2001:DB8::1]", Endpoint(scheme: .https, location: .host("2001:db8::1", port: 443))),
        ("http://127.0.0.1:65535/a/b/", Endpoint(location: .host("127.0.0.1", port: 65535), path: "/a/b/")),
        ("http://my_service:1", Endpoint(location: .host("my_service", port: 1))),
        ("unix:/run/c.sock", Endpoint(location: .unixSocket(path: "/run/c.sock"))),
        ("unix:///run/c.sock", Endpoint(location: .unixSocket(path: "/run/c.sock"))),
        ("unix:./c sock", Endpoint(location: .unixSocket(path: "./c sock"))),
    ])
    func `a URL is read into its parts`(text: String, endpoint: Endpoint) throws {
        #expect(try Endpoint(parsing: text) == endpoint)
    }

    @Test(arguments: [
        ("", EndpointError.missingScheme),
        ("localhost:8000", .missingScheme),
        ("//host", .missingScheme),
        ("://host", .missingScheme),
        ("ftp://host", .unsupportedScheme("ftp")),
        ("http://", .missingHost(at: 7)),
        ("http://:80", .missingHost(at: 7)),
        ("http:///api", .missingHost(at: 7)),
        ("http://ho st", .invalidHost(at: 9)),
        ("http://h%41", .invalidHost(at: 8)),
        ("http://hü", .invalidHost(at: 8)),
        ("http://[::1", .invalidHost(at: 7)),
        ("http://[1.2.3.4]", .invalidHost(at: 7)),
        ("http://[::1]x", .invalidHost(at: 12)),
        ("http://::1", .missingHost(at: 7)),
        ("http://host:", .invalidPort(at: 12)),
        ("http://host:0", .invalidPort(at: 12)),
        ("http://host:65536", .invalidPort(at: 12)),
        ("http://host:+1", .invalidPort(at: 12)),
        ("http://host:99999999999999999999", .invalidPort(at: 12)),
        ("http://me:secret@host", .credentials(at: 7)),
        ("http://host/a b", .invalidPath(at: 13)),
        ("http://host/ä", .invalidPath(at: 12)),
        ("http://host?x", .queryOrFragment(at: 11)),
        ("http://host/a#b", .queryOrFragment(at: 13)),
        ("unix:", .missingSocketPath(at: 5)),
        ("unix:/a\u{0}b", .invalidPath(at: 7)),
    ])
    func `a bad URL is refused with the place of the fault`(text: String, error: EndpointError) {
        #expect(throws: error) { try Endpoint(parsing: text) }
    }

    @Test func `credentials in a URL never show in the error`() {
        #expect(throws: EndpointError.credentials(at: 7)) { try Endpoint(parsing: "http://me:secret@host/@") }
    }

    @Test(arguments: [
        ("http://host:80/x", "host"), ("http://host:443", "host:443"), ("https://host:443", "host"),
        ("http://[::1]:8000", "[::1]:8000"), ("unix:/a", "localhost"),
    ])
    func `the authority leaves out the port that the scheme implies`(text: String, authority: String) throws {
        #expect(try Endpoint(parsing: text).authority == authority)
    }

    @Test(arguments: ["http://localhost:8000/api", "http://[::1]:8000", "https://host/x/", "unix:/a/b"])
    func `printing an endpoint gives a URL that reads as the same`(text: String) throws {
        #expect("\(try Endpoint(parsing: text))" == text)
    }

    @Test(arguments: [
        ("http://localhost", true), ("http://a.localhost", true), ("http://127.9.9.9", true), ("http://[::1]", true),
        ("unix:/a", true), ("http://example.com", false), ("http://10.0.0.1", false), ("http://[::2]", false),
        ("http://notlocalhost", false),
    ])
    func `loopback is told from other places without asking anybody`(text: String, isLoopback: Bool) throws {
        #expect(try Endpoint(parsing: text).isLoopback == isLoopback)
    }
}
