import Glibc

/// A practice server in a process of its own.
final class PracticeProcess {
    /// The base of the HTTP API.
    let url: String
    let apiKey: String
    /// A client's token; empty where the server prints none.
    let token: String
    private let child: Child
    /// Open for as long as the server may have something to say.
    private let output: Int32
    private var isRunning = true

    /// Starts `centsh` with options beside those that make it serve.
    init(_ console: String, options: [String] = ["--seed", "1"]) throws {
        var ends: [Int32] = [0, 0]
        pipe(&ends)
        let null = open("/dev/null", O_RDWR)
        defer { close(null) }
        child = try Child([console, "--practice", "--serve"] + options, input: null, output: ends[1], errors: 2)
        close(ends[1])
        output = ends[0]
        var lines: [String: String] = [:]
        var text = ""
        var chunk = [UInt8](repeating: 0, count: 4_096)
        // The last of its lines.
        while lines["try"] == nil {
            let count = read(output, &chunk, chunk.count)
            guard count > 0 else { throw Child.Failure.noOutput(console) }
            text += String(decoding: chunk[..<count], as: UTF8.self)
            for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
                let parts = line.split(separator: " ", maxSplits: 1)
                if parts.count == 2 { lines[String(parts[0])] = String(parts[1]) }
            }
        }
        url = lines["url", default: ""]
        apiKey = lines["api-key", default: ""]
        token = lines["token", default: ""]
    }

    /// Starts `centsh` with a configuration.
    convenience init(_ console: String, configuration: String) throws {
        let path = "/tmp/centsh-benchmark-\(getpid())-config.json"
        let file = fopen(path, "w")
        fputs(configuration, file)
        fclose(file)
        defer { unlink(path) }
        try self.init(console, options: ["--port", "0", "--config", path])
    }

    /// The port that it listens on.
    var port: Int {
        Int(url.drop { $0 != ":" }.dropFirst().drop { $0 != ":" }.dropFirst().prefix { $0.isNumber }) ?? 0
    }

    /// A number of kilobytes of `/proc/PID/status`, such as `VmRSS`.
    func memory(_ name: String) -> Int {
        guard let file = fopen("/proc/\(child.identifier)/status", "r") else { return 0 }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 8_192)
        let text = String(decoding: bytes[..<fread(&bytes, 1, bytes.count, file)], as: UTF8.self)
        let line = text.split(separator: "\n").first { $0.hasPrefix(name + ":") }
        return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
    }

    deinit { stop() }

    /// Ends the process; calling it again does nothing.
    func stop() {
        guard isRunning else { return }
        isRunning = false
        kill(child.identifier, SIGTERM)
        child.wait()
        close(output)
    }
}
