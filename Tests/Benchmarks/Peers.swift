import Glibc

/// Programs of others that do the same; nil where one is not installed.
enum Peers {
    /// Requests a second of `wrk` over one connection, for so many seconds.
    static func wrk(url: String, apiKey: String, body: String, seconds: Int = 3) -> Int? {
        let path = "/tmp/centsh-benchmark-\(getpid()).lua"
        let script = """
            wrk.method = "POST"
            wrk.headers["X-API-Key"] = "\(apiKey)"
            wrk.body = [[\(body)]]
            """
        let file = fopen(path, "w")
        fputs(script, file)
        fclose(file)
        defer { unlink(path) }
        let words = ["wrk", "-t1", "-c1", "-d\(seconds)s", "-s", path, url + "/publish"]
        guard let output = try? Child.output(words) else { return nil }
        let line = output.split(separator: "\n").first { $0.hasPrefix("Requests/sec:") }
        return line.flatMap { $0.split(separator: " ").last }.flatMap { Double($0) }.map { Int($0) }
    }

    /// The number that a script prints, run by a Python that has what it imports.
    static func python(_ script: String, _ arguments: [String]) -> Int? {
        let environment = getenv("CENTSH_PYTHON").map { [String(cString: $0) + "/bin/python3"] } ?? []
        for python in ["python3"] + environment {
            if let output = try? Child.output([python, "-c", script] + arguments) {
                return Int(output.filter(\.isNumber))
            }
        }
        return nil
    }
}
