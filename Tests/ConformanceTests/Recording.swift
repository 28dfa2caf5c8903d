import Glibc
import LosslessJSON
import Testing

/// A file of recordings that is not of the form that the README describes.
struct MalformedRecording: Error {
    let what: String
}

/// Steps that were recorded with one server, in order.
struct Scenario: Sendable, CustomTestStringConvertible {
    let name: String
    /// The name of the server's configuration.
    let config: String
    let steps: [Step]

    var testDescription: String { name }
}

/// One thing that was sent, or that arrived.
enum Step: Sendable {
    case http(RecordedRequest, RecordedResponse)
    case open(connection: String, RecordedRequest, RecordedResponse)
    case send(connection: String, Message<RecordedText>)
    case arrive(connection: String, Message<RecordedText>, Comparison)
    case ping(connection: String)
    case close(connection: String, code: Int, reason: String)
    case end(connection: String)
    case leave(connection: String)
    case wait(milliseconds: Int)
}

/// A message over a client connection.
enum Message<Text: Sendable>: Sendable {
    case text(Text)
    case binary([UInt8])
}

/// How much of a text counts.
enum Comparison: String, Sendable {
    case bytes
    /// All but the order of members.
    case json
    /// All but the order of members and elements.
    case unorderedJSON = "json-unordered"
}

/// A text as it was recorded.
enum RecordedText: Sendable {
    case literal([UInt8])
    case template([UInt8])
}

struct RecordedRequest: Sendable {
    let method: String
    let target: RecordedText
    let headers: [(name: String, value: RecordedText)]
    let body: RecordedText?
    let isInternal: Bool
}

struct RecordedResponse: Sendable {
    let status: Int
    let headers: [String: String]
    /// `nil` where only status and headers count.
    let body: RecordedText?
    let comparison: Comparison
}
