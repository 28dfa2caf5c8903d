import CentrifugoProtocol
import Testing

@Suite struct Base64Tests {
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ])
    func `the vectors of RFC 4648 §10 hold both ways`(text: String, encoded: String) {
        #expect(Base64.encode(text.utf8) == encoded)
        #expect(Base64.decode(encoded.utf8) == Array(text.utf8))
    }

    @Test func `every byte comes back`() {
        let bytes = (0...255).map { UInt8($0) }
        #expect(Base64.decode(Base64.encode(bytes).utf8) == bytes)
    }

    @Test(arguments: ["Zg", "Zg=", "Zg===", "Zg==Zg==", "Z g=", "Zm8-", "Zm8_", "=", "====", "Zé=="])
    func `no padding, blanks and the other alphabet are refused`(text: String) {
        #expect(Base64.decode(text.utf8) == nil)
    }

    @Test func `line breaks do not count`() {
        #expect(Base64.decode("Zm\r\n9v\n".utf8) == Array("foo".utf8))
    }
}
