import Glibc

/// A practice server in a process of its own.
final class PracticeProcess {
    let url: String
    let apiKey: String
    private let child: Child

    init(_ console: String) throws {
        var ends: [Int32] = [0, 0]
        pipe(&ends)
        let null = open("/dev/null", O_RDWR)
        defer { close(null) }
        child = try Child([console, "--practice", "--serve", "--seed", "1"], input: null, output: ends[1], errors: 2)
        close(ends[1])
        var text = ""
        var chunk = [UInt8](repeating: 0, count: 4_096)
        while text.split(separator: "\n").count < 2 || !text.hasSuffix("\n") {
            let count = read(ends[0], &chunk, chunk.count)
            guard count > 0 else { throw Child.Failure.noOutput(console) }
            text += String(decoding: chunk[..<count], as: UTF8.self)
        }
        func value(_ name: String) -> String {
            text.split(separator: "\n").first { $0.hasPrefix(name + " ") }.map { String($0.dropFirst(name.count + 1)) }
                ?? ""
        }
        url = value("url")
        apiKey = value("api-key")
    }

    func stop() {
        kill(child.identifier, SIGTERM)
        child.wait()
    }
}
