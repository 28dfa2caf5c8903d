import LosslessJSON

/// What a formatter made of an input: all it wrote, and the error if it met one.
struct Formatting: Equatable {
    var output: [UInt8] = []
    var failure: JSONError?

    /// The output as text.
    var text: String { String(decoding: output, as: UTF8.self) }

    /// Feeds `bytes` to `formatter` in chunks of `chunkSize`.
    init(_ bytes: [UInt8], chunkSize: Int, with formatter: JSONFormatter) {
        var formatter = formatter
        do throws(JSONError) {
            for start in stride(from: 0, to: bytes.count, by: chunkSize) {
                try formatter.format(bytes[start..<min(start + chunkSize, bytes.count)], into: &output)
            }
            try formatter.finish(into: &output)
        } catch {
            failure = error
        }
    }

    /// Feeds a text to a formatter for one value in one chunk.
    init(_ text: String, _ style: JSONFormatter.Style, _ escaping: JSONFormatter.Escaping = .asIs) {
        let bytes = Array(text.utf8)
        self.init(bytes, chunkSize: max(1, bytes.count), with: JSONFormatter(style: style, escaping: escaping))
    }
}

/// Every combination a formatter can be made with.
let formatters: [JSONFormatter] = [JSONFormatter.Style.compact, .pretty(indent: 0), .pretty(indent: 2)].flatMap {
    style in
    [JSONFormatter.Escaping.asIs, .terminal, .html].flatMap { escaping in
        [false, true].map { accepts in
            JSONFormatter(style: style, escaping: escaping, options: .init(acceptsInvalidUTF8: accepts))
        }
    }
}
