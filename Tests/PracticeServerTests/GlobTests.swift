import PracticeServer
import Testing

struct GlobTests {
    @Test(arguments: [
        ("*", "", true), ("*", "hist:a", true), ("hist:*", "hist:a:b", true), ("hist:*", "his:a", false),
        ("**", "a:b", true), ("?", "é", true), ("?", "", false), ("a?c", "abc", true), ("a?c", "abbc", false),
        ("[abc]", "b", true), ("[abc]", "d", false), ("[!abc]", "d", true), ("[!abc]", "b", false),
        ("[a-c]x", "bx", true), ("[a-c]x", "-x", false), ("[!a-c]", "d", true), ("[ab-z]", "-", true),
        ("[\\]]", "]", true), ("{a,bc}", "bc", true), ("{a,bc}", "ab", false), ("{a,b*}z", "bcz", true),
        ("x{a,{b,c}d}", "xcd", true), ("x{a,{b,c}d}", "xb", false), ("{a,}b", "b", true), ("{}", "", true),
        ("\\*", "*", true), ("\\*", "a", false), ("a,b", "a,b", true), ("a}", "a}", true), ("]", "]", true),
        ("abc", "ab", false), ("", "", true), ("", "a", false), ("{a", "a", false), ("{a", "{a", false),
    ])
    func `a pattern fits whole names`(_ pattern: String, _ name: String, _ fits: Bool) {
        #expect(Glob(pattern)?.matches(name) == fits)
    }

    @Test(arguments: ["[", "[a", "[]", "[!]", "[b-a]", "[a-", "[a-b", "[a-bc]", "a[", "{[}", "[\\]"])
    func `a bracket without a set is no pattern`(_ pattern: String) {
        #expect(Glob(pattern) == nil)
    }

    @Test func `long names and deep patterns are taken in their stride`() {
        let name = String(repeating: "a", count: 20_000)
        #expect(Glob("*a*a*a*a*b")?.matches(name) == false)
        #expect(
            Glob(String(repeating: "{", count: 20_000) + "a" + String(repeating: "}", count: 20_000))?.matches("a")
                == true)
    }
}
