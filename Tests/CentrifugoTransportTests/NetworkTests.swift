import CentrifugoTransport
import Glibc
import NIOCore
import Synchronization
import Testing

@Suite struct NetworkTests {
    private let named = Endpoint(location: .host("name.test", port: 8000))

    @Test func `a name that nobody knows is told as such`() async {
        let network = Network(lookUp: { host, _, loop in loop.makeFailedFuture(TransportError.nameNotFound(host: host))
        })
        let error = await transportError { try await makeConnection(to: named, network: network).post() }
        #expect(error == .nameNotFound(host: "name.test"))
        #expect(error?.mayHaveReachedServer == false)
    }

    @Test func `a name without an address is not found either`() async {
        let network = Network(lookUp: { _, _, loop in loop.makeSucceededFuture([]) })
        let error = await transportError { try await makeConnection(to: named, network: network).post() }
        #expect(error == .nameNotFound(host: "name.test"))
    }

    @Test func `a lookup that fails is told with the code of the resolver`() async {
        let network = Network(lookUp: { host, _, loop in
            loop.makeFailedFuture(TransportError.nameLookupFailed(host: host, code: EAI_AGAIN))
        })
        let error = await transportError { try await makeConnection(to: named, network: network).post() }
        #expect(error == .nameLookupFailed(host: "name.test", code: EAI_AGAIN))
    }

    @Test func `the system's resolver finds this machine, and says when there is no such name`() async throws {
        let thread = NetworkThread()
        let loop = thread.eventLoop
        #expect(try await Network.systemLookUp("127.0.0.1", 80, loop).get().map(\.ipAddress) == ["127.0.0.1"])
        await #expect(throws: TransportError.nameNotFound(host: "..")) {
            try await Network.systemLookUp("..", 80, loop).get()
        }
        await thread.shutDown()
    }

    @Test func `numeric addresses and localhost are reached without a lookup`() async throws {
        let network = Network(lookUp: { host, _, loop in
            Issue.record("\(host) was looked up")
            return loop.makeSucceededFuture([])
        })
        for host in ["127.0.0.1", "localhost", "x.localhost"] {
            try await withServer({ peer in
                try peer.readRequest()
                try peer.write(ok("reached"))
            }) { server async throws in
                guard case .host(_, let port) = server.endpoint.location else { return }
                let connection = makeConnection(to: Endpoint(location: .host(host, port: port)), network: network)
                #expect(try await connection.postForText() == "reached")
            }
        }
    }

    @Test func `addresses that all refuse are told together`() async throws {
        let (socket, port) = try boundToLoopback()
        defer { close(socket) }
        let numeric = Endpoint(location: .host("127.0.0.1", port: port))
        #expect(
            await transportError { try await makeConnection(to: numeric).post() }
                == .refused(addresses: ["127.0.0.1"], port: port))
        let network = Network(dial: refusing(with: ECONNREFUSED))
        let local = Endpoint(location: .host("localhost", port: 8000))
        #expect(
            await transportError { try await makeConnection(to: local, network: network).post() }
                == .refused(addresses: ["::1", "127.0.0.1"], port: 8000))
    }

    @Test func `a refusal counts more than an address there is no way to`() async {
        let network = Network(dial: { address, loop, _ in
            let code = address.protocol == .inet6 ? ENETUNREACH : ECONNREFUSED
            return loop.makeFailedFuture(IOError(errnoCode: code, reason: "connect"))
        })
        let local = Endpoint(location: .host("localhost", port: 8000))
        let error = await transportError { try await makeConnection(to: local, network: network).post() }
        #expect(error == .refused(addresses: ["127.0.0.1"], port: 8000))
    }

    @Test(arguments: [ENETUNREACH, EHOSTUNREACH, ETIMEDOUT])
    func `an address there is no way to is told with the code of the system`(code: Int32) async {
        let network = Network(dial: refusing(with: code))
        let endpoint = Endpoint(location: .host("192.0.2.1", port: 80))
        let error = await transportError { try await makeConnection(to: endpoint, network: network).post() }
        #expect(error == .unreachable(address: "192.0.2.1", port: 80, errno: code))
        #expect(error?.mayHaveReachedServer == false)
    }

    @Test func `addresses are tried IPv6 first, the families in turn`() async throws {
        let tried = Mutex<[String]>([])
        let network = Network(
            lookUp: answering(["192.0.2.1", "192.0.2.2", "2001:db8::1", "192.0.2.3"]),
            dial: { address, loop, _ in
                tried.withLock { $0.append(address.ipAddress ?? "") }
                return loop.makeFailedFuture(IOError(errnoCode: EHOSTUNREACH, reason: "connect"))
            })
        _ = await transportError { try await makeConnection(to: named, network: network).post() }
        #expect(tried.withLock { $0 } == ["2001:db8::1", "192.0.2.1", "192.0.2.2", "192.0.2.3"])
    }

    @Test func `an address that does not answer does not hold up the next one`() async throws {
        try await withServer({ peer in
            try peer.readRequest()
            try peer.write(ok("second address"))
        }) { server async throws in
            guard case .host(_, let port) = server.endpoint.location else { return }
            let network = Network(
                lookUp: answering(["2001:db8::1", "127.0.0.1"]),
                dial: { address, loop, opened in
                    if address.protocol == .inet6 { return loop.makePromise(of: (any Channel).self).futureResult }
                    return Network.systemDial(address, loop, opened)
                },
                attemptDelay: .milliseconds(1))
            let connection = makeConnection(to: Endpoint(location: .host("name.test", port: port)), network: network)
            #expect(try await connection.postForText() == "second address")
        }
    }

    @Test func `a connection that comes about too late is closed`() async throws {
        let late = Mutex<EventLoopPromise<any Channel>?>(nil)
        try await withServer([
            { peer in
                try peer.readRequest()
                try peer.write(ok("in time"))
                try peer.waitForEnd()
            },
            { try $0.waitForEnd() },
        ]) { server async throws in
            guard case .host(_, let port) = server.endpoint.location else { return }
            let network = Network(
                lookUp: answering(["2001:db8::1", "127.0.0.1"]),
                dial: { address, loop, opened in
                    guard address.protocol == .inet6 else { return Network.systemDial(address, loop, opened) }
                    let promise = loop.makePromise(of: (any Channel).self)
                    late.withLock { $0 = promise }
                    return promise.futureResult
                },
                attemptDelay: .milliseconds(1))
            let connection = makeConnection(to: Endpoint(location: .host("name.test", port: port)), network: network)
            #expect(try await connection.postForText() == "in time")
            let promise = try #require(late.withLock { $0 })
            let address = try SocketAddress(ipAddress: "127.0.0.1", port: port)
            promise.completeWith(Network.systemDial(address, promise.futureResult.eventLoop) { _ in })
            _ = try await promise.futureResult.get()
        }
    }

    private func answering(_ addresses: [String]) -> Network.LookUp {
        { _, port, loop in
            loop.makeCompletedFuture { try addresses.map { try SocketAddress(ipAddress: $0, port: port) } }
        }
    }

    private func refusing(with code: Int32) -> Network.Dial {
        { _, loop, _ in loop.makeFailedFuture(IOError(errnoCode: code, reason: "connect")) }
    }
}
