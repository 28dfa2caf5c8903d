import LosslessJSON
import Testing

/// Depth and size must cost neither stack nor more than linear time.
@Suite(.serialized) struct DepthTests {
    @Test(arguments: [("[", "1", "]"), (#"{"a":"#, "1", "}"), (#"[{"a":"#, "1", "}]")])
    func `ten thousand levels are accepted and one more is not`(open: String, core: String, close: String) throws {
        let levels = open.utf8.count { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "{") }
        let full = nested(10_000 / levels, open, core, close)
        try JSONValidator.validate(full)
        #expect(try JSONValue.parse(full).span == 0..<full.count)
        #expect(try JSONFormatter.format(full, style: .compact) == full)

        let over = Array("[".utf8) + full + Array("]".utf8)
        let bracket = over.indices.filter { over[$0] == UInt8(ascii: "[") || over[$0] == UInt8(ascii: "{") }[10_000]
        let error = JSONError(offset: bracket, reason: .tooDeep(limit: 10_000))
        #expect(throws: error) { try JSONValidator.validate(over) }
        #expect(throws: error) { try JSONValue.parse(over) }
        #expect(throws: error) { try JSONFormatter.format(over, style: .pretty(indent: 0)) }
    }

    @Test func `a hundred thousand opening brackets are an error, whatever the limit`() {
        let brackets = [UInt8](repeating: UInt8(ascii: "["), count: 100_000)
        #expect(throws: JSONError(offset: 10_000, reason: .tooDeep(limit: 10_000))) {
            try JSONValidator.validate(brackets)
        }
        let unlimited = JSONOptions(maxDepth: .max)
        let end = JSONError(offset: 100_000, reason: .unexpectedEnd)
        #expect(throws: end) { try JSONValidator.validate(brackets, options: unlimited) }
        #expect(throws: end) { try JSONValue.parse(brackets, options: unlimited) }
        #expect(throws: end) { try JSONFormatter.format(brackets, style: .compact, options: unlimited) }
    }

    @Test func `a hundred thousand levels are parsed, walked and released`() throws {
        let text = nested(50_000, #"[{"a":"#, "1", "}]")
        var value = try JSONValue.parse(text, options: JSONOptions(maxDepth: 100_000))
        var depth = 0
        while let inner = value[0]?["a"] {
            value = inner
            depth += 2
        }
        #expect(depth == 100_000)
        #expect(value.span == 300_000..<300_001)
        #expect(try JSONFormatter.format(text, style: .compact, options: JSONOptions(maxDepth: .max)) == text)
    }

    @Test(arguments: [0, 1])
    func `a depth limit counts open containers`(limit: Int) throws {
        let options = JSONOptions(maxDepth: limit)
        try JSONValidator.validate(nested(limit, "[", "1", "]"), options: options)
        #expect(throws: JSONError(offset: limit, reason: .tooDeep(limit: limit))) {
            try JSONValidator.validate(nested(limit + 1, "[", "1", "]"), options: options)
        }
    }

    @Test func `indentation ends at level 256, so that output stays in proportion to input`() throws {
        let pretty = try JSONFormatter.format(nested(300, "[", "1", "]"), style: .pretty(indent: 2))
        let lines = pretty.split(separator: UInt8(ascii: "\n"))
        let widths = lines.map { line in line.prefix { $0 == UInt8(ascii: " ") }.count }
        #expect(widths == (0...600).map { 2 * min($0, 600 - $0, 256) })
    }

    @Test func `containers are matched across any number of levels`() throws {
        for depth in 1...200 {
            var text = nested(depth, #"[{"a":"#, "1", "}]")
            try JSONValidator.validate(text)
            let place = text.count - depth
            text[place] = text[place] == UInt8(ascii: "]") ? UInt8(ascii: "}") : UInt8(ascii: "]")
            #expect(throws: JSONError.self) { try JSONValidator.validate(text) }
        }
    }

    @Test func `megabytes are read whole`() throws {
        let record = #"{"offset":1,"data":{"text":"some text é","n":1.0}}"#
        let text = Array(("[" + Array(repeating: record, count: 60_000).joined(separator: ", ") + "]").utf8)
        let value = try JSONValue.parse(text)
        #expect(value.count == 60_000)
        #expect(value[59_999]?["data"]?["n"]?.numberText == "1.0")
        let pretty = try JSONFormatter.format(text, style: .pretty(indent: 2))
        #expect(try JSONFormatter.format(pretty, style: .compact).count == text.count - 59_999)
    }

    private func nested(_ count: Int, _ open: String, _ core: String, _ close: String) -> [UInt8] {
        Array((String(repeating: open, count: count) + core + String(repeating: close, count: count)).utf8)
    }
}
