public import CentrifugoTransport

/// Reading answers that ``Client/open(_:)`` returned, once their bodies have been read.
extension Client {
    /// Reads the reply to a command from an answer, and the body read from it.
    ///
    /// - Throws: As ``call(_:)``, but for failures of the connection.
    public func reply(
        to command: Command, from response: HTTPResponse, body: [UInt8]
    ) throws(APIError) -> Reply {
        try reader.reply(to: command.method, from: Answer(response, body: body))
    }

    /// Reads the replies to the commands of a batch from an answer, and the body read from it.
    ///
    /// - Throws: As ``send(_:parallel:)``, but for failures of the connection.
    public func replies(
        to batch: Batch, from response: HTTPResponse, body: [UInt8]
    ) throws(APIError) -> [Reply] {
        try reader.replies(to: batch.commands, from: Answer(response, body: body))
    }
}
