import CentrifugoProtocol
import Testing

@Suite struct ChannelNameTests {
    @Test(
        arguments: [
            ("news", nil), ("hist:a", "hist"), ("$hist:a", "hist"), (":x", nil), ("$:x", nil), ("a:b:c", "a"),
            ("", nil),
            ("private$5", nil), ("$$a:b", "$a"),
        ] as [(String, String?)])
    func `the namespace is the text before the first colon`(name: String, namespace: String?) {
        #expect(ChannelName(name).namespace == namespace)
    }

    @Test func `a dollar in front makes it private, users stand behind the last hash`() {
        #expect(ChannelName("$chat:a").isPrivate)
        #expect(!ChannelName("chat:$a").isPrivate)
        #expect(ChannelName("d#x#42,43").users == ["42", "43"])
        #expect(ChannelName("d").users.isEmpty)
    }
}
