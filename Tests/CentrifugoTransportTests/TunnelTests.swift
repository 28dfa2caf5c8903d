import CentrifugoTransport
import Glibc
import Synchronization
import Testing

@Suite struct TunnelTests {
    @Test func `an https request goes through the proxy, which is told host and port only`() async throws {
        let connects = Mutex<[String]>([])
        try await withTLSServer(certificate: "localhost") { server async throws in
            try await withServer({ proxy in
                let head = try proxy.readHead()
                connects.withLock { $0.append(head) }
                try proxy.write("HTTP/1.1 200 Connection established\r\n\r\n")
                try proxy.relay(toPort: server.port)
            }) { proxy async throws in
                let connection = makeConnection(to: server.endpoint("proxied.test"), options: options(via: proxy))
                #expect(try await connection.postForText() == "hello")
                #expect(try await connection.postForText() == "hello")
            }
            let name = "proxied.test:\(server.port)"
            #expect(connects.withLock { $0 } == ["CONNECT \(name) HTTP/1.1\r\nHost: \(name)\r\n\r\n"])
        }
    }

    @Test func `a name and password are sent to the proxy, and not to the server`() async throws {
        try await withTLSServer(certificate: "localhost") { server async throws in
            try await withServer({ proxy in
                #expect(try proxy.readHead().contains("\r\nProxy-Authorization: Basic dXNlcjpww6Rzcw==\r\n"))
                try proxy.write("HTTP/1.1 200 OK\r\n\r\n")
                try proxy.relay(toPort: server.port)
            }) { proxy async throws in
                let options = options(via: proxy, user: "user", password: "päss")
                let connection = makeConnection(to: server.endpoint("proxied.test"), options: options)
                #expect(try await connection.postForText() == "hello")
            }
        }
    }

    @Test(arguments: ["127.0.0.1", "::1"])
    func `a numeric address behind a proxy is checked against the certificate`(host: String) async throws {
        try await withTLSServer(certificate: "localhost") { server async throws in
            try await withServer({ proxy in
                let head = try proxy.readHead()
                #expect(head.hasPrefix("CONNECT \(host == "::1" ? "[::1]" : host):\(server.port) HTTP/1.1\r\n"))
                try proxy.write("HTTP/1.1 200 OK\r\n\r\n")
                try proxy.relay(toPort: server.port)
            }) { proxy async throws in
                let connection = makeConnection(to: server.endpoint(host), options: options(via: proxy))
                #expect(try await connection.postForText() == "hello")
            }
        }
    }

    @Test(arguments: [407, 403, 502])
    func `a proxy that refuses is told with its status`(status: Int) async throws {
        try await withServer({ proxy in
            try proxy.readHead()
            try proxy.write("HTTP/1.1 \(status) No\r\nContent-Length: 6\r\n\r\nsorry!")
            try proxy.waitForEnd()
        }) { proxy async throws in
            #expect(await errorConnecting(via: proxy) == .proxyRefused(proxy: proxy.endpoint.authority, status: status))
        }
    }

    @Test(arguments: ["", "SSH-2.0-x\r\n", "HTTP/1.1 20"])
    func `a proxy that is none is told as broken`(answer: String) async throws {
        try await withServer({ proxy in
            try proxy.readHead()
            try proxy.write(answer)
        }) { proxy async throws in
            #expect(await errorConnecting(via: proxy) == .proxyBroken(proxy: proxy.endpoint.authority))
        }
    }

    @Test func `a proxy that is down is told apart from a server that is down`() async throws {
        let (socket, port) = try boundToLoopback()
        defer { close(socket) }
        let endpoint = Endpoint(scheme: .https, location: .host("proxied.test", port: 443))
        let options = ConnectionOptions(proxy: Proxy(host: "127.0.0.1", port: port))
        let error = await transportError { try await makeConnection(to: endpoint, options: options).post() }
        #expect(
            error == .proxyFailed(proxy: "127.0.0.1:\(port)", .refused(addresses: ["127.0.0.1"], port: port)))
    }

    @Test func `a proxy that never answers runs into the time limit while connecting`() async throws {
        try await withServer({ proxy in
            try proxy.readHead()
            try proxy.waitForEnd()
        }) { proxy async throws in
            let error = await errorConnecting(via: proxy, timeout: .milliseconds(50))
            #expect(error == .timedOut(.connecting, after: .milliseconds(50)))
        }
    }

    private func errorConnecting(via proxy: ScriptedServer, timeout: Duration = .seconds(100)) async -> TransportError?
    {
        let endpoint = Endpoint(scheme: .https, location: .host("proxied.test", port: 443))
        let connection = makeConnection(to: endpoint, options: options(via: proxy))
        return await transportError { try await connection.post(timeout: timeout) }
    }

    private func options(via proxy: ScriptedServer, user: String? = nil, password: String = "") -> ConnectionOptions {
        guard case .host(let host, let port) = proxy.endpoint.location else { return ConnectionOptions() }
        return ConnectionOptions(
            tls: TLSOptions(authorityFile: certificatePath("authority")),
            proxy: Proxy(host: host, port: port, user: user, password: password))
    }
}
