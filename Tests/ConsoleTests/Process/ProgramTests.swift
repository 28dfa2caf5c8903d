import CentrifugoProtocol
import CentrifugoTransport
import Foundation
import Glibc
import Synchronization
import Testing

@testable import Console

/// Keeps what is written.
final class MemorySink: ImmediateSink {
    private let bytes = Mutex<[UInt8]>([])

    var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }

    func write(_ more: [UInt8]) async throws(SinkClosed) {
        _ = writeNow(more)
    }

    func writeNow(_ more: [UInt8]) -> Bool {
        bytes.withLock { $0 += more }
        return true
    }
}

/// A pipe that nobody reads.
private struct ClosedSink: ImmediateSink {
    var errno = EPIPE

    func write(_ bytes: [UInt8]) async throws(SinkClosed) { throw SinkClosed(errno: errno) }

    func writeNow(_ bytes: [UInt8]) -> Bool {
        Glibc.errno = errno
        return false
    }
}

/// A disk with room for so many writes.
private final class FillingSink: ImmediateSink {
    private let room: Mutex<Int>

    init(room: Int) {
        self.room = Mutex(room)
    }

    func write(_ bytes: [UInt8]) async throws(SinkClosed) {
        if !writeNow(bytes) { throw SinkClosed(errno: errno) }
    }

    func writeNow(_ bytes: [UInt8]) -> Bool {
        errno = ENOSPC
        return room.withLock { room in
            room -= 1
            return room >= 0
        }
    }
}

/// What the program did.
struct Ran {
    var status: Console.ExitStatus
    var output: String
    var errors: String
}

/// Runs the whole program with strings for its surroundings.
func run(
    _ arguments: [String], input: String = "", variables: [String: String] = [:]
) async -> Ran {
    let output = MemorySink()
    let errors = MemorySink()
    let environment = Environment(
        arguments: arguments, variables: variables, input: TextSource(Array(input.utf8)), output: output, errors: errors
    )
    let status = await Program.run(environment)
    return Ran(status: status, output: output.text, errors: errors.text)
}

@Suite struct ProgramTests {
    @Test func `a pipe of lines prints one reply per line`() async {
        let ran = await run(
            ["--practice", "--seed", "1"], input: "publish hist:a {\"n\":1}\nhistory hist:a limit=10\n")
        #expect(ran.status == .ok)
        let lines = ran.output.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines.first?.hasPrefix(#"{"result":{"offset":1,"epoch":""#) == true)
        #expect(lines.last?.hasPrefix(#"{"result":{"publications":[{"data":{"n":1},"offset":1}],"epoch":"#) == true)
        #expect(ran.errors.isEmpty)
    }

    @Test func `lines alike run as each would alone, and keep their numbers`() async {
        let script = """
            publish hist:a {"n":1}
            # a comment, and a line that stands in
              publish hist:a {"n":2}
            publish hist:a {
              "n": 3
            }

            publish hist:b {"n":"$_"}  # a comment is a word more
            publish nope:a {"n":4}
            publish hist:b {"n":}
            publish hist:b {"n":5} | .result.offset
            publish hist:b {"n":6}
            history hist:a limit=10
            """
        let ran = await run(["--practice", "--seed", "1", "--keep-going"], input: script + "\n")
        let lines = ran.output.split(separator: "\n")
        #expect(lines.prefix(3).map { $0.prefix(21) } == (1...3).map { #"{"result":{"offset":\#($0)"# })
        #expect(lines.dropFirst(3).first?.hasPrefix(#"{"error":{"code":102"#) == true)
        #expect(lines.dropFirst(4).first == "1")
        #expect(lines.dropFirst(5).first?.hasPrefix(#"{"result":{"offset":2"#) == true)
        #expect(
            lines.last?.hasPrefix(
                #"{"result":{"publications":[{"data":{"n":1},"offset":1},{"data":{"n":2},"offset":2},"#
                    + #"{"data":{"n":3},"offset":3}]"#) == true)
        #expect(ran.errors.contains("line 8"))
        #expect(ran.errors.contains("line 10"))
        #expect(ran.status == .input)
    }

    @Test(arguments: [[], ["--keep-going"]])
    func `calls that follow each other end with the first that fails, unless told to go on`(options: [String]) async {
        let script = ["hist:a", "hist:a", "hist:a", "nope:a", "hist:a", "nope:b", "hist:a"]
        let lines = script.map { "publish \($0) 1\n" }.joined() + "history hist:a | .result.offset\n"
        let ran = await run(["--practice", "--seed", "1"] + options, input: lines)
        let replies = ran.output.split(separator: "\n").map { $0.prefix(21) }
        let published = { (offset: Int) in Substring(#"{"result":{"offset":\#(offset)"#) }
        let refused = Substring(#"{"error":{"code":102,"#)
        let first = [published(1), published(2), published(3), refused]
        #expect(replies == first + (options.isEmpty ? [] : [published(4), refused, published(5), "5"]))
        #expect(ran.status == .server)
    }

    @Test func `what stands between calls that follow each other keeps its place`() async {
        let lines = """
            add publish hist:b 3
            publish hist:a 1
            publish hist:a 2
            add publish hist:b 4
            publish hist:a $_.result.offset
            publish hist:a 5
            send
            publish hist:a 6
            last = publish hist:a 7
            publish hist:b $last.result.offset
            publish hist:a 8
            history hist:a limit=3 | .result.publications[2].data

            """
        let ran = await run(["--practice", "--seed", "1"], input: lines)
        let offsets = ran.output.split(separator: "\n").compactMap { $0.split(separator: ",").first?.last }
        #expect(String(offsets) == "12341256372")
        #expect(ran.status == .ok)
    }

    @Test func `a disk that fills up ends calls that follow each other`() async {
        let errors = MemorySink()
        let environment = Environment(
            arguments: ["--practice"], variables: [:],
            input: TextSource(Array(String(repeating: "publish hist:a 1\n", count: 9).utf8)),
            output: FillingSink(room: 4), errors: errors)
        #expect(await Program.run(environment) == .fault)
        #expect(errors.text.contains("the output cannot be written: the disk is full"))
    }

    @Test func `a script that is cancelled runs no further line`() async throws {
        /// Hands out all lines at once, and cancels the script.
        struct Cancelling: InputSource {
            let lines = TextSource(Array("add publish hist:a 1\nadd publish hist:a 2\nreset\n".utf8))

            func read(upTo count: Int) async -> [UInt8] {
                withUnsafeCurrentTask { $0?.cancel() }
                return await lines.read(upTo: count)
            }
        }
        let sink = MemorySink()
        let session = Session(
            SessionSettings(server: .practice, format: .json), network: NetworkThread(), output: sink, errors: sink)
        let runner = ScriptRunner(session: session, keepsGoing: true, name: "line")
        let status = try await Task { try await runner.run(Cancelling()) }.value
        #expect(status == .interrupted)
        #expect(await session.promptFacts.pending <= 1)
        #expect(sink.text.isEmpty)
    }

    @Test func `commands alike are added as each would be alone`() async {
        let lines = (1...3).map { "add publish hist:a {\"n\": \($0)}\n" }.joined()
        let ran = await run(["--practice", "--seed", "1"], input: lines + "pending\nreset\n")
        #expect(
            ran.output.split(separator: "\n").map(String.init)
                == (1...3).map { #"{"publish":{"channel":"hist:a","data":{"n":\#($0)}}}"# })
    }

    @Test func `an error of the server is a line and status 3`() async {
        let ran = await run(["--practice", "publish", "nope:a", "{}"])
        #expect(ran.status == .server)
        #expect(ran.output == "{\"error\":{\"code\":102,\"message\":\"unknown channel\"}}\n")
    }

    @Test func `an input error is told on standard error only, with a caret`() async {
        let ran = await run(["--practice", "-c", "publish a"])
        #expect(ran.status == .input)
        #expect(ran.output.isEmpty)
        #expect(ran.errors.contains("^"))
        #expect(ran.errors.contains("publish needs data"))
    }

    @Test func `nobody listening is status 4 and a line that says so`() async {
        let ran = await run(["--url", "http://127.0.0.1:1", "info"])
        #expect(ran.status == .connection)
        #expect(
            ran.output == "{\"error\":{\"kind\":\"transport\",\"message\":\"connection refused by 127.0.0.1:1\"}}\n")
        #expect(ran.errors.contains("The address comes from --url."))
    }

    @Test func `a batch of which a part fails is status 6 with every reply in order`() async {
        let ran = await run(
            ["--practice", "-c", "add publish plain:a 1", "-c", "add publish nope:a 1", "-c", "add info", "-c", "send"])
        #expect(ran.status == .partial)
        let lines = ran.output.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines.first == #"{"result":{}}"#)
        #expect(lines.dropFirst().first == #"{"error":{"code":102,"message":"unknown channel"}}"#)
        #expect(lines.last?.hasPrefix(#"{"result":{"nodes":"#) == true)
        #expect(ran.errors.hasPrefix("1 command left in the batch:"))
    }

    @Test func `a broadcast fails in part with 6 and as a whole with 3`() async {
        #expect(await run(["--practice", "broadcast", #"["plain:a","nope:a"]"#, "1"]).status == .partial)
        #expect(await run(["--practice", "broadcast", #"["nope:a","nope:b"]"#, "1"]).status == .server)
    }

    @Test func `a script stops at its first failure unless told to go on`() async {
        let script = "publish nope:a 1\npublish b\npublish plain:a 1\n"
        let stopped = await run(["--practice"], input: script)
        #expect(stopped.status == .server)
        #expect(stopped.output.split(separator: "\n").count == 1)
        let whole = await run(["--practice", "--keep-going"], input: script)
        #expect(whole.status == .server)
        #expect(whole.output.split(separator: "\n").count == 2)
        #expect(whole.errors.contains("line 2: "))
    }

    @Test func `without a server a script is refused, words about the console are not`() async {
        for arguments in [["publish", "a", "1"], ["-c", "info"], []] {
            let ran = await run(arguments, input: "info\n")
            #expect(ran.status == .fault)
            for name in ["--url", "CENTSH_URL", "--practice"] { #expect(ran.errors.contains(name)) }
        }
        #expect(await run(["help", "history"]).status == .ok)
        #expect(await run(["explain", "108"]).status == .ok)
    }

    @Test func `a bad option is status 1 with the nearest right one`() async {
        let ran = await run(["--ulr", "x", "info"])
        #expect(ran.status == .fault)
        #expect(ran.errors.contains("Did you mean --url?"))
    }

    @Test func `help and version go to standard output`() async {
        #expect(await run(["--version"]).output == "centsh \(Version.current)\n")
        #expect(await run(["--help"]).output.contains("--api-key-file FILE"))
    }

    @Test func `options come before variables, variables before defaults`() async {
        let variables = ["CENTSH_URL": "http://127.0.0.1:1", "CENTSH_OUTPUT": "human", "CENTSH_TIMEOUT": "5"]
        let ran = await run(["info"], variables: variables)
        #expect(ran.status == .connection)
        #expect(ran.output.isEmpty)
        #expect(ran.errors.contains("The address comes from CENTSH_URL."))
        #expect(await run(["--practice", "info"], variables: variables).status == .ok)
        #expect(await run(["-o", "json", "info"], variables: variables).output.contains("transport"))
        #expect(await run(["info"], variables: ["CENTSH_URL": ""]).status == .fault)
        #expect(
            await run(["info"], variables: ["CENTSH_TIMEOUT": "x", "CENTSH_URL": "a"]).errors.contains("CENTSH_TIMEOUT")
        )
    }

    @Test func `standard input is the value of a dash, once, and not in a script from there`() async {
        let ran = await run(["--practice", "publish", "plain:a", "-"], input: "{\"a\": 1}\n")
        #expect(ran.status == .ok)
        let twice = await run(
            ["--practice", "-c", "publish plain:a -", "-c", "publish plain:a -"], input: "text\n")
        #expect(twice.status == .input)
        #expect(twice.errors.contains("used before"))
        let script = await run(["--practice"], input: "publish plain:a -\n")
        #expect(script.status == .input)
        #expect(script.errors.contains("the script itself"))
    }

    @Test func `the payload of a file is sent byte for byte`() async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "centsh-\(UUID()).json").path()
        defer { unlink(path) }
        try Data("{\"z\": 1.0, \"a\": 18446744073709551616}\n".utf8).write(to: URL(filePath: path))
        let ran = await run(
            ["--practice", "-c", "publish hist:a data=@\(path)", "-c", "history hist:a limit=1"])
        #expect(ran.status == .ok)
        #expect(ran.output.contains(#""data":{"z":1.0,"a":18446744073709551616}"#))
    }

    @Test func `a file of lines is named where something is wrong with it`() async throws {
        #expect(await run(["--practice", "-f", "/nonexistent"]).status == .fault)
        #expect(await run(["--practice", "-f", "-"], input: "info\n").status == .ok)
    }

    @Test func `pretty and raw print the reply as it came`() async {
        let pretty = await run(["--practice", "--seed", "1", "-o", "pretty", "presence_stats", "hist:a"])
        #expect(pretty.output == "{\n  \"result\": {\n    \"num_clients\": 0,\n    \"num_users\": 0\n  }\n}\n")
        let raw = await run(["--practice", "-o", "raw", "presence_stats", "hist:a"])
        #expect(raw.output.trimmingCharacters(in: .newlines) == #"{"result":{"num_clients":0,"num_users":0}}"#)
        #expect(await run(["--practice", "-o", "raw", "publish", "nope:a", "1"]).status == .server)
    }

    @Test func `a closed pipe is success`() async {
        let environment = Environment(
            arguments: ["--practice", "info"], variables: [:], input: TextSource([]), output: ClosedSink(),
            errors: MemorySink())
        #expect(await Program.run(environment) == .ok)
    }

    @Test func `a disk that is full is the console's fault, whatever the server said`() async {
        let errors = MemorySink()
        let environment = Environment(
            arguments: ["--practice", "publish", "nope:a", "1"], variables: [:], input: TextSource([]),
            output: ClosedSink(errno: ENOSPC), errors: errors)
        #expect(await Program.run(environment) == .fault)
        #expect(errors.text.contains("the output cannot be written: the disk is full"))
    }

    @Test func `nobody hearing the talk changes nothing`() async {
        let environment = Environment(
            arguments: ["--practice", "-c", "publish a"], variables: [:], input: TextSource([]), output: MemorySink(),
            errors: TalkSink(sink: ClosedSink()))
        #expect(await Program.run(environment) == .input)
    }

    @Test func `each line of -c stands for itself`() async {
        let ran = await run(["--practice", "--keep-going", "-c", "publish plain:a 'x", "-c", "publish plain:a 1"])
        #expect(ran.status == .input)
        #expect(ran.output == "{\"result\":{}}\n")
    }

    @Test func `a key that was typed in the wrong place is not repeated`() async {
        let ran = await run(["--practice", "-c", "connect http://127.0.0.1:1 api_key=s3cret"])
        #expect(ran.status == .input)
        #expect(!ran.errors.contains("s3cret"))
    }

    @Test func `nothing on standard input is no payload`() async {
        let ran = await run(["--practice", "publish", "plain:a", "-"], input: "\n")
        #expect(ran.status == .input)
        #expect(ran.errors.contains("standard input is empty"))
    }

    @Test(arguments: Method.open.map(\.name)) func `the practice server understands every example`(name: String)
        async throws
    {
        let method = try #require(Method.named(name))
        for example in method.signature.examples {
            let ran = await run(["--practice", "-c", example])
            #expect([.ok, .server, .partial].contains(ran.status), "\(example): \(ran.output)\(ran.errors)")
        }
    }

    @Test(arguments: [
        ["--practice", "--url", "x", "info"], ["--serve"], ["--practice", "--port", "1", "info"],
        ["--practice", "--serve", "info"], ["--url", "x", "--api-key", "k", "--header", "X-API-Key: k", "info"],
        ["-c", "info", "-f", "x"], ["-c", "info", "info"],
    ]) func `options that do not go together are refused`(arguments: [String]) async {
        #expect(await run(arguments).status == .fault)
    }

    @Test func `what is in the environment as a key shows nowhere`() async {
        let ran = await run(
            ["--verbose", "--url", "http://127.0.0.1:1", "info"], variables: ["CENTSH_API_KEY": "s3cret-key"])
        #expect(!(ran.output + ran.errors).contains("s3cret"))
        let broken = await run(["--url", "http://127.0.0.1:1", "--api-key", "s3cret\nkey", "info"])
        #expect(broken.status == .fault)
        #expect(!(broken.output + broken.errors).contains("s3cret"))
    }
}
