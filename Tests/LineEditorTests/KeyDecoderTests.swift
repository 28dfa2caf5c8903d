import LineEditor
import Testing

@Suite struct KeyDecoderTests {
    /// The keys of a text that arrives in one piece and is all there is.
    private func keys(_ text: String) -> [Key] {
        keys(Array(text.utf8))
    }

    private func keys(_ bytes: [UInt8]) -> [Key] {
        var decoder = KeyDecoder()
        decoder.append(bytes)
        var keys: [Key] = []
        while let key = decoder.next(isFinal: true) { keys.append(key) }
        return keys
    }

    @Test(arguments: [
        ("\u{1B}[A", NamedKey.up), ("\u{1B}OA", .up), ("\u{1B}[B", .down), ("\u{1B}[C", .right), ("\u{1B}[D", .left),
        ("\u{1B}[H", .home), ("\u{1B}OH", .home), ("\u{1B}[1~", .home), ("\u{1B}[7~", .home), ("\u{1B}[F", .end),
        ("\u{1B}[4~", .end), ("\u{1B}[3~", .delete), ("\u{1B}[1;5D", .wordLeft), ("\u{1B}[1;3C", .wordRight),
        ("\u{1B}[Z", .backTab), ("\u{1B}[5~", .pageUp), ("\u{1B}[6~", .pageDown), ("\u{1B}\r", .lineBreak),
        ("\u{1B}", .escape),
    ])
    func `a sequence is one key`(sequence: String, key: NamedKey) {
        #expect(keys(sequence + "x") == (key == .escape ? [.alt("x")] : [.named(key), .character("x")]))
    }

    @Test func `characters beyond ASCII are whole`() {
        #expect(keys("aé频😀\u{3}") == ["a", "é", "频", "😀", "\u{3}"].map { .character($0) })
    }

    @Test func `Alt takes any character`() {
        #expect(keys("\u{1B}b\u{1B}é") == [.alt("b"), .alt("é")])
    }

    @Test func `Escape before a sequence is a key of its own`() {
        #expect(keys("\u{1B}\u{1B}[A") == [.named(.escape), .named(.up)])
    }

    @Test(arguments: ["\u{1B}[15~", "\u{1B}[?1;2c", "\u{1B}[38;5;1m", "\u{1B}OP"])
    func `a sequence that means nothing is swallowed whole`(sequence: String) {
        #expect(keys(sequence + "x") == [.unknown, .character("x")])
    }

    @Test(arguments: ["\u{1B}[1;5D", "频", "\u{1B}Oé", "é😀"])
    func `what is cut in the middle waits for its rest`(text: String) {
        var decoder = KeyDecoder()
        var found: [Key] = []
        for byte in text.utf8 {
            decoder.append([byte])
            while let key = decoder.next(isFinal: false) { found.append(key) }
        }
        #expect(found == keys(text))
        #expect(decoder.isEmpty)
    }

    @Test func `what never gets its rest is taken for what it is`() {
        #expect(keys("\u{1B}[") == [.alt("[")])
        #expect(keys("\u{1B}O") == [.alt("O")])
        #expect(keys("\u{1B}[1;") == [.unknown])
    }

    @Test(
        arguments: [
            ([0xFF, 0x61], 1), ([0xC3, 0x61], 1), ([0xE9, 0xA2, 0x61], 2), ([0xED, 0xA0, 0x80, 0x61], 3),
            ([0xC0, 0x61], 1),
        ] as [([UInt8], Int)])
    func `bytes that are no character are replaced one by one`(bytes: [UInt8], count: Int) {
        let replaced = Array(repeating: Key.character("\u{FFFD}"), count: count)
        #expect(keys(bytes) == replaced + [.character("a")])
    }

    @Test func `an endless sequence is not waited for`() {
        var decoder = KeyDecoder()
        decoder.append(Array("\u{1B}[".utf8) + Array(repeating: UInt8(ascii: "1"), count: 100))
        #expect(decoder.next(isFinal: false) == .unknown)
    }

    @Test func `a quoted key is taken as it is`() {
        var decoder = KeyDecoder()
        decoder.append("\u{1B}[A".utf8)
        #expect(decoder.nextRaw(isFinal: false) == .character("\u{1B}"))
        #expect(decoder.nextRaw(isFinal: false) == .character("["))
    }

    @Test func `a quoted paste is one key, and what only starts like one is none`() {
        var decoder = KeyDecoder()
        decoder.append("\u{1B}[200".utf8)
        #expect(decoder.nextRaw(isFinal: false) == nil)
        decoder.append("~a\r".utf8)
        #expect(decoder.nextRaw(isFinal: false) == nil)
        decoder.append("\u{1B}[201~\u{1B}[2".utf8)
        #expect(decoder.nextRaw(isFinal: false) == .paste("a\n"))
        #expect(decoder.nextRaw(isFinal: false) == nil)
        #expect(decoder.nextRaw(isFinal: true) == .character("\u{1B}"))
    }

    @Test func `lines end at line feeds, the last one at the end`() {
        var decoder = KeyDecoder()
        decoder.append("one\r\n\ntwo".utf8)
        #expect(decoder.nextLine(isFinal: false) == "one")
        #expect(decoder.nextLine(isFinal: false) == "")
        #expect(decoder.nextLine(isFinal: false) == nil)
        #expect(decoder.nextLine(isFinal: true) == "two")
        #expect(decoder.nextLine(isFinal: true) == nil)
    }

    @Test func `what is pasted is one key, whatever it holds, and its rows end in line feeds`() {
        let pasted = "\u{1B}[200~a\r\nb\rc\n\u{3}\u{1B}[A\0频\u{1B}[201~x"
        #expect(keys(pasted) == [.paste("a\nb\nc\n\u{3}\u{1B}[A\u{FFFD}频"), .character("x")])
        #expect(keys("\u{1B}[200~\u{1B}[201~x") == [.paste(""), .character("x")])
    }

    @Test func `a paste waits for its end, piece by piece`() {
        var decoder = KeyDecoder()
        var found: [Key] = []
        let bytes = Array("\u{1B}[200~one 频道 two\u{1B}[201~y".utf8)
        for byte in bytes {
            decoder.append([byte])
            while let key = decoder.next(isFinal: false) { found.append(key) }
        }
        #expect(found == [.paste("one 频道 two"), .character("y")])
        #expect(decoder.isEmpty && !decoder.isPasting)
    }

    @Test func `a paste that pauses is shown as far as it is certain, and goes on`() {
        var decoder = KeyDecoder()
        var found: [Key?] = []
        for piece in ["\u{1B}[200~one\r", "\ntwo 频", "\r\u{1B}[2", "0x\r", "\u{1B}[201~\r"] {
            decoder.append(piece.utf8)
            found.append(decoder.next(isFinal: false))
            found.append(decoder.next(isFinal: true))
        }
        #expect(
            found == [
                nil, .paste("one"), nil, .paste("\ntwo 频"), nil, nil, nil, .paste("\n\u{1B}[20x"), .paste("\n"),
                .character("\r"),
            ])
    }

    @Test func `half a character of a paste waits for its rest`() {
        var decoder = KeyDecoder()
        decoder.append("\u{1B}[200~a频".utf8.dropLast())
        #expect(decoder.next(isFinal: true) == .paste("a"))
        decoder.append("频".utf8.suffix(1))
        #expect(decoder.next(isFinal: true) == .paste("频"))
    }

    @Test func `nothing but Ctrl-C after a pause ends a paste that has no end`() {
        var decoder = KeyDecoder()
        decoder.append("\u{1B}[200~one\u{3}".utf8)
        #expect(decoder.next(isFinal: true) == .paste("one\u{3}"))
        #expect(decoder.isEmpty && decoder.isPasting)
        decoder.append("\u{4}\r".utf8)
        #expect(decoder.next(isFinal: true) == .paste("\u{4}"))
        decoder.append("x\u{3}\r".utf8)
        #expect(decoder.next(isFinal: true) == .paste("\nx\u{3}"))
        decoder.append("\u{3}".utf8)
        #expect(decoder.next(isFinal: false) == .character("\u{3}"))
        #expect(!decoder.isPasting)
    }
}
