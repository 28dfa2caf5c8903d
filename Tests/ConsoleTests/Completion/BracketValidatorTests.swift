import LineEditor
import Testing

@testable import Console

@Suite struct BracketValidatorTests {
    @Test(arguments: [
        ("info", InputValidity.complete), ("publish a {\"x\":1}", .complete), ("", .complete),
        ("publish a {", .incomplete(indent: 2)), ("publish a {\"x\": [1,", .incomplete(indent: 4)),
        ("publish a {\n  \"x\": \"}\"", .incomplete(indent: 2)), ("publish a 'x", .incompleteVerbatim),
        ("it's", .complete), ("publish a \"b\"c", .complete),
    ])
    func `Enter goes on in another row while something is open`(text: String, validity: InputValidity) {
        #expect(BracketValidator(display: Display(isUTF8: true)).validity(of: text) == validity)
    }

    @Test(arguments: ["publish a \"x", "publish a {\"x", "publish a {\n\"x\": [\"y\\\""])
    func `a text of JSON cannot go on in another row`(text: String) throws {
        let validity = BracketValidator(display: Display(isUTF8: true)).validity(of: text)
        guard case .unbreakable(let reason) = validity else {
            Issue.record("\(validity)")
            return
        }
        #expect(reason.map(\.text).joined() == #"the text is open: " closes it, and a line break in it is written \n"#)
    }

    @Test func `lines with secrets are kept out of the history file`() {
        let fields = SecretFields(signatures: CommandTable.standard.signatures)
        #expect(fields.containsSecret("device_register fcm token=t"))
        #expect(fields.containsSecret("add device_register fcm token=t"))
        #expect(fields.containsSecret("connect http://localhost api_key=s3cret"))
        #expect(!fields.containsSecret("connect http://localhost api_key_file=f"))
        #expect(!fields.containsSecret("publish news 1 idempotency_key=k"))
        #expect(!fields.containsSecret("publish news {\"token\":1}"))
    }
}
