import Glibc
import NIOCore
import NIOEmbedded
import Testing

@testable import PracticeServer

/// A listener for whose connections the system has no room.
struct AcceptPauseTests {
    private let channel = EmbeddedChannel()

    init() throws { try channel.pipeline.syncOperations.addHandler(AcceptPause()) }

    private func fail(_ number: Int32) {
        channel.pipeline.fireErrorCaught(IOError(errnoCode: number, reason: "accept"))
    }

    private var isAccepting: Bool {
        channel.options.last { $0.option is NIOCore.ChannelOptions.Types.AutoReadOption }?.value as? Bool ?? true
    }

    @Test(arguments: [EMFILE, ENFILE, ENOBUFS, ENOMEM])
    func `it rests for a moment, then tries again`(_ number: Int32) throws {
        fail(number)
        #expect(!isAccepting)
        channel.embeddedEventLoop.advanceTime(by: .milliseconds(99))
        #expect(!isAccepting)
        channel.embeddedEventLoop.advanceTime(by: .milliseconds(1))
        #expect(isAccepting)
        try channel.throwIfErrorCaught()
    }

    @Test func `it rests again when nothing has changed`() {
        for _ in 0..<3 {
            fail(EMFILE)
            #expect(!isAccepting)
            channel.embeddedEventLoop.advanceTime(by: .milliseconds(100))
            #expect(isAccepting)
        }
    }

    @Test func `a client that went before it was accepted costs no rest`() {
        fail(ECONNABORTED)
        #expect(isAccepting)
    }

    @Test func `a listener that was closed meanwhile stays so`() {
        fail(EMFILE)
        channel.close(promise: nil)
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
    }
}
