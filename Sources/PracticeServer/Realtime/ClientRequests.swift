import CentrifugoProtocol
import LosslessJSON

/// The commands of the client protocol as they are read.
package enum ClientCommand {
    /// In the order in which a command that names several is understood.
    enum Name: String, CaseIterable {
        case connect, subscribe, unsubscribe, publish, presence
        case presenceStats = "presence_stats"
        case history, rpc, send, refresh
        case subRefresh = "sub_refresh"
    }

    private static let position = RequestShape([("offset", .integer(.uint64)), ("epoch", .text)])
    private static let channel = RequestShape([("channel", .text)])

    /// The fields of `subscribe`; `tf` is read by ``TagsFilter``.
    static let subscribe = RequestShape([
        ("channel", .text), ("token", .text), ("recover", .flag), ("epoch", .text), ("offset", .integer(.uint64)),
        ("data", .raw), ("positioned", .flag), ("recoverable", .flag), ("join_leave", .flag), ("delta", .text),
        ("tf", .raw), ("flag", .integer(.int64)), ("type", .integer(.int32)), ("phase", .integer(.int32)),
        ("cursor", .text), ("limit", .integer(.int32)), ("asc", .flag),
    ])

    private static let shapes: [(Name, RequestShape)] = [
        (
            .connect,
            RequestShape([
                ("token", .text), ("data", .raw), ("subs", .raw), ("name", .text), ("version", .text),
                ("headers", .pairs),
            ])
        ),
        (.subscribe, subscribe),
        (.unsubscribe, channel),
        (
            .publish,
            RequestShape([
                ("channel", .text), ("data", .raw), ("type", .integer(.int32)), ("key", .text), ("removed", .flag),
            ])
        ),
        (.presence, channel),
        (.presenceStats, channel),
        (
            .history,
            RequestShape([
                ("channel", .text), ("limit", .integer(.int32)), ("since", .object(position)), ("reverse", .flag),
            ])
        ),
        (.rpc, RequestShape([("data", .raw), ("method", .text)])),
        (.send, RequestShape([("data", .raw)])),
        (.refresh, RequestShape([("token", .text)])),
        (.subRefresh, RequestShape([("channel", .text), ("token", .text)])),
    ]

    private static let command = RequestShape(
        [("id", .integer(.uint32))] + shapes.map { ($0.0.rawValue, RequestShape.Kind.object($0.1)) })

    /// Takes a message apart: a line feed at the end of the last line ends it, and anywhere else an empty line is a line.
    package static func lines(of message: [UInt8]) -> ArraySlice<ArraySlice<UInt8>> {
        let lines = message.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        return lines.count > 1 && lines.last?.isEmpty == true ? lines.dropLast() : lines[...]
    }

    /// Reads a line.
    ///
    /// What follows its JSON value is not looked at, as in the server's own reader.
    /// - Throws: ``WrongType`` where the line is no command.
    static func read(_ line: ArraySlice<UInt8>) throws(WrongType) -> ReadCommand {
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONValue.parsePrefix(Array(line), from: 0, options: RequestDecoder.options).value
        } catch {
            throw WrongType()
        }
        let request = try RequestDecoder.decode(value, as: command)
        let found = Name.allCases.lazy.compactMap { name in request.object(name.rawValue).map { (name, $0) } }.first
        return ReadCommand(
            id: request.unsigned("id"), name: found?.0, body: found?.1 ?? Request(channel),
            isMessage: request.object(Name.send.rawValue) != nil)
    }
}

/// A command of a client.
struct ReadCommand {
    /// 0 where there is none.
    let id: UInt64
    /// `nil` where it names none that there is.
    let name: ClientCommand.Name?
    let body: Request
    /// Whether it sends a message, the one thing that needs no id.
    let isMessage: Bool

    /// Whether it is the answer to a ping: a command without an id is nothing else.
    var isPong: Bool { id == 0 && !isMessage }
}
