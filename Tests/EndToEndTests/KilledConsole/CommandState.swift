/// What is known of a command that was composed: exactly one of these.
enum CommandState: Hashable {
    /// It waits to be sent.
    case pending
    /// The server answered with an error of that code.
    case failed(Int)
    /// Its answer was lost: it may have run or not.
    case unknown
    /// It ran, and is in the buffer no more.
    case succeeded
}

/// A request of several commands, as the server saw it.
struct ServedRequest {
    struct Command {
        /// The number in its data, which no other command has.
        let id: Int
        let key: String?
        /// What a client knows of it that reads the answer; `nil` if the answer says that nothing was done.
        var outcome: CommandState?
    }

    var commands: [Command]
}
