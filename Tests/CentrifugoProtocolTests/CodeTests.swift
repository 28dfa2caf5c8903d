import CentrifugoProtocol
import Testing

@Suite struct CodeTests {
    @Test func `a number is explained for each place that uses it`() {
        #expect(Code.explaining(108).map(\.origin) == [.api, .client])
        #expect(Code.explaining(3008).map(\.message) == ["slow"])
        #expect(Code.explaining(2502).map(\.origin) == [.unsubscribe])
        #expect(Code.explaining(999).isEmpty)
    }

    @Test func `every code has a meaning and advice in whole sentences`() {
        for code in Code.all {
            #expect(code.meaning.hasSuffix("."), "\(code.origin) \(code.number)")
            #expect(code.advice.hasSuffix("."), "\(code.origin) \(code.number)")
        }
        #expect(Set(Code.all.map { "\($0.origin)\($0.number)" }).count == Code.all.count)
    }

    @Test func `ranges tell what custom codes do`() {
        #expect(Code.range(of: 4000)?.contains("connects again") == true)
        #expect(Code.range(of: 4500)?.contains("does not connect again") == true)
        #expect(Code.range(of: 2600)?.contains("subscribes again") == true)
        #expect(Code.range(of: 1) == nil)
    }

    @Test func `an explanation of the method's own comes before the general one`() throws {
        let history = try #require(Method.named("history"))
        #expect(history.explanation(of: 108)?.meaning.contains("history_size") == true)
        #expect(history.explanation(of: 102)?.meaning == ServerError.unknownChannel.meaning)
        #expect(history.explanation(of: 999) == nil)
    }

    @Test func `statuses of transport error mode are those of the server`() {
        #expect(ServerError.allCases.map(\.status) == [500, 404, 404, 400, 400, 416, 409])
    }
}
