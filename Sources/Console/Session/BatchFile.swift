internal import LosslessJSON

/// The pending batch as text: a line that names the server, then one line for each command.
///
/// Later lines can be appended without touching those before. A line that is no JSON of this form,
/// such as one cut off by a crash, is passed over.
enum BatchFile {
    /// The whole text of a batch.
    static func text(_ batch: PendingBatch) -> [UInt8] {
        guard let server = batch.server else { return [] }
        return batch.items.reduce(into: header(server)) { $0 += line($1) }
    }

    /// The line that names the server.
    static func header(_ server: String) -> [UInt8] {
        object { writer in
            writer.key("server")
            writer.string(server)
        }
    }

    /// The line of one command.
    static func line(_ item: PendingBatch.Item) -> [UInt8] {
        object { writer in
            writer.key("method")
            writer.string(item.method)
            writer.key("body")
            writer.raw(item.body)
            switch item.last {
            case nil: break
            case .unknown:
                writer.key("last")
                writer.string("unknown")
            case .failed(let code, let message):
                writer.key("last")
                writer.beginObject()
                writer.key("code")
                writer.integer(code)
                writer.key("message")
                writer.string(message)
                writer.endObject()
            }
        }
    }

    /// Reads a batch back; `damaged` counts the lines passed over.
    static func read(_ bytes: [UInt8]) -> (batch: PendingBatch, damaged: Int) {
        var batch = PendingBatch()
        var server = ""
        var damaged = 0
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            guard let value = try? JSONValue.parse(Array(line)) else {
                damaged += 1
                continue
            }
            if let name = value["server"]?.string {
                server = name
            } else if let item = item(value) {
                batch.add(item, for: server)
            } else {
                damaged += 1
            }
        }
        return (batch, damaged)
    }

    private static func object(_ members: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        members(&writer)
        writer.endObject()
        return writer.bytes + [UInt8(ascii: "\n")]
    }

    private static func item(_ value: JSONValue) -> PendingBatch.Item? {
        guard let method = value["method"]?.string, let body = value["body"] else { return nil }
        var item = PendingBatch.Item(method: method, body: body.jsonText)
        if let last = value["last"] {
            if let code = last["code"]?.int64 {
                item.last = .failed(code: Int(code), message: last["message"]?.string ?? "")
            } else {
                item.last = .unknown
            }
        }
        return item
    }
}
