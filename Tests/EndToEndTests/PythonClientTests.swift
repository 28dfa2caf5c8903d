import PracticePeer
import PracticeServer
import Testing

/// What others use with Centrifugo works with the practice server as it is when nobody configures it.
@Suite(
    .serialized,
    .enabled(
        if: PythonScript.interpreter != nil,
        "neither python3 nor the environment at CENTSH_PYTHON has the packages cent and centrifuge-python"))
struct PythonClientTests {
    @Test(arguments: ["cent_methods", "centrifuge_client"])
    func `a client in Python finds all that it expects`(script: String) async throws {
        let (status, output) = try await PracticeServer.with(.playground()) { server in
            try PythonScript(name: script).run([
                "API_URL": server.url, "API_KEY": server.apiKey.revealed,
                "CLIENT_URL": "ws://127.0.0.1:\(server.port)/connection/websocket",
                "TOKEN_SECRET": server.tokenSecret.revealed,
            ])
        }
        #expect(status == 0, "\(output)")
    }
}
