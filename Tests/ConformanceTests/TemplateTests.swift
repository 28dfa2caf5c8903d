import Testing

/// The comparison of texts that everything else rests on.
struct TemplateTests {
    private func difference(_ template: String, _ text: String, _ captures: Captures = [:]) -> String? {
        var captures = captures
        return Template(Array(template.utf8)).difference(from: Array(text.utf8), &captures)?.description
    }

    @Test(arguments: [
        ("abc", "abd"), ("abc", "ab"), ("abc", "abcd"), ("", "a"), ("a", ""), ("é", "e\u{301}"), ("1.0", "1"),
    ])
    func `a text fits only itself, byte by byte`(_ template: String, _ text: String) {
        #expect(difference(template, template) == nil)
        #expect(difference(template, text) != nil)
    }

    @Test(arguments: [
        ("<epoch:1>", "abcdEFGH", true), ("<epoch:1>", "abcdEFG1", false), ("<epoch:1>", "abcdEFG", false),
        ("<epoch:1>", "abcdEFGHI", false),
        ("<uuid:1>", "3801c380-64b6-4515-abdc-1207ccde1148", true),
        ("<uuid:1>", "3801C380-64b6-4515-abdc-1207ccde1148", false),
        ("<uuid:1>", "3801c380-64b6-4515-abdc_1207ccde1148", false),
        ("<token:1>", "aZ9_=|.-", true), ("<token:1>", "a b", false), ("<token:1>", "", false),
        ("<time>", "1234567890", true), ("<time>", "123456789", false), ("<num>", "-5", true), ("<num>", "-", false),
        ("<host>", "a.b:1", true), ("<host>", "\"", false),
        ("0<uptime>,", #"0,"uptime":31,"#, true), ("0<uptime>,", "0,", true), ("0<uptime>,", #"0,"uptime":x,"#, false),
        ("<metrics>", #"{"interval":60,"items":{"a":1}}"#, true), ("<metrics>", #"{"interval":60,"items":{}}"#, true),
        ("<metrics>", #"{"interval":60,"items":{"a":{}}}"#, false), ("<metrics>", "{}", false),
        ("<other>", "<other>", true), ("<epoch>", "<epoch>", true), ("a<b", "a<b", true),
    ])
    func `a placeholder stands for its kind of value`(_ template: String, _ text: String, _ fits: Bool) {
        #expect((difference(template, text) == nil) == fits)
    }

    @Test func `a numbered placeholder means the same value everywhere`() throws {
        var captures = Captures()
        let template = Template(Array("<epoch:1> <epoch:2> <epoch:1>".utf8))
        #expect(template.difference(from: Array("aaaaaaaa bbbbbbbb aaaaaaaa".utf8), &captures) == nil)
        #expect(template.difference(from: Array("aaaaaaaa bbbbbbbb bbbbbbbb".utf8), &captures) != nil)
        #expect(difference("<epoch:2>", "cccccccc", captures) != nil)
        #expect(difference("<epoch:3>", "cccccccc", captures) == nil)
        #expect(try template.filled(captures, now: 0) == Array("aaaaaaaa bbbbbbbb aaaaaaaa".utf8))
    }

    @Test func `a request says the time and cannot say a value that nobody has seen`() throws {
        #expect(try Template(Array("<now+5> <now-5>".utf8)).filled([:], now: 100) == Array("105 95".utf8))
        #expect(throws: MalformedRecording.self) { try Template(Array("<uuid:1>".utf8)).filled([:], now: 0) }
    }

    @Test func `a difference says where it is and what stands on both sides`() {
        let text = #"at byte 5: expected "1}", found "2}""#
        #expect(difference(#"{"a":1}"#, #"{"a":2}"#) == text)
        #expect(difference("ab", "abc") == #"at byte 2: expected the end, found "c""#)
        #expect(difference("x<epoch:1>", "x1") == #"at byte 1: expected "<epoch:1>", found "1""#)
    }
}
