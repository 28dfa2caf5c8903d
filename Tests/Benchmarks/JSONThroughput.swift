import Glibc
import LosslessJSON

/// How fast JSON is checked and laid out: a history reply of 100 MB, beside jq where it is installed.
struct JSONThroughput {
    private static let publications = 1_420_000
    private static let chunk = 65_536

    private let reply: [UInt8]

    init() {
        var writer = JSONWriter()
        let data = JSONText(unchecked: Array(#"{"text":"a publication, as they are","n":1.0}"#.utf8))
        writer.beginObject()
        writer.key("result")
        writer.beginObject()
        writer.key("publications")
        writer.beginArray()
        for number in 1...Self.publications {
            writer.beginObject()
            writer.member("data", raw: data)
            writer.member("offset", integer: number)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        writer.endObject()
        reply = writer.bytes
    }

    func report() throws {
        print("JSON of \(reply.count / 1_000_000) MB, in this process:")
        try time("validate") { try JSONValidator.validate(reply) }
        try time("parse") { _ = try JSONValue.parse(reply) }
        try time("compact") { try format(.compact) }
        try time("pretty") { try format(.pretty(indent: 2)) }
        try peers()
    }

    private func time(_ name: String, _ body: () throws -> Void) throws {
        var times = Measurement()
        for _ in 0..<3 { try times.run(body) }
        print("  \(name): \(times.text) · \(Int(Double(reply.count) / (times.median / .microseconds(1)))) MB/s")
    }

    /// As the console does it: piece by piece, with the output let go of.
    private func format(_ style: JSONFormatter.Style) throws {
        var formatter = JSONFormatter(style: style)
        var output: [UInt8] = []
        for start in stride(from: 0, to: reply.count, by: Self.chunk) {
            output.removeAll(keepingCapacity: true)
            try formatter.format(reply[start..<min(start + Self.chunk, reply.count)], into: &output)
        }
        try formatter.finish(into: &output)
    }

    private func peers() throws {
        let path = "/tmp/centsh-benchmark-\(getpid()).json"
        defer { unlink(path) }
        let file = fopen(path, "w")
        fwrite(reply, 1, reply.count, file)
        fclose(file)
        for (name, words) in [("jq .", ["jq", ".", path]), ("jq -c .", ["jq", "-c", ".", path])] {
            var times = Measurement()
            guard (try? times.run { try Child.run(words) }) != nil else { return print("  jq is not installed") }
            print("  \(name): \(times.text), process included")
        }
    }
}
