import CentrifugoAPI
import CentrifugoTransport
import Testing

@Suite struct ServerAddressTests {
    @Test(arguments: [
        ("http://localhost:8000/api", "http://localhost:8000/api"),
        ("http://localhost:8000", "http://localhost:8000/api"),
        ("http://localhost:8000/", "http://localhost:8000/api"),
        ("http://localhost:8000///", "http://localhost:8000/api"),
        ("http://localhost:8000/api//", "http://localhost:8000/api"),
        ("localhost:8000", "http://localhost:8000/api"),
        ("localhost", "http://localhost:8000/api"),
        ("localhost/x/", "http://localhost:8000/x"),
        ("localhost:80", "http://localhost/api"),
        ("http://localhost", "http://localhost/api"),
        ("http://localhost:80", "http://localhost/api"),
        ("https://Example.com", "https://example.com/api"),
        ("https://example.com:8443/centrifugo/api", "https://example.com:8443/centrifugo/api"),
        ("[::1]", "http://[::1]:8000/api"),
        ("[::1]:9000/p", "http://[::1]:9000/p"),
        ("http://[::1]:8000/api", "http://[::1]:8000/api"),
        ("127.0.0.1:1", "http://127.0.0.1:1/api"),
        ("localhost/a://b", "http://localhost:8000/a://b"),
    ])
    func `an address is completed and reads as itself again`(text: String, canonical: String) throws {
        let address = try ServerAddress(text)
        #expect(address.description == canonical)
        #expect(try ServerAddress(canonical) == address)
    }

    @Test(arguments: ["unix:/run/centrifugo.sock", "unix:///run/centrifugo.sock"])
    func `a unix socket has the default path`(text: String) throws {
        let address = try ServerAddress(text)
        #expect(address.endpoint.location == .unixSocket(path: "/run/centrifugo.sock"))
        #expect(address.path == "/api")
        #expect(address.description == "unix:/run/centrifugo.sock")
        #expect(address.origin == "unix:/run/centrifugo.sock")
    }

    @Test(arguments: [
        ("", EndpointError.missingHost(at: 0)),
        ("ftp://localhost", .unsupportedScheme("ftp")),
        ("://localhost", .missingScheme),
        ("http://", .missingHost(at: 7)),
        ("http://:8000", .missingHost(at: 7)),
        (":8000", .missingHost(at: 0)),
        ("localhost:port", .invalidPort(at: 10)),
        ("http://localhost:65536", .invalidPort(at: 17)),
        ("localhost:0", .invalidPort(at: 10)),
        ("local host", .invalidHost(at: 5)),
        ("localhost/a b", .invalidPath(at: 11)),
        ("unix:", .missingSocketPath(at: 5)),
    ])
    func `what is wrong with an address is told with its place`(text: String, error: EndpointError) {
        #expect(throws: error) { try ServerAddress(text) }
    }

    @Test(arguments: [
        "http://user:hush@localhost:8000/api", "user:hush@localhost", "http://localhost/api?api_key=hush",
        "localhost#hush",
    ])
    func `an address with a secret in it is refused without repeating it`(text: String) {
        do throws(EndpointError) {
            _ = try ServerAddress(text)
            Issue.record("\(text) was taken")
        } catch {
            #expect(!String(reflecting: error).contains("hush"))
            switch error {
            case .credentials, .queryOrFragment: break
            default: Issue.record("\(error)")
            }
        }
    }

    @Test func `the origin tells scheme, host and port apart, and not the path`() throws {
        let origin = { (text: String) in try ServerAddress(text).origin }
        #expect(try origin("http://localhost:8000/api") == origin("localhost/other"))
        #expect(try origin("http://localhost:80") == origin("http://LOCALHOST"))
        let others = ["https://localhost:8000", "http://localhost:8001", "http://localhost.:8000", "unix:localhost"]
        for other in others { #expect(try origin(other) != origin("localhost")) }
    }
}
