package import CentrifugoAPI
internal import CentrifugoTransport
package import LosslessJSON

/// What stands for a reply in the machine formats where there is none.
package enum ErrorLine {
    /// What kind of failure it is.
    private enum Kind: String {
        case transport
        case http
        case reply
        case unsent
    }

    /// Returns the line for a command that was sent and got no usable reply; an error of Centrifugo's
    /// is printed as `{"error":{"code":…,"message":…}}`.
    package static func json(_ error: APIError, message: String) -> JSONText {
        switch error {
        case .server(let code, let text):
            object { writer in
                writer.key("code")
                writer.integer(code)
                writer.key("message")
                writer.string(text)
            }
        case .http(let failure): line(.http, message, ("status", JSONText(integer: failure.status)))
        case .notAPI(let failure): line(.reply, message, ("status", JSONText(integer: failure.status)))
        case .malformedReply: line(.reply, message)
        case .encoding: line(.unsent, message)
        case .transport(.timedOut(_, let after)): line(.transport, message, ("timeout", seconds(after)))
        case .transport, .cancelled: line(.transport, message)
        }
    }

    /// Returns the line for a command that was not sent because an earlier part of its batch failed.
    package static func unsent(message: String) -> JSONText { line(.unsent, message) }

    private static func line(_ kind: Kind, _ message: String, _ fact: (name: String, value: JSONText)? = nil)
        -> JSONText
    {
        object { writer in
            writer.key("kind")
            writer.string(kind.rawValue)
            writer.key("message")
            writer.string(message)
            guard let fact else { return }
            writer.key(fact.name)
            writer.raw(fact.value)
        }
    }

    private static func object(_ members: (inout JSONWriter) -> Void) -> JSONText {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("error")
        writer.beginObject()
        members(&writer)
        writer.endObject()
        writer.endObject()
        return JSONText(unchecked: writer.bytes)
    }

    private static func seconds(_ duration: Duration) -> JSONText {
        JSONText(unchecked: Array(DurationText.seconds(duration).utf8))
    }
}
