import CentrifugoTransport
import NIOCore
import Testing

@Suite struct NetworkThreadTests {
    @Test func `what runs on the thread stays on it`() async throws {
        let thread = NetworkThread()
        let places = await thread.run {
            let before = thread.eventLoop.inEventLoop
            await Task.yield()
            return [before, thread.eventLoop.inEventLoop]
        }
        #expect(places == [true, true])
        #expect(!thread.eventLoop.inEventLoop)
        await thread.shutDown()
    }

    @Test func `a failure comes out of it as the type it was thrown as`() async {
        let thread = NetworkThread()
        func fail() async throws(TransportError) { throw .nameNotFound(host: "x") }
        do throws(TransportError) {
            try await thread.run(fail)
        } catch {
            #expect(error == .nameNotFound(host: "x"))
        }
        await thread.shutDown()
    }

    @Test func `a thread that was shut down starts again with the next use`() async throws {
        let thread = NetworkThread()
        await thread.shutDown()
        #expect(await thread.run { 1 } == 1)
        await thread.shutDown()
        #expect(await thread.run { 2 } == 2)
        await thread.shutDown()
    }
}
