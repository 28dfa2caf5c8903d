import CentrifugoAPI
import CentrifugoProcess
import Console
import LosslessJSON
import Testing

/// The transcripts that hold for any server, against a real one.
@Suite(.serialized) struct RealServerTests {
    @Test(.enabled(if: CentrifugoProcess.program != nil, "CENTSH_TEST_CENTRIFUGO names no Centrifugo 6.9.1"))
    func `a real server is shown like the practice server`() async throws {
        let program = try #require(CentrifugoProcess.program)
        for file in TranscriptFile.all {
            let lines = try file.lines()
            for block in file.blocks(in: lines) where block.words.contains("real") {
                let server = try CentrifugoProcess(program, configuration: JSONValue.parse(Self.configuration))
                let address = try ServerAddress("http://127.0.0.1:\(server.port)/api")
                let remote = RemoteServer(
                    address: address, from: .option("--url"), apiKey: try APIKey("k"), keyFrom: .option("--api-key"))
                let player = TranscriptPlayer(isHuman: !block.words.contains("json"), server: .remote(remote))
                let expected = Transcript(lines[block.range])
                let actual = await player.play(expected)
                for (wanted, got) in zip(expected.exchanges, actual.exchanges) {
                    #expect(
                        got.output.map(\.withoutEpochs) == wanted.output.map(\.withoutEpochs),
                        "\(file): \(wanted.input)")
                }
                await player.close()
            }
        }
    }

    /// The namespaces of the playground, as far as the transcripts use them.
    private static let configuration = """
        {"http_api":{"key":"k"},"node":{"name":"practice"},"channel":{"without_namespace":{"presence":true},
        "namespaces":[{"name":"hist","history_size":100,"history_ttl":"300s","presence":true},{"name":"plain"}]}}
        """
}

extension String {
    /// The text with a mark for each epoch, which no two servers share.
    fileprivate var withoutEpochs: String { replacing(/epoch(":"| )[A-Za-z]{8}/, with: "epoch") }
}
