import PracticeServer
import Testing

@testable import Console

/// What is said of a practice server that did not start.
@Suite struct PracticeDiagnosticTests {
    private func lines(_ error: PracticeServerError) -> [String] { Diagnostic(error).rendered(in: Display()) }

    private let main = PracticeSocket(.main, address: "127.0.0.1", port: 80)
    private let inner = PracticeSocket(.internal, address: "10.0.0.1", port: 90)

    @Test func `a port in use is named with what chooses another`() {
        #expect(
            lines(.portInUse(main)) == [
                "✗ the practice server did not start: port 80 of 127.0.0.1 is in use",
                "  Choose another with --port, or leave it out for any free one.",
            ])
        #expect(
            lines(.portInUse(inner)) == [
                "✗ the practice server did not start: port 90 of 10.0.0.1 is in use",
                "  Choose another in http_server.internal_port.",
            ])
    }

    @Test func `other refusals name what the configuration says`() {
        #expect(lines(.notPermitted(main)).last == "  Choose a port above 1023.")
        #expect(lines(.notPermitted(inner)).last == "  Choose a port above 1023 in http_server.internal_port.")
        #expect(lines(.noSuchAddress(main)).last == "  Check http_server.address.")
        #expect(lines(.noSuchAddress(inner)).last == "  Check http_server.internal_address.")
        #expect(
            lines(.system(inner, errno: 98)) == [
                "✗ the practice server did not start: port 90 of 10.0.0.1 cannot be used: error 98 of the system",
                "  Choose another port or address.",
            ])
        #expect(Diagnostic(.system(main, errno: 98)).status == .fault)
    }
}
