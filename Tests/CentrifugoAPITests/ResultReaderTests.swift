import CentrifugoAPI
import LosslessJSON
import Testing

@Suite struct ResultReaderTests {
    /// A result with a member of each kind that can be read.
    private struct Everything: ReplyResult {
        let string: String?
        let unsigned: UInt64?
        let integer: Int64?
        let count: Int
        let number: Double?
        let flag: Bool
        let object: Int?
        let list: [Int]
        let dictionary: [String: Int]
        let strings: [String: String]
        let numbers: [String: Double]
        let raw: String?

        init(_ reader: ResultReader) throws(APIError) {
            let count = { (reader: ResultReader) throws(APIError) in try reader.count("n") }
            string = try reader.string("string")
            unsigned = try reader.unsigned("unsigned")
            integer = try reader.integer("integer")
            self.count = try reader.count("count")
            number = try reader.number("number")
            flag = try reader.flag("flag")
            object = try reader.object("object", count)
            list = try reader.list("list", count)
            dictionary = try reader.dictionary("dictionary", count)
            strings = try reader.strings("strings")
            numbers = try reader.numbers("numbers")
            raw = reader.value("raw")?.text
        }
    }

    private func read(_ result: String) throws -> Everything {
        let answer = Answer(status: 200, contentType: nil, body: Array(#"{"result":\#(result)}"#.utf8))
        return try ReplyReader(format: .methods).reply(to: "any", from: answer).result()
    }

    @Test func `a member of each kind is read`() throws {
        let result = try read(
            #"{"string":"a\u00e9\n","unsigned":18446744073709551615,"integer":-9223372036854775808,"count":7,"#
                + #""number":-1.5e3,"flag":true,"object":{"n":1},"list":[{"n":2},{"n":3}],"#
                + #""dictionary":{"a":{"n":4},"a b":{}},"strings":{"k":"v"},"numbers":{"x":0.25},"raw":[1.0, 1e400]}"#)
        #expect(result.string == "aé\n")
        #expect(result.unsigned == .max)
        #expect(result.integer == .min)
        #expect(result.count == 7)
        #expect(result.number == -1500)
        #expect(result.flag)
        #expect(result.object == 1)
        #expect(result.list == [2, 3])
        #expect(result.dictionary == ["a": 4, "a b": 0])
        #expect(result.strings == ["k": "v"])
        #expect(result.numbers == ["x": 0.25])
        #expect(result.raw == "[1.0, 1e400]")
    }

    @Test(arguments: [
        "{}",
        #"{"string":null,"unsigned":null,"integer":null,"count":null,"number":null,"flag":null,"object":null,"#
            + #""list":null,"dictionary":null,"strings":null,"numbers":null}"#,
    ])
    func `what is missing or null is nothing, zero, false or empty`(json: String) throws {
        let result = try read(json)
        #expect(result.string == nil && result.unsigned == nil && result.integer == nil && result.number == nil)
        #expect(result.count == 0 && !result.flag && result.object == nil && result.raw == nil)
        #expect(result.list.isEmpty && result.dictionary.isEmpty && result.strings.isEmpty && result.numbers.isEmpty)
    }

    @Test(arguments: [
        (#"{"string":1}"#, "string", APIError.Expectation.string),
        (#"{"unsigned":-1}"#, "unsigned", .unsignedInteger),
        (#"{"integer":9223372036854775808}"#, "integer", .integer),
        (#"{"count":1.5}"#, "count", .integer),
        (#"{"number":"1"}"#, "number", .number),
        (#"{"flag":"true"}"#, "flag", .flag),
        (#"{"object":[]}"#, "object", .object),
        (#"{"object":{"n":""}}"#, "object.n", .integer),
        (#"{"list":{}}"#, "list", .array),
        (#"{"list":[{},null]}"#, "list[1]", .object),
        (#"{"list":[{},{"n":true}]}"#, "list[1].n", .integer),
        (#"{"dictionary":[]}"#, "dictionary", .object),
        (#"{"dictionary":{"a":1}}"#, "dictionary.a", .object),
        (#"{"strings":{"k":null}}"#, "strings.k", .string),
        (#"{"numbers":{"k":"1"}}"#, "numbers.k", .number),
    ])
    func `a member of another kind is told with its place`(
        json: String, path: String, expected: APIError.Expectation
    ) {
        #expect(throws: APIError.malformedReply(path: "result." + path, expected: expected)) { try read(json) }
    }

    @Test func `of members with one name the last counts`() throws {
        #expect(try read(#"{"count":1,"count":2,"strings":{"k":"a","k":"b"}}"#).count == 2)
        #expect(try read(#"{"strings":{"k":"a","k":"b"}}"#).strings == ["k": "b"])
    }
}
