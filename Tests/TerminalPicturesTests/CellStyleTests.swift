import Testing

@testable import TerminalPictures

@Suite struct CellStyleTests {
    private func style(_ parameters: String..., from start: CellStyle = CellStyle()) -> CellStyle {
        var style = start
        for text in parameters { style.apply(text[...]) }
        return style
    }

    @Test func `weights and lines add up until 0 takes all away`() {
        let all = style("1;2;3;4;7")
        #expect(all.isBold && all.isDim && all.isItalic && all.isUnderlined && all.isReversed)
        #expect(style("0", from: all) == CellStyle())
        #expect(style("", from: all) == CellStyle())
    }

    @Test func `each has its own end, bold and dim share one`() {
        let all = style("1;2;3;4;7;31;42")
        #expect(style("22;23;24;27;39;49", from: all) == CellStyle())
        #expect(style("22", from: all).isItalic)
    }

    @Test(arguments: [
        ("31", CellColor.palette(1)), ("97", .palette(15)), ("38;5;3", .palette(3)), ("38;5;12", .palette(12)),
        ("38;5;16", .rgb(0, 0, 0)), ("38;5;208", .rgb(255, 135, 0)), ("38;5;255", .rgb(238, 238, 238)),
        ("38;2;1;2;3", .rgb(1, 2, 3)), ("38:2:1:2:3", .rgb(1, 2, 3)), ("38:2::1:2:3", .rgb(1, 2, 3)),
        ("38:5:9", .palette(9)), ("38;2;1;999;3", .rgb(1, 255, 3)),
    ])
    func `a colour is one of the palette, of the cube, a grey, or its three parts`(text: String, color: CellColor) {
        #expect(style(text).foreground == color)
        #expect(style(text).background == nil)
    }

    @Test func `what follows a colour in the same sequence counts`() {
        let mixed = style("38;5;208;1;48;2;9;8;7;4")
        #expect(mixed.foreground == .rgb(255, 135, 0))
        #expect(mixed.background == .rgb(9, 8, 7))
        #expect(mixed.isBold && mixed.isUnderlined)
    }

    @Test func `lines of any shape are lines, and none is none`() {
        #expect(style("4:3").isUnderlined)
        #expect(!style("4:3", "4:0").isUnderlined)
    }

    @Test(arguments: ["5", "38", "38;5", "38;9;1", "58;5;1", "x", ";;", "999"])
    func `what is unknown or cut off stops nothing`(text: String) {
        #expect(style("1", text + ";0;0") == CellStyle())
        #expect(style(text).foreground == nil || text == "38;5")
    }
}
