import LosslessJSON
import Testing

@Suite(.serialized) struct JSONEncodingTests {
    private struct Publication: Encodable {
        var offset: UInt64
        var data: JSONText
        var tags: [String: String]?
        var nested: [[Int?]]
        var isLast: Bool
    }

    @Test func `keys stand in the order of their declaration, absent ones not at all`() throws {
        let value = Publication(
            offset: .max, data: try JSONText("{ \"b\":1.0 }"), tags: nil, nested: [[1, nil], []], isLast: true)
        #expect(
            try encoded(value)
                == #"{"offset":18446744073709551615,"data":{ "b":1.0 },"nested":[[1,null],[]],"isLast":true}"#)
    }

    @Test func `dictionaries are sorted, for they have no order`() throws {
        #expect(try encoded(["b": 1, "a": 2, "é": 3, "": 4]) == #"{"":4,"a":2,"b":1,"é":3}"#)
        #expect(try encoded(["k": ["d": 1, "c": 2]]) == #"{"k":{"c":2,"d":1}}"#)
    }

    @Test(
        arguments: [
            (0, "0"), (1, "1"), (-0.0, "-0"), (1.5, "1.5"), (0.1, "0.1"), (1e16, "1e+16"),
            (.leastNonzeroMagnitude, "5e-324"),
            (1.7976931348623157e308, "1.7976931348623157e+308"), (123456789.125, "123456789.125"),
        ] as [(Double, String)])
    func `floating-point numbers have their shortest spelling`(number: Double, expected: String) throws {
        #expect(try encoded(number) == expected)
        #expect(Double(expected)?.bitPattern == number.bitPattern)
    }

    @Test func `a Float is spelled as a Float`() throws {
        #expect(try encoded([Float(0.1), 2, Float.greatestFiniteMagnitude]) == "[0.1,2,3.4028235e+38]")
    }

    @Test(arguments: [Double.infinity, -.infinity, .nan])
    func `a number JSON cannot spell is an error that says where it is`(number: Double) {
        do {
            _ = try JSONEncoding.encode(["a": [0, number]])
            Issue.record("no error")
        } catch .nonFiniteNumber(let path) {
            #expect(path == ["a", "1"])
        } catch {
            Issue.record(error)
        }
    }

    @Test func `scalars are written at top level`() throws {
        #expect(try encoded("a\n\"é") == #""a\n\"é""#)
        #expect(try encoded(Int?.none) == "null")
        #expect(try encoded(false) == "false")
        #expect(try encoded(Int128.min) == "-170141183460469231731687303715884105728")
        #expect(try encoded([Int8(-1)]) == "[-1]")
    }

    @Test func `JSON inside passes through as written`() throws {
        let value = try JSONValue.parse(#"[{"n" : 1e400}]"#)
        #expect(try encoded(["v": value[0]]) == #"{"v":{"n" : 1e400}}"#)
        #expect(try encoded(JSONText("[ 1.0 ]")) == "[ 1.0 ]")
    }

    private enum Effect: String, Encodable { case reads, writes }
    private enum Shape: Encodable { case circle(radius: Int), point }
    private struct Empty: Encodable {}

    @Test func `synthesised conformances are understood`() throws {
        #expect(try encoded([Effect.reads, .writes]) == #"["reads","writes"]"#)
        #expect(try encoded(Shape.circle(radius: 2)) == #"{"circle":{"radius":2}}"#)
        #expect(try encoded(Shape.point) == #"{"point":{}}"#)
        #expect(try encoded([Empty()]) == "[{}]")
    }

    private class Base: Encodable {
        var base = 1
    }

    private class Derived: Base {
        enum Keys: CodingKey { case own, nested, list }

        override func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Keys.self)
            var list = container.nestedUnkeyedContainer(forKey: .list)
            try super.encode(to: container.superEncoder())
            try list.encode(1)
            var nested = container.nestedContainer(keyedBy: Keys.self, forKey: .nested)
            try container.encode("x", forKey: .own)
            try nested.encodeNil(forKey: .own)
            try list.encodeNil()
            var inner = list.nestedUnkeyedContainer()
            try inner.encode(true)
            try super.encode(to: list.superEncoder())
            try nested.encode(1, forKey: .list)
            try nested.encode(2, forKey: .list)
            #expect(list.count == 4)
        }
    }

    @Test func `containers may be filled in any order`() throws {
        #expect(
            try encoded(Derived())
                == #"{"list":[1,null,[true],{"base":1}],"super":{"base":1},"nested":{"own":null,"list":2},"own":"x"}"#)
    }

    private struct Refusing: Encodable {
        struct Reason: Error {}
        func encode(to encoder: any Encoder) throws { throw Reason() }
    }

    @Test func `an error of the value itself is handed on`() {
        do {
            _ = try JSONEncoding.encode([Refusing()])
            Issue.record("no error")
        } catch .rejected(let reason) {
            #expect(reason is Refusing.Reason)
        } catch {
            Issue.record(error)
        }
    }

    private final class Chain: Encodable {
        var next: Chain?
        init(_ next: Chain?) { self.next = next }
    }

    @Test func `values that nest too deep are an error`() throws {
        let limit = 512
        let fits = (0..<limit).reduce(nil as Chain?) { chain, _ in Chain(chain) }
        #expect(try encoded(fits).utf8.count == 9 * (limit - 1) + 2)
        #expect(throws: JSONEncodingError.self) { try encoded(Chain(fits)) }
    }

    @Test func `other encoders get the structure of JSON, or an error where they would lose digits`() throws {
        #expect(
            try Spelling.of(JSONText(#"{"b":[1,"x\n",true,null],"a":18446744073709551615}"#)) == [
                "b.0=1", "b.1=x\n", "b.2=true", "b.3=nil", "a=18446744073709551615",
            ])
        #expect(throws: EncodingError.self) { try Spelling.of(JSONText("[1.0]")) }
        let deep = String(repeating: "[", count: 600) + String(repeating: "]", count: 600)
        #expect(throws: EncodingError.self) { try Spelling.of(JSONText(deep)) }
    }

    private func encoded(_ value: some Encodable) throws -> String {
        let text = try JSONEncoding.encode(value)
        try JSONValidator.validate(text.bytes)
        return text.description
    }
}
