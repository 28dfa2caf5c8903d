import CentrifugoAPI
import Testing

@Suite struct APIKeyTests {
    @Test(arguments: ["k1", " k1", "k1\n", "\t k1 \r\n"])
    func `white space around a key is no part of it`(text: String) throws {
        #expect(try APIKey(text).revealed == "k1")
    }

    @Test(arguments: ["", " ", "\n"])
    func `a key needs a character`(text: String) {
        #expect(throws: APIKey.Invalid.empty) { try APIKey(text) }
    }

    @Test(arguments: ["a\nb", "a\r\nX-Evil: 1", "a\u{0}b", "a\u{7F}", "a\tb"])
    func `a key with a control character inside is refused`(text: String) {
        #expect(throws: APIKey.Invalid.controlCharacter) { try APIKey(text) }
    }

    @Test func `a space and letters beyond ASCII inside a key stay`() throws {
        #expect(try APIKey("schlüssel 1").revealed == "schlüssel 1")
    }

    @Test func `no way of printing shows a key`() throws {
        let key = try APIKey("hush-hush")
        var dumped = ""
        dump(key, to: &dumped)
        for text in ["\(key)", String(reflecting: key), dumped, "\([key])", "\(Optional(key) as Any)"] {
            #expect(!text.contains("hush"))
        }
    }
}
