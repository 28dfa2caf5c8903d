import Glibc
import Testing

/// What only a process of its own shows: signals, arguments as bytes, lists of processes.
@Suite(.serialized) struct ProcessTests {
    @Test(arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
    func `a signal ends a call under way, with what is known of it`(number: Int32, status: Int32) throws {
        let server = try SilentServer()
        let console = try ConsoleProcess(
            "--url", "http://127.0.0.1:\(server.port)", "-c", "add publish a 1", "-c", "send")
        server.waitForRequest()
        console.signal(number)
        let ended = console.finish()
        #expect(ended.status == status)
        #expect(ended.output == "{\"error\":{\"kind\":\"transport\",\"message\":\"cancelled\"}}\n")
        #expect(ended.errors.contains("1 command unknown"))
        #expect(ended.errors.split(separator: "1 command left in the batch:").count == 2)
    }

    @Test func `keys and headers do not stay in the list of processes`() throws {
        let server = try SilentServer()
        let console = try ConsoleProcess(
            "--url", "http://127.0.0.1:\(server.port)", "--api-key", "s3cret-key", "--header", "X-Extra: s3cret-header",
            "info")
        server.waitForRequest()
        let words = console.shownWords
        console.signal(SIGTERM)
        _ = console.finish()
        #expect(words.contains("--api-key"))
        #expect(!words.contains("s3cret"))
    }

    @Test func `an argument that is no UTF-8 is an input error, not another text`() throws {
        let words = ["--practice", "publish", "plain:a"].map { Array($0.utf8CString) } + [[-1, -2, 0x61, 0]]
        let ended = try ConsoleProcess(words).finish()
        #expect(ended.status == 2)
        #expect(ended.output.isEmpty)
        #expect(ended.errors.contains("not UTF-8"))
    }

    @Test func `quit ends a script with what it did so far`() throws {
        let ended = try ConsoleProcess("--practice", "-c", "publish hist:a 1", "-c", "quit", "-c", "info").finish()
        #expect(ended.status == 0)
        #expect(ended.output.split(separator: "\n").count == 1)
    }
}
