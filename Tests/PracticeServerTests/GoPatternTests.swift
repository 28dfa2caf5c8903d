import PracticeServer
import Testing

/// Each verdict and each fault here is what Go 1.27 says.
struct GoPatternTests {
    /// A pattern, a text, and whether the pattern is found in it.
    typealias Row = (pattern: String, text: String, isFound: Bool)

    @Test(
        arguments: [
            ("", "", true), ("", "a", true), ("b", "abc", true), ("b", "ac", false), ("a b", "a b", true),
            ("a b", "ab", false), ("é", "é", true), ("é", "e\u{301}", false), ("^.$", "é", true),
            ("^.$", "e\u{301}", false), ("^.$", "\n", false), ("^.$", "👩", true), ("ab|cd", "xcd", true),
            ("ab|cd", "ad", false), ("a|", "", true), ("^(|a)$", "", true), ("^(|a)$", "a", true),
            ("^(|a)$", "b", false), ("^a||b$", "c", true),
        ] as [Row])
    func `a part of the text is enough, and may be empty`(_ row: Row) throws {
        #expect(try GoPattern(row.pattern).isFound(in: row.text) == row.isFound)
    }

    @Test(
        arguments: [
            (#"^\.$"#, ".", true), (#"^\.$"#, "a", false), (#"^\_\-\/\"$"#, #"_-/""#, true),
            (#"^\a\f\t\n\r\v$"#, "\u{7}\u{C}\t\n\r\u{B}", true), (#"^\101\07$"#, "A\u{7}", true),
            (#"^\1011$"#, "A1", true),
            (#"^\08$"#, "\u{0}8", true), (#"^\377$"#, "ÿ", true), (#"^\x41\x{e9}\x{1F600}$"#, "Aé😀", true),
            (#"\x{D800}"#, "\u{FFFD}", false), (#"^\Qa.b*\E+$"#, "a.b**", true), (#"^\Qa.b*\E+$"#, "aXb", false),
            (#"\Q\"#, #"\"#, true), (#"^\Q\Ea\Q\E*$"#, "aa", true), (#"^a\Q|"#, "a|", true), (#"^a\Q|"#, "b", false),
        ] as [Row])
    func `an escape stands for one character`(_ row: Row) throws {
        #expect(try GoPattern(row.pattern).isFound(in: row.text) == row.isFound)
    }

    @Test(
        arguments: [
            ("^[abc]$", "b", true), ("^[abc]$", "d", false), ("^[^abc]$", "d", true), ("^[^abc]$", "b", false),
            ("^[^abc]$", "\n", true), ("^[^abc]$", "", false), ("^[a-c]$", "c", true), ("^[a-c]$", "-", false),
            ("^[]a]$", "]", true), ("^[]a]$", "a", true), ("^[^]a]$", "b", true), ("^[^]a]$", "]", false),
            ("^[a-]$", "-", true), ("^[-a]$", "-", true), ("^[a-b-c]$", "-", true), ("^[a-b-c]$", "c", true),
            ("^[--/]$", ".", true), ("^[a&&b]$", "&", true), ("^[a&&b]$", "a", true), (#"^[\d-z]$"#, "5", true),
            (#"^[\d-z]$"#, "-", true), (#"^[\d-z]$"#, "z", true), (#"^[\d-z]$"#, "m", false),
            (#"^[\]\-\\]$"#, "]", true), (#"^[\]\-\\]$"#, "-", true), (#"^[\]\-\\]$"#, #"\"#, true),
            (#"^[\x41-\103]$"#, "B", true), (#"^[\x41-\103]$"#, "D", false), ("^[.*$]$", "$", true),
            ("^[.*$]$", "a", false), ("^[[:alpha:]]+$", "aZ", true), ("^[[:alpha:]]+$", "é", false),
            ("^[[:^alpha:]]$", "é", true), ("^[[:^alpha:]]$", "a", false), ("^[^[:alpha:]_]$", "-", true),
            ("^[^[:alpha:]_]$", "a", false), ("^[^[:alpha:]_]$", "_", false),
            ("^[[:alpha:][:digit:]-]+$", "a-1", true), ("^[[:space:]]$", "\u{B}", true),
            ("^[[:space:]]$", "\u{A0}", false), ("^[[:punct:]]$", "~", true), ("^[[:punct:]]$", "a", false),
            ("^[[:word:]]$", "_", true), ("^[[:xdigit:]]+$", "fF9", true), ("^[[:xdigit:]]+$", "g", false),
            ("^[[:cntrl:]]$", "\u{7F}", true), ("^[[:cntrl:]]$", " ", false), ("^[[:graph:]]$", " ", false),
            ("^[[:graph:]]$", "!", true), ("^[[:blank:]]$", "\t", true), ("^[[:blank:]]$", "\n", false),
            ("^[[:]$", ":", true), ("^[[:]$", "[", true), ("^[[a]]$", "a]", true),
        ] as [Row])
    func `brackets hold characters, ranges and classes`(_ row: Row) throws {
        #expect(try GoPattern(row.pattern).isFound(in: row.text) == row.isFound)
    }

    @Test(
        arguments: [
            (#"^\d$"#, "7", true), (#"^\d$"#, "٣", false), (#"^\D$"#, "٣", true), (#"^\D$"#, "7", false),
            (#"^\D$"#, "\n", true), (#"^\w+$"#, "aZ_9", true), (#"^\w+$"#, "é", false), (#"^\w+$"#, "-", false),
            (#"^\W$"#, "é", true), (#"^\W$"#, "_", false), (#"^\s$"#, "\u{C}", true), (#"^\s$"#, "\u{B}", false),
            (#"^\s$"#, "\u{A0}", false), (#"^\S$"#, "\u{B}", true), (#"^\S$"#, " ", false),
            (#"^[\W\d]$"#, "1", true), (#"^[\W\d]$"#, "-", true), (#"^[\W\d]$"#, "a", false),
            (#"^[^\S\n]$"#, "\t", true), (#"^[^\S\n]$"#, "\n", false), (#"^[^\S\n]$"#, "a", false),
            (".", "\n", false),
        ] as [Row])
    func `classes of Perl are ASCII`(_ row: Row) throws {
        #expect(try GoPattern(row.pattern).isFound(in: row.text) == row.isFound)
    }

    @Test(
        arguments: [
            (#"^\pL+$"#, "aéж漢", true), (#"^\pL+$"#, "1", false), (#"^\PL$"#, "1", true), (#"^\PL$"#, "a", false),
            (#"^\p{^L}$"#, "1", true), (#"^\p{^L}$"#, "a", false), (#"^\P{^L}$"#, "a", true),
            (#"^\p{Lu}$"#, "É", true), (#"^\p{Lu}$"#, "é", false), (#"^\pN$"#, "٣", true), (#"^\pN$"#, "Ⅳ", true),
            (#"^\pN$"#, "a", false), (#"^\p{Nd}$"#, "٣", true), (#"^\p{Nd}$"#, "Ⅳ", false),
            (#"^[\p{Lu}\PL]$"#, "A", true), (#"^[\p{Lu}\PL]$"#, "1", true), (#"^[\p{Lu}\PL]$"#, "a", false),
            (#"^[^\pL]$"#, "-", true), (#"^[^\pL]$"#, "a", false), (#"^\p{LC}$"#, "ǅ", true),
            (#"^\p{LC}$"#, "漢", false), (#"^\p{Zs}$"#, "\u{A0}", true), (#"^\p{Zs}$"#, "\n", false),
            (#"^\p{uppercase_letter}\p{Letter}\pl$"#, "AbC", true),
            (#"^\p{uppercase_letter}\p{Letter}\pl$"#, "abC", false), (#"^\p{Mark}\p{Cn}$"#, "\u{301}\u{378}", true),
            (#"^\pC$"#, "\u{378}", true), (#"^\pC$"#, "\u{0}", true), (#"^\pC$"#, "a", false),
            (#"^\p{Any}\p{ASCII}\p{Assigned}$"#, "\u{378}a漢", true),
            (#"^\p{Any}\p{ASCII}\p{Assigned}$"#, "aa\u{378}", false),
            (#"^\p{Any}\p{ASCII}\p{Assigned}$"#, "aéa", false), (#"\P{Any}"#, "a", false),
            (#"^\p{Greek}+$"#, "λόγος", true), (#"^\p{Greek}+$"#, "logos", false),
            (#"^[\p{Han}\p{Hiragana}]+$"#, "漢ひ", true), (#"^[\p{Han}\p{Hiragana}]+$"#, "カ", false),
            (#"^\P{Cyrillic}$"#, "a", true), (#"^\P{Cyrillic}$"#, "ж", false), (#"^\p{Old_Italic}$"#, "𐌀", true),
            (#"^\p{Old_Italic}$"#, "𐌬", false), (#"^\p{thai}$"#, "ก", true),
        ] as [Row])
    func `classes of Unicode are categories and scripts`(_ row: Row) throws {
        #expect(try GoPattern(row.pattern).isFound(in: row.text) == row.isFound)
    }

    @Test(
        arguments: [
            ("^a*$", "", true), ("^a*$", "aaa", true), ("^a*$", "ab", false), ("^a+$", "a", true),
            ("^a+$", "", false), ("^a?$", "", true), ("^a?$", "a", true), ("^a?$", "aa", false),
            ("^a{2}$", "a", false), ("^a{2}$", "aa", true), ("^a{2}$", "aaa", false), ("^a{2,}$", "a", false),
            ("^a{2,}$", "aaaa", true), ("^a{1,2}$", "", false), ("^a{1,2}$", "a", true), ("^a{1,2}$", "aa", true),
            ("^a{1,2}$", "aaa", false), ("^a{0}$", "", true), ("^a{0}$", "a", false), ("^a{0,}$", "aa", true),
            ("^a*?b+?c??d{1}?$", "aabbd", true), ("^a*?b+?c??d{1}?$", "aad", false), ("^(ab){2}$", "abab", true),
            ("^(ab){2}$", "aab", false), ("^ab{2}$", "abb", true), ("^ab{2}$", "abab", false),
            ("^(a{2}){3}$", "aaaaaa", true), ("^(a{2}){3}$", "aaaaa", false), ("^(a|b{2})*$", "abba", true),
            ("^(a|b{2})*$", "aba", false), ("^(a*)*$", "aa", true), ("^(a*)*$", "b", false), ("^(|a)+$", "aa", true),
            ("^(a*|b)+$", "aabb", true), ("^(a*|b)+$", "c", false), ("^a{,2}$", "a{,2}", true),
            ("^a{,2}$", "aa", false), ("^a{$", "a{", true), ("^{a}$", "{a}", true), ("^a{1,x}$", "a{1,x}", true),
            ("^a{01}$", "a{01}", true), ("^a{01}$", "a", false), ("^a{1$", "a{1", true), ("a{0}{", "{", true),
            ("^*a", "a", true), ("^(?:$)*a", "a", true),
        ] as [Row])
    func `repetitions count, and braces that do not are themselves`(_ row: Row) throws {
        #expect(try GoPattern(row.pattern).isFound(in: row.text) == row.isFound)
    }

    @Test(
        arguments: [
            ("^(?:ab|c)d$", "abd", true), ("^(?:ab|c)d$", "cd", true), ("^(?:ab|c)d$", "ab", false),
            ("^(?P<name>a|b)c$", "bc", true), ("^(?P<name>a|b)c$", "b", false), ("^(?<n_1>a)$", "a", true),
            ("(?P<n>a)(?P<n>b)", "ab", true), ("^((a)(b(c)))$", "abc", true), ("^()$", "", true),
            ("^()$", "a", false), ("^(a(b|c)|d)e$", "ace", true), ("^(a(b|c)|d)e$", "de", true),
            ("^(a(b|c)|d)e$", "ae", false), ("^a|b$", "ax", true), ("^a|b$", "xb", true), ("^a|b$", "xbx", false),
        ] as [Row])
    func `groups hold together what is in them`(_ row: Row) throws {
        #expect(try GoPattern(row.pattern).isFound(in: row.text) == row.isFound)
    }

    @Test(
        arguments: [
            ("(?i)^aB$", "Ab", true), ("(?i)^aB$", "bb", false), ("^a(?i)b$", "aB", true), ("^a(?i)b$", "AB", false),
            ("^(?i:a)b$", "Ab", true), ("^(?i:a)b$", "AB", false), ("^((?i)a)b$", "Ab", true),
            ("^((?i)a)b$", "AB", false), ("^(?:(?i)a|b)c$", "Bc", true), ("^(?:(?i)a|b)c$", "BC", false),
            ("^(?i)a(?-i)b$", "Ab", true), ("^(?i)a(?-i)b$", "AB", false), ("^(?i)(?-i:a)b$", "aB", true),
            ("^(?i)(?-i:a)b$", "AB", false), ("(?s)^.$", "\n", true), ("(?s-s)^.$", "\n", false),
            ("(?m)^b$", "a\nb\nc", true), ("(?m)^b$", "ab", false), ("^b$", "a\nb\nc", false), ("a$", "a\n", false),
            ("(?m)a$", "a\n", true), (#"(?m)\Ab"#, "a\nb", false), (#"(?m)a\z"#, "a\nb", false),
            ("(?ms)^a.b$", "x\na\nb", true), ("(?U)^a+$", "aa", true), ("(?)a", "a", true), ("(?i-i:a)", "A", false),
            ("^a*(?i)*$", "aa", true),
        ] as [Row])
    func `flags count up to the end of their group`(_ row: Row) throws {
        #expect(try GoPattern(row.pattern).isFound(in: row.text) == row.isFound)
    }

    @Test(
        arguments: [
            ("(?i)^k$", "K", true), ("(?i)^k$", "\u{212A}", true), ("(?i)^k$", "s", false), ("(?i)^ſ$", "S", true),
            ("(?i)^ſ$", "s", true), ("(?i)^[k-l]$", "\u{212A}", true), ("(?i)^[k-l]$", "L", true),
            ("(?i)^[\u{212A}]$", "k", true), ("(?i)^[^k]$", "K", false), ("(?i)^[^k]$", "\u{212A}", false),
            ("(?i)^[^k]$", "l", true), ("(?i)^É$", "é", true), ("(?i)^ß$", "ẞ", true), ("(?i)^ß$", "ss", false),
            ("(?i)^σ$", "ς", true), ("(?i)^σ$", "Σ", true), ("(?i)^i$", "I", true), ("(?i)^i$", "ı", false),
            ("(?i)^i$", "İ", false), ("(?i)^\u{390}$", "\u{1FD3}", true), (#"(?i)^\w$"#, "ſ", true),
            (#"(?i)^\w$"#, "é", false), (#"(?i)^\W$"#, "ſ", false), ("(?i)^[[:upper:]]$", "a", true),
            ("(?i)^[[:upper:]]$", "1", false), (#"(?i)^\p{Lu}$"#, "a", true), (#"(?i)^\p{Lu}$"#, "1", false),
            (#"(?i)^\P{Lu}$"#, "a", false), (#"(?i)^\P{Lu}$"#, "1", true), ("(?i)^[^[:^upper:]]$", "a", true),
            ("(?i)^𐐀$", "𐐨", true), ("(?i)^[1-9]$", "5", true),
        ] as [Row])
    func `cases of a letter are those of simple folding`(_ row: Row) throws {
        #expect(try GoPattern(row.pattern).isFound(in: row.text) == row.isFound)
    }

    @Test(
        arguments: [
            (#"\bab\b"#, "x ab.", true), (#"\bab\b"#, "xab", false), (#"\bé"#, "é", false), (#"é\b"#, "éa", true),
            (#"\B"#, "", true), (#"\B"#, "a", false), (#"\B"#, "ab", true), (#"a\Bb"#, "ab", true),
            (#"\b"#, "", false), (#"\b"#, "-", false), (#"\b"#, "a", true), ("a^", "a", false), ("$a", "a", false),
            ("^$", "", true), ("^$", "\n", false), ("^^a$$", "a", true), ("(?m)^$", "a\n", true),
            ("(?m)^$", "a\nb", false), (#"(^a|\bb)c"#, "x bc", true), (#"(^a|\bb)c"#, "xbc", false),
            (#"(^a|\bb)c"#, "ac", true),
        ] as [Row])
    func `places between characters are told by their neighbours`(_ row: Row) throws {
        #expect(try GoPattern(row.pattern).isFound(in: row.text) == row.isFound)
    }

    @Test(
        arguments: [
            ("(?=a)b", .invalidPerlSyntax, "(?="), ("(?!a)", .invalidPerlSyntax, "(?!"),
            ("(?<=a)b", .invalidNamedCapture, "(?<=a)b"), ("(?<!a)b", .invalidNamedCapture, "(?<!a)b"),
            ("(?>a)", .invalidPerlSyntax, "(?>"), ("(?#a)", .invalidPerlSyntax, "(?#"),
            ("(?P=n)", .invalidPerlSyntax, "(?P"), ("(?", .invalidPerlSyntax, "(?"),
            ("(?i", .invalidPerlSyntax, "(?i"), ("(?i-)", .invalidPerlSyntax, "(?i-)"),
            ("(?-)", .invalidPerlSyntax, "(?-)"), ("(?i--s)", .invalidPerlSyntax, "(?i--"),
            ("(?x)a", .invalidPerlSyntax, "(?x"), (#"(a)\1"#, .invalidEscape, #"\1"#),
            (#"\8"#, .invalidEscape, #"\8"#), (#"\q"#, .invalidEscape, #"\q"#), (#"\C"#, .invalidEscape, #"\C"#),
            (#"\Z"#, .invalidEscape, #"\Z"#), (#"\E"#, .invalidEscape, #"\E"#), (#"\é"#, .invalidEscape, #"\é"#),
            (#"\x"#, .invalidEscape, #"\x"#), (#"\x4"#, .invalidEscape, #"\x4"#),
            (#"\xg1"#, .invalidEscape, #"\xg1"#), (#"\x{}"#, .invalidEscape, #"\x{}"#),
            (#"\x{41"#, .invalidEscape, #"\x{41"#), (#"\x{110000}"#, .invalidEscape, #"\x{110000"#),
            (#"[\b]"#, .invalidEscape, #"\b"#), (#"[a-\d]"#, .invalidEscape, #"\d"#),
            (#"\"#, .trailingBackslash, ""), (#"[a\"#, .trailingBackslash, ""), ("[", .missingBracket, "["),
            ("[]", .missingBracket, "[]"), ("[^]", .missingBracket, "[^]"), ("[a-", .missingBracket, "[a-"),
            ("a]b[c", .missingBracket, "[c"), ("[z-a]", .invalidRange, "z-a"),
            ("[[:foo:]]", .invalidRange, "[:foo:]"), ("[[:al]pha:]]", .invalidRange, "[:al]pha:]"),
            (#"\p"#, .invalidRange, #"\p"#), (#"\pX"#, .invalidRange, #"\pX"#),
            (#"\p{Foo}"#, .invalidRange, #"\p{Foo}"#), (#"\p{}"#, .invalidRange, #"\p{}"#),
            (#"\p{Grek}"#, .invalidRange, #"\p{Grek}"#),
            (#"\p{Script=Greek}"#, .invalidRange, #"\p{Script=Greek}"#), (#"\p{Greek"#, .invalidRange, #"\p{Greek"#),
            ("(", .missingParenthesis, "("), ("a(b|c", .missingParenthesis, "a(b|c"),
            ("a)", .unexpectedParenthesis, "a)"), ("(a))", .unexpectedParenthesis, "(a))"),
            ("*a", .missingRepeatArgument, "*"), ("a|*", .missingRepeatArgument, "*"),
            ("(+)", .missingRepeatArgument, "+"), ("(?i)?", .missingRepeatArgument, "?"),
            ("{1}", .missingRepeatArgument, "{1}"), (#"\Q\E*"#, .missingRepeatArgument, "*"),
            ("a**", .invalidRepetition, "**"), ("^x*+$", .invalidRepetition, "*+"),
            ("a+?+", .invalidRepetition, "+?+"), ("a{2}{3}", .invalidRepetition, "{2}{3}"),
            ("a{1001}", .invalidRepeatCount, "{1001}"), ("^a{2,1001}$", .invalidRepeatCount, "{2,1001}"),
            ("a{2,1}", .invalidRepeatCount, "{2,1}"),
            ("a{99999999999999999999}", .invalidRepeatCount, "{99999999999999999999}"),
            ("(a{10}){101}", .invalidRepeatCount, "{101}"), ("(?P<n", .invalidNamedCapture, "(?P<n"),
            ("(?P<>a)", .invalidNamedCapture, "(?P<>"), ("(?P<a b>a)", .invalidNamedCapture, "(?P<a b>"),
            ("(?<é>a)", .invalidNamedCapture, "(?<é>"), ("(?P<", .invalidPerlSyntax, "(?P"),
        ] as [(String, GoPattern.Fault.Reason, String)])
    func `what Go refuses is refused for the same reason`(
        _ pattern: String, _ reason: GoPattern.Fault.Reason, _ part: String
    ) {
        #expect(throws: GoPattern.Fault(reason, part)) { try GoPattern(pattern) }
    }

    @Test func `a fault is told in Go's words`() {
        #expect(GoPattern.Fault(.missingBracket, "[a").description == "missing closing ]: `[a`")
    }

    /// A text between as many opening and closing ones.
    private func nested(_ depth: Int, _ opening: String, _ text: String, _ closing: String) -> String {
        String(repeating: opening, count: depth) + text + String(repeating: closing, count: depth)
    }

    private func reason(_ pattern: String) -> GoPattern.Fault.Reason? {
        do throws(GoPattern.Fault) {
            _ = try GoPattern(pattern)
            return nil
        } catch {
            return error.reason
        }
    }

    @Test func `groups and repetitions may be as deep as in Go`() {
        #expect(reason(nested(999, "(", "a", ")")) == nil)
        #expect(reason(nested(1000, "(", "a", ")")) == .tooDeep)
        #expect(reason(nested(999, "(?:", "a", ")*")) == nil)
        #expect(reason(nested(1000, "(?:", "a", ")*")) == .tooDeep)
        #expect(reason(nested(20_000, "(?:", "a", ")")) == nil, "what leaves no trace has no depth")
        #expect(reason(nested(20_000, "(", "a", "")) == .missingParenthesis)
    }

    @Test func `patterns may be as large as in Go`() {
        #expect(reason("(a{10}){100}") == nil)
        #expect(reason("((a{1000}){0}b){2}") == nil)
        #expect(reason("(a{1000}){0,1}") == nil)
        #expect(reason("(a{2}){500,}") == nil)
        #expect(reason("(a{2}){501,}") == .invalidRepeatCount)
        #expect(reason("(?:" + String(repeating: "a{1000}", count: 3355) + ")") == nil)
        #expect(reason("(?:" + String(repeating: "a{1000}", count: 3356) + ")") == .tooLarge)
        #expect(reason("(" + String(repeating: "[ab]", count: 3356) + "){1000}") == .tooLarge)
    }

    @Test func `long patterns are read once`() {
        #expect(reason(String(repeating: "[[:", count: 20_000)) == .missingBracket)
        #expect(reason(String(repeating: "(a)", count: 20_000)) == nil)
    }

    @Test(arguments: ["^([a-z0-9]+-?)+$", "^(a+)+$", "(a|aa)+$", "^((a*)*)*$", "(?i)^(A|a)*b", "a.*a.*a.*b$"])
    func `a long text is gone through once`(_ pattern: String) throws {
        let name = String(repeating: "a", count: 20_000) + "!"
        #expect(try !GoPattern(pattern).isFound(in: name))
    }
}
