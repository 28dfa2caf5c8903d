import Testing

@testable import PracticeServer

/// Whether somebody knows a secret.
struct SecretComparisonTests {
    @Test(arguments: ["", "a", "secreu", "Secret", "secret ", "secre", "ssecret"])
    func `only all of it counts`(_ text: String) {
        #expect(!text.utf8.matches(secret: "secret".utf8))
        #expect(text.utf8.matches(secret: text.utf8))
    }
}
