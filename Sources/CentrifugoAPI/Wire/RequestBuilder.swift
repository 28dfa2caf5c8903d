internal import CentrifugoTransport
internal import LosslessJSON

/// Makes the requests for commands: where they go, with which headers, and the bytes of their bodies.
struct RequestBuilder: Sendable {
    let format: WireFormat
    private let path: String
    private let headers: HTTPFields

    init(_ configuration: ClientConfiguration) {
        format = configuration.usesLegacyProtocol ? .lines : .methods
        path = configuration.address.path
        var headers: HTTPFields = ["Content-Type": "application/json"]
        if let key = configuration.apiKey {
            switch format {
            case .methods: headers.append(name: "X-API-Key", value: key.revealed)
            case .lines: headers.append(name: "Authorization", value: "apikey " + key.revealed)
            }
        }
        for (name, value) in configuration.headers { headers.append(name: name, value: value) }
        self.headers = headers
    }

    func request(for command: Command) -> HTTPRequest {
        switch format {
        case .methods: request(to: command.method, body: command.params.bytes)
        case .lines: request(to: nil, body: lines([command]))
        }
    }

    /// In lines there is no way to ask for `parallel`, and the server runs them in order.
    func request(for batch: Batch, parallel: Bool) -> HTTPRequest {
        switch format {
        case .methods: request(to: "batch", body: body(of: batch, parallel: parallel))
        case .lines: request(to: nil, body: lines(batch.commands))
        }
    }

    private func request(to method: String?, body: [UInt8]) -> HTTPRequest {
        let target = method.map { "\(path)/\(pathSegment($0))" } ?? path
        return HTTPRequest(method: "POST", target: target, headers: headers, body: body)
    }

    private func body(of batch: Batch, parallel: Bool) -> [UInt8] {
        var writer = JSONWriter(capacity: Self.size(of: batch.commands))
        writer.beginObject()
        writer.key("commands")
        writer.beginArray()
        var known: (method: String, key: JSONKey)?
        for command in batch.commands {
            // Most are of one method.
            let key = if let known, known.method == command.method { known.key } else { JSONKey(command.method) }
            known = (command.method, key)
            writer.beginObject()
            writer.key(key)
            writer.raw(command.params)
            writer.endObject()
        }
        writer.endArray()
        if parallel {
            writer.key("parallel")
            writer.bool(true)
        }
        writer.endObject()
        return writer.bytes
    }

    /// A command on each line, numbered from 1.
    ///
    /// No command at all is an empty line, because the server refuses an empty body and answers white
    /// space with nothing.
    private func lines(_ commands: [Command]) -> [UInt8] {
        var bytes = [UInt8]()
        bytes.reserveCapacity(Self.size(of: commands))
        for (index, command) in commands.enumerated() {
            bytes.append(contentsOf: #"{"id":\#(index + 1),"method":"#.utf8)
            bytes.append(contentsOf: JSONText(string: command.method).bytes)
            bytes.append(contentsOf: #","params":"#.utf8)
            Self.append(command.params.bytes, onOneLineTo: &bytes)
            bytes.append(contentsOf: "}\n".utf8)
        }
        return bytes.isEmpty ? [UInt8(ascii: "\n")] : bytes
    }

    /// A line break in JSON is white space between tokens, so a space says the same.
    private static func append(_ json: [UInt8], onOneLineTo bytes: inout [UInt8]) {
        let start = bytes.count
        bytes.append(contentsOf: json)
        for index in bytes[start...].indices
        where bytes[index] == UInt8(ascii: "\n") || bytes[index] == UInt8(ascii: "\r") {
            bytes[index] = UInt8(ascii: " ")
        }
    }

    private static func size(of commands: [Command]) -> Int {
        commands.reduce(32) { $0 + $1.params.bytes.count + $1.method.utf8.count + 40 }
    }
}
