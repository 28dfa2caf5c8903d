import Testing

@Suite struct ScreenModelTests {
    private func make(_ output: String, columns: Int = 10, rows: Int = 3) -> ScreenModel {
        var screen = ScreenModel(columns: columns, rows: rows)
        for byte in output.utf8 { screen.feed([byte]) }
        return screen
    }

    @Test func `text runs over the edge only with the next character`() {
        #expect(make("0123456789").cursor == (0, 9))
        #expect(make("0123456789a").text == "0123456789\na")
    }

    @Test func `a wide character that does not fit starts the next row`() {
        #expect(make("123456789频").text == "123456789\n频")
    }

    @Test func `rows scroll off at the bottom`() {
        let screen = make("a\r\nb\r\nc\r\nd")
        #expect(screen.text == "b\nc\nd")
        #expect(screen.transcript == ["a", "b", "c", "d"])
    }

    @Test func `sequences move, insert, delete and clear`() {
        #expect(make("abc\u{1B}[2D\u{1B}[4hX\u{1B}[4l").text == "aXbc")
        #expect(make("abc\r\u{1B}[P").text == "bc")
        #expect(make("abc\u{1B}[2D\u{1B}[K").text == "a")
        #expect(make("abc\r\ndef\u{1B}[A\r\u{1B}[J").text == "")
        #expect(make("abc\r\ndef\u{1B}[H!").text == "!bc\ndef")
    }
}
