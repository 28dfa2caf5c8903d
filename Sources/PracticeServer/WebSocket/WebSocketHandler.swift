package import NIOCore
package import NIOWebSocket

/// The connection of a client: hands its messages to the service, and what the service has for it to the socket.
package final class WebSocketHandler<Service: ClientService>: ChannelInboundHandler {
    package typealias InboundIn = WebSocketFrame
    package typealias OutboundOut = ByteBuffer

    private enum Phase {
        case open
        /// The server has said goodbye and waits for the client's.
        case parting
        /// All is said; what still comes is not looked at.
        case over
    }

    private let service: Service
    private let client: Service.Key
    private let outbox: ClientOutbox
    private var reader: MessageReader
    private var phase = Phase.open
    private var isKnown = true
    private var isFlushing = false
    /// The payload of the latest ping that is not answered yet; earlier ones need no answer (RFC 6455 §5.5.3).
    private var ping: ByteBuffer?
    /// Ends the connection when the client takes too long.
    private var patience: Scheduled<Void>?
    private var context: ChannelHandlerContext?

    /// Makes the handler of a client that the service knows; its messages may have `messageLimit` bytes.
    package init(_ service: Service, _ client: Service.Key, _ outbox: ClientOutbox, messageLimit: Int) {
        self.service = service
        self.client = client
        self.outbox = outbox
        reader = MessageReader(limit: messageLimit)
    }

    package func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        outbox.attach { [weak self] in self?.flush() }
        flush()
    }

    package func handlerRemoved(context: ChannelHandlerContext) { forget() }

    package func channelInactive(context: ChannelHandlerContext) {
        forget()
        context.fireChannelInactive()
    }

    /// Tells the service that the client is gone.
    func forget() {
        phase = .over
        patience?.cancel()
        context = nil
        outbox.detach()
        leave()
    }

    private func leave() {
        guard isKnown else { return }
        isKnown = false
        service.close(client)
    }
}

// MARK: From the client

extension WebSocketHandler {
    package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard phase != .over else { return }
        do throws(MessageReader.Failure) {
            if let event = try reader.read(unwrapInboundIn(data)) { handle(event, context) }
        } catch {
            refuse(error, context)
        }
    }

    private func handle(_ event: MessageReader.Event, _ context: ChannelHandlerContext) {
        switch event {
        case .message(let message): receive(message)
        case .pong: if phase == .open { service.receivePong(from: client) }
        case .ping(let payload):
            ping = payload
            flush()
        case .close(let code):
            var frame = context.channel.allocator.buffer(capacity: 4)
            frame.writeCloseFrame(code)
            sayLast(frame, context)
        }
    }

    /// Hands over the commands of a message.
    ///
    /// The answers are sent on the way, so that a message which asks for more than the client takes is found out before
    /// all of it is answered.
    private func receive(_ message: [UInt8]) {
        for command in ClientCommand.lines(of: message) {
            guard phase == .open else { return }
            service.receive(command, from: client)
            let portion = portion
            if outbox.with({ $0.isPressing(over: portion) }) { flush() }
        }
    }

    /// Who has asked gets the answer at once, not in the next round.
    package func channelReadComplete(context: ChannelHandlerContext) {
        if outbox.with({ $0.hasFrames }) { flush() }
        context.fireChannelReadComplete()
    }

    package func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch error {
        case let error as NIOWebSocketError: refuse(MessageReader.Failure(error), context)
        // What follows an error that was answered.
        case is ByteToMessageDecoderError: break
        default: context.close(promise: nil)
        }
    }

    private func refuse(_ failure: MessageReader.Failure, _ context: ChannelHandlerContext) {
        var frame = context.channel.allocator.buffer(capacity: 128)
        switch failure {
        case .tooLong: frame.writeCloseFrame(1009)
        case .violation(let text): frame.writeCloseFrame(1002, reason: String(text.prefix(ByteBuffer.longestReason)))
        }
        sayLast(frame, context)
    }

    /// Sends the last frame where none was sent yet, and ends the connection.
    ///
    /// The client's end is waited for a moment: a socket that is closed while bytes arrive may take back what was sent.
    private func sayLast(_ frame: ByteBuffer, _ context: ChannelHandlerContext) {
        guard phase == .open else {
            if phase == .parting { context.close(promise: nil) }
            return
        }
        phase = .over
        leave()
        outbox.detach()
        let sent = context.writeAndFlush(wrapOutboundOut(frame))
        wait(.seconds(1), context)
        sent.assumeIsolated().whenComplete { [channel = context.channel] _ in
            channel.close(mode: .output, promise: nil)
        }
    }

    package func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .inputClosed? = event as? ChannelEvent { endWithInput(context) }
        context.fireUserInboundEventTriggered(event)
    }

    /// A client that has said all gets what waits for it, but nothing new.
    private func endWithInput(_ context: ChannelHandlerContext) {
        guard phase == .open else {
            context.close(promise: nil)
            return
        }
        flush()
        guard phase == .open else { return }
        phase = .over
        leave()
        outbox.detach()
        wait(.seconds(1), context)
        let sent = context.writeAndFlush(wrapOutboundOut(ByteBuffer()))
        sent.assumeIsolated().whenComplete { [channel = context.channel] _ in channel.close(promise: nil) }
    }

    /// Ends the connection when the time has passed, whatever is left to be done.
    private func wait(_ time: TimeAmount, _ context: ChannelHandlerContext) {
        patience?.cancel()
        patience = context.eventLoop.scheduleTask(in: time) { [channel = context.channel] in
            channel.close(promise: nil)
        }
    }
}

// MARK: To the client

extension WebSocketHandler {
    /// How many bytes go to the channel at once.
    private var portion: Int { 32_768 }

    package func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { flush() }
        context.fireChannelWritabilityChanged()
    }

    /// Hands over what waits for as long as the socket takes it, then the end if its turn has come.
    private func flush() {
        // The channel may report that it is writable from inside of its own flush; the loop below sees that, and each
        // portion taken here instead would go a call deeper.
        guard !isFlushing, phase == .open, let context else { return }
        isFlushing = true
        defer { isFlushing = false }
        outbox.with { $0.beginTaking() }
        repeat {
            write(context)
            context.flush()
        } while phase == .open && context.channel.isWritable && outbox.with { $0.hasFrames }
        guard phase == .open else { return }
        let isBlocked = !context.channel.isWritable
        if outbox.with({ $0.endTaking(isBlocked: isBlocked) }) {
            wait(.seconds(1), context)
            service.closeSlow(client)
        }
        end(context)
    }

    private func write(_ context: ChannelHandlerContext) {
        if let payload = ping, context.channel.isWritable {
            ping = nil
            var frame = context.channel.allocator.buffer(capacity: payload.readableBytes + 2)
            frame.writeFrameHead(.pong, length: payload.readableBytes)
            frame.writeImmutableBuffer(payload)
            context.write(wrapOutboundOut(frame), promise: nil)
        }
        while phase == .open, context.channel.isWritable {
            var frames = context.channel.allocator.buffer(capacity: 0)
            outbox.with { $0.takeFrames(upTo: portion, into: &frames) }
            guard frames.readableBytes > 0 else { return }
            context.write(wrapOutboundOut(frames), promise: nil)
        }
    }

    private func end(_ context: ChannelHandlerContext) {
        switch outbox.with({ $0.takeEnd() }) {
        case .close(let code, let reason): part(code, reason, context)
        case .hangUp: context.close(promise: nil)
        case .line, .ping, nil:
            // The end waits behind what the client does not read.
            if patience == nil, outbox.with({ $0.isEnding }) { wait(.seconds(1), context) }
        }
    }

    /// Says goodbye: the client has a second to take it, and five to answer.
    private func part(_ code: UInt16, _ reason: String, _ context: ChannelHandlerContext) {
        // A reason may be longer than a close frame; the server then says nothing.
        guard reason.utf8.count <= ByteBuffer.longestReason else {
            context.close(promise: nil)
            return
        }
        phase = .parting
        var frame = context.channel.allocator.buffer(capacity: 128)
        // This code stands for none and is never sent (RFC 6455 §7.4.1).
        frame.writeCloseFrame(code == 1005 ? nil : code, reason: reason)
        let sent = context.writeAndFlush(wrapOutboundOut(frame))
        wait(.seconds(1), context)
        sent.assumeIsolated().whenSuccess { [self] in if phase == .parting { wait(.seconds(5), context) } }
    }
}
