import LosslessJSON
import SeededRandom
import Testing

/// What holds for every value, checked on values that a seed decides.
@Suite(.serialized) struct PropertyTests {
    @Test(arguments: 0..<200 as Range<UInt64>)
    func `the tape shows what a naive model holds`(seed: UInt64) throws {
        let (model, text) = make(seed: seed)
        #expect(Model(try JSONValue.parse(text), source: text) == model)
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `compact output is the text without white space, whatever it was laid out like`(seed: UInt64) throws {
        let (model, text) = make(seed: seed)
        let pretty = try JSONFormatter.format(text, style: .pretty(indent: 3))
        #expect(try JSONFormatter.format(text, style: .compact) == Array(model.compact.utf8))
        #expect(try JSONFormatter.format(pretty, style: .compact) == Array(model.compact.utf8))
        #expect(try JSONFormatter.format(pretty, style: .pretty(indent: 3)) == pretty)
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `chunks make no difference`(seed: UInt64) {
        let (_, text) = make(seed: seed)
        expectChunksAgree(text)
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `chunks make no difference to broken input either`(seed: UInt64) {
        var (_, text) = make(seed: seed)
        var generator = Random(seed: ~seed)
        for _ in 0..<2 {
            let bytes: [UInt8] = [0x00, 0x22, 0x2C, 0x30, 0x5B, 0x5C, 0x5D, 0x7B, 0x7D, 0x80, 0xC3, 0xE2, 0xF0, 0xFF]
            let place = Int.random(in: text.indices, using: &generator)
            text[place] = bytes.randomElement(using: &generator) ?? 0
        }
        expectChunksAgree(text)
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func `escaping changes the spelling of strings and not what they say`(seed: UInt64) throws {
        let (_, text) = make(seed: seed)
        let original = try JSONValue.parse(text)
        for escaping in [JSONFormatter.Escaping.terminal, .html] {
            let escaped = try JSONFormatter.format(text, style: .compact, escaping: escaping)
            expectSameMeaning(original, try JSONValue.parse(escaped))
        }
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func `every cut of a valid container is an unexpected end`(seed: UInt64) {
        let (model, _) = make(seed: seed)
        let text = Array(Model.array([model]).compact.utf8)
        for end in text.indices {
            #expect(throws: JSONError(offset: end, reason: .unexpectedEnd)) {
                try JSONValidator.validate(Array(text[..<end]))
            }
        }
    }

    /// Checks that validator, parser and every formatter in chunks of several sizes agree on `text`.
    private func expectChunksAgree(_ text: [UInt8]) {
        for formatter in formatters {
            let whole = Formatting(text, chunkSize: max(1, text.count), with: formatter)
            for chunkSize in [1, 2, 3, 7, 64] {
                #expect(Formatting(text, chunkSize: chunkSize, with: formatter) == whole)
            }
        }
        let failure = Formatting(text, chunkSize: 5, with: JSONFormatter(style: .compact)).failure
        #expect(error { () throws(JSONError) in try JSONValidator.validate(text) } == failure)
        #expect(error { () throws(JSONError) in _ = try JSONValue.parse(text) } == failure)
    }

    private func error(_ body: () throws(JSONError) -> Void) -> JSONError? {
        do throws(JSONError) {
            try body()
            return nil
        } catch {
            return error
        }
    }

    private func expectSameMeaning(_ one: JSONValue, _ other: JSONValue) {
        #expect(one.kind == other.kind)
        #expect(one.count == other.count)
        #expect(one.string == other.string)
        #expect(one.numberText == other.numberText)
        for (left, right) in zip(one.elements, other.elements) { expectSameMeaning(left, right) }
        for (left, right) in zip(one.members, other.members) {
            #expect(left.name == right.name)
            expectSameMeaning(left.value, right.value)
        }
    }

    private func make(seed: UInt64) -> (model: Model, text: [UInt8]) {
        var generator = Random(seed: seed)
        let model = Model.random(depth: 6, using: &generator)
        return (model, spaced(model.compact, using: &generator))
    }
}
