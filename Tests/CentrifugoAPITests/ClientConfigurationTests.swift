import CentrifugoAPI
import CentrifugoTransport
import Testing

@Suite struct ClientConfigurationTests {
    @Test func `the defaults are ten seconds, 256 MiB, checked certificates and the modern protocol`() throws {
        let configuration = try ClientConfiguration("localhost")
        #expect(configuration.timeout == .seconds(10))
        #expect(configuration.maxReplyBytes == 268_435_456)
        #expect(configuration.verifiesCertificates)
        #expect(!configuration.usesLegacyProtocol)
        #expect(configuration.apiKey == nil)
        #expect(configuration.connection == ConnectionOptions())
    }

    @Test func `the wrong one of address and key is named`() {
        #expect(throws: ClientConfiguration.Invalid.address(.unsupportedScheme("ws"))) {
            try ClientConfiguration("ws://localhost", apiKey: "k")
        }
        #expect(throws: ClientConfiguration.Invalid.apiKey(.controlCharacter)) {
            try ClientConfiguration("localhost", apiKey: "a\nb")
        }
        #expect(throws: ClientConfiguration.Invalid.apiKey(.empty)) { try Client("localhost", apiKey: " ") }
    }

    @Test func `turning certificate checks off reaches the transport's options`() throws {
        var configuration = try ClientConfiguration("https://localhost")
        configuration.verifiesCertificates = false
        #expect(!configuration.connection.tls.verifiesCertificates)
        #expect(configuration.description.contains("certificates not checked"))
    }

    @Test func `no way of printing configuration or client shows the key or a header's value`() throws {
        var configuration = try ClientConfiguration("localhost", apiKey: "hush-hush")
        configuration.headers = [(name: "Cookie", value: "hush-cookie")]
        let client = Client(configuration, transport: ScriptedTransport([]))
        var dumped = ""
        dump(configuration, to: &dumped)
        dump(client, to: &dumped)
        let texts = [
            "\(configuration)", String(reflecting: configuration), "\(client)", String(reflecting: client), dumped,
            "\([configuration])",
        ]
        for text in texts { #expect(!text.contains("hush")) }
        #expect("\(configuration)".contains("Cookie"))
    }
}
