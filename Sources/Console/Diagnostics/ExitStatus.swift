/// What the end of the process says about what it did.
package enum ExitStatus: Int32, Sendable, CaseIterable {
    /// All went well.
    case ok = 0
    /// The console itself failed, or was started with a bad option.
    case fault = 1
    /// The input was wrong; nothing was sent.
    case input = 2
    /// Centrifugo answered with an error.
    case server = 3
    /// No connection, no answer in time, or an answer that is not the API's.
    case connection = 4
    /// The server refused the key.
    case unauthorised = 5
    /// Some items of a batch or broadcast failed.
    case partial = 6
    /// A reply was not what the script expected.
    case expectation = 7
    /// The terminal went away.
    case hungUp = 129
    /// The user broke it off.
    case interrupted = 130
    /// The system asked the process to end.
    case terminated = 143
}
