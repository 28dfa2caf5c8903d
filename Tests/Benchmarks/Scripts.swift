import CentrifugoProcess
import Glibc
import LosslessJSON

/// What scripts of many commands cost, as whole processes, beside what others need for the same: against a Centrifugo
/// where `CENTSH_TEST_CENTRIFUGO` names one, otherwise against the practice server.
final class Scripts {
    private let console: String
    private let url: String
    private let apiKey: String
    private let centrifugo: CentrifugoProcess?
    private let folder: String

    private static let data = #"{"text":"a publication, as they are"}"#
    private static let batchSize = 10_000
    private static let lineCount = 2_000
    private static let recordCount = 1_000_000

    /// Uses the practice server that runs already, unless there is a Centrifugo.
    init(console: String, practice: PracticeProcess) throws {
        self.console = console
        folder = "/tmp/centsh-benchmark-\(getpid())"
        mkdir(folder, 0o700)
        guard let program = CentrifugoProcess.program else {
            (url, apiKey, centrifugo) = (practice.url, practice.apiKey, nil)
            return
        }
        let configuration = try JSONValue.parse(
            """
            {"http_server":{},"http_api":{"key":"benchmark"},"channel":{"namespaces":[
            {"name":"hist","history_size":100,"history_ttl":"300s"}]},"log":{"level":"none"}}
            """)
        let process = try CentrifugoProcess(program, configuration: configuration)
        (url, apiKey, centrifugo) = ("http://127.0.0.1:\(process.port)/api", "benchmark", process)
    }

    deinit {
        for name in ["batch", "body", "lines", "records"] { unlink("\(folder)/\(name)") }
        rmdir(folder)
    }

    func report() throws {
        print("scripts, whole processes, against \(centrifugo == nil ? "the practice server" : "Centrifugo")")
        try reportBatch()
        try reportLines()
        try reportImport()
    }

    private func reportBatch() throws {
        let lines = (1...Self.batchSize).map { "add publish hist:batch\($0 % 10) \(Self.data)\n" }.joined()
        try write(lines + "send chunk=\(Self.batchSize)\n", to: "batch")
        let commands = (1...Self.batchSize).map {
            #"{"publish":{"channel":"hist:batch\#($0 % 10)","data":\#(Self.data)}}"#
        }
        try write(#"{"commands":["# + commands.joined(separator: ",") + "]}", to: "body")
        var ours = Measurement()
        var curl = Measurement()
        for _ in 0..<5 {
            try ours.run { _ = try runConsole("batch") }
            _ = try? curl.run {
                try Child.run([
                    "curl", "-sf", "-o", "/dev/null", "-H", "X-API-Key: \(apiKey)", "-H", "Expect:", "--data-binary",
                    "@\(folder)/body", url + "/batch",
                ])
            }
        }
        var line = "  10,000 publishes in a batch: \(rate(Self.batchSize, ours.median))/s"
        if curl.times.count == 5 {
            line += " · curl with a ready-made body \(rate(Self.batchSize, curl.median))/s"
            line += " · \(ratio(curl.median, ours.median)) × curl (bar: 0.7)"
        }
        line += cent("batch").map { " · cent batch \($0)/s" } ?? ""
        line += cent("broadcast").map { " · cent broadcast \($0)/s" } ?? ""
        print(line)
    }

    private func reportLines() throws {
        try write(
            (1...Self.lineCount).map { _ in "publish hist:lines \(Self.data)\n" }.joined(), to: "lines")
        var ours = Measurement()
        var peers: [Int] = []
        // In turn, because a machine that others use is faster at one moment than at another.
        for _ in 0..<5 {
            try ours.run { _ = try runConsole("lines") }
            let peer = Peers.wrk(
                url: url, apiKey: apiKey, body: #"{"channel":"hist:lines","data":\#(Self.data)}"#, seconds: 1)
            if let peer { peers.append(peer) }
        }
        let rate = rate(Self.lineCount, ours.median)
        var line = "  2,000 publishes, one after the other: \(rate)/s"
        if let sequential = cent("sequential") {
            line += " · cent \(sequential)/s · \(tenths(rate, sequential)) × cent (bar: 6)"
        }
        if !peers.isEmpty {
            let peer = peers.sorted()[peers.count / 2]
            line += " · wrk \(peer)/s · \(ratio(.seconds(rate), .seconds(peer))) × wrk (bar: 0.7)"
        }
        print(line)
    }

    private func reportImport() throws {
        let file = fopen("\(folder)/records", "w")
        for number in 1...Self.recordCount {
            fputs(
                #"{"ch":"hist:import\#(number % 10)","payload":{"n":\#(number),"text":"a record, as they are"}}"#
                    + "\n", file)
        }
        fclose(file)
        var ours = Measurement()
        var memory = 0
        try ours.run {
            memory = try runConsole(
                arguments: ["import", "\(folder)/records", "channel=.ch", "data=.payload"], input: "/dev/null")
        }
        print(
            "  import of 1,000,000 records: \(rate(Self.recordCount, ours.median))/s · \(memory / 1024) MiB at most (bar: 64)"
        )
    }

    private func write(_ text: String, to name: String) throws {
        guard let file = fopen("\(folder)/\(name)", "w") else { throw Child.Failure.notStarted(name, errno: errno) }
        fputs(text, file)
        fclose(file)
    }

    private func runConsole(_ name: String) throws -> Int {
        try runConsole(arguments: [], input: "\(folder)/\(name)")
    }

    /// Runs the console to its end; returns the most memory that it had, in KiB.
    private func runConsole(arguments: [String], input path: String) throws -> Int {
        let (input, null) = (open(path, O_RDONLY), open("/dev/null", O_RDWR))
        defer {
            close(input)
            close(null)
        }
        let words = [console, "--url", url, "--api-key", apiKey] + arguments
        let (status, memory) = try Child(words, input: input, output: null, errors: null).waitWithMemory()
        guard status == 0 else { throw Child.Failure.failed(console, status: status) }
        return memory
    }

    private func cent(_ how: String) -> Int? {
        let count = how == "sequential" ? Self.lineCount : Self.batchSize
        let script = """
            import sys, time, json, cent
            how, count, data = sys.argv[3], int(sys.argv[4]), json.loads(sys.argv[5])
            client = cent.Client(sys.argv[1], sys.argv[2], timeout=60)
            request = cent.PublishRequest(channel="hist:cent", data=data)
            start = time.perf_counter()
            if how == "sequential":
                for _ in range(count): client.publish(request)
            elif how == "batch":
                client.batch(cent.BatchRequest(commands=[request] * count))
            else:
                client.broadcast(cent.BroadcastRequest(channels=["hist:cent%d" % n for n in range(count)], data=data))
            print(int(count / (time.perf_counter() - start)))
            """
        return Peers.python(script, [url, apiKey, how, "\(count)", Self.data])
    }

    private func rate(_ count: Int, _ time: Duration) -> Int { Int(Double(count) / (time / .seconds(1))) }

    private func tenths(_ one: Int, _ other: Int) -> String {
        let tenths = one * 10 / max(other, 1)
        return "\(tenths / 10).\(tenths % 10)"
    }
}
