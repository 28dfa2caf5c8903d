import Testing

struct JSONUnificationTests {
    private func agrees(_ template: String, _ text: String, ignoringElementOrder: Bool = false) -> Bool {
        var captures = Captures()
        return JSONUnification(ignoresElementOrder: ignoringElementOrder)
            .difference(of: Array(template.utf8), from: Array(text.utf8), &captures) == nil
    }

    @Test(arguments: [
        (#"{"a":1,"b":[1,2]}"#, #"{"b":[1,2],"a":1}"#, true), (#"{"a":1}"#, #"{"a":1.0}"#, false),
        (#"{"a":1}"#, #"{"a":1,"b":2}"#, false), (#"[1,2]"#, #"[2,1]"#, false), (#"{"a":"x"}"#, #"{"a":"y"}"#, false),
        (#"{"t":<time>}"#, #"{"t":1234567890}"#, true), (#"{"t":<num>}"#, #"{"t":"1"}"#, false),
        (
            #"{"<uuid:1>":{"c":"<uuid:1>"},"<uuid:2>":1}"#,
            #"{"11111111-64b6-4515-abdc-1207ccde1148":1,"22222222-64b6-4515-abdc-1207ccde1148":{"c":"22222222-64b6-4515-abdc-1207ccde1148"}}"#,
            true
        ),
        ("{}", "{", false),
    ])
    func `members count in any order and nothing else changes`(_ template: String, _ text: String, _ agree: Bool) {
        #expect(agrees(template, text) == agree)
    }

    @Test func `elements count in any order only where that is asked for`() {
        #expect(agrees(#"[{"a":1},{"a":2}]"#, #"[{"a":2},{"a":1}]"#, ignoringElementOrder: true))
        #expect(!agrees(#"[{"a":1},{"a":1}]"#, #"[{"a":2},{"a":1}]"#, ignoringElementOrder: true))
        #expect(!agrees("[1,2]", "[1]", ignoringElementOrder: true))
    }
}
