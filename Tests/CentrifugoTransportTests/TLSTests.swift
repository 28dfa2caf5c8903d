import CentrifugoTransport
import Glibc
import Testing

@Suite struct TLSTests {
    private let trusting = TLSOptions(authorityFile: certificatePath("authority"))

    @Test(arguments: ["localhost", "127.0.0.1"])
    func `a certificate of a known authority for the host is accepted`(host: String) async throws {
        try await withTLSServer(certificate: "localhost") { server async throws in
            let connection = makeConnection(to: server.endpoint(host), options: ConnectionOptions(tls: trusting))
            #expect(try await connection.postForText() == "hello")
            #expect(try await connection.postForText() == "hello")
        }
    }

    @Test(arguments: ["localhost", "127.0.0.1"])
    func `a good certificate for others is a mismatch of names, not a lack of trust`(host: String) async throws {
        try await withTLSServer(certificate: "other") { server async throws in
            let error = await error(at: server, host: host, trusting)
            #expect(error == .tlsNameMismatch(expected: host, presented: ["other.test", "another.test", "192.0.2.1"]))
        }
    }

    @Test func `another name can be expected than the one connected to`() async throws {
        try await withTLSServer(certificate: "other") { server async throws in
            var options = trusting
            options.serverName = "another.test"
            let connection = makeConnection(
                to: server.endpoint("127.0.0.1"), options: ConnectionOptions(tls: options))
            #expect(try await connection.postForText() == "hello")
        }
    }

    @Test func `an authority nobody knows is named`() async throws {
        try await withTLSServer(certificate: "localhost") { server async throws in
            let unrelated = TLSOptions(authorityFile: certificatePath("unrelated-authority"))
            for options in [unrelated, TLSOptions()] {
                let error = await error(at: server, options)
                #expect(error == .tlsUntrusted(.unknownIssuer(issuer: "Test Authority")))
            }
        }
    }

    @Test func `a certificate signed by itself is told as such`() async throws {
        try await withTLSServer(certificate: "self-signed") { server async throws in
            let error = await error(at: server, trusting)
            #expect(error == .tlsUntrusted(.selfSigned(subject: "Self Signed")))
        }
    }

    @Test func `a certificate whose time is over is told with its end`() async throws {
        try await withTLSServer(certificate: "expired") { server async throws in
            let error = await error(at: server, trusting)
            #expect(error == .tlsUntrusted(.expired(notAfter: 1_577_923_200)))
        }
    }

    @Test(arguments: ["other", "self-signed", "expired"])
    func `without checks any certificate is accepted`(certificate: String) async throws {
        try await withTLSServer(certificate: certificate) { server async throws in
            for host in ["localhost", "127.0.0.1"] {
                let options = ConnectionOptions(tls: TLSOptions(verifiesCertificates: false))
                #expect(try await makeConnection(to: server.endpoint(host), options: options).postForText() == "hello")
            }
        }
    }

    @Test func `a client certificate is shown to a server that asks for one`() async throws {
        try await withTLSServer(certificate: "localhost", asksForCertificate: true) { server async throws in
            var options = trusting
            options.certificateFile = certificatePath("client")
            options.keyFile = certificatePath("client", "key")
            let connection = makeConnection(to: server.endpoint("localhost"), options: ConnectionOptions(tls: options))
            #expect(try await connection.postForText() == "hello")
        }
    }

    @Test func `a server that misses the client certificate refuses with an alert`() async throws {
        try await withTLSServer(certificate: "localhost", asksForCertificate: true) { server async throws in
            let error = await error(at: server, trusting)
            #expect(error == .tlsHandshakeFailed(.alert("CERTIFICATE_REQUIRED")))
            #expect(error?.mayHaveReachedServer == false)
        }
    }

    @Test func `a server that does not speak TLS is told as such`() async throws {
        try await withServer({ peer in
            try peer.write("HTTP/1.1 400 Bad Request\r\n\r\n")
            try peer.waitForEnd()
        }) { server async throws in
            let error = await error(at: server)
            #expect(error == .tlsHandshakeFailed(.notTLS))
        }
    }

    @Test func `a connection that ends in the handshake is told as such`() async throws {
        try await withServer({ _ = try $0.read() }) { server async throws in
            let error = await error(at: server)
            #expect(error == .tlsHandshakeFailed(.closed))
        }
        try await withServer({ peer in
            _ = try peer.read()
            peer.reset()
        }) { server async throws in
            let error = await error(at: server)
            #expect(error == .tlsHandshakeFailed(.closed))
        }
    }

    @Test func `a handshake that does not go on runs into the time limit while connecting`() async throws {
        try await withServer({ try $0.waitForEnd() }) { server async throws in
            let limit = Duration.milliseconds(50)
            let error = await error(at: server, timeout: limit)
            #expect(error == .timedOut(.connecting, after: limit))
        }
    }

    @Test func `files that cannot be used are told with their path, role and fault`() async throws {
        let missing = "/nowhere/file.pem"
        let pem = certificatePath("client")
        let key = certificatePath("client", "key")
        let cases: [(TLSOptions, TransportError)] = [
            (
                TLSOptions(authorityFile: missing),
                .tlsFile(path: missing, role: .authority, problem: .unreadable(errno: ENOENT))
            ),
            (TLSOptions(authorityFile: key), .tlsFile(path: key, role: .authority, problem: .malformed)),
            (
                TLSOptions(certificateFile: missing),
                .tlsFile(path: missing, role: .certificate, problem: .unreadable(errno: ENOENT))
            ),
            (TLSOptions(certificateFile: key), .tlsFile(path: key, role: .certificate, problem: .malformed)),
            (
                TLSOptions(certificateFile: pem, keyFile: missing),
                .tlsFile(path: missing, role: .key, problem: .unreadable(errno: ENOENT))
            ),
            (TLSOptions(certificateFile: pem), .tlsFile(path: pem, role: .key, problem: .malformed)),
            (
                TLSOptions(certificateFile: pem, keyFile: certificatePath("other", "key")),
                .tlsFile(path: certificatePath("other", "key"), role: .key, problem: .keyMismatch)
            ),
        ]
        for (options, expected) in cases {
            let endpoint = Endpoint(scheme: .https, location: .host("127.0.0.1", port: 1))
            let connection = makeConnection(to: endpoint, options: ConnectionOptions(tls: options))
            #expect(await transportError { try await connection.post() } == expected)
        }
    }

    private func error(
        at server: TLSServer, host: String = "localhost", _ tls: TLSOptions
    ) async -> TransportError? {
        let connection = makeConnection(to: server.endpoint(host), options: ConnectionOptions(tls: tls))
        return await transportError { try await connection.postForText() }
    }

    private func error(at server: ScriptedServer, timeout: Duration = .seconds(100)) async -> TransportError? {
        let endpoint = Endpoint(scheme: .https, location: server.endpoint.location)
        return await transportError { try await makeConnection(to: endpoint).post(timeout: timeout) }
    }
}
