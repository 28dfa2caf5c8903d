import CentrifugoTransport
import NIOCore
import Testing

@Suite struct ForeignReplyTests {
    @Test(arguments: ["SSH-2.0-OpenSSH_9.6\r\n", "220 mail ready\r\n", "SS", "HTTP/2.0 200 OK\r\n\r\n"])
    func `a server of another protocol is shown by its first bytes`(banner: String) async throws {
        try await withServer({ peer in
            try peer.write(banner)
            try peer.readRequest()
        }) { server async throws in
            let error = await transportError { try await makeConnection(to: server.endpoint).post() }
            #expect(error == .notHTTP(excerpt: Array(banner.utf8)))
        }
    }

    @Test func `no more than 64 bytes of it are kept`() async throws {
        try await withServer({ peer in
            try peer.readRequest()
            try peer.write(String(repeating: "z", count: 500))
        }) { server async throws in
            let error = await transportError { try await makeConnection(to: server.endpoint).post() }
            #expect(error == .notHTTP(excerpt: [UInt8](repeating: UInt8(ascii: "z"), count: 64)))
        }
    }

    @Test func `what comes byte by byte is kept as far as it was read`() async throws {
        try await withServer({ peer in
            try peer.readRequest()
            try peer.write("HTTP/1?1 200 OK\r\n\r\n")
        }) { server async throws in
            let network = Network(dial: { address, loop, opened in
                Network.systemDial(address, loop, opened).flatMap { channel in
                    channel.pipeline.addHandler(Splitter()).map { channel }
                }
            })
            let connection = makeConnection(to: server.endpoint, network: network)
            #expect(await transportError { try await connection.post() } == .notHTTP(excerpt: Array("HTTP/1?".utf8)))
        }
    }

    @Test func `the alert of a TLS server that is spoken to without TLS is in the excerpt`() async throws {
        let alert: [UInt8] = [0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x46]
        try await withServer({ peer in
            try peer.readRequest()
            try peer.write(alert)
        }) { server async throws in
            let error = await transportError { try await makeConnection(to: server.endpoint).post() }
            #expect(error == .notHTTP(excerpt: alert))
        }
    }

    @Test(arguments: [
        "HTTP/1.1 abc OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nbad header\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnot a length\r\n",
    ])
    func `a reply that breaks the rules of HTTP is malformed`(reply: String) async throws {
        try await withServer({ peer in
            try peer.readRequest()
            try peer.write(reply)
            try peer.waitForEnd()
        }) { server async throws in
            let error = await transportError { try await makeConnection(to: server.endpoint).postForText() }
            guard case .malformedReply(let detail)? = error else {
                Issue.record("it failed with \(String(describing: error))")
                return
            }
            #expect(!detail.isEmpty)
        }
    }
}

/// Gives on each byte by itself.
private final class Splitter: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        while let byte = bytes.readSlice(length: 1) { context.fireChannelRead(wrapInboundOut(byte)) }
    }
}
