import LineEditor
import Testing

@Suite struct ViModeTests {
    private func label(after keys: String) -> String {
        var mode = ViMode()
        for scalar in keys.unicodeScalars { mode.see(scalar == "␛" ? .named(.escape) : .character(scalar)) }
        return mode.label
    }

    @Test(arguments: [
        ("", "(ins)"), ("abc", "(ins)"), ("ab␛", "(cmd)"), ("␛i", "(ins)"), ("␛hlwb0$x", "(cmd)"), ("␛cw", "(ins)"),
        ("␛c2w", "(ins)"), ("␛c", "(cmd)"), ("␛c␛", "(cmd)"), ("␛cfx", "(ins)"), ("␛cf", "(cmd)"), ("␛ra", "(cmd)"),
        ("␛fi", "(cmd)"), ("␛dw", "(cmd)"), ("␛cc", "(ins)"), ("␛A", "(ins)"), ("␛S", "(ins)"), ("␛a␛", "(cmd)"),
        ("␛ri", "(cmd)"), ("␛tci", "(ins)"), ("␛3x", "(cmd)"),
    ])
    func `the mode follows from the keys`(keys: String, label: String) {
        #expect(self.label(after: keys) == label)
    }

    @Test func `what is no command is refused where one is expected, and only there`() {
        var mode = ViMode()
        #expect(!mode.refuses(.character("频")))
        mode.see(.named(.escape))
        #expect(mode.refuses(.character("频")))
        #expect(!mode.refuses(.character("é")))
        mode.see(.character("r"))
        #expect(!mode.refuses(.character("频")))
    }
}
